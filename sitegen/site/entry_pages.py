"""Entry pages: those of speakers, claims, figures and topics, and which of them may show a difference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sitegen.site.context import Desk
from sitegen.site.difference import Difference
from sitegen.site.faces import entities
from sitegen.site.head import Sibling
from sitegen.site.listings import iter_all_pages, iter_listing_pages
from sitegen.site.neighbours import neighbour
from sitegen.site.plan import PageTask
from sitegen.site.views.speaker import reading_group


def iter_entry_pages(found: Difference) -> Iterator[PageTask]:
    """Yield the pages of entries that may be otherwise; also some of entries that are gone."""
    return chain(
        *(_speakers(found), _claims(found), _figures(found), _topics(found)),
        *(_neighbours(found), _redirects(found)),
    )


def _speakers(found: Difference) -> Iterator[PageTask]:
    desks, renamed = (found.before, found.after), found.renamed["speaker"]
    origins = dict.fromkeys(id for statement in found.rows for id in statement.chain[:1])
    yield from (PageTask("speaker", id) for id in origins)  # which tells of all their statements
    yield from iter_listing_pages(found, "speaker", origins)
    yield from (PageTask("speaker", id) for statement in found.changed for id in statement.chain[1:])
    members = (member.id for id in renamed for member in found.after.whole.uses.members.get(id, ()))
    known = (desk.whole.archive.speakers for desk in desks)
    differing = renamed | found.differing["speaker"]
    employers = (speakers[id].affiliation for speakers in known for id in differing if id in speakers)
    yield from iter_all_pages(found.after, "speaker", [*found.differing["speaker"], *members, *employers])
    for id in sorted(found.named_figures):
        yield from (PageTask("speaker", speaker) for speaker in _readers(found, id))


def _readers(found: Difference, id: str) -> Iterator[str]:
    """Yield the speakers whose pages show the readings of a figure otherwise."""
    was, now = found.before, found.after
    readings = [r for desk in (was, now) if id in desk.whole.figures for r in desk.whole.figures[id].readings]
    is_renamed = id in found.renamed["figure"]  # or there is one in one of the two alone
    for speaker in dict.fromkeys(reading.chain[0] for reading in readings if reading.chain):
        if is_renamed or reading_group(was, speaker, id) != reading_group(now, speaker, id):
            yield speaker


def _claims(found: Difference) -> Iterator[PageTask]:
    yield from iter_listing_pages(found, "claim", (use.id for s in found.rows for use in s.annotation.claims))
    voiced = found.named_claims | found.flipped_claims | found.claims_about(found.renamed["topic"])
    related = found.related(found.flipped_claims | found.differing["claim"])
    yield from iter_all_pages(found.after, "claim", sorted(voiced | related))


def _figures(found: Difference) -> Iterator[PageTask]:
    for id in sorted(found.named_figures | found.figures_about(found.renamed["topic"])):
        yield PageTask("figure", id)
        yield PageTask("table", id)


def _topics(found: Difference) -> Iterator[PageTask]:
    documents = found.after.whole.archive.documents
    yield from iter_listing_pages(
        found, "topic", (topic for s in found.rows for topic in s.annotation.topics)
    )
    yield from iter_all_pages(found.after, "topic", sorted(found.differing["topic"]))
    listed = [topic for id in found.entries["documents"] for topic in documents[id].topics]
    listed += found.topics_of("claim", found.entries["claims"] | found.differing["claim"])
    listed += found.topics_of("figure", found.entries["figures"] | found.differing["figure"])
    yield from (PageTask("topic", id) for id in listed)


def _redirects(found: Difference) -> Iterator[PageTask]:
    """Yield the former addresses of what is called otherwise."""
    archive = found.after.whole.archive
    for kind, entries in (
        ("speaker", archive.speakers),
        ("claim", archive.claims),
        ("figure", archive.figures),
        ("topic", archive.topics),
    ):
        for id in found.renamed[kind] & entries.keys():
            former_ids = entries[id].former_ids
            yield from (PageTask("redirect", id, former=former, of=kind) for former in former_ids)


def _neighbours(found: Difference) -> Iterator[PageTask]:
    """Yield the pages of entries beside which another stands than before, or is called otherwise."""
    for kind, renamed in found.renamed.items():
        if not renamed:
            continue
        was, now = (_siblings(desk, kind) for desk in (found.before, found.after))
        beside = (id for id, siblings in now.items() if was.get(id) != siblings)
        yield from iter_all_pages(found.after, kind, beside)


def _siblings(desk: Desk, kind: str) -> dict[str, tuple[Sibling | None, Sibling | None]]:
    """Return what stands before and after each entry."""
    return {
        id: (neighbour(desk, kind, id, -1), neighbour(desk, kind, id, 1)) for id in entities(desk.whole, kind)
    }
