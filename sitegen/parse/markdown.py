"""Markdown to the reading text, and authors' short Markdown to HTML.

Both follow the same rules of safety: raw HTML is text, links lead only where `links` allows, and no
attribute but those written here ever stands in the markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from sitegen.model.reading_text import ReadingText
from sitegen.parse.characters import Direction, clean_text, escape_text, may_turn
from sitegen.parse.links import LinkRewriter
from sitegen.parse.markdown_blocks import Page, lay_rows
from sitegen.parse.markdown_inline import Inline
from sitegen.parse.markdown_simple import Token
from sitegen.parse.markdown_tokens import tokens_of_markdown
from sitegen.parse.prose import html_of_prose, is_prose
from sitegen.parse.reading import Reading

_REPEATED_LENGTH: Final = 2000  # longer notes are hardly ever written twice
_REPEATED_COUNT: Final = 4096


def parse_markdown(
    text: str, direction: Direction = "ltr", rewrite_link: LinkRewriter | None = None
) -> ReadingText:
    """Return the reading text of a Markdown source: CommonMark, tables, footnotes, strikethrough.

    `direction` is the document's; a block whose first strong character runs the other way carries
    `dir`. `rewrite_link` gets each link's address as written (percent-encoded) and returns the one
    to use; a link to a heading of the text itself leads there, whatever that says. Every source is
    fine; one that shows nothing gives no text.
    """
    text = clean_text(text)
    return _lay(tokens_of_markdown(text), lambda: Reading(text, direction), rewrite_link)


def render_markdown(
    text: str, *, heading: int = 2, has_footnotes: bool = False, rewrite_link: LinkRewriter | None = None
) -> str:
    """Return the HTML of a note, a summary, a description or an editorial page.

    `heading` is the level of its highest headings. Footnotes have ids (`fn_1`), so only one text of
    a page may have them; elsewhere `[^1]` is text. `rewrite_link` is as in `parse_markdown`.
    """
    if rewrite_link is None and len(text) <= _REPEATED_LENGTH:
        return _render_repeated(text, heading, has_footnotes)
    return _render(text, heading, has_footnotes, rewrite_link)


def words_of_markdown(text: str) -> str:
    """Return what a reader sees of a note or a description, in one line and without markup."""
    if is_prose(text):
        return " ".join(text.split())
    return _words_repeated(text)


def _lay(
    tokens: Sequence[Token],
    begin: Callable[[], Reading],
    rewrite_link: LinkRewriter | None,
    heading: int = 2,
) -> ReadingText:
    """Lay tokens out; once more where links lead to headings, which all have to be known for it."""
    page = Page(Inline(begin(), rewrite_link), heading)
    lay_rows(page, tokens)
    if page.inline.has_own_links and page.headings and page.reading.has_ids:
        page = Page(Inline(begin(), rewrite_link, page.headings), heading)
        lay_rows(page, tokens)
    return page.reading.finish()


@lru_cache(maxsize=_REPEATED_COUNT)
def _words_repeated(text: str) -> str:
    text = clean_text(text)
    reading = Reading(text, has_ids=False)
    lay_rows(Page(Inline(reading)), tokens_of_markdown(text, has_footnotes=False))
    return " ".join(reading.finish().text.split())


@lru_cache(maxsize=_REPEATED_COUNT)
def _render_repeated(text: str, heading: int, has_footnotes: bool) -> str:  # noqa: FBT001  (cache key)
    return _render(text, heading, has_footnotes, None)


def _render(text: str, heading: int, has_footnotes: bool, rewrite_link: LinkRewriter | None) -> str:  # noqa: FBT001
    text = clean_text(text)
    if is_prose(text) and not may_turn(text, "ltr"):
        return html_of_prose(text)
    tokens = tokens_of_markdown(text, has_footnotes=has_footnotes)
    whole = _lay(tokens, lambda: Reading(text, has_ids=False), rewrite_link, heading)
    rows = (
        "".join(p if isinstance(p, str) else escape_text(whole.text[p[0] : p[1]]) for p in row.pieces)
        for row in whole.rows
    )
    return "\n".join(rows)
