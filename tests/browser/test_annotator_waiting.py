"""Passages that lost their place, in a real browser: shown one by one, placed by a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from sitegen.cli import main
from tests.browser.visit import Visit, find_violations
from tests.serve.running import ENGLISH, SIDECAR, Running, run_server, write_archive

TWO = SIDECAR.replace(
    "# the end\n",
    "  - id: split\n    quote: [Nobody was hurt, and nobody will be]\n    note: N.\n# the end\n",
)
CORRECTED = ENGLISH.replace("was closed on Monday", "was shut on Monday").replace(
    "Nobody was hurt", "No one was hurt"
)

expect.set_options(timeout=20_000)  # a rebuild takes its time on a busy machine


@pytest.fixture
def running(tmp_path: Path, visit: Callable[..., Visit]) -> Iterator[Running]:  # noqa: ARG001 - its end follows
    archive = write_archive(tmp_path / "content")
    (archive / "documents/bridge.yaml").write_text(TWO)
    locked = CliRunner().invoke(main, ["lock", str(archive)])
    assert locked.exit_code == 0, locked.output
    with run_server(archive) as server:
        yield server


def open_question(running: Running, visitor: Visit, text: str = CORRECTED) -> Page:
    """Correct the source while its page is open, and go where its passages are asked about."""
    page = visitor.page
    page.set_default_timeout(20_000)
    page.goto(f"{running.address}documents/bridge.html")
    expect(page.locator("#_annotator_bar")).to_be_visible()
    running.path("documents/bridge.txt").write_text(text)
    page.get_by_role("button", name="Show the passages that lost their place").click()
    expect(page.locator("#_annotator_waiting")).to_be_visible()
    return page


def locked_ids(running: Running) -> dict[str, bool]:
    lock = json.loads(running.read("documents/bridge.lock.yaml"))
    return {id: "waiting" in entry for id, entry in lock["annotations"].items()}


def test_passages_are_placed_one_by_one_with_the_lock(running: Running, visit: Callable[..., Visit]) -> None:
    visitor = visit()
    page = open_question(running, visitor)
    expect(page.locator(".a-option").first.locator("del")).to_have_text("closed")
    expect(page.locator(".a-option").first.locator("ins")).to_have_text("shut")
    expect(page.locator(".a-option").nth(1)).to_contain_text("paragraph 3")
    assert find_violations(page) == []
    page.keyboard.press("1")
    expect(page.locator("#_annotator_waiting [role=status]")).to_contain_text("and its lock")
    expect(page.locator("#_annotator_waiting b").first).to_have_text("split")
    assert locked_ids(running) == {"closed": False, "split": True}
    page.locator(".a-option").first.click()
    expect(page.get_by_role("heading", name="Every passage has its place")).to_be_visible()
    assert running.read("documents/bridge.yaml") == TWO.replace(
        "bridge was closed", "bridge was shut"
    ).replace("Nobody was", "No one was")
    assert locked_ids(running) == {"closed": False, "split": False}
    assert visitor.complaints == []
    page.locator(".a-body").get_by_role("button", name="Close", exact=True).click()
    expect(page.locator("mark[data-annotations='closed']")).to_have_text("The bridge was shut on Monday")
    expect(page.locator("#_live_problem")).to_have_count(0)


def test_words_are_chosen_in_the_text_by_keyboard_and_taken_back(
    running: Running, visit: Callable[..., Visit]
) -> None:
    page = open_question(running, visit(), ENGLISH.replace("was closed on Monday", "could not be crossed"))
    before = running.read("documents/bridge.yaml"), running.read("documents/bridge.lock.yaml")
    page.get_by_role("button", name="Choose the words in the text").click()
    expect(page.get_by_role("region", name="The text")).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Every passage has its place")).to_be_visible()
    assert "quote: 'The bridge could not be'  # in quotation marks" in running.read("documents/bridge.yaml")
    page.get_by_role("button", name="Undo: placed closed").click()
    expect(page.locator("#_annotator_waiting b").first).to_have_text("closed")
    assert (running.read("documents/bridge.yaml"), running.read("documents/bridge.lock.yaml")) == before


def test_what_is_gone_is_deleted_after_asking_and_the_rest_put_off(
    running: Running, visit: Callable[..., Visit]
) -> None:
    page = open_question(running, visit())
    page.get_by_role("button", name="It is not there any more").click()
    page.get_by_role("button", name="Back").click()
    assert running.read("documents/bridge.yaml") == TWO
    page.get_by_role("button", name="It is not there any more").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#_annotator_waiting b").first).to_have_text("split")
    assert "id: closed" not in running.read("documents/bridge.yaml")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Put off: 1")).to_be_visible()
    assert locked_ids(running) == {"split": True}


def test_passages_are_placed_where_no_site_was_ever_built(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    archive = write_archive(tmp_path / "content")
    (archive / "documents/bridge.txt").write_text(CORRECTED)
    with run_server(archive) as running:
        page = visit(width=390, scheme="dark").page
        page.goto(running.address)
        page.get_by_role("button", name="Show the passages that lost their place").click()
        page.locator(".a-option").first.click()
        page.locator(".a-body").get_by_role("button", name="Close", exact=True).click()
        expect(page.get_by_role("link", name="2 documents")).to_be_attached()
        assert running.read("documents/bridge.yaml") == SIDECAR.replace(
            "bridge was closed", "bridge was shut"
        )
