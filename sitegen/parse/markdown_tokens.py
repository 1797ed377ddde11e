"""Markdown to tokens: by a few patterns where its form is simple, by the parser where it is not.

Many archives never need the parser, which takes a while to import.
"""

from __future__ import annotations

from sitegen.parse.markdown_simple import Token, tokens_of_simple


def tokens_of_markdown(text: str, *, has_footnotes: bool = True) -> list[Token]:
    """Return what `markdown_parser.parse_tokens` does."""
    tokens = tokens_of_simple(text, _parse_inline)
    if tokens is not None:
        return tokens
    from sitegen.parse.markdown_parser import parse_tokens  # noqa: PLC0415

    return parse_tokens(text, has_footnotes=has_footnotes)


def _parse_inline(text: str) -> list[Token]:
    from sitegen.parse.markdown_parser import parse_inline  # noqa: PLC0415

    return parse_inline(text)
