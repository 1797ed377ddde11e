"""What a reader should see of a source, by markdown-it-py and by the rules of FORMAT.md for plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′´`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c"),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        "…": "...",
    }
)


def squeeze(text: str) -> str:
    """Return the text without what a person would not call a difference, and without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text).translate(_SIGNS))


def paragraphs_of_plain(data: bytes) -> list[str]:
    """Return the paragraphs of a plain text: between blank lines, or one a line where there is none."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    blank = re.compile(r"\n(?:[ \t\f\u00a0]*\n)+")
    text = text.strip(" \t\f\n")
    parts = blank.split(text) if blank.search(text) else text.split("\n")
    return [part.strip(" \t\f\n") for part in parts if part.strip()]


def text_of_markdown(data: bytes) -> str:
    """Return what a reader sees of CommonMark with tables, in order; raw HTML as text."""
    text = data.decode("utf-8-sig")
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return "\n".join(_text_of(parser.parse(text)))


def _text_of(tokens: Iterable[Token]) -> list[str]:
    found = []
    for token in tokens:
        if token.type == "image":
            source = str(token.attrs["src"])
            if ":" in source.partition("/")[0]:  # another site's picture is a link in words
                found.append(token.content or source)
        elif token.children is not None:
            found.append("".join(_text_of(token.children)))
        elif token.type in ("softbreak", "hardbreak"):
            found.append("\n")
        elif token.content:
            found.append(token.content)
    return found
