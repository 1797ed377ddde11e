"""A long document: its ruler, notes that are cut, many notes beside one paragraph on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import serve_folder
from tests.browser.visit import SETTLED, Visit, find_violations
from tests.conftest import build_strictly

SECTIONS, PARAGRAPHS, NOTES = 4, 5, 6
LONG_NOTE = "This note goes on. " * 40


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a long document's page."""
    folder = tmp_path_factory.mktemp("long")
    write_archive(folder / "archive")
    site = build_strictly(folder / "archive", folder / "site")
    with serve_folder(site, "/long/") as root:
        yield f"{root}documents/report.html"


def write_archive(archive: Path) -> None:
    """Write a document of some sections, each paragraph of which has as many notes as sentences."""
    text, notes = [], []
    for section in range(1, SECTIONS + 1):
        text.append(f"## Part {section}")
        for paragraph in range(1, PARAGRAPHS + 1):
            sentences = [f"Sentence {section}-{paragraph}-{n} was said here" for n in range(1, NOTES + 1)]
            text.append(". ".join(sentences) + ".")
            notes += [
                f"  - {{id: s-{sentence.split()[1]}, quote: {sentence}, speaker: one, certainty: high}}"
                for sentence in sentences
            ]
    notes[0] = notes[0].replace("}", f", note: {LONG_NOTE.strip()}}}")
    (archive / "documents").mkdir(parents=True)
    files = {
        "site.yaml": "title: Long\n",
        "speakers.yaml": "one: {name: The only speaker}\n",
        "documents/report.md": "\n\n".join(text) + "\n",
        "documents/report.yaml": "title: A long report\nannotations:\n" + "\n".join(notes) + "\n",
    }
    for name, content in files.items():
        (archive / name).write_text(content, encoding="utf-8")


def test_the_ruler_leads_to_each_section_and_counts_its_notes(
    visit: Callable[..., Visit], address: str
) -> None:
    page = visit().page
    page.goto(address)
    links = page.locator(".ruler a")
    expect(links).to_have_count(SECTIONS)
    assert links.all_inner_texts()[0].split() == ["Part", "1", str(PARAGRAPHS * NOTES)]
    links.nth(2).click()
    heading = page.get_by_role("heading", name="Part 3")
    expect(heading).to_be_in_viewport()
    expect(page.locator(".ruler [aria-current]")).to_have_text("Part 3 30")
    expect(links.nth(0)).to_be_in_viewport()  # it stays beside the text


def test_a_long_note_is_cut_until_its_button_is_pressed(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address)
    note, button = page.locator("#note_s-1-1-1 .note"), page.locator("#note_s-1-1-1 .more-line button")
    open_card(page, "s-1-1-1")
    expect(button).to_have_attribute("aria-expanded", "true")
    whole = height(page, "#note_s-1-1-1 .note")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert height(page, "#note_s-1-1-1 .note") < whole / 1.5
    button.click()
    assert height(page, "#note_s-1-1-1 .note") == whole
    expect(note).to_be_visible()


def test_a_permalink_shows_all_of_a_long_note(visit: Callable[..., Visit], address: str) -> None:
    page = visit(width=390).page
    page.goto(f"{address}#s-1-1-1")
    hidden = page.locator("#note_s-1-1-1 .note").evaluate("note => note.scrollHeight - note.clientHeight")
    assert hidden <= 1


def test_without_scripts_a_long_note_is_whole_and_has_no_button(
    visit: Callable[..., Visit], address: str
) -> None:
    page = visit(scripts=False).page
    page.goto(address)
    expect(page.locator("#note_s-1-1-1 .note")).to_contain_text("This note goes on.")
    expect(page.locator("#note_s-1-1-1 .more-line button")).to_be_hidden()
    assert page.locator("#note_s-1-1-1 .note").evaluate("n => getComputedStyle(n).maxHeight") == "none"


def test_many_notes_take_a_line_each_on_a_phone(visit: Callable[..., Visit], address: str) -> None:
    page = visit(width=390).page
    page.goto(address)
    assert height(page, "#note_s-2-1-2") < 40
    open_card(page, "s-2-1-2")
    assert height(page, "#note_s-2-1-2") > 40


def test_rows_keep_no_height_of_another_width(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address)
    page.evaluate(SETTLED)
    assert page.locator(".row.far").count()
    page.set_viewport_size({"width": 320, "height": 900})
    page.evaluate(SETTLED)
    kept = page.locator(".row").evaluate_all("""rows => rows.map((row) => {
      const before = row.getBoundingClientRect().height;
      row.classList.remove("far");
      return [row.id, Math.round(before), Math.round(row.getBoundingClientRect().height)];
    })""")
    assert [each for each in kept if each[1] != each[2]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_long_document_is_accessible(visit: Callable[..., Visit], address: str, scheme: str) -> None:
    visitor = visit(scheme=scheme)
    visitor.page.goto(f"{address}#s-1-1-1")
    found = []
    for width in (320, 768, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {line}" for line in find_violations(visitor.page)]
    assert not found, "\n".join(found)
    assert not visitor.complaints


def open_card(page: Page, id: str) -> None:
    page.locator(f"#ref_{id}").click()


def height(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("node => node.getBoundingClientRect().height"))
