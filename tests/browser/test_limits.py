"""What a page may weigh, and that nothing on it moves while it loads; for tasks see `bench.reading`."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.crowded import write_crowded
from tests.browser.page_kinds import PAGE_KINDS
from tests.browser.server import serve_folder
from tests.browser.visit import Visit
from tests.conftest import build_strictly

SCRIPTS_MOST, STYLES_MOST = 12_000, 14_000  # bytes of a page's files, each as gzip sends it
COUNT_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))"


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_scripts_and_styles_of_a_page_stay_small(built_site: Path, kind: str) -> None:
    page = built_site / PAGE_KINDS[kind]
    html = page.read_text(encoding="utf-8")
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', html)
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert scripts
    assert styles
    assert weight(page, scripts) < SCRIPTS_MOST
    assert weight(page, styles) < STYLES_MOST


def weight(page: Path, links: list[str]) -> int:
    return sum(len(gzip.compress((page.parent / link).read_bytes(), 9)) for link in links)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_shifts_while_a_page_loads(
    visit: Callable[..., Visit], site_address: str, width: int
) -> None:
    page = visit(width=width).page
    page.add_init_script(COUNT_SHIFTS)
    shifted = {}
    for kind, path in PAGE_KINDS.items():
        page.goto(site_address + path)
        page.evaluate(SETTLE)
        shifted[kind] = page.evaluate("window.shifts")
    assert {kind: by for kind, by in shifted.items() if round(by, 3)} == {}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a document with three hundred annotations, two a paragraph."""
    folder = tmp_path_factory.mktemp("crowded")
    write_crowded(folder / "archive")
    with serve_folder(build_strictly(folder / "archive", folder / "site"), "/crowded/") as root:
        yield f"{root}documents/report.html"


def test_a_permalink_far_down_a_crowded_document_lands(visit: Callable[..., Visit], crowded: str) -> None:
    page = visit().page
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"{crowded}#n-251", wait_until="networkidle")
    expect(page.locator("mark#n-251")).to_be_in_viewport()
    expect(page.locator("#note_n-251")).to_be_in_viewport()
    assert round(page.evaluate("window.shifts"), 3) == 0  # a shift score is told to three digits
