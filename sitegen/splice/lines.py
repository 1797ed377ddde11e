"""Lines of a text, as YAML 1.1 counts them."""

from __future__ import annotations

import re

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
BREAKS = "\r\n\x85\u2028\u2029"
_COMMENT = re.compile(r"([ \t]*)#")


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset begins."""
    while offset > 0 and text[offset - 1] not in BREAKS:
        offset -= 1
    return offset


def line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its break."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Return where the line after an offset's own begins; the text's end where there is none."""
    found = _BREAK.search(text, offset)
    return found.end() if found else len(text)


def column_of(text: str, offset: int) -> int:
    """Return how many characters stand before an offset on its line."""
    return offset - line_start(text, offset)


def break_of(text: str) -> str:
    """Return the line break that a text uses: its first one."""
    found = re.search("\r\n|[\r\n]", text)
    return found[0] if found else "\n"


def is_first(text: str, offset: int) -> bool:
    """Tell whether only white space stands before an offset on its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")


def after_comments(text: str, start: int, column: int) -> int:
    """Return where the comment lines end that begin at `start` and are indented beyond a column."""
    while (comment := _COMMENT.match(text, start)) and len(comment[1]) > column:
        start = next_line(text, start)
    return start


def ends_line(text: str) -> bool:
    """Tell whether a text ends in a line break."""
    return text.endswith(tuple(BREAKS))
