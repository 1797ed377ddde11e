"""A site whose own language runs from right to left: mirrored, whole, and no wider than its window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.page_kinds import PAGE_KINDS
from tests.browser.server import serve_folder
from tests.browser.test_page_kinds import OVERFLOW
from tests.browser.visit import Visit, find_violations
from tests.conftest import CONTENT, build_strictly

# What a reader sees reach past the left edge, without what is cut by a box that stands inside it.
UNDERFLOW = """() => {
  const isCut = (node) => {
    for (let each = node.parentElement; each && each !== document.body; each = each.parentElement)
      if (getComputedStyle(each).overflowX !== 'visible') return true;
    return getComputedStyle(node).clipPath !== 'none';
  };
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().left < -1 && e.checkVisibility({ contentVisibilityAuto: true }))
    .filter((e) => !isCut(e)).map((e) => e.tagName + '.' + (e.getAttribute('class') || '')).slice(0, 5);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `content/`'s site with Arabic as its language."""
    folder = tmp_path_factory.mktemp("arabic")
    shutil.copytree(CONTENT, folder / "archive")
    site = folder / "archive" / "site.yaml"
    text = site.read_text(encoding="utf-8")
    assert "language: en\n" in text
    site.write_text(text.replace("language: en\n", "language: ar\n"), encoding="utf-8")
    with serve_folder(build_strictly(folder / "archive", folder / "site"), "/ar/") as root:
        yield root


@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_of_page_is_mirrored_and_fits(
    visit: Callable[..., Visit], address: str, width: int
) -> None:
    page = visit(width=width).page
    wide = {}
    for kind, path in PAGE_KINDS.items():
        page.goto(address + path)
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert page.locator("html").get_attribute("dir") == "rtl"
        wide[kind] = page.evaluate(OVERFLOW) + page.evaluate(UNDERFLOW)
    assert {kind: found for kind, found in wide.items() if found} == {}


@pytest.mark.parametrize("kind", ["home", "document-arabic", "claim", "figure", "speaker", "matrix"])
def test_mirrored_pages_are_accessible(visit: Callable[..., Visit], address: str, kind: str) -> None:
    page = visit().page
    page.goto(address + PAGE_KINDS[kind])
    found = find_violations(page)
    assert not found, "\n".join(found)


def test_notes_stand_at_the_left_of_the_text(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address + PAGE_KINDS["document-arabic"])
    row = page.locator(".row:not(.plain)").first
    text, notes = row.locator(".text").bounding_box(), row.locator(".notes").bounding_box()
    assert text is not None
    assert notes is not None
    assert notes["x"] + notes["width"] <= text["x"]


def test_the_left_arrow_leads_on(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address + PAGE_KINDS["document-arabic"])
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".handle:focus")).to_have_attribute("data-n", "2")
