"""The site opened by double-click: no server, no address of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.page_kinds import PAGE_KINDS
from tests.browser.visit import Visit


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_page_works_from_a_folder(visit: Callable[..., Visit], built_site: Path, kind: str) -> None:
    visitor = visit()
    visitor.page.goto((built_site / PAGE_KINDS[kind]).as_uri(), wait_until="networkidle")
    # Sent at any address, that page also tries the address that site.yaml gives.
    elsewhere = "file:///aleppo/assets/" if kind == "not-found" else "\n"
    missing = ("ERR_FILE_NOT_FOUND", elsewhere) if kind == "not-found" else ("\n",)
    complaints = [line for line in visitor.complaints if not any(words in line for words in missing)]
    assert not complaints, "\n".join(complaints)
    roots = (built_site.as_uri(), elsewhere)
    assert [url for url in visitor.requests if not url.startswith(roots)] == []
    styled = visitor.page.evaluate("() => document.styleSheets.length > 0")
    assert styled


def test_a_reader_walks_from_home_to_a_passage_and_back(
    visit: Callable[..., Visit], built_site: Path
) -> None:
    page = visit().page
    page.goto((built_site / "index.html").as_uri())
    page.locator("nav a[href*='documents']").first.click()
    page.locator("main a[href$='turning-point.html']").first.click()
    page.wait_for_url((built_site / "documents/2016/turning-point.html").as_uri())
    page.locator("main a[href*='figures/civilians-in-eastern-aleppo']:visible").first.click()
    page.locator("main a[href*='turning-point.html#civilians-held']:visible").first.click()
    page.wait_for_url("**#civilians-held")
    page.locator("#civilians-held").wait_for()  # the address is there before the page
