"""Reading under other conditions: paper, forced colours, no motion, a folder of files, no scripts, Back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit, find_violations

Start = Callable[..., Visit]
DOCUMENT = "documents/2016/turning-point.html"


@pytest.fixture
def reader(visit: Start, site_address: str) -> Page:
    page = visit().page
    page.goto(site_address + DOCUMENT)
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_a_permalink_from_a_folder_opens_its_note(visit: Start, built_site: Path, width: int) -> None:
    page = visit(width=width).page
    page.goto((built_site / DOCUMENT).as_uri() + "#residents")
    expect(page.locator("mark#residents")).to_be_in_viewport()
    expect(page.locator("#note_residents .note")).to_be_visible()
    page.keyboard.press("j")
    assert not page.url.endswith("#residents")  # keys go on from where the reader came in
    expect(page.locator(".handle:focus")).to_have_attribute(
        "data-n", str(int(page.locator("#ref_residents").get_attribute("data-n") or 0) + 1)
    )


@pytest.mark.parametrize("facet", ["kind", "speaker", "certainty", "topic"])
def test_each_facet_filters_and_back_restores_it(reader: Page, facet: str) -> None:
    everything = reader.locator(".card:visible").count()
    reader.locator(".filters summary").click()
    choice = reader.locator(f"#_filters input[name={facet}]").first
    value = choice.get_attribute("value")
    choice.check()
    shown = reader.locator(".card:visible")
    count = shown.count()
    assert 0 < count <= everything
    assert {
        value in (each or "").split() for each in shown.evaluate_all(f"c => c.map(x => x.dataset.{facet})")
    }
    assert f"{facet}={value}" in reader.url
    reader.locator(".brand").click()
    reader.go_back()
    expect(reader.locator(".card:visible")).to_have_count(count)
    reader.locator(".filters summary").click()
    reader.locator("#_filters button[type=reset]").click()
    expect(reader.locator(".card:visible")).to_have_count(everything)
    assert facet not in reader.url


SINGLE_KEYS = ("j", "k", "ArrowRight", "ArrowLeft", "?", "/")
LOOSE = ":focus:not(body):not(html), #_keys[open]"  # what one of them would lead to, or open


def switch_keys(page: Page, *, on: bool) -> None:
    page.locator("#_keys_open").click()
    page.locator("#_keys_on").set_checked(on)
    page.locator("#_keys_close").click()
    page.evaluate("() => document.activeElement.blur()")


def test_keys_that_were_switched_off_are_nobodys_on_any_page(reader: Page, site_address: str) -> None:
    switch_keys(reader, on=False)
    for key in SINGLE_KEYS:
        reader.keyboard.press(key)
        expect(reader.locator(LOOSE)).to_have_count(0)
    for path in (DOCUMENT, "index.html", "search.html", "claims/index.html", "404.html"):
        reader.goto(site_address + path)
        for key in SINGLE_KEYS:
            reader.keyboard.press(key)
        expect(reader.locator(LOOSE)).to_have_count(0)


def test_keys_can_be_switched_on_again_without_a_key(reader: Page) -> None:
    switch_keys(reader, on=False)
    reader.reload()
    expect(reader.locator("#_keys_on")).not_to_be_visible()
    switch_keys(reader, on=True)
    reader.keyboard.press("j")
    expect(reader.locator(".handle:focus")).to_have_count(1)
    reader.locator("body").press("ArrowRight")
    reader.keyboard.press("/")
    expect(reader.locator("#_q")).to_be_focused()


def test_a_key_with_another_held_or_in_a_field_is_not_taken(reader: Page) -> None:
    for key in ("Control+j", "Alt+j", "Meta+/"):
        reader.keyboard.press(key)
        expect(reader.locator(".handle:focus, #_q:focus")).to_have_count(0)
    reader.locator("#_q").focus()
    reader.keyboard.type("j/k?")
    expect(reader.locator("#_q")).to_have_value("j/k?")
    expect(reader.locator("#_keys")).not_to_be_visible()


def test_on_a_keyboard_of_another_script_the_key_in_its_place_is_taken(reader: Page) -> None:
    reader.evaluate("""() => document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "о", code: "KeyJ", bubbles: true, cancelable: true }))""")
    expect(reader.locator(".handle:focus")).to_have_count(1)


def test_keys_work_where_nothing_may_be_stored(visit: Start, site_address: str) -> None:
    visitor = visit()
    visitor.page.add_init_script("""for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("closed", "SecurityError"); } });
    }""")
    visitor.page.goto(site_address + DOCUMENT)
    visitor.page.keyboard.press("j")
    expect(visitor.page.locator(".handle:focus")).to_have_count(1)
    switch_keys(visitor.page, on=False)
    visitor.page.keyboard.press("/")
    expect(visitor.page.locator(LOOSE)).to_have_count(0)
    visitor.page.locator("#_theme").click()
    assert visitor.complaints == []


def test_tab_walks_the_handles_in_order(reader: Page) -> None:
    reader.locator(".handle").first.focus()
    seen = []
    for _ in range(60):
        focused = reader.evaluate("() => document.activeElement.dataset.n || ''")
        seen += [int(focused)] if focused else []
        reader.keyboard.press("Tab")
    assert len(seen) > 3
    assert seen == sorted(seen) or len(seen) == len(set(seen))


def test_a_link_is_copied(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.locator("#ref_amnesty-484").click()
    reader.locator(".note-tools button").first.click()
    expect(reader.locator("#_status")).to_have_text("Copied")
    assert reader.evaluate("navigator.clipboard.readText()").endswith(f"{DOCUMENT}#amnesty-484")


def test_notes_follow_their_passage_in_the_page_without_scripts(visit: Start, site_address: str) -> None:
    page = visit(scripts=False).page
    page.goto(site_address + DOCUMENT)
    order = page.locator(".handle, .card").evaluate_all("nodes => nodes.map((node) => node.id)")
    for handle in (each for each in order if each.startswith("ref_")):
        note = f"note_{handle.removeprefix('ref_')}"
        assert note in order, handle
        assert page.locator(f"#{handle}").get_attribute("href") == f"#{note}"
        assert page.locator(f"#{note} .card-number").get_attribute("href") == f"#{note[5:]}"
        assert page.locator(f"[id='{note[5:]}']").count() == 1


def test_paper_has_the_text_all_notes_and_their_addresses(reader: Page, tmp_path: Path) -> None:
    reader.emulate_media(media="print")
    for hidden in (".menu", ".crumbs", ".legend", ".siblings", ".skip", ".colophon nav"):
        for each in reader.locator(hidden).all():
            expect(each).to_be_hidden()
    cards = reader.locator(".card")
    assert reader.locator(".card:visible").count() == cards.count()
    assert reader.locator(".permalink:visible").count() == cards.count()
    marked = reader.locator("mark.k-claim").first.evaluate("m => getComputedStyle(m).borderBottomWidth")
    assert marked != "0px"  # the line stays where tints are dropped
    pdf = reader.pdf(path=tmp_path / "page.pdf", format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 1 <= pages <= 6


def test_forced_colours_keep_passages_apart(reader: Page) -> None:
    reader.emulate_media(forced_colors="active")
    plain = reader.locator(".text p").first.evaluate("p => getComputedStyle(p).color")
    mark = reader.locator("mark").first
    assert mark.evaluate("m => getComputedStyle(m).color") == plain
    assert mark.evaluate("m => getComputedStyle(m).borderBottomStyle") != "none"
    unlit = mark.evaluate("m => getComputedStyle(m).backgroundColor")
    reader.keyboard.press("j")
    lit = reader.locator("mark.lit").first.evaluate("m => getComputedStyle(m).backgroundColor")
    assert lit != unlit


def test_nothing_moves_for_readers_who_asked_for_no_motion(reader: Page) -> None:
    moving = reader.evaluate("""() => [...document.querySelectorAll('*')].filter((each) => {
      const style = getComputedStyle(each);
      return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
        || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0);
    }).map((each) => each.tagName + '.' + each.className)""")
    assert moving == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_an_open_note_is_accessible(visit: Start, site_address: str, width: int, scheme: str) -> None:
    page = visit(width=width, scheme=scheme).page
    page.goto(site_address + DOCUMENT)
    page.locator("#ref_residents").click()
    found = find_violations(page)
    assert not found, "\n".join(found)


def test_the_list_of_keys_is_accessible_and_esc_closes_it(reader: Page) -> None:
    reader.keyboard.press("?")
    found = find_violations(reader)
    assert not found, "\n".join(found)
    reader.keyboard.press("Escape")
    expect(reader.locator("#_keys")).to_be_hidden()


@pytest.mark.parametrize("status", ["unverified", "corroborated", "disputed", "refuted", "retracted"])
def test_no_word_for_a_claims_status_is_struck_through(visit: Start, site_address: str, status: str) -> None:
    page = visit().page
    page.goto(site_address + "claims/index.html")
    label = page.locator(".status").first
    label.evaluate("(label, status) => { label.className = `status ${status}`; }", status)
    assert label.evaluate("label => getComputedStyle(label).textDecorationLine") == "none"
