"""Markdown that is nothing but paragraphs: laid out without a Markdown parser, to the same result.

Most sources of an archive are prose. Where no character could open inline markup, and no line could
begin a block other than a paragraph, a paragraph is what stands between empty lines. A property
test holds this path to the parser's result.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.model.reading_text import ReadingText
from sitegen.parse.reading import Reading

_INLINE: Final = re.compile(r"[\\`*_\[<&~|]")
# Indented lines, lists, headings and their underlines, quotations; footnotes and tables hold "[" or "|".
_BLOCK: Final = re.compile(r"\n(?:[^\S\n]|[\d#>+=:-])")
_SPACE_AT_END: Final = re.compile(r"[^\S\n]\n")
_EMPTY_LINES: Final = re.compile(r"\n\n+")


def is_prose(text: str) -> bool:
    """Tell whether clean Markdown surely holds paragraphs without markup, and nothing else."""
    return not (_INLINE.search(text) or _BLOCK.search("\n" + text) or _SPACE_AT_END.search(text + "\n"))


def lay_prose(reading: Reading, text: str) -> ReadingText:
    """Return the reading text of prose."""
    for paragraph in filter(None, _EMPTY_LINES.split(text.strip("\n"))):
        opening = reading.begin_block("<p>")
        reading.add_leaf(paragraph)
        reading.end_block(opening, "paragraph")
        reading.add_markup("</p>")
        reading.end_row()
    return reading.finish()
