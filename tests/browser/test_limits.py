"""What a page may weigh, and that nothing on it moves while it loads; for tasks see `bench.reading`."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Route, expect

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
    if kind == "not-found":  # it asks for each in two places, one of which is its own
        scripts, styles = ([link for link in links if link[0] != "/"] for links in (scripts, styles))
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


SLOW = 8  # times, as a cheap phone is
STYLES_LATE = 0.4  # seconds


def send_late(route: Route) -> None:
    sleep(STYLES_LATE)
    route.continue_()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", ["n-120", "n-251", "n-299"])
@pytest.mark.parametrize("is_slow", [False, True])
def test_a_permalink_far_down_a_crowded_document_lands(
    visit: Callable[..., Visit], crowded: str, width: int, place: str, *, is_slow: bool
) -> None:
    page = visit(width=width, height=664).page
    page.add_init_script(COUNT_SHIFTS)
    if is_slow:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.route("**/*.css", send_late)
    page.goto(f"{crowded}#{place}", wait_until="load")
    page.wait_for_selector(".row.far", state="attached")  # what is out of sight is left alone from here on
    page.evaluate(SETTLE)
    expect(page.locator(f"mark#{place}")).to_be_in_viewport()
    expect(page.locator(f"#note_{place}")).to_be_in_viewport()
    assert round(page.evaluate("window.shifts"), 3) == 0  # a shift score is told to three digits


def test_rows_far_away_are_drawn_when_a_reader_comes(visit: Callable[..., Visit], crowded: str) -> None:
    page = visit(width=390).page
    page.add_init_script(COUNT_SHIFTS)
    page.goto(crowded)
    row = page.locator("#row_140.far")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.mouse.move(100, 300)
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.evaluate(SETTLE)
    assert round(page.evaluate("window.shifts"), 3) == 0
    row.scroll_into_view_if_needed()
    page.evaluate(SETTLE)
    assert row.locator(".text").evaluate("node => node.checkVisibility({ contentVisibilityAuto: true })")
    assert page.evaluate("document.documentElement.scrollHeight") == before
