"""Reads a document's page as `docs/html.md` describes it, by the standard library's parser alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "meta", "link", "source"})


@dataclass
class DocumentPage:
    cells: list[str] = field(default_factory=list)  # text of each `.text` cell
    passages: dict[str, str] = field(default_factory=dict)  # annotation → text of its marks, in order
    addresses: set[str] = field(default_factory=set)  # ids of marks and anchors
    handles: list[str] = field(default_factory=list)  # annotations whose end is marked
    notes: dict[str, dict[str, str]] = field(default_factory=dict)  # annotation → its card's attributes


class PageReader(HTMLParser):
    """Fills a `DocumentPage`. Raises AssertionError where a mark stands in a mark."""

    def __init__(self) -> None:
        super().__init__()
        self.page = DocumentPage()
        self.depth = 0  # of elements open inside the current cell; 0: outside
        self.marked: tuple[str, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = values.get("class", "").split()
        if self.depth:
            self.depth += tag not in VOID
            self.read_inside(tag, classes, values)
        elif tag == "div" and "text" in classes:
            self.depth = 1
            self.page.cells.append("")
        elif tag == "li" and "card" in classes:
            self.page.notes[values["id"].removeprefix("note_")] = values

    def read_inside(self, tag: str, classes: list[str], values: dict[str, str]) -> None:
        if tag == "mark":
            assert not self.marked
            self.marked = tuple(values["data-annotations"].split())
        elif tag == "a" and "handle" in classes:
            self.page.handles.append(values["href"].removeprefix("#note_"))
        if tag == "mark" or "anchor" in classes:
            self.page.addresses.add(values.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1
        if tag == "mark":
            self.marked = ()

    def handle_data(self, data: str) -> None:
        if not self.depth:
            return
        self.page.cells[-1] += data
        for annotation in self.marked:
            self.page.passages[annotation] = self.page.passages.get(annotation, "") + data


def read_document_page(html: str) -> DocumentPage:
    """Return what a document's page holds."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    return reader.page
