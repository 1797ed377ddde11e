"""The page for addresses that lead nowhere: styled and of use at any address, wherever the site lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import serve_folder
from tests.browser.visit import Visit
from tests.conftest import build_strictly

DEEP = "documents/1999/letters/no-such-letter.html"


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that does not know its own address."""
    folder = tmp_path_factory.mktemp("plain")
    documents = folder / "archive" / "documents"
    documents.mkdir(parents=True)
    (folder / "archive" / "site.yaml").write_text("title: Plain\n", encoding="utf-8")
    (documents / "letter.txt").write_text("Some words.\n", encoding="utf-8")
    (documents / "letter.yaml").write_text("title: A letter\n", encoding="utf-8")
    return build_strictly(folder / "archive", folder / "site")


@pytest.fixture(scope="module")
def root_address(plain_site: Path) -> Iterator[str]:
    with serve_folder(plain_site, "/") as address:
        yield address


def is_styled(page: Page) -> bool:
    width = page.locator("main").evaluate("node => getComputedStyle(node).maxInlineSize")
    return bool(width == "1280px")


def walk_home(page: Page) -> str:
    page.locator(".brand").click()
    page.wait_for_selector("body:not(.not-found-page)")
    return page.url


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", [DEEP, "nothing"])
def test_under_the_path_that_the_site_tells(
    visit: Callable[..., Visit], site_address: str, path: str, *, scripts: bool
) -> None:
    page = visit(scripts=scripts).page
    page.goto(site_address + path, wait_until="networkidle")
    assert is_styled(page)
    assert page.url == site_address + path
    assert walk_home(page) == site_address + "index.html"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", [DEEP, "nothing"])
def test_at_the_root_of_a_host(
    visit: Callable[..., Visit], root_address: str, path: str, *, scripts: bool
) -> None:
    page = visit(scripts=scripts).page
    page.goto(root_address + path, wait_until="networkidle")
    assert is_styled(page)
    assert walk_home(page) == root_address + "index.html"


@pytest.mark.parametrize("site", ["built_site", "plain_site"])
def test_in_a_folder(visit: Callable[..., Visit], site: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(site)
    page = visit().page
    page.goto((folder / "404.html").as_uri(), wait_until="networkidle")
    assert is_styled(page)
    assert walk_home(page) == (folder / "index.html").as_uri()


def test_search_and_the_theme_work_there(visit: Callable[..., Visit], site_address: str) -> None:
    page = visit().page
    page.goto(site_address + DEEP, wait_until="networkidle")
    page.locator("#_theme").click()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("/")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("civilians")
    expect(page.locator("a[href*='civilians']").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(site_address + "search.html?q=civilians*")


def test_every_link_of_it_works(visit: Callable[..., Visit], site_address: str) -> None:
    page = visit().page
    page.goto(site_address + DEEP, wait_until="networkidle")
    links = page.locator("a[href]:not([href^='#'])").evaluate_all("nodes => nodes.map((node) => node.href)")
    assert len(links) > 8
    for link in sorted(set(links)):
        assert page.request.get(link).ok, link
