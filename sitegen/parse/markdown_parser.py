"""Markdown to tokens, by mistune: CommonMark with tables, footnotes and strikethrough.

mistune bounds the nesting of blocks and of inline markup to 20 each (what is deeper stays text), so
neither it nor a walk over its tokens can exhaust the stack. Its time was measured on 1 MB of each
opening character and of each construct, alone and in pairs: all grow in step with the length, but
for the copying of long runs of empty lines, which are therefore cut to `EMPTY_LINES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import mistune
from mistune import BlockParser
from mistune.core import BlockState
from mistune.plugins.footnotes import footnotes, parse_footnote_item
from mistune.plugins.formatting import strikethrough
from mistune.util import unikey

from sitegen.parse.markdown_simple import Token
from sitegen.parse.markdown_tables import tables

EMPTY_LINES: Final = 200  # more in a row show as this many, even in a code block
_EMPTY_RUN: Final = re.compile(rf"(?:[ \t\f]*\n){{{EMPTY_LINES},}}")


class _LosslessBlockParser(BlockParser):
    """mistune's, but that no words are lost or moved.

    Where a list or a heading ends a quotation without a blank line, mistune 3.4 may put what
    follows before the quotation, or join it to the paragraph before. A footnote inside a list or a
    quotation is none to it, and one of a single word would vanish as the definition of a link.
    """

    def parse_block_quote(self, m: re.Match[str], state: BlockState) -> int:
        """Parse as mistune does, with a guard between the quotation and what is before it."""
        index = len(state.tokens)
        state.append_token({"type": "blank_line"})
        end = super().parse_block_quote(m, state)
        tokens = state.tokens
        quote = tokens.pop(-2 if tokens[-2]["type"] == "block_quote" else -1)
        tokens[index] = quote
        return end

    def parse_ref_link(self, m: re.Match[str], state: BlockState) -> int | None:
        """Parse as mistune does, but for what looks like a footnote, which is left as text."""
        return None if m["reflink_1"].startswith("^") else super().parse_ref_link(m, state)


def _keep_note(_block: BlockParser, m: re.Match[str], state: BlockState) -> int:
    """Keep a footnote's text for later; of two with one key, references go to the first."""
    notes: dict[str, str] = state.env.setdefault("ref_footnotes", {})
    key = unikey(m["footnote_key"])
    if key in notes:
        key = f"{key} {len(notes)}"  # no written key has a space
    notes[key] = m["footnote_text"]
    return m.end()


def _make_parser(*, has_footnotes: bool) -> mistune.Markdown:
    parser = mistune.Markdown(block=_LosslessBlockParser(), plugins=[tables, strikethrough])
    if has_footnotes:
        footnotes(parser)
        parser.block.register("ref_footnote", None, _keep_note)
        parser.after_render_hooks.clear()  # `_note_tokens` does the same, and loses none
    return parser


_WITH_FOOTNOTES: Final = _make_parser(has_footnotes=True)
_WITHOUT_FOOTNOTES: Final = _make_parser(has_footnotes=False)


def parse_inline(text: str) -> list[Token]:
    """Return the tokens of inline markup."""
    return _WITHOUT_FOOTNOTES.inline(text, {"ref_links": {}})


def parse_tokens(text: str, *, has_footnotes: bool = True) -> list[Token]:
    """Return the top-level tokens of clean Markdown; footnotes come last, in one token.

    A footnote that nothing refers to comes after the others: an archive drops no words.
    """
    parser = _WITH_FOOTNOTES if has_footnotes else _WITHOUT_FOOTNOTES
    if "\n" * 9 in text:
        text = _EMPTY_RUN.sub("\n" * EMPTY_LINES, text)
    parsed, state = parser.parse(text)
    tokens = _without_blank_lines(parsed)
    if state.env.get("ref_footnotes"):
        tokens.append({"type": "footnotes", "children": list(_note_tokens(parser, state))})
    return tokens


def _note_tokens(parser: mistune.Markdown, state: BlockState) -> Iterator[Token]:
    """Yield a token a footnote, those referred to in footnotes too, in order of first reference."""
    notes: dict[str, str] = state.env["ref_footnotes"]
    keys: list[str] = state.env.setdefault("footnotes", [])
    numbers: dict[str, int] = state.env.setdefault("footnote_indexes", {})
    number = 0
    while number < len(notes):
        if number == len(keys):
            rest = [key for key in notes if key not in numbers]
            numbers.update(zip(rest, range(number, number + len(rest)), strict=True))
            keys.extend(rest)
        number += 1
        child = BlockState(parent=state)
        child.tokens = [parse_footnote_item(parser.block, keys[number - 1], number, state)]
        yield from _without_blank_lines(parser.render_state(child))


def _without_blank_lines(tokens: Any) -> list[Token]:  # noqa: ANN401  (mistune's own type is too wide)
    """Return the tokens without those for blank lines, at every depth of blocks."""
    kept = [token for token in tokens if token["type"] != "blank_line"]
    for token in kept:
        if token["type"] in {"block_quote", "list", "list_item", "footnote_item"}:
            token["children"] = _without_blank_lines(token["children"])
    return kept
