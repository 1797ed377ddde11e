"""The index pages: documents, speakers, claims, figures, topics, each as a list to sort and filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import Head, make_head, section_names
from sitegen.site.paging import ENTRIES_A_PAGE, Pager, make_pager, page_count
from sitegen.site.routes import route_of
from sitegen.site.views.entries import (
    ClaimEntry,
    DocumentEntry,
    FigureEntry,
    SpeakerEntry,
    TopicEntry,
    claim_entry,
    claim_order,
    document_entry,
    figure_entry,
    speaker_entry,
    topic_entry,
)

Entry = DocumentEntry | SpeakerEntry | ClaimEntry | FigureEntry | TopicEntry

_MAKERS: dict[str, Callable[[Desk, str], Entry]] = {
    "documents": document_entry,
    "speakers": speaker_entry,
    "claims": claim_entry,
    "figures": figure_entry,
    "topics": topic_entry,
}


class IndexView(Record, frozen=True):
    head: Head
    kind: str
    title: str
    entries: tuple[Entry, ...]
    pager: Pager


def make_index_view(desk: Desk, kind: str, page: int = 1) -> IndexView:
    """Return one page of an index. Documents and figures are cut from the end that does not grow."""
    ids, pages = ids_of_page(desk, kind, page)
    title = section_names(desk)[kind]
    return IndexView(
        head=make_head(desk, route_of(kind, "", page), title, section=kind),
        kind=kind,
        title=title,
        entries=tuple(_MAKERS[kind](desk, id) for id in ids),
        pager=make_pager(desk.root, kind, "", page, pages),
    )


def ids_of_page(desk: Desk, kind: str, page: int) -> tuple[Sequence[str], int]:
    """Return the ids that one page of an index lists, and how many pages there are."""
    ids = desk.made_by(_ordered)[kind]
    pages = page_count(len(ids), ENTRIES_A_PAGE)
    return _slice(ids, kind, page, pages), pages


def _slice(ids: Sequence[str], kind: str, page: int, pages: int) -> Sequence[str]:
    """Return the ids of a page.

    Documents are newest first and cut from the oldest, in pieces of even length: a new one
    changes the first page, which holds what is left over, and no other but where it is full.
    """
    if kind != "documents":
        return ids[(page - 1) * ENTRIES_A_PAGE : page * ENTRIES_A_PAGE]
    newest_last = ids[::-1]
    start = (pages - page) * ENTRIES_A_PAGE
    return newest_last[start : start + ENTRIES_A_PAGE][::-1]


def _ordered(desk: Desk, kind: str) -> tuple[str, ...]:
    """Return the ids in the order that the index lists them."""
    whole = desk.whole
    if kind == "documents":
        dated = [id for id in reversed(whole.in_time) if id not in whole.undated]
        return (*dated, *[id for id in whole.in_time if id in whole.undated])
    if kind == "speakers":
        return tuple(sorted(whole.speakers, key=lambda key: whole.archive.speakers[key].name.casefold()))
    if kind == "figures":
        return tuple(
            sorted(
                whole.figures,
                key=lambda key: (-whole.spreads[key], whole.archive.figures[key].label),
            )
        )
    if kind == "claims":
        return tuple(sorted(whole.claims, key=lambda key: (-claim_order(desk, key), key)))
    return tuple(sorted(whole.topics, key=lambda key: whole.topics[key].topic.name.casefold()))
