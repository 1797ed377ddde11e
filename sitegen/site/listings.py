"""Listings: the statements that pages of entries list, page by page, and on which of them rows may differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.model.whole import ClaimStatement, Statement
from sitegen.site.context import Desk
from sitegen.site.difference import Difference
from sitegen.site.paging import STATEMENTS_A_PAGE, page_count, page_of
from sitegen.site.plan import PageTask, iter_years

Uses = Mapping[str, Sequence[Statement | ClaimStatement]]


def iter_all_pages(desk: Desk, kind: str, ids: Iterable[str]) -> Iterator[PageTask]:
    """Yield all pages of entries of a kind."""
    for id in ids:
        pages = page_count(len(_uses_of(desk, kind).get(id, ())), STATEMENTS_A_PAGE)
        yield from (PageTask(kind, id, page) for page in range(1, pages + 1))


def iter_pages_named(desk: Desk, statements: Sequence[Statement]) -> Iterator[PageTask]:
    """Yield all pages that can come or go with these statements while registries stay the same."""
    yield from iter_all_pages(desk, "speaker", [id for s in statements for id in s.chain[:1]])
    yield from iter_all_pages(desk, "claim", [use.id for s in statements for use in s.annotation.claims])
    yield from iter_all_pages(desk, "topic", [id for s in statements for id in s.annotation.topics])
    yield from iter_years(desk.whole)


def iter_listing_pages(found: Difference, kind: str, ids: Iterable[str]) -> Iterator[PageTask]:
    """Yield the pages of entries on which a row may be otherwise, or what is told of all rows."""
    changed = {_place(statement) for statement in found.rows}
    # Where nothing is said otherwise lists are as they were, and need not be found twice.
    desks = (found.before if found.pairs else found.after, found.after)
    for id in dict.fromkeys(ids):
        one, other = (_uses_of(desk, kind).get(id, ()) for desk in desks)
        was, now = ([_place(use) for use in uses] for uses in (one, other))
        relayed = {desk.whole.uses.is_only_relayed(id) for desk in desks}
        is_otherwise = len(was) != len(now) or (kind == "speaker" and len(relayed) > 1)
        for task in iter_all_pages(found.after, kind, [id]):
            before, after = (page_of(places, task.page, STATEMENTS_A_PAGE) for places in (was, now))
            if is_otherwise or before != after or not changed.isdisjoint(after):
                yield task


def _uses_of(desk: Desk, kind: str) -> Uses:
    """Return what the pages of entries of a kind list, by their ids; nothing for those that list nothing."""
    uses = desk.whole.uses
    listed: dict[str, Uses] = {"speaker": uses.said, "claim": uses.claims, "topic": uses.topics}
    return listed.get(kind, {})


def _place(use: Statement | ClaimStatement) -> tuple[str, str]:
    statement = use.statement if isinstance(use, ClaimStatement) else use
    return statement.document.id, statement.annotation.id
