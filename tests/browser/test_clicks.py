"""Three questions that a newcomer comes with, each answered in two clicks from a document's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit

DOCUMENT = "documents/2016/turning-point.html"


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def page(visit: Callable[..., Visit], site_address: str, request: pytest.FixtureRequest) -> Page:
    page = visit(width=request.param).page
    page.goto(site_address + DOCUMENT)
    return page


def test_who_is_the_origin_of_this_number(page: Page) -> None:
    page.locator("#ref_residents").click()  # one click on the number in the text
    expect(page.locator("#note_residents .chain .origin a")).to_be_visible()
    page.locator("#note_residents .chips .figure a").click()  # another for all who put a number on it
    expect(page.locator("#reading_1 .chain-line a").first).to_be_visible()


def test_which_documents_contradict_this_one(page: Page) -> None:
    disputes = page.locator(".disputes")
    expect(disputes.get_by_role("heading")).to_be_visible()  # told without a click
    other = disputes.locator("cite a:visible").first
    there = other.get_attribute("href") or ""
    assert "turning-point" not in there
    other.click()  # one click to its words
    expect(page.locator(there[there.index("#") :])).to_be_in_viewport()


def test_what_else_did_this_speaker_claim(page: Page) -> None:
    page.locator("#ref_moderate-dialogue, .handle").first.click()
    origin = page.locator(".card.open").locator(".chain .origin a, .voice a").first
    name = origin.inner_text()
    origin.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".statements blockquote").first).to_be_visible()
