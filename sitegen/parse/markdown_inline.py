"""Inline Markdown tokens to leaves and markup: emphasis, links, images, code, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from sitegen.parse.characters import decode_references, escape_attribute
from sitegen.parse.links import LinkRewriter
from sitegen.parse.markdown_simple import Token
from sitegen.parse.reading import Reading
from sitegen.text.addresses import is_allowed_link, is_relative_link

_NOT_IN_NAMES: Final = re.compile(r"[^\w\s-]")
_SPANS: Final = {"emphasis": "em", "strong": "strong", "strikethrough": "del"}


class Inline:
    """What one document's inline markup needs to know: where links lead, which notes were referred to.

    `headings` are ids of headings by what links call them, where they are known; `has_own_links` tells
    whether a link led to a place of the text itself.
    """

    def __init__(
        self,
        reading: Reading,
        rewrite_link: LinkRewriter | None = None,
        headings: Mapping[str, str] | None = None,
    ) -> None:
        self.reading = reading
        self.rewrite_link = rewrite_link
        self.headings = headings or {}
        self.has_own_links = False
        self.referred: set[int] = set()
        self.is_in_link = False
        self.is_in_cell = False


def lay_inline(inline: Inline, tokens: Iterable[Token]) -> None:
    """Add the tokens of one block."""
    reading = inline.reading
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            reading.add_leaf(decode_references(token["raw"]))
        elif kind == "softbreak":
            reading.add_leaf("\n")
        elif kind in _SPANS:
            reading.add_markup(f"<{_SPANS[kind]}>")
            lay_inline(inline, token["children"])
            reading.add_markup(f"</{_SPANS[kind]}>")
        elif kind == "linebreak":
            reading.add_markup("<br>")
            reading.add_leaf("\n")
        elif kind == "codespan":
            _lay_code(inline, token["raw"])
        elif kind == "link":
            _lay_link(inline, token)
        elif kind == "image":
            _lay_image(inline, token)
        elif kind == "footnote_ref":
            _lay_reference(inline, token["attrs"]["index"])
        else:
            reading.add_leaf(token["raw"])  # inline HTML, as text


def _lay_code(inline: Inline, code: str) -> None:
    if inline.is_in_cell:
        code = code.replace("\\|", "|")  # as GFM says; elsewhere a backslash in code is a backslash
    inline.reading.add_markup("<code>")
    inline.reading.add_leaf(code)
    inline.reading.add_markup("</code>")


def _lay_link(inline: Inline, token: Token) -> None:
    url = token["attrs"]["url"]
    address = _address(inline, url)
    if inline.is_in_link or not is_allowed_link(url) or address is None:
        lay_inline(inline, token["children"])
        return
    label = "" if text_of_tokens(token["children"]).strip() else f' aria-label="{escape_attribute(url)}"'
    inline.reading.add_markup(f'<a href="{address}"{label}{_title(token)}>')
    inline.is_in_link = True
    lay_inline(inline, token["children"])
    inline.is_in_link = False
    inline.reading.add_markup("</a>")


def _lay_image(inline: Inline, token: Token) -> None:
    """Add an image of the site itself; for any other, which a page may not load, a link to it."""
    url = token["attrs"]["url"]
    alt = " ".join(text_of_tokens(token["children"]).split())
    address = _address(inline, url)
    if not is_allowed_link(url):
        inline.reading.add_leaf(alt)
    elif is_relative_link(url):
        name = escape_attribute(alt)
        if address is None or not is_relative_link(address):  # not here: its name is shown in its place
            inline.reading.add_markup(
                f'<span class="picture" role="img" aria-label="{name}"></span>' if alt else ""
            )
        else:
            inline.reading.add_markup(f'<img src="{address}" alt="{name}"{_title(token)} loading="lazy">')
    elif inline.is_in_link:
        inline.reading.add_leaf(alt or url)
    else:
        inline.reading.add_markup(f'<a href="{address}"{_title(token)}>')
        inline.reading.add_leaf(alt or url)
        inline.reading.add_markup("</a>")


def _lay_reference(inline: Inline, number: int) -> None:
    """Add a reference to a footnote: its number is drawn by the style sheet, and so is no text.

    Its name is the number alone: with the role, a screen reader says "footnote reference 1" in the
    reader's language.
    """
    own = "" if number in inline.referred else f' id="fnref_{number}"'
    inline.referred.add(number)
    name = f' class="noteref"{own} data-n="{number}"'
    if inline.is_in_link:
        inline.reading.add_markup(f"<span{name}></span>")
    else:
        inline.reading.add_markup(
            f'<a{name} href="#fn_{number}" role="doc-noteref" aria-label="{number}"></a>'
        )


def text_of_tokens(tokens: Iterable[Token]) -> str:
    """Return what a reader sees of inline tokens, and of an image what stands in for it."""
    parts = []
    for token in tokens:
        if "children" in token:
            parts.append(text_of_tokens(token["children"]))
        elif token["type"] == "text":
            parts.append(decode_references(token["raw"]))
        elif token["type"] in {"softbreak", "linebreak"}:
            parts.append("\n")
        elif token["type"] != "footnote_ref":
            parts.append(token["raw"])
    return "".join(parts)


def heading_name(words: str) -> str:
    """Return what links call a heading, as GitHub makes it: `#what-was-found` for "What was found?"."""
    return _NOT_IN_NAMES.sub("", words.strip().lower()).replace(" ", "-").replace("\n", "-")


def _address(inline: Inline, url: str) -> str | None:
    if url.startswith("#"):
        inline.has_own_links = True
        place = inline.headings.get(heading_name(unquote(url[1:])))
        if place is not None:
            return f"#{place}"
    address = url if inline.rewrite_link is None else inline.rewrite_link(url)
    return None if address is None else escape_attribute(address)


def _title(token: Token) -> str:
    title = token["attrs"].get("title")
    return f' title="{escape_attribute(decode_references(title))}"' if title else ""
