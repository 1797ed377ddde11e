"""A built document's page can be read by whoever has read `docs/html.md`, and by nothing else of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.page_reader import DocumentPage, read_document_page

ROOT = Path(__file__).parents[2]
ARCHIVES = {"built_site": ROOT / "content", "sample_site": ROOT.parent / "shared" / "archive"}
SITES = pytest.mark.parametrize("site", ARCHIVES)
ALIKE = str.maketrans("“”„«»‘’", '"""""' + "''")


@pytest.fixture
def documents(site: str, request: pytest.FixtureRequest) -> list[tuple[Path, Any, DocumentPage]]:
    """Each document of the site: its source, its sidecar and its page."""
    built = request.getfixturevalue(site)
    folder = ARCHIVES[site] / "documents"
    found = []
    for source in sorted([*folder.rglob("*.txt"), *folder.rglob("*.md")]):
        sidecar = yaml.safe_load(source.with_suffix(".yaml").read_text(encoding="utf-8"))
        route = source.relative_to(folder).with_suffix(".html")
        html = (built / "documents" / route).read_text(encoding="utf-8")
        found.append((source, sidecar, read_document_page(html)))
    return found


def squeeze(text: str) -> str:
    """Return the text without white space, and with straight quotation marks."""
    return re.sub(r"\s+", "", text).translate(ALIKE)


def iter_pieces(quote: Any) -> Iterator[str]:
    for piece in quote if isinstance(quote, list) else [quote]:
        yield piece["exact"] if isinstance(piece, dict) else str(piece)


@SITES
def test_marks_hold_the_quoted_words_and_nothing_else(
    documents: list[tuple[Path, Any, DocumentPage]],
) -> None:
    for source, sidecar, page in documents:
        wanted = {a["id"]: squeeze("".join(iter_pieces(a["quote"]))) for a in sidecar["annotations"]}
        assert {id_: squeeze(text) for id_, text in page.passages.items()} == wanted, source


@SITES
def test_every_annotation_has_an_address_a_handle_and_a_note(
    documents: list[tuple[Path, Any, DocumentPage]],
) -> None:
    for source, sidecar, page in documents:
        ids = {annotation["id"] for annotation in sidecar["annotations"]}
        assert ids <= page.addresses, source
        assert sorted(page.handles) == sorted(ids), source
        assert page.notes.keys() == ids, source
        for annotation in sidecar["annotations"]:
            note = page.notes[annotation["id"]]
            assert note["data-id"] == annotation["id"]
            if "speaker" in annotation:
                assert note["data-speaker"] == annotation["speaker"]


@SITES
def test_cells_hold_the_plain_text_to_the_character(
    documents: list[tuple[Path, Any, DocumentPage]],
) -> None:
    read = [(source, page) for source, _, page in documents if source.suffix == ".txt"]
    assert read
    for source, page in read:
        text = source.read_text(encoding="utf-8").strip("\n")
        paragraphs = re.split(r"\n\s*\n", text) if "\n\n" in text else text.split("\n")
        assert page.cells == paragraphs, source
