"""Markdown of simple form to tokens without a Markdown parser, to the same effect.

Most sources of an archive are paragraphs between empty lines, with headings, quotations, lists of single
lines and words in italics among them. A text in which a line could begin or end anything else is left to
the parser as a whole; so is, block by block, inline markup beyond single asterisks. A property test
holds both ways to one result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

Token = dict[str, Any]  # as mistune makes them: "type", with "children", "raw" or "attrs"
InlineParser = Callable[[str], list[Token]]

_SPACE_AT_EDGE: Final = re.compile(r"\n(?:[^\S\n]|(?<=[^\S\n]\n))")
_FAR_REACHING: Final = ("|", "\t", "\f", "[^", "]:")  # tables, code, footnotes, definitions of links
_OTHER_MARKUP: Final = ("\\", "`", "_", "[", "<", "~")
_EMPTY_LINES: Final = re.compile(r"\n\n+")
_WORDS: Final = (
    r"(?![-+=<:#>_]|```|~~~|\*(?![^\W_])|[0-9]{1,9}[.)](?!\S))\S[^\n]*"  # a line that opens no block
)
_PARAGRAPH: Final = re.compile(rf"{_WORDS}(?:\n{_WORDS})*")
_HEADING: Final = re.compile(r"(#{1,6}) ([^\s#](?:[^\n]*[^\n#])?)")
_QUOTE: Final = re.compile(rf"> {_WORDS}(?:\n> {_WORDS})*")
_LIST: Final = re.compile(rf"- {_WORDS}(?:\n- {_WORDS})*")
# Asterisks that can only open, or only close: a letter or digit inside, and outside none.
_EMPHASIS: Final = re.compile(r"""\*(?<![^ \n("']\*)([^\W_](?:[^*]*[^\W_])?)\*(?![^ \n.,;:!?)"'])""")


def tokens_of_simple(text: str, parse_inline: InlineParser) -> list[Token] | None:
    """Return the top-level tokens of clean Markdown, or None where its form is not simple."""
    if _SPACE_AT_EDGE.search(f"\n{text}\n") or any(map(text.__contains__, _FAR_REACHING)):
        return None
    has_other = any(map(text.__contains__, _OTHER_MARKUP))
    lay = partial(_inline, parse_inline) if has_other else partial(_emphasis, parse_inline)
    tokens: list[Token] = []
    before = ""
    for block in _EMPTY_LINES.split(text.strip("\n")):
        token = _token(block, lay)
        if token is None or before == token["type"] == "list":  # two lists are one
            return None
        before = token["type"]
        tokens.append(token)
    return tokens


def _token(block: str, inline: InlineParser) -> Token | None:
    first = block[:1]
    if first == "#":
        if heading := _HEADING.fullmatch(block):
            attrs = {"level": len(heading[1])}
            return {"type": "heading", "attrs": attrs, "children": inline(heading[2])}
    elif first == ">":
        if _QUOTE.fullmatch(block):
            words = inline(block[2:].replace("\n> ", "\n"))
            return {"type": "block_quote", "children": [{"type": "paragraph", "children": words}]}
    elif first == "-":
        if _LIST.fullmatch(block):
            items = [_item(inline(item)) for item in block[2:].split("\n- ")]
            return {"type": "list", "tight": True, "attrs": {"ordered": False}, "children": items}
    elif _PARAGRAPH.fullmatch(block):
        return {"type": "paragraph", "children": inline(block)}
    return None


def _item(words: list[Token]) -> Token:
    return {"type": "list_item", "children": [{"type": "block_text", "children": words}]}


def _inline(parse_inline: InlineParser, text: str) -> list[Token]:
    if any(map(text.__contains__, _OTHER_MARKUP)):
        return parse_inline(text)
    return _emphasis(parse_inline, text)


def _emphasis(parse_inline: InlineParser, text: str) -> list[Token]:
    if "*" not in text:
        return [{"type": "text", "raw": text}]
    parts = _EMPHASIS.split(text)
    if "&" in text or any("*" in part for part in parts):
        return parse_inline(text)
    return [
        {"type": "emphasis", "children": [{"type": "text", "raw": part}]}
        if number % 2
        else {"type": "text", "raw": part}
        for number, part in enumerate(parts)
    ]
