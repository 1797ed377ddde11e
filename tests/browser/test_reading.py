"""What a reader does on a document's page: keys, pointing, filters, permalinks, phones, no scripts, paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit, find_violations

Start = Callable[..., Visit]
DOCUMENT = "documents/2016/turning-point.html"
COUNT_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def reader(visit: Start, site_address: str) -> Page:
    page = visit().page
    page.goto(site_address + DOCUMENT)
    return page


def test_keys_go_through_the_notes_and_the_address_follows(reader: Page) -> None:
    for key in "jjk":
        reader.keyboard.press(key)
    expect(reader.locator(".handle:focus")).to_have_attribute("data-n", "1")
    first = reader.locator(".card").first.get_attribute("data-id")
    assert reader.url.endswith(f"#{first}")
    reader.keyboard.press("ArrowRight")
    expect(reader.locator(".handle:focus")).to_have_attribute("data-n", "2")
    reader.keyboard.press("Escape")
    assert "#" not in reader.url
    expect(reader.locator(".lit")).to_have_count(0)


def test_enter_leads_from_passage_to_note_and_back(reader: Page) -> None:
    reader.keyboard.press("j")
    reader.keyboard.press("Enter")
    expect(reader.locator(".card-number:focus")).to_have_count(1)
    reader.keyboard.press("Enter")
    expect(reader.locator(".handle:focus")).to_have_count(1)


def test_single_letters_can_be_switched_off(reader: Page) -> None:
    reader.keyboard.press("?")
    expect(reader.locator("#_keys")).to_be_visible()
    reader.locator("#_keys_on").uncheck()
    reader.locator("#_keys_close").click()
    reader.keyboard.press("j")
    expect(reader.locator(".handle:focus")).to_have_count(0)


def test_pointing_at_a_passage_lights_its_note_and_the_other_way_round(reader: Page) -> None:
    reader.locator("mark#residents").hover()
    expect(reader.locator("#note_residents")).to_have_class("card figure contested lit")
    reader.locator("#note_residents").hover()
    expect(reader.locator("mark#residents.lit")).to_have_count(1)


def test_filters_stay_in_the_address(reader: Page) -> None:
    everything = reader.locator(".card:visible").count()
    reader.locator(".filters summary").click()
    reader.locator("#_filters input[name=kind][value=claim]").check()
    assert "kind=claim" in reader.url
    shown = reader.locator(".card:visible").count()
    assert 0 < shown < everything
    reader.reload()
    expect(reader.locator(".card:visible")).to_have_count(shown)
    assert find_violations(reader) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_permalink_opens_its_note_and_nothing_shifts(visit: Start, site_address: str, width: int) -> None:
    page = visit(width=width).page
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"{site_address}{DOCUMENT}#residents")
    expect(page.locator("#note_residents .note")).to_be_visible()
    expect(page.locator("mark#residents")).to_be_in_viewport()
    assert page.evaluate("window.shifts") == 0
    assert find_violations(page) == []


def test_on_a_phone_a_note_opens_in_place(visit: Start, site_address: str) -> None:
    page = visit(width=390).page
    page.goto(site_address + DOCUMENT)
    note = page.locator("#note_residents .note")
    expect(note).to_be_hidden()
    page.locator("#ref_residents").click()
    expect(note).to_be_visible()


def test_without_scripts_everything_is_there_to_read(visit: Start, site_address: str) -> None:
    page = visit(width=390, scripts=False).page
    page.goto(site_address + DOCUMENT)
    cards = page.locator(".card")
    for place in range(cards.count()):
        expect(cards.nth(place).locator(".card-number")).to_be_visible()
        expect(cards.nth(place).locator(".permalink")).to_be_visible()
    page.locator("#ref_residents").click()
    assert page.url.endswith("#note_residents")
    page.locator("#note_residents .card-number").click()
    assert page.url.endswith("#residents")
    page.locator("#_menu_button").click()
    expect(page.locator("#_menu nav a").first).to_be_visible()


def test_a_quotation_is_copied_with_its_citation(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.locator("mark#amnesty-484").click()
    reader.locator(".note-tools button").nth(1).click()
    expect(reader.locator("#_status")).to_have_text("Copied")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“484 ")
    assert copied.endswith(f"{DOCUMENT}#amnesty-484")


def test_a_quotation_of_low_certainty_says_so(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.locator("mark#no-longer-unsettled").click()
    reader.locator("#note_no-longer-unsettled .note-tools button").nth(1).click()
    expect(reader.locator("#_status")).to_have_text("Copied")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“a turning point” — Igor Korotchenko (low certainty). ")


def test_the_theme_lasts(visit: Start, site_address: str) -> None:
    page = visit().page
    page.goto(site_address + DOCUMENT)
    page.locator("#_theme").click()
    page.goto(site_address + "index.html")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert find_violations(page) == []


def test_links_to_people_preview_them(reader: Page) -> None:
    reader.locator("#note_residents .chain a").first.hover()
    expect(reader.locator(".preview .preview-title")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".preview")).to_have_count(0)


def test_lists_are_filtered_and_sorted_in_place(visit: Start, site_address: str) -> None:
    page = visit().page
    page.goto(site_address + "claims/index.html")
    page.locator("#_sorter select").first.select_option("name")
    names = page.locator(".entries > li").evaluate_all("rows => rows.map((row) => row.dataset.name)")
    assert names == sorted(names, key=str.casefold)
    page.locator("#_sorter input").fill("no such words")
    expect(page.locator(".entries > li:visible")).to_have_count(0)
    expect(page.locator(".nothing")).to_be_visible()


def test_paper_has_every_note_with_its_address(reader: Page) -> None:
    reader.emulate_media(media="print")
    expect(reader.locator(".masthead .menu")).to_be_hidden()
    expect(reader.locator(".permalink").first).to_be_visible()
    expect(reader.locator(".card .note").first).to_be_visible()
    expect(reader.locator(".print-address")).to_be_visible()
