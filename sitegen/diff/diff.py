"""`diff_wholes`: everything that changed in meaning between two states of an archive."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diff.change import SECTIONS, Change, iter_set_sentences, quoted, tell_text, tell_value
from sitegen.diff.documents import iter_document_changes
from sitegen.diff.entities import iter_entity_changes
from sitegen.diff.names import Namer
from sitegen.model.archive import Archive, Status
from sitegen.model.whole import Whole


def diff_wholes(old: Whole, new: Whole) -> tuple[Change, ...]:
    """Return what changed, section by section; nothing where both states mean the same.

    Comments, order of keys and quoting in the files do not count, nor do ids that references follow.
    """
    names = Namer(old.archive, new.archive)
    changes = [
        *_iter_site(old.archive, new.archive),
        *iter_document_changes(old.archive, new.archive, names),
        *iter_entity_changes(old, new, names),
        *_iter_pages(old.archive, new.archive),
    ]
    return tuple(sorted(changes, key=lambda change: SECTIONS.index(change.section)))


def _iter_site(old: Archive, new: Archive) -> Iterator[Change]:
    for name in ("title", "language", "base_url", "licence"):
        before, after = getattr(old.site, name), getattr(new.site, name)
        if before != after:
            sentence = tell_value(name.replace("_", " "), before, after)
            yield Change("site", "site", f"{name.replace('_', '-')}-changed", sentence, before, after)
    if old.site.description != new.site.description:
        pair = (old.site.description, new.site.description)
        yield Change("site", "site", "description-changed", tell_text("description", *pair), *pair)
    for sentence in iter_set_sentences("editors", old.site.editors, new.site.editors):
        yield Change("site", "site", "editors-changed", sentence)
    statuses = [[_tell_status(status) for status in a.site.claim_statuses] for a in (old, new)]
    for sentence in iter_set_sentences("statuses of claims", *statuses):
        yield Change("site", "site", "claim-statuses-changed", sentence)


def _tell_status(status: Status) -> str:
    rating = "" if status.rating is None else f" ({status.rating:f})"
    return f"{status.label}{rating}" + (f": {quoted(status.description)}" if status.description else "")


def _iter_pages(old: Archive, new: Archive) -> Iterator[Change]:
    for id_ in sorted({*old.pages, *new.pages}):
        before, after = old.pages.get(id_), new.pages.get(id_)
        if before is None and after is not None:
            yield Change("pages", id_, "page-added", f"new: “{after.title}”")
        elif after is None and before is not None:
            yield Change("pages", id_, "page-removed", f"removed: “{before.title}”")
        elif (
            before is not None
            and after is not None
            and (before.title, before.text) != (after.title, after.text)
        ):
            yield Change("pages", id_, "page-changed", f"rewritten: “{after.title}”", before.text, after.text)
