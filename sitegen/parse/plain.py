"""Plain text to the reading text: paragraphs between blank lines, or one a line.

A line break inside a paragraph is kept visible by a `<br>` before it; the newline itself belongs
to the leaf that follows, so it is part of any passage across it and shows as nothing of its own.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.model.archive import Span
from sitegen.model.reading_text import Block, ReadingText, Row
from sitegen.parse.characters import Direction, clean_text, direction_of_text, may_turn

_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")
_EDGE: Final = " \t\f\n"  # trimmed from paragraphs; no-break and ideographic spaces are the author's
_GAP: Final = "\n\n"


def parse_plain(text: str, direction: Direction = "ltr") -> ReadingText:
    """Return the reading text of a plain text source.

    `direction` is the document's: a paragraph whose first strong character runs the other way
    carries `dir`. Every source is fine; one of white space alone gives no rows.
    """
    text = clean_text(text).strip(_EDGE)
    paragraphs = _BLANK_LINES.split(text)
    if len(paragraphs) == 1:
        paragraphs = text.split("\n")
    turning = may_turn(text, direction)
    kept = [p for p in (p.strip(_EDGE) for p in paragraphs) if p and not p.isspace()]
    blocks: list[Block] = []
    rows: list[Row] = []
    start = 0
    for number, paragraph in enumerate(kept, 1):
        span = (start, start + len(paragraph))
        turn = _turn(paragraph, direction) if turning else ""
        blocks.append(Block(span))
        rows.append(Row(span, (f'<p id="p_{number}"{turn}>', *_lines(paragraph, start), "</p>")))
        start = span[1] + len(_GAP)
    return ReadingText(_GAP.join(kept), tuple(blocks), tuple(rows))


def _turn(paragraph: str, direction: Direction) -> str:
    own = direction_of_text(paragraph)
    return "" if own in {None, direction} else f' dir="{own}"'


def _lines(paragraph: str, start: int) -> list[str | Span]:
    """Return the pieces of a paragraph: a leaf a line, each but the first with the newline before it."""
    if "\n" not in paragraph:
        return [(start, start + len(paragraph))]
    first, *others = paragraph.split("\n")
    end = start + len(first)
    pieces: list[str | Span] = [(start, end)]
    for line in others:
        pieces += ("<br>", (end, end + 1 + len(line)))
        end += 1 + len(line)
    return pieces
