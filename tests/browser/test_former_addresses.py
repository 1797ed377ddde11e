"""The page at a former address leads to the same place of the page that took its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.server import serve_folder
from tests.browser.visit import Visit
from tests.conftest import build_strictly


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moved")
    documents = folder / "archive" / "documents" / "2016"
    documents.mkdir(parents=True)
    (folder / "archive" / "site.yaml").write_text("title: Moved\n", encoding="utf-8")
    (documents / "minutes.txt").write_text("The bell was rung. The gate was shut.\n", encoding="utf-8")
    (documents / "minutes.yaml").write_text(
        "title: Minutes\nformer_ids: [old/minutes]\nannotations:\n- {id: gate, quote: The gate was shut.}\n",
        encoding="utf-8",
    )
    return build_strictly(folder / "archive", folder / "site")


def test_a_passage_is_found_from_its_former_address(visit: Callable[..., Visit], moved: Path) -> None:
    visitor = visit()
    with serve_folder(moved, "/") as address:
        visitor.page.goto(address + "documents/old/minutes.html#gate")
        visitor.page.wait_for_url(address + "documents/2016/minutes.html#gate")
    visitor.page.goto((moved / "documents/old/minutes.html").as_uri() + "#gate")
    visitor.page.wait_for_url((moved / "documents/2016/minutes.html").as_uri() + "#gate")
    assert not visitor.complaints


def test_the_page_is_found_without_scripts(visit: Callable[..., Visit], moved: Path) -> None:
    page = visit(scripts=False).page
    page.goto((moved / "documents/old/minutes.html").as_uri() + "#gate")
    page.wait_for_url((moved / "documents/2016/minutes.html").as_uri() + "*")
