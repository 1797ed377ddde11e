"""A document beside its translation: row by row where both have as many, else as two whole columns.

The passages are marked in both, without their cards: each leads to its note on its document's page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from sitegen.model.archive import Document
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import Crumb, Head, index_crumb, make_head
from sitegen.site.routes import route_of
from sitegen.site.views.document import MarkedRow

_TAG = re.compile(r"<[a-z][^<>]*>")
_ID = re.compile(r' id="[^"]*"')


class SideView(Record, frozen=True):
    """One of the two: `language` is what the site calls the language, where it is known to be another's."""

    title: str
    href: str
    marks: str
    lang: str
    dir: str
    language: str
    date: str
    note_count: int


class ParallelView(Record, frozen=True):
    """`rows` holds the HTML of both sides: all of each in one row where they do not match."""

    head: Head
    one: SideView
    other: SideView
    rows: tuple[tuple[str, str], ...]
    is_matched: bool


def make_parallel_view(
    desk: Desk, id: str, rows: Sequence[MarkedRow], original_rows: Sequence[MarkedRow]
) -> ParallelView:
    """Return the view of a translation beside its original; `rows` are the translation's."""
    account = desk.whole.documents[id]
    assert account.original is not None
    one, other = _side(desk, account.original), _side(desk, account.document)
    texts = (
        [_led_to(row.html, one.href) for row in original_rows],
        [_led_to(r.html, other.href) for r in rows],
    )
    is_matched = len(texts[0]) == len(texts[1])
    pairs = zip_longest(*texts, fillvalue="") if is_matched else [("".join(texts[0]), "".join(texts[1]))]
    return ParallelView(_head(desk, one, other, id), one, other, tuple(pairs), is_matched)


def _side(desk: Desk, document: Document) -> SideView:
    context, ref = desk.context, desk.ref("document", document.id)
    language = document.language or context.language
    _, direction = desk.language_marks(document.language)
    return SideView(
        title=ref.name,
        href=ref.href,
        marks=ref.marks,
        lang=language,
        dir=direction or context.words.direction,
        language=context.words.format_language(language),
        date=desk.date(document),
        note_count=len(document.annotations),
    )


def _head(desk: Desk, one: SideView, other: SideView, id: str) -> Head:
    words = desk.context.words
    title = words.say("%(title)s, with its translation", title=one.title)
    crumbs = (index_crumb(desk, "documents"), Crumb(other.title, other.href))
    head = make_head(
        desk, route_of("parallel", id), title, section="documents", crumbs=crumbs, type="article"
    )
    side_by_side = Crumb(words.gettext("Side by side"))
    return replace(head, crumbs=(*head.crumbs[:-1], side_by_side), is_indexed=False)


def _led_to(html: str, href: str) -> str:
    """Return a row without ids, for two texts stand on one page; its own links lead to its document."""
    return _TAG.sub(lambda tag: _ID.sub("", tag[0]).replace(' href="#', f' href="{href}#'), html)
