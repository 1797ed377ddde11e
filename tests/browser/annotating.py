"""A document's page with the annotator at work, in the browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visit import Visit
from tests.serve.running import Running


def open_page(running: Running, visit: Callable[..., Visit], document: str = "bridge", **size: int) -> Page:
    """Open a document's page and wait for the annotator."""
    page = visit(**size).page
    page.set_default_timeout(20_000)
    page.goto(f"{running.address}documents/{document}.html")
    expect(page.locator("#_annotator_bar")).to_be_visible()
    return page
