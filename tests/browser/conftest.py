"""A real browser, and a server that serves a built site as strictly as its host will."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.server import serve_folder
from tests.browser.visit import Visit, open_visit
from tools.chromium import find_chromium

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or else the one that Playwright installed."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """A function that opens a fresh browser context: `visit(width=390, scheme="dark", scripts=False)`."""
    visits: list[Visit] = []

    def start(*, width: int = 1280, height: int = 900, scheme: str = "light", scripts: bool = True) -> Visit:
        visits.append(open_visit(browser, width=width, height=height, scheme=scheme, scripts=scripts))
        return visits[-1]

    yield start
    for each in visits:
        each.page.context.close()


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The address of `content/`'s site, served from the path of its `base_url`; ends in a slash."""
    with serve_folder(built_site, "/aleppo/") as address:
        yield address


@pytest.fixture(scope="session")
def sample_address(sample_site: Path) -> Iterator[str]:
    """The address of the sample archive's site, served from a sub-folder; ends in a slash."""
    with serve_folder(sample_site, "/sample/") as address:
        yield address
