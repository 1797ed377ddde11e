"""Random selections in real documents, saved with the annotator and anchored again.

`python -m bench.selections`: in a real Chromium words are selected at random, with the mouse or by
script, inside paragraphs and across them, over other passages, in one piece or two; the annotator is
opened with a key, and saves.
What was selected is counted here, apart from the annotator's own code. In the end the archive is read
as a build reads it: every passage must be where it was selected, to the code point, the page must mark
the same words, and every byte of the sidecars that was there before must be there still.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, sync_playwright

from bench.real_texts import install_texts, write_documents
from sitegen.build.documents import Settings
from sitegen.build.source import Anchored, anchor_source
from sitegen.model.archive import Span
from sitegen.serve.annotate.desk import open_document
from sitegen.serve.annotate.registries import Registries
from tests.serve.running import Running, run_server

Place = tuple[int, int, int]  # a row from 0, and where the selection begins and ends in it

HERE = Path(__file__).resolve().parent
HEAD = """\
# by hand — keep ⚓
title:   "{title}"   # two spaces
language: {language}
topics: [rights,   texts]  # a flow list

annotations:
"""
TAIL = "\n# the end, after a blank line\n"
# Where the selection is, told without the annotator's code: cells, and code points in each.
TOLD = """() => {
  const cells = [...document.querySelectorAll("#_text > .row > .text")];
  const range = getSelection().getRangeAt(0);
  const told = [];
  for (const [number, cell] of cells.entries()) {
    let start = -1, end = -1, at = 0;
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const character of node.data) {
        const ends = [units, units + character.length];
        if (ends.every((end) => range.comparePoint(node, end) === 0)) {
          if (start < 0) start = at;
          end = at + 1;
        }
        units += character.length;
        at++;
      }
    }
    if (start >= 0) told.push([number, start, end]);
  }
  return told;
}"""
MARKED = """(ids) => Object.fromEntries(ids.map((id) => {
  const marks = document.querySelectorAll(`#_text mark[data-annotations~="${id}"]`);
  return [id, [...marks].map((mark) => mark.textContent).join("")];
}))"""
# Put the selection between two places, told in graphemes; or return where the mouse must go.
SELECT = """([from, to, byMouse]) => {
  const cells = [...document.querySelectorAll("#_text > .row > .text")];
  const places = [];
  for (const cell of cells) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) places.push([node, places.length]);
  }
  const whole = places.map(([node]) => node.data).join("");
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  const marks = [...segmenter.segment(whole)].map((part) => part.index);
  const placeAt = (mark) => {
    let units = marks[Math.max(0, Math.min(marks.length - 1, mark))];
    for (const [node] of places) {
      if (units <= node.length) return [node, units];
      units -= node.length;
    }
  };
  const first = Math.floor(from * marks.length), start = placeAt(first), end = placeAt(first + to);
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  getSelection().removeAllRanges();
  if (!byMouse) { getSelection().addRange(range); return null; }
  start[0].parentElement.scrollIntoView({ block: "center" });
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  if (!boxes.length) return null;
  const isRtl = getComputedStyle(start[0].parentElement).direction === "rtl", last = boxes[boxes.length - 1];
  return [isRtl ? boxes[0].right - 1 : boxes[0].left + 1, boxes[0].top + boxes[0].height / 2,
    isRtl ? last.left + 1 : last.right - 1, last.top + last.height / 2];
}"""


@dataclass
class Round:
    """What one document was asked and what came of it."""

    id: str
    expected: dict[str, list[tuple[Place, Place]]] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)  # by annotation id, the words that the page marks
    counts: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.selections", description=__doc__)
    parser.add_argument("--each", type=int, default=26, help="selections in each document")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--texts", type=Path, default=HERE.parent / ".venv" / "bench" / "texts")
    asked = parser.parse_args()
    install_texts(asked.texts)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = Path(folder) / "content"
        languages = write_documents(asked.texts, archive / "documents")
        (archive / "site.yaml").write_text("title: Real texts\n", encoding="utf-8")
        before = {id: write_sidecar(archive, id, language) for id, language in languages.items()}
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        rounds = []
        with run_server(archive) as running:
            for id in languages:
                chosen = random.Random(f"{asked.seed} {id}")
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                rounds.append(annotate(page, running, id, chosen, asked.each))
                page.close()
                tell(rounds[-1], archive, before[id])
        browser.close()
        wrong = sum(len(find_wrong(done, archive, before[done.id])) for done in rounds)
    saved = sum(len(done.expected) for done in rounds)
    print(f"{saved} annotations in {len(rounds)} documents, {wrong} wrong")
    sys.exit(1 if wrong else 0)


def write_sidecar(archive: Path, id: str, language: str) -> str:
    """Write a sidecar with one annotation and much that is not YAML's own form; return its text."""
    text = HEAD.format(title=id, language=language)
    path = archive / f"documents/{id}.yaml"
    path.write_text(text.replace("\nannotations:\n", "\n"), encoding="utf-8")
    reading = open_document(archive, id, Registries(archive).site()).reading.text
    first = reading.splitlines()[0].replace("'", "''")
    text += f"  # the first one\n  - id: first   # its id\n    quote: '{first}'\n    occurrence: 1\n"
    text += f"    note: >-\n      folded\n      text\n{TAIL}"
    path.write_text(text, encoding="utf-8")
    return text


def annotate(page: Page, running: Running, id: str, chosen: random.Random, count: int) -> Round:
    """Make annotations on a document's page."""
    done = Round(id)
    page.goto(f"{running.address}documents/{id}.html")
    page.wait_for_selector("#note_first")
    starts: list[float] = []
    while len(done.expected) + len(done.refused) < count:
        page.wait_for_selector("#_annotator_bar")
        pieces = [select(page, chosen, starts, done)]
        if not pieces[0]:
            continue
        page.keyboard.press("a")
        page.wait_for_selector("#_annotator:not([hidden])")
        if chosen.random() < 0.1:
            page.get_by_role("button", name="Add another piece").click()
            second = select(page, chosen, [], done)
            page.locator("#_annotator_adding .a-primary").click()
            if page.locator("#_annotator_adding").is_hidden():
                pieces.append(second)
                done.count("two pieces")
            else:  # the words overlap the first piece
                page.locator("#_annotator_adding button").last.click()
        save(page, done, pieces)
    done.marked = page.evaluate(MARKED, list(done.expected))
    return done


def select(page: Page, chosen: random.Random, starts: list[float], done: Round) -> list[Place]:
    """Select words at random; return where they are."""
    page.evaluate("() => scrollTo(0, 0)")
    share = chosen.choice(starts) if starts and chosen.random() < 0.3 else chosen.random()
    length = 1 + int(chosen.expovariate(1 / chosen.choice((3, 25, 300))))
    by_mouse = chosen.random() < 0.3
    way = page.evaluate(SELECT, [share, length, by_mouse])
    if way and 0 < way[1] < 900 and 0 < way[3] < 900:
        page.mouse.move(way[0], way[1])
        page.mouse.down()
        page.mouse.move(way[2], way[3], steps=3)
        page.mouse.up()
        done.count("by mouse")
    elif by_mouse:
        page.evaluate(SELECT, [share, length, False])
    if page.evaluate("() => !getSelection().rangeCount || !getSelection().toString().trim()"):
        return []
    starts.append(share)
    told: list[Place] = page.evaluate(TOLD)
    if len(told) > 1:
        done.count("across rows")
    return told


def save(page: Page, done: Round, pieces: list[list[Place]]) -> None:
    """Save what the panel holds, and wait for the page that shows it."""
    answers: list[dict[str, Any]] = []

    def hear(response: Response) -> None:
        if response.url.endswith("/_annotate/save"):
            answers.append(response.json())

    page.on("response", hear)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#_annotator[hidden], #_annotator .a-problem p", state="attached")
    page.remove_listener("response", hear)
    problem = page.locator("#_annotator .a-problem p")
    if problem.count():
        done.refused.append(f"{problem.first.text_content()}: {page.locator('.a-quotes').text_content()!r}")
        page.locator("#_annotator .a-close").click()
        if page.locator("#_annotator .a-confirm").count():
            page.locator("#_annotator .a-confirm .a-danger").click()
        return
    (answer,) = answers
    done.expected[answer["id"]] = [(piece[0], piece[-1]) for piece in pieces]
    page.wait_for_selector(f"#note_{answer['id']}", state="attached", timeout=60_000)


def find_wrong(done: Round, archive: Path, before: str) -> list[str]:
    """Return what is not as it was selected."""
    desk = open_document(archive, done.id, Registries(archive).site())
    found = anchor_source(desk.source, Settings("en"))
    wrong = [f"{d.code} {d.message}" for d in found.diagnostics if d.code != "Q008"]
    spans = {a.id: a.spans for a in found.document.annotations} if found.document else {}
    for id, pieces in done.expected.items():
        meant = tuple(sorted(span_of(found, piece) for piece in pieces))
        if spans.get(id) != meant:
            wrong.append(f"{id}: selected {meant}, anchored {spans.get(id)}")
    kept = desk.data.decode()
    head, tail = before.removesuffix(TAIL), TAIL
    if not (kept.startswith(head) and kept.endswith(tail)):
        wrong.append("the sidecar's own bytes were changed")
    passages = {a.id: a.passage for a in found.document.annotations} if found.document else {}
    for id, marked in done.marked.items():
        if squeezed("".join(passages.get(id, ()))) != squeezed(marked):
            wrong.append(f"{id}: the page marks {marked!r}")
    return wrong


def span_of(found: Anchored, piece: tuple[Place, Place]) -> Span:
    """Return the span of the reading text that was selected, without white space at its ends."""
    (first, start, _), (last, _, end) = piece
    rows, text = found.reading.rows, found.reading.text
    start, end = rows[first].span[0] + start, rows[last].span[0] + end
    while start < end and is_nothing(text[start]):
        start += 1
    while end > start and is_nothing(text[end - 1]):
        end -= 1
    return start, end


def is_nothing(character: str) -> bool:
    """Tell whether a character shows nothing, as folding has it: it is no part of a quote's ends."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def squeezed(text: str) -> str:
    """Return a text without white space: between blocks a page has none."""
    return "".join(text.split())


def tell(done: Round, archive: Path, before: str) -> None:
    wrong = find_wrong(done, archive, before)
    counts = ", ".join(f"{what} {n}" for what, n in sorted(done.counts.items()))
    saved = f"{len(done.expected):4} saved, {len(done.refused)} refused, {len(wrong)} wrong"
    print(f"{done.id:10} {saved} ({counts})")
    for line in [*done.refused, *wrong]:
        print(f"    {line}")


if __name__ == "__main__":
    main()
