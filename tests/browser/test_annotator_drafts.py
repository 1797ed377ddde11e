"""Drafts from the text in a real browser: offered, chosen, changed, dismissed; never saved unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.annotating import open_page
from tests.browser.visit import Visit, find_violations
from tests.serve.running import SIDECAR, Running, run_server, write_archive

expect.set_options(timeout=20_000)  # a rebuild takes its time on a busy machine


@pytest.fixture
def running(tmp_path: Path, visit: Callable[..., Visit]) -> Iterator[Running]:  # noqa: ARG001 - its end follows
    with run_server(write_archive(tmp_path / "content")) as server:
        yield server


def test_a_draft_that_is_chosen_changed_and_saved_is_in_the_file(
    running: Running, visit: Callable[..., Visit]
) -> None:
    page = open_page(running, visit)
    page.get_by_role("button", name="Drafts from the text").click()
    said = page.locator(".a-draft", has_text="Nobody was hurt")
    expect(said).to_contain_text("Maria Müller")
    said.click()
    expect(page.locator(".a-quotes li")).to_have_count(2)
    expect(page.locator(".a-speaker .a-chip").first).to_contain_text("Maria Müller")
    expect(page.get_by_label("Reporting words")).to_have_value("said")
    assert running.read("documents/bridge.yaml") == SIDECAR
    page.get_by_label("Reporting words").fill("the mayor said")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#note_nobody-was-hurt")).to_be_attached()
    added = (
        "  - id: nobody-was-hurt\n"
        "    quote: [Nobody was hurt, and nobody will be.]\n"
        "    speaker: the-mayor\n"
        "    mode: direct\n"
        "    cue: the mayor said\n"
    )
    assert running.read("documents/bridge.yaml") == SIDECAR.replace("# the end\n", added + "# the end\n")
    # After the page was loaded again the list is there, without what is annotated now.
    expect(page.locator("#_annotator_drafts")).to_be_visible()
    expect(page.locator(".a-draft").first).to_be_visible()
    expect(page.locator(".a-draft", has_text="Nobody was hurt")).to_have_count(0)
    page.goto(f"{running.address}documents/jisr.html")  # and not on another document's page
    expect(page.locator("#_annotator_bar")).to_be_visible()
    expect(page.locator("#_annotator_drafts")).to_be_hidden()


def test_drafts_are_looked_through_by_keyboard_and_nothing_is_saved(
    running: Running, visit: Callable[..., Visit]
) -> None:
    page = open_page(running, visit)
    # The key in the place of the letter d, on a Russian keyboard.
    pressed = "new KeyboardEvent('keydown', {key: 'в', code: 'KeyD', bubbles: true})"
    page.evaluate(f"() => document.body.dispatchEvent({pressed})")
    expect(page.locator(".a-draft").first).to_be_focused()
    count = page.locator(".a-draft").count()
    words = page.locator(".a-draft q").nth(1).text_content() or ""
    page.keyboard.press("ArrowDown")
    expect(page.locator(".a-draft").nth(1)).to_be_focused()
    lit = "() => [...(CSS.highlights.get('annotation-draft') || [])].map(String).join('')"
    assert page.evaluate(lit) in words
    page.keyboard.press("Enter")
    expect(page.locator("#_annotator")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#_annotator_drafts")).to_be_visible()
    expect(page.locator(".a-draft").nth(1)).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator(".a-draft")).to_have_count(count - 1)
    expect(page.locator(".a-draft", has_text=words)).to_have_count(0)
    page.get_by_role("button", name="Bring the dismissed back").click()
    expect(page.locator(".a-draft")).to_have_count(count)
    page.keyboard.press("Escape")
    expect(page.locator("#_annotator_bar")).to_be_visible()
    page.reload()
    expect(page.locator("#_annotator_bar")).to_be_visible()
    assert running.read("documents/bridge.yaml") == SIDECAR


def test_a_draft_chosen_before_the_document_is_known_is_closed_by_one_key(
    running: Running, visit: Callable[..., Visit]
) -> None:
    """Where the answer takes its time, the list came over the panel, and leaving it asked whether to save."""
    page = visit().page
    held: list[Route] = []
    page.route("**/_annotate/document?*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no built-in
    page.goto(f"{running.address}documents/bridge.html")
    page.keyboard.press("d")
    page.locator(".a-draft").first.press("Enter")
    expect(page.locator("#_annotator")).to_be_visible()
    with page.expect_response("**/_annotate/document?*"):
        for route in held:
            route.continue_()
    expect(page.locator("#_annotator")).to_be_visible()
    expect(page.locator("#_annotator_drafts")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#_annotator")).to_be_hidden()
    expect(page.locator("#_annotator_drafts")).to_be_visible()


def test_a_name_that_nobody_knows_is_made_from_the_draft(
    running: Running, visit: Callable[..., Visit]
) -> None:
    path = running.path("documents/bridge.txt")
    path.write_text(
        path.read_text() + "\nHarbour master Jan Novak claimed that the river had risen by 3 metres.\n"
    )
    page = open_page(running, visit)
    expect(page.get_by_text("Harbour master")).to_be_attached()
    expect(page.locator("#_annotator_bar")).to_be_visible()
    page.keyboard.press("d")
    page.locator(".a-draft.report", has_text="the river had risen").click()
    page.locator(".a-speaker .a-links button").click()
    page.get_by_role("option", name="New speaker").click()
    page.get_by_role("button", name="Use this speaker").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#_annotator")).to_be_hidden()
    assert "novak:\n" in running.read("speakers.yaml")
    assert "    cue: claimed\n" in running.read("documents/bridge.yaml")


def test_drafts_of_an_arabic_site_are_in_arabic_from_the_right(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    archive = write_archive(tmp_path / "content")
    (archive / "site.yaml").write_text("title: جسور\nlanguage: ar\n")
    (archive / "speakers.yaml").write_text("rais:\n  name: رئيسة البلدية\n")
    (archive / "documents/bridge.yaml").unlink()
    (archive / "documents/bridge.txt").unlink()
    with run_server(archive) as running:
        visitor = visit()
        page = visitor.page
        page.goto(f"{running.address}documents/jisr.html")
        page.get_by_role("button", name="مسودات من النص").click()
        draft = page.locator(".a-draft", has_text="رئيسة البلدية")
        draft.hover()
        assert draft.evaluate("node => getComputedStyle(node).direction") == "rtl"
        box = page.locator("#_annotator_drafts").bounding_box()
        assert box
        assert box["x"] == 0  # the end of a line is at the left
        assert find_violations(page) == []
        draft.click()
        expect(page.get_by_label("كلمات النقل")).to_have_value("قالت")
        page.get_by_role("button", name="حفظ").click()
        expect(page.locator("#_annotator")).to_be_hidden()
        assert "    speaker: rais\n    mode: indirect\n    cue: قالت\n" in running.read("documents/jisr.yaml")
        assert visitor.complaints == []
