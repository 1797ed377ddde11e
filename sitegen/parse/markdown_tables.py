"""Tables of Markdown as GitHub's has them: rows may have fewer cells than the head, or more.

mistune takes a table with one such row for a paragraph of pipes. Here a short row ends early, and what a
long one has too much is kept, since an archive drops no words; `find_ragged` says which these are. A row is a
line with a pipe in it: one without, a row of one cell to GitHub, is a paragraph after the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mistune import BlockParser, Markdown
from mistune.core import BlockState

from sitegen.parse.markdown_simple import Token
from sitegen.parse.table_lines import aligns_of, cells_of, is_row

_HEAD: Final = r"^ {0,3}\S[^\n]*\|[^\n]*\n(?= {0,3}[|:-][-: \t]*\|[-|: \t]*(?:\n|$))"


def tables(md: Markdown) -> None:
    """Have a parser know tables, in lists and quotations too."""
    md.block.register("table", _HEAD, _parse_table, before="paragraph")
    for rules in (md.block.list_rules, md.block.block_quote_rules):
        md.block.insert_rule(rules, "table", before="paragraph")


def _parse_table(_block: BlockParser, m: re.Match[str], state: BlockState) -> int | None:
    below = state.get_line(m.end())
    head, aligns = cells_of(m[0]), aligns_of(below)
    if aligns is None or len(head) != len(aligns):
        return None
    rows: list[Token] = []
    at = m.end() + len(below)
    while at < state.cursor_max and is_row(line := state.get_line(at)):
        rows.append({"type": "table_row", "children": list(_cells(cells_of(line), aligns))})
        at += len(line)
    first = {"type": "table_head", "children": list(_cells(head, aligns, is_head=True))}
    state.append_token({"type": "table", "children": [first, {"type": "table_body", "children": rows}]})
    return at


def _cells(texts: list[str], aligns: tuple[str, ...], *, is_head: bool = False) -> Iterator[Token]:
    for at, text in enumerate(texts):
        align = aligns[at] if at < len(aligns) else ""
        yield {"type": "table_cell", "text": text, "attrs": {"align": align, "head": is_head}}
