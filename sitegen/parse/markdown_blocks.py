"""Block tokens of Markdown to rows: headings, lists, quotations, tables, code, footnotes.

White space joins blocks as a reader would write them out: an empty line between paragraphs, a line
end between tight items and rows of a table, a tab between cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from sitegen.model.reading_text import BlockKind
from sitegen.parse.characters import decode_references
from sitegen.parse.markdown_inline import Inline, heading_name, lay_inline, text_of_tokens
from sitegen.parse.markdown_simple import Token
from sitegen.parse.reading import ROW_GAP, Reading

_LANGUAGE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9+#.-]{0,29}(?![^\s])")
_LAST_HEADING: Final = 6
_WIDEST: Final = 1000  # columns that HTML lets a cell span


class Page:
    """A document being laid out: its inline state, the levels of the headings that stand above.

    `headings` holds the ids of the blocks that headings are, by what links call them.
    """

    def __init__(self, inline: Inline, first_heading: int = 2) -> None:
        self.inline = inline
        self.reading: Reading = inline.reading
        self.first_heading = first_heading
        self.outline: list[int] = []
        self.headings: dict[str, str] = {}
        self.named: Counter[str] = Counter()


def lay_rows(page: Page, tokens: Sequence[Token]) -> None:
    """Add each top-level token as a row."""
    for token in tokens:
        _lay_block(page, token, "paragraph")
        page.reading.end_row()


def _lay_blocks(page: Page, tokens: Sequence[Token], kind: BlockKind, gap: str = ROW_GAP) -> None:
    """Add blocks one after the other; `kind` is what a paragraph among them is."""
    for index, token in enumerate(tokens):
        if index:
            page.reading.join(gap)
        _lay_block(page, token, kind)


def _lay_block(page: Page, token: Token, kind: BlockKind) -> None:
    lay = _BLOCKS.get(token["type"])
    if lay is not None:
        lay(page, token, kind)
    elif token["type"] == "thematic_break":
        page.reading.add_markup("<hr>")
    else:
        _lay_text(page, "<p>", token.get("children", ()), kind)
        page.reading.add_markup("</p>")


def _lay_text(page: Page, tag: str, tokens: Sequence[Token], kind: BlockKind) -> None:
    if len(tokens) == 1 and tokens[0]["type"] == "text":
        page.reading.add_block(tag, decode_references(tokens[0]["raw"]), kind)
        return
    opening = page.reading.begin_block(tag)
    lay_inline(page.inline, tokens)
    page.reading.end_block(opening, kind)


def _has_content(tokens: Sequence[Token]) -> bool:
    return any(token.get("raw", "-").strip() for token in tokens)


def _lay_heading(page: Page, token: Token, _kind: BlockKind) -> None:
    """Add a heading one below the nearest higher one: the page has its `h1`, and no level is skipped."""
    level = token["attrs"]["level"]
    while page.outline and page.outline[-1] >= level:
        page.outline.pop()
    shown = min(page.first_heading + len(page.outline), _LAST_HEADING)
    page.outline.append(level)
    if _has_content(token["children"]):
        _lay_text(page, f"<h{shown}>", token["children"], "heading")
        _note_heading(page, text_of_tokens(token["children"]))
        page.reading.add_markup(f"</h{shown}>")


def _note_heading(page: Page, words: str) -> None:
    """Note what links to a heading call it: its words, with a number where others had them before."""
    name = heading_name(words)
    number = page.named[name]
    page.named[name] += 1
    page.headings.setdefault(f"{name}-{number}" if number else name, f"p_{len(page.reading.blocks)}")


def _lay_code(page: Page, token: Token, _kind: BlockKind) -> None:
    language = _LANGUAGE.match(token.get("attrs", {}).get("info", ""))
    name = "" if language is None else f' class="language-{language[0]}"'
    _lay_verbatim(page, f"<code{name}>", token["raw"], "code")


def _lay_html(page: Page, token: Token, _kind: BlockKind) -> None:
    _lay_verbatim(page, '<code class="raw">', token["raw"].strip(), "html")


def _lay_verbatim(page: Page, tag: str, text: str, kind: BlockKind) -> None:
    if not text.strip():
        return
    opening = page.reading.begin_block("<pre>")
    page.reading.add_markup(tag)
    page.reading.add_leaf(text.removesuffix("\n"))
    page.reading.end_block(opening, kind)
    page.reading.add_markup("</code></pre>")


def _lay_quote(page: Page, token: Token, _kind: BlockKind) -> None:
    page.reading.add_markup("<blockquote>")
    _lay_blocks(page, token["children"], "quote")
    page.reading.add_markup("</blockquote>")


def _lay_list(page: Page, token: Token, _kind: BlockKind) -> None:
    attrs = token["attrs"]
    start = f' start="{attrs["start"]}"' if "start" in attrs else ""
    name = "ol" if attrs["ordered"] else "ul"
    gap = "\n" if token["tight"] else ROW_GAP
    page.reading.add_markup(f"<{name}{start}>")
    for index, item in enumerate(token["children"]):
        if index:
            page.reading.join(gap)
        _lay_item(page, item["children"], gap)
    page.reading.add_markup(f"</{name}>")


def _lay_item(page: Page, tokens: Sequence[Token], gap: str) -> None:
    """Add an item: the text of a tight one stands in the `li` itself, which then bears its id."""
    if tokens and tokens[0]["type"] == "block_text":
        _lay_text(page, "<li>", tokens[0]["children"], "item")
        if len(tokens) > 1:
            page.reading.join(gap)
        tokens = tokens[1:]
    else:
        page.reading.add_markup("<li>")
    _lay_blocks(page, tokens, "item", gap)
    page.reading.add_markup("</li>")


def _lay_table(page: Page, token: Token, _kind: BlockKind) -> None:
    head, body = token["children"]
    width = max(len(row["children"]) for row in (head, *body["children"]))
    page.reading.add_markup('<table tabindex="0"><thead>')
    _lay_cells(page, head["children"], width)
    page.reading.add_markup("</thead>")
    if body["children"]:
        page.reading.add_markup("<tbody>")
        for row in body["children"]:
            page.reading.join("\n")
            _lay_cells(page, row["children"], width)
        page.reading.add_markup("</tbody>")
    page.reading.add_markup("</table>")


def _lay_cells(page: Page, cells: Sequence[Token], width: int) -> None:
    """Add a row; one that is shorter than the widest ends with a cell for all that it lacks."""
    page.reading.add_markup("<tr>")
    page.inline.is_in_cell = True
    for index, cell in enumerate(cells):
        if index:
            page.reading.join("\t")
        # An empty cell heads nothing: a `th` without words has no name to announce.
        is_head = cell["attrs"]["head"] and _has_content(cell["children"])
        align = f' class="align-{cell["attrs"]["align"]}"' if cell["attrs"]["align"] else ""
        tag = f'<th scope="col"{align}>' if is_head else f"<td{align}>"
        _lay_text(page, tag, cell["children"], "cell")
        page.reading.add_markup("</th>" if is_head else "</td>")
    page.inline.is_in_cell = False
    if missing := width - len(cells):
        page.reading.add_markup(
            f'<td colspan="{min(missing, _WIDEST)}"></td>' if missing > 1 else "<td></td>"
        )
    page.reading.add_markup("</tr>")


def _lay_footnotes(page: Page, token: Token, _kind: BlockKind) -> None:
    page.reading.add_markup('<div class="footnotes" role="doc-endnotes"><ol>')
    for index, item in enumerate(token["children"]):
        if index:
            page.reading.join("\n")
        number = item["attrs"]["index"]
        page.reading.add_markup(f'<li id="fn_{number}">')
        _lay_blocks(page, item["children"], "footnote")
        if number in page.inline.referred:
            page.reading.add_markup(
                f'<a class="backlink" href="#fnref_{number}" role="doc-backlink" aria-label="{number}"></a>'
            )
        page.reading.add_markup("</li>")
    page.reading.add_markup("</ol></div>")


_BLOCKS: Final[dict[str, Callable[[Page, Token, BlockKind], None]]] = {
    "heading": _lay_heading,
    "block_code": _lay_code,
    "block_html": _lay_html,
    "block_quote": _lay_quote,
    "list": _lay_list,
    "table": _lay_table,
    "footnotes": _lay_footnotes,
}
