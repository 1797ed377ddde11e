"""The project's own archive and the sample, judged by the same reader as the made-up ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.judge.page import read_page
from tests.judge.source import paragraphs_of_plain, squeeze, text_of_markdown

ROOT = Path(__file__).parents[2]
ARCHIVES = {"built_site": ROOT / "content", "sample_site": ROOT.parent / "shared" / "archive"}
FOOTNOTE = b"[^"  # the other parser knows none


@pytest.mark.parametrize("site", ARCHIVES)
def test_text_and_passages_are_the_source(site: str, request: pytest.FixtureRequest) -> None:
    built = request.getfixturevalue(site)
    folder = ARCHIVES[site] / "documents"
    judged = 0
    for source in sorted([*folder.rglob("*.txt"), *folder.rglob("*.md")]):
        page = read_page(built / "documents" / source.relative_to(folder).with_suffix(".html"))
        seen = [cell.text for cell in page.cells]
        data = source.read_bytes()
        if source.suffix == ".txt":
            assert seen == paragraphs_of_plain(data), source
        elif FOOTNOTE not in data:
            assert squeeze("".join(seen)) == squeeze(text_of_markdown(data)), source
        sidecar = yaml.safe_load(source.with_suffix(".yaml").read_text(encoding="utf-8"))
        for annotation in sidecar.get("annotations", ()):
            pieces = annotation["quote"] if isinstance(annotation["quote"], list) else [annotation["quote"]]
            words = "".join(p["exact"] if isinstance(p, dict) else p for p in pieces)
            assert squeeze(page.passages[annotation["id"]]) == squeeze(words), (source, annotation["id"])
            judged += 1
    assert judged >= 23
