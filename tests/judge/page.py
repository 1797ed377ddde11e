"""Reads a built document's page by html5lib, knowing what `docs/html.md` says and nothing else of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import html5lib

Element = Any  # html5lib's tree is xml.etree's, which has no type for "element or comment"


@dataclass
class Cell:
    text: str
    lang: str
    dir: str


@dataclass
class JudgedPage:
    cells: list[Cell] = field(default_factory=list)
    passages: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)  # ids in the text without an underscore
    handles: list[tuple[str, str]] = field(default_factory=list)  # (annotation, text that stands before it)
    notes: dict[str, Element] = field(default_factory=dict)
    deepest: int = 0  # annotations on one piece


def read_page(path: Path) -> JudgedPage:
    """Return what stands in a document's page. Asserts what must hold of any."""
    tree = parse(path)
    page = JudgedPage()
    (reading,) = [e for e in tree.iter("div") if e.get("id") == "_text"]
    for cell in (e for e in reading.iter("div") if "text" in classes(e)):
        page.cells.append(Cell("", cell.get("lang", ""), cell.get("dir", "")))
        _read_cell(cell, page, ())
    for card in (e for e in reading.iter("li") if "card" in classes(e)):
        id_ = card.get("data-id")
        assert card.get("id") == f"note_{id_}"
        assert id_ not in page.notes
        page.notes[id_] = card
        first = next(card.iter("a"))
        assert first.get("href") == f"#{id_}", "a note's first link leads back to its passage"
    return page


def _read_cell(element: Element, page: JudgedPage, marked: tuple[str, ...]) -> None:
    id_ = element.get("id")
    if id_ and "_" not in id_:
        page.addresses.append(id_)
    if element.tag == "mark":
        assert not marked, "marks never stand in each other"
        marked = tuple(element.get("data-annotations").split())
        assert len(set(marked)) == len(marked) > 0
        page.deepest = max(page.deepest, len(marked))
    if element.tag == "a" and "handle" in classes(element):
        assert not "".join(element.itertext())
        before = "".join(cell.text for cell in page.cells[-3:])
        page.handles.append((element.get("href").removeprefix("#note_"), before))
    _take(element.text, page, marked)
    for child in element:
        if isinstance(child.tag, str):
            _read_cell(child, page, marked)
        _take(child.tail, page, marked)


def _take(text: str | None, page: JudgedPage, marked: tuple[str, ...]) -> None:
    if text:
        page.cells[-1].text += text
        for annotation in marked:
            page.passages[annotation] = page.passages.get(annotation, "") + text


def parse(path: Path) -> Element:
    """Return the tree of a page, which must be without parse errors."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(path.read_bytes(), transport_encoding="utf-8")
    errors = [e for e in parser.errors if e[1] not in KNOWN_TO_BE_FINE]
    assert not errors, f"{path}: {errors[:3]}"
    return tree


KNOWN_TO_BE_FINE = ("unexpected-self-closing-flag",)


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def iter_links(tree: Element) -> Iterator[str]:
    """Yield where the links and embedded files of a page lead."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in ("href", "src", "action"):
                value = element.get(name)
                if value is not None and element.get("rel") not in ("canonical", "alternate", "search"):
                    yield value
