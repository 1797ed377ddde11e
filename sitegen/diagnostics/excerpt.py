"""The line a finding is about: where it is in a text, and how it is shown with a mark below.

Lines end at LF, CR LF or CR, as editors count them; YAML counts three more characters as line ends,
so its own line numbers are not used.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from sitegen.diagnostics.diagnostic import Place

WIDTH = 100  # columns of a terminal that an excerpt may take; longer lines are cut round the place
TAB = 4

_LINE_END = re.compile(r"\r\n?|\n")


def place_in_text(path: str, text: str, start: int, end: int = 0) -> Place:
    """Return the place of `text[start:end]`, with its first line as excerpt; offsets are code points."""
    starts = _line_starts(text)
    line = bisect_right(starts, start)
    line_start = starts[line - 1]
    following = _LINE_END.search(text, line_start)
    line_end = following.start() if following else len(text)
    column = min(start, line_end) - line_start + 1
    end_column = min(end, line_end) - line_start + 1
    return Place(
        path=path,
        line=line,
        column=max(column, 1),
        end_column=end_column if end_column > column else 0,
        excerpt=text[line_start:line_end],
    )


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return the offset of each line; kept for files with many findings."""
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


def render_excerpt(place: Place) -> tuple[str, str]:
    """Return the line of a place and the marks below it: one caret, or as many as are marked.

    Tabs become spaces, characters that a terminal would obey become "\N{REPLACEMENT CHARACTER}", and a
    character that takes two columns (Chinese, emoji) or none (a combining accent) is counted so.
    """
    text, first = place.excerpt, max(place.column - 1, 0)
    last = max(place.end_column - 1, first + 1)
    text, first, last = _cut(text, first, last)
    shown = [_shown(c) for c in text]
    indent = sum(_columns(s) for s in shown[:first])
    marked = sum(_columns(s) for s in shown[first:last])
    return "".join(shown), " " * indent + "^" * max(marked, 1)


def _cut(text: str, first: int, last: int) -> tuple[str, int, int]:
    """Return the part of a long line that holds the place, with the place's offsets in it."""
    if len(text) <= WIDTH:
        return text, first, last
    begin = max(0, min(first - WIDTH // 4, len(text) - WIDTH))
    piece = text[begin : begin + WIDTH]
    first, last = first - begin, min(last - begin, WIDTH)
    if begin:
        piece = "…" + piece[1:]
    if begin + WIDTH < len(text):
        piece = piece[:-1] + "…"
    return piece, first, last


def _shown(character: str) -> str:
    if character == "\t":
        return " " * TAB
    # Direction marks and overrides (Cf) would turn the line round, and the mark below it would miss.
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else character


def _columns(shown: str) -> int:
    if len(shown) > 1:
        return len(shown)
    if unicodedata.category(shown) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1
