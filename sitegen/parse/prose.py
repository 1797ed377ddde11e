"""Markdown that is nothing but paragraphs, as most notes are: what it says is what a reader sees.

No character of it could open inline markup, and no line could begin a block other than a paragraph. A
property test holds this to what the parser says.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.parse.characters import escape_text

_INLINE: Final = re.compile(r"[\\`*_\[<&~|]")
# Indented lines, lists, headings and their underlines, quotations; footnotes and tables hold "[" or "|".
_BLOCK: Final = re.compile(r"\n(?:[^\S\n]|[\d#>+=:-])")
_SPACE_AT_END: Final = re.compile(r"[^\S\n]\n")
_EMPTY_LINES: Final = re.compile(r"\n\n+")


def is_prose(text: str) -> bool:
    """Tell whether clean Markdown surely holds paragraphs without markup, and nothing else."""
    return not (_INLINE.search(text) or _BLOCK.search("\n" + text) or _SPACE_AT_END.search(text + "\n"))


def html_of_prose(text: str) -> str:
    """Return the HTML of prose that runs one way: its paragraphs."""
    paragraphs = _EMPTY_LINES.split(text.strip("\n"))
    return "\n".join(f"<p>{escape_text(paragraph)}</p>" for paragraph in paragraphs if paragraph)
