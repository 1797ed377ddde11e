"""The ruler beside a long document: a link for each section, with how many notes begin in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import clip
from sitegen.site.views.card import Card

HEADINGS_FROM = 3  # a text with fewer has no sections to go by
ROWS_FROM = 12  # a text with fewer is seen whole
ROWS_WITHOUT_HEADINGS = 30  # from which on a text without headings is cut into stretches of rows
SECTIONS_MOST = 40
STRETCHES = 12
LABEL = 60  # code points
_STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000)
_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Section(Record, frozen=True):
    href: str
    label: str
    count: int
    is_heading: bool  # in the document's language, then


class RulerRow(Record, frozen=True):
    number: int
    html: str
    cards: tuple[Card, ...]


def make_ruler(desk: Desk, rows: Sequence[RulerRow]) -> tuple[Section, ...]:
    """Return the sections of a document's rows, in order; none where the document is short."""
    if len(rows) < ROWS_FROM:
        return ()
    starts = _headings(rows)
    if len(starts) < HEADINGS_FROM:
        if len(rows) < ROWS_WITHOUT_HEADINGS:
            return ()
        starts = []
    ends = [number for number, _ in starts[1:]] + [len(rows) + 1]
    if starts:
        return tuple(
            Section(f"#row_{start}", label, _count(rows, start, end), is_heading=True)
            for (start, label), end in zip(starts, ends, strict=True)
        )
    return _stretches(desk, rows)


def _headings(rows: Sequence[RulerRow]) -> list[tuple[int, str]]:
    """Return the headings by the numbers of their rows: only the highest ones where there are too many."""
    found: list[tuple[int, str, str]] = []
    for row in rows:
        if "<h" in row.html:
            heading = _HEADING.search(row.html)
            if heading:
                found.append((row.number, heading[1], clip(unescape(_TAG.sub("", heading[2])), LABEL)))
    while len(found) > SECTIONS_MOST:
        lowest = max(level for _, level, _ in found)
        kept = [one for one in found if one[1] < lowest]
        if not kept:
            return []
        found = kept
    return [(number, label) for number, _, label in found if label]


def _stretches(desk: Desk, rows: Sequence[RulerRow]) -> tuple[Section, ...]:
    words, count = desk.context.words, len(rows)
    step = next((step for step in _STEPS if step * STRETCHES >= count), count)
    sections = []
    for first in range(1, count + 1, step):
        last = min(first + step - 1, count)
        low, high = words.format_number(first), words.format_number(last)
        label = words.say_in("number", "%(low)s–%(high)s", low=low, high=high) if last > first else low
        sections.append(Section(f"#row_{first}", label, _count(rows, first, last + 1), is_heading=False))
    return tuple(sections)


def _count(rows: Sequence[RulerRow], start: int, end: int) -> int:
    return sum(len(row.cards) for row in rows[start - 1 : end - 1])
