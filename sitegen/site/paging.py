"""Paging: long lists in pieces, cut so that adding an item changes few pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sitegen.record import Record
from sitegen.site.routes import route_of

T = TypeVar("T")

STATEMENTS_A_PAGE = 250  # about 1.2 kB of HTML each: a page stays below 500 kB
ENTRIES_A_PAGE = 500


class Pager(Record, frozen=True):
    """Where one page of a list stands among the others; `links` is empty where there is but one."""

    page: int = 1
    pages: int = 1
    links: tuple[tuple[int, str], ...] = ()  # number, address
    previous: str = ""
    following: str = ""


def page_count(length: int, size: int) -> int:
    """Return how many pages a list takes: one at least."""
    return max(1, -(-length // size))


def page_of(items: Sequence[T], page: int, size: int) -> Sequence[T]:
    """Return the items of a page, counted from 1. Items in order of time: new ones change the last page."""
    return items[(page - 1) * size : page * size]


def make_pager(root: str, kind: str, id: str, page: int, pages: int) -> Pager:
    """Return the links from one page of a list to the others."""
    if pages == 1:
        return Pager()
    addresses = [root + route_of(kind, id, n) for n in range(1, pages + 1)]
    return Pager(
        page=page,
        pages=pages,
        links=tuple(enumerate(addresses, start=1)),
        previous=addresses[page - 2] if page > 1 else "",
        following=addresses[page] if page < pages else "",
    )
