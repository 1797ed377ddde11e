"""Documents, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diff.annotations import iter_annotation_changes
from sitegen.diff.change import (
    Change,
    iter_former_ids,
    iter_set_sentences,
    listed,
    period_words,
    quoted,
    tell_text,
    tell_value,
    written,
)
from sitegen.diff.names import Namer
from sitegen.model.archive import Archive, Document

_VALUES = ("title", "kind", "language", "translation_of")
_SOURCE = (
    ("url", "address"),
    ("archived", "archived address"),
    ("retrieved", "date of retrieval"),
    ("rights", "rights"),
    ("citation", "citation"),
)


def iter_document_changes(old: Archive, new: Archive, names: Namer) -> Iterator[Change]:
    """Yield what changed in documents and annotations, in the new archive's order, removed ones last."""
    renamed = names.renamed["documents"]
    origin = {target: id_ for id_, target in renamed.items()}
    for id_, document in new.documents.items():
        earlier = old.documents.get(origin.get(id_, id_))
        if earlier is None:
            yield _added(document)
            continue
        if id_ in origin:
            kept = "" if origin[id_] in document.former_ids else "; nothing leads from the old address"
            sentence = f"its id was {origin[id_]}{kept}"
            yield Change("documents", id_, "document-renamed", sentence, origin[id_], id_)
        yield from _iter_changes(earlier, document, names)
        yield from iter_annotation_changes(earlier, document, names)
    for id_, document in old.documents.items():
        if id_ not in new.documents and id_ not in renamed:
            sentence = f"removed: {quoted(document.title)}{_with_annotations(document)}"
            yield Change("documents", id_, "document-removed", sentence)


def _added(document: Document) -> Change:
    date = f", {document.date.edtf}" if document.date else ""
    sentence = f"new: {quoted(document.title)}{date}{_with_annotations(document)}"
    return Change("documents", document.id, "document-added", sentence)


def _with_annotations(document: Document) -> str:
    count = len(document.annotations)
    return f", with {count:,} annotation{'' if count == 1 else 's'}" if count else ", not annotated yet"


def _iter_changes(old: Document, new: Document, names: Namer) -> Iterator[Change]:
    def change(kind: str, sentence: str, before: str = "", after: str = "") -> Change:
        return Change("documents", new.id, kind, sentence, before, after)

    if old.text_digest != new.text_digest:
        yield change("text-changed", "the text of the source was changed")
    for name in _VALUES:
        values = (getattr(old, name), getattr(new, name))
        if values[0] != values[1]:
            yield change(
                f"{name.replace('_', '-')}-changed", tell_value(name.replace("_", " "), *values), *values
            )
    yield from _iter_people(old, new, names)
    for key, name in _SOURCE:
        values = (written(getattr(old.source, key)), written(getattr(new.source, key)))
        if values[0] != values[1]:
            yield change("source-changed", tell_value(name, *values), *values)
    if old.summary != new.summary:
        sentence = tell_text("summary", old.summary, new.summary)
        yield change("summary-changed", sentence, old.summary, new.summary)
    before = [names.now("topics", id_) for id_ in old.topics]
    for sentence in iter_set_sentences("topics", before, new.topics):
        yield change("topics-changed", sentence)
    yield from iter_former_ids("documents", old, new)


def _iter_people(old: Document, new: Document, names: Namer) -> Iterator[Change]:
    """Yield what changed of when a document was made, by whom, and who published it."""

    def change(kind: str, sentence: str, before: str = "", after: str = "") -> Change:
        return Change("documents", new.id, kind, sentence, before, after)

    dates = (period_words(old.date), period_words(new.date))
    if dates[0] != dates[1]:
        yield change("date-changed", tell_value("date", *dates), *dates)
    authors = [[names.now("speakers", id_) for id_ in old.author], list(new.author)]
    if authors[0] != authors[1]:
        told = [listed([names.speaker(id_) for id_ in ids]) for ids in authors]
        yield change("author-changed", tell_value("author", *told))
    if names.now("speakers", old.publisher) != new.publisher:
        told = [names.speaker(id_) if id_ else "" for id_ in (old.publisher, new.publisher)]
        yield change("publisher-changed", tell_value("publisher", *told))
