"""The annotator in a real browser: select, save, and the file on disk is as expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.annotating import open_page
from tests.browser.visit import Visit, find_violations
from tests.serve.running import ENGLISH, SIDECAR, Running, run_server, write_archive

SELECT = """([words, nth]) => {
  const cells = [...document.querySelectorAll('#_text .text')];
  const cell = cells.find((cell) => cell.textContent.includes(words));
  let at = -1;
  for (let i = 0; i <= nth; i++) at = cell.textContent.indexOf(words, at + 1);
  const place = (units, isEnd) => positionIn(cell, units, isEnd);
  const range = document.createRange();
  range.setStart(...place(at, false));
  range.setEnd(...place(at + words.length, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

expect.set_options(timeout=20_000)  # a rebuild takes its time on a busy machine


@pytest.fixture
def running(tmp_path: Path, visit: Callable[..., Visit]) -> Iterator[Running]:  # noqa: ARG001 - its end follows
    """The server ends before the browser's windows do: one that is just being loaded again may not close."""
    with run_server(write_archive(tmp_path / "content")) as server:
        yield server


@pytest.fixture
def page(running: Running, visit: Callable[..., Visit]) -> Page:
    return open_page(running, visit)


def select(page: Page, words: str, nth: int = 0) -> None:
    page.evaluate(SELECT, [words, nth])


def choose(page: Page, field: str, typed: str, option: str) -> None:
    box = page.get_by_role("combobox", name=field, exact=True)
    box.fill(typed)
    page.get_by_role("option", name=option).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#_annotator")).to_be_hidden()


def wait_for_note(page: Page, id: str) -> None:
    expect(page.locator(f"#note_{id}")).to_be_attached()


def added_to(before: str, lines: str) -> str:
    return before.replace("# the end\n", lines + "# the end\n")


def test_words_selected_with_the_mouse_land_in_the_sidecar(page: Page, running: Running) -> None:
    box = page.locator("#p_1").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 12, steps=4)
    page.mouse.up()
    expect(page.locator("#_annotate")).to_be_visible()
    select(page, "1,200 people had crossed it")
    page.locator("#_annotate").click()
    choose(page, "Who says it?", "offi", "Officials")
    page.get_by_text("in other words").click()
    page.get_by_label("Reporting words").fill("said")
    page.get_by_role("button", name="A number").click()
    choose(page, "Which quantity?", "cross", "People who crossed")
    expect(page.get_by_label("Value")).to_have_value("1200")
    expect(page.locator(".a-card .chips")).to_have_text("1,200 People who crossed")
    save(page)
    assert running.read("documents/bridge.yaml") == added_to(
        SIDECAR,
        "  - id: 1-200-people-had-crossed\n"
        "    quote: 1,200 people had crossed it\n"
        "    speaker: officials\n"
        "    mode: indirect\n"
        "    cue: said\n"
        "    figure: {id: crossed, value: 1200}\n",
    )
    wait_for_note(page, "1-200-people-had-crossed")
    expect(page.locator("mark[data-annotations='1-200-people-had-crossed']")).to_have_text(
        "1,200 people had crossed it"
    )


def test_a_new_speaker_and_a_new_claim_are_made_on_the_way(page: Page, running: Running) -> None:
    select(page, "Nobody was hurt")
    page.locator("#_annotate").click()
    choose(page, "Who says it?", "Jan Novák", "New speaker")
    page.get_by_role("button", name="Use this speaker").click()
    page.get_by_role("button", name="A claim").click()
    choose(page, "Which claim?", "Nobody was hurt.", "New claim")
    page.get_by_role("button", name="Use this claim").click()
    page.get_by_label("What the speaker does with the claim").select_option("denies")
    save(page)
    assert "\njan-novak:\n  name: Jan Novák\n" in running.read("speakers.yaml")
    assert running.read("claims.yaml").endswith("nobody-was-hurt:\n  text: Nobody was hurt.\n")
    assert "    claim: {id: nobody-was-hurt, stance: denies}\n" in running.read("documents/bridge.yaml")
    wait_for_note(page, "nobody-was-hurt")


def test_everything_can_be_done_by_keyboard(page: Page, running: Running) -> None:
    page.keyboard.press("a")
    expect(page.locator("#_annotator_bar [role=status]")).to_contain_text("Paragraph 1 of 3")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_annotator_bar [role=status]")).to_contain_text("Paragraph 2 of 3")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("getSelection().toString()") == "Nobody was hurt"
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Who says it?")).to_be_focused()
    expect(page.get_by_role("listbox", name="Who says it?")).to_be_hidden()  # it would cover what follows
    page.keyboard.type("mayor")
    expect(page.get_by_role("option", name="Maria Müller")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".a-speaker .a-chip")).to_contain_text("Maria Müller")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#_annotator")).to_be_hidden()
    assert running.read("documents/bridge.yaml") == added_to(
        SIDECAR, "  - id: nobody-was-hurt\n    quote: Nobody was hurt\n    speaker: the-mayor\n"
    )


def test_a_split_quote_gets_its_second_piece(page: Page, running: Running) -> None:
    select(page, "Nobody was hurt")
    page.locator("#_annotate").click()
    page.get_by_role("button", name="Add another piece").click()
    select(page, "and nobody will be")
    page.locator("#_annotator_adding .a-primary").click()
    expect(page.locator(".a-quotes li")).to_have_count(2)
    choose(page, "Who says it?", "mar", "Maria Müller")
    save(page)
    assert "    quote: [Nobody was hurt, and nobody will be]\n" in running.read("documents/bridge.yaml")


def test_a_selection_across_paragraphs_and_notes_is_one_passage(page: Page, running: Running) -> None:
    page.evaluate(
        """() => {
          const [one, other] = document.querySelectorAll('#_text .text');
          getSelection().setBaseAndExtent(...positionIn(one, one.textContent.indexOf('before'), false),
            ...positionIn(other, other.textContent.indexOf(' was hurt'), true));
        }"""
    )
    page.locator("#_annotate").click()
    expect(page.locator(".a-quotes q")).to_have_text('before noon. "Nobody')
    page.get_by_role("button", name="A note").click()
    page.get_by_label("Your note").fill("Across.")
    save(page)
    assert '    quote: before noon. "Nobody\n    note: Across.\n' in running.read("documents/bridge.yaml")


def test_an_edit_changes_its_lines_and_undo_gives_the_bytes_back(page: Page, running: Running) -> None:
    page.locator("#note_closed").hover()
    page.get_by_role("button", name="Edit annotation closed").click()
    page.get_by_label("What the speaker does with the claim").select_option("questions")
    save(page)
    assert running.read("documents/bridge.yaml") == SIDECAR.replace(
        "claim: bridge-closed", "claim: {id: bridge-closed, stance: questions}"
    )
    page.get_by_role("button", name="Undo: changed closed").click()
    expect(page.locator("#_annotator_bar [role=status]")).to_contain_text("Taken back")
    assert running.read("documents/bridge.yaml") == SIDECAR


def test_deleting_asks_first_and_can_be_taken_back(page: Page, running: Running) -> None:
    page.locator("#note_closed").hover()
    page.get_by_role("button", name="Edit annotation closed").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.locator(".a-confirm .a-danger").click()
    expect(page.locator("#_annotator")).to_be_hidden()
    assert "quote" not in running.read("documents/bridge.yaml")
    page.get_by_role("button", name="Undo: deleted closed").click()
    expect(page.locator("#note_closed")).to_be_attached()
    assert running.read("documents/bridge.yaml") == SIDECAR


def test_two_tabs_the_second_sees_both_versions(running: Running, visit: Callable[..., Visit]) -> None:
    first, second = open_page(running, visit), open_page(running, visit)
    select(second, "Nobody was hurt")
    second.locator("#_annotate").click()
    choose(second, "Who says it?", "mar", "Maria Müller")
    select(first, "1,200 people")
    first.locator("#_annotate").click()
    choose(first, "Who says it?", "offi", "Officials")
    save(first)
    expect(second.locator(".a-notice")).to_contain_text("changed meanwhile")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator(".a-sides")).to_contain_text("+    quote: 1,200 people")
    expect(second.locator(".a-sides")).to_contain_text("+    quote: Nobody was hurt")
    second.get_by_role("button", name="Save mine as well").click()
    expect(second.locator("#_annotator")).to_be_hidden()
    text = running.read("documents/bridge.yaml")
    assert text.index("quote: 1,200 people") < text.index("quote: Nobody was hurt")
    wait_for_note(second, "nobody-was-hurt")
    wait_for_note(first, "nobody-was-hurt")


def test_arabic_is_selected_by_words_from_the_right(running: Running, visit: Callable[..., Visit]) -> None:
    page = open_page(running, visit, "jisr")
    page.keyboard.press("a")
    for key in ("ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("getSelection().toString()") == "أُغلق الجسر"
    page.keyboard.press("Enter")
    choose(page, "Who says it?", "offi", "Officials")
    assert page.locator(".a-quotes q").evaluate("node => getComputedStyle(node).direction") == "rtl"
    save(page)
    assert running.read("documents/jisr.yaml") == (
        "title: الجسر\nlanguage: ar\nannotations:\n"
        "  - id: aughlq-aljsr\n    quote: أُغلق الجسر\n    speaker: officials\n"
    )
    wait_for_note(page, "aughlq-aljsr")


def test_a_mistake_in_a_file_is_shown_over_the_page_until_it_is_mended(page: Page, running: Running) -> None:
    path = running.path("documents/bridge.yaml")
    path.write_text(SIDECAR.replace("closed on Monday", "closed on Tuesday"))
    problem = page.locator("#_live_problem pre")
    expect(problem).to_contain_text("bridge.yaml:9:12: error Q001")
    assert (problem.text_content() or "") in running.said
    expect(page.locator("#note_closed")).to_be_attached()
    path.write_text(SIDECAR)
    expect(problem).to_have_count(0)


PLACE = """() => {
  const paragraphs = [...document.querySelectorAll('#_text p')];
  const words = paragraphs.find((paragraph) => paragraph.textContent.startsWith('Paragraph 40'));
  return Math.round(words.getBoundingClientRect().top);
}"""


def test_a_page_is_loaded_again_where_the_reader_was(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    archive = write_archive(tmp_path / "content")
    path = archive / "documents/bridge.txt"
    path.write_text(ENGLISH + "".join(f"\nParagraph {n} has some words of its own.\n" for n in range(60)))
    with run_server(archive) as running:
        page = open_page(running, visit)
        # Rows far away have their true height only once they come into view.
        page.wait_for_function(
            f"() => {{ const top = ({PLACE})(); scrollBy(0, top - 90); return top === 90; }}"
        )
        page.evaluate("window.isOld = true")
        path.write_text(
            path.read_text().replace("\nA second", "\nMuch was put in.\n\nEven more.\n\nA second")
        )
        expect(page.get_by_text("Even more.")).to_be_attached()
        page.wait_for_function("() => !window.isOld && document.readyState === 'complete'")
        page.wait_for_function(f"() => Math.abs(({PLACE})() - 90) < 12")


def test_the_panel_is_accessible(running: Running, visit: Callable[..., Visit]) -> None:
    for scheme in ("light", "dark"):
        visitor = visit(scheme=scheme)
        page = visitor.page
        page.goto(f"{running.address}documents/bridge.html")
        select(page, "Nobody was hurt")
        page.locator("#_annotate").click()
        choose(page, "Who says it?", "mar", "Maria Müller")
        for kind in ("A claim", "A number", "A note"):
            page.get_by_role("button", name=kind).click()
        page.get_by_text("More: certainty").click()
        assert find_violations(page) == []
        assert visitor.complaints == []


def test_the_preview_says_what_is_read_and_not_said(running: Running, visit: Callable[..., Visit]) -> None:
    page = open_page(running, visit)
    select(page, "Nobody was hurt")
    page.keyboard.press("a")
    page.get_by_role("button", name="A claim").click()
    choose(page, "Which claim?", "bridge", "The bridge is closed.")
    page.get_by_text("More: certainty").click()
    card = page.locator("#_annotator .card")
    expect(card.locator(".chips b")).to_have_text("asserts")
    page.get_by_role("radio", name="low certainty").check()
    expect(card.locator(".chips b")).to_have_text("asserts (low certainty)")
    page.get_by_role("radio", name="concluded from them").check()
    expect(card.locator(".chips b")).to_have_text("read as asserting, by the editors; low certainty")
    expect(card.locator(".card-foot")).to_contain_text("read so by the editors: concluded from them")


def test_a_phone_shows_a_sheet_below_the_words(running: Running, visit: Callable[..., Visit]) -> None:
    page = open_page(running, visit, width=390, height=800)
    select(page, "Nobody was hurt")
    page.locator("#_annotator_bar .a-annotate").click()
    sheet = page.locator("#_annotator").bounding_box()
    assert sheet
    assert sheet["y"] > 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    words = page.evaluate("() => rangeOf({row: 2, start: 1, end_row: 2, end: 7}).getBoundingClientRect().top")
    assert 0 <= words < sheet["y"]


def test_a_list_of_names_is_gone_through_by_keys_as_the_pattern_says(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    archive = write_archive(tmp_path / "content")
    lines = [f"novak-{n}:\n  name: Jan Novák {n}\n" for n in range(40)]
    (archive / "speakers.yaml").write_text(
        (archive / "speakers.yaml").read_text() + "".join(lines), encoding="utf-8"
    )
    with run_server(archive) as running:
        page = open_page(running, visit)
        select(page, "Nobody was hurt")
        page.keyboard.press("a")
        box = page.get_by_role("combobox", name="Who says it?")
        box.press_sequentially("novak")
        options = page.get_by_role("option")
        expect(options.last).to_have_text("28 more: type further letters")
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        box.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_have_count(1)
        words = chosen.inner_text()
        assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        assert words != options.first.inner_text()
        assert find_violations(page) == []
        box.press("Enter")
        expect(page.locator(".a-speaker .a-chip").first).to_contain_text(words)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#_annotator")).to_be_hidden()
        assert f"    speaker: novak-{words.rpartition(' ')[2]}\n" in running.read("documents/bridge.yaml")


def test_what_was_begun_is_not_lost_by_saving(page: Page, running: Running) -> None:
    select(page, "Nobody was hurt")
    page.locator("#_annotate").click()
    field = page.get_by_role("combobox", name="Who says it?")
    field.fill("Jan Novák")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#_annotator [role=alert]").last).to_contain_text(
        "“Jan Novák” was typed and not chosen"
    )
    expect(field).to_be_focused()
    assert running.read("documents/bridge.yaml") == SIDECAR
    page.get_by_role("option", name="New speaker").click()
    save(page)  # the small form for a new speaker is open, and filled in
    assert "\njan-novak:\n  name: Jan Novák\n" in running.read("speakers.yaml")
    assert "    speaker: jan-novak\n" in running.read("documents/bridge.yaml")


def test_a_document_without_annotations_says_what_to_do(
    running: Running, visit: Callable[..., Visit]
) -> None:
    page = open_page(running, visit, "jisr")
    greeting = page.locator("#_annotator_greeting")
    expect(greeting).to_contain_text("Nothing is annotated here yet.")
    page.get_by_role("button", name="Understood").click()
    expect(greeting).to_be_hidden()
    page.reload()
    expect(page.locator("#_annotator_bar")).to_be_visible()
    expect(greeting).to_be_hidden()


def test_what_is_wrong_stays_in_sight_until_it_is_mended(page: Page, running: Running) -> None:
    select(page, "Nobody was hurt")
    page.locator("#_annotate").click()
    page.get_by_role("button", name="A number").click()
    choose(page, "Which quantity?", "cross", "People who crossed")
    value, problem = page.get_by_label("Value"), page.locator("#_annotator .a-problem")
    page.keyboard.press("Control+Enter")
    expect(problem).to_have_text("Fill in the number: a value, or a range.")
    expect(value).to_be_focused()
    with page.expect_response("**/_annotate/preview"):
        value.fill("many")
        page.keyboard.press("Control+Enter")
    expect(problem).to_contain_text("'many' is not a number")
    page.wait_for_timeout(400)  # past the next preview, which finds nothing wrong
    expect(problem).to_contain_text("'many' is not a number")
    assert running.read("documents/bridge.yaml") == SIDECAR
    value.fill("0")
    save(page)
    assert "    figure: {id: crossed, value: 0}\n" in running.read("documents/bridge.yaml")


def test_keys_that_a_reader_switched_off_are_not_the_annotators_either(page: Page) -> None:
    page.evaluate("() => pageKeys.set(false)")
    page.reload()
    expect(page.locator("#_annotator_bar")).to_be_visible()
    for key in "ad":
        page.keyboard.press(key)
    assert page.evaluate("() => getSelection().isCollapsed")
    expect(page.locator("html.annotating, #_annotator:visible")).to_have_count(0)
    page.evaluate("() => pageKeys.set(true)")
    page.keyboard.press("a")
    page.wait_for_function("() => !getSelection().isCollapsed")
