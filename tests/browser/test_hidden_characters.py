"""Characters that nobody sees, in a real browser: words are drawn in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.build import BuildOptions, build_site
from tests.browser.annotating import open_page
from tests.browser.server import serve_folder
from tests.browser.visit import Visit, find_violations
from tests.serve.running import SIDECAR, run_server, write_archive

HEBREW = "\u05d0\u05d1\u05d2"
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff\U000e0041"


def _turned(words: str) -> str:
    """Return words that a browser would draw backwards, were the characters in it obeyed."""
    return f"{words} \u202e{words}\u202c w\u200bo\u2067rds"


def _files(words: Callable[[str], str]) -> dict[str, str]:
    """Return an archive in which every author's string is what the function makes of a word."""

    def key(word: str) -> str:
        return f'"{words(word)}"'

    annotations = f"""\
- {{quote: late by 12 days, speaker: one, via: [two], cue: it was, claim: late, note: {key("note")},
   figure: {{id: days, value: 12}}, annotator: {key("annotator")}, topics: [time]}}
- {{quote: 15 days were lost, speaker: two, figure: {{id: days, value: 15}}}}
"""
    return {
        "site.yaml": (
            f"title: {key('site')}\nlicence: {key('licence')}\neditors: [{key('editor')}]\n"
            f"claim_statuses: {{odd: {{label: {key('status')}, description: {key('meaning')}}}}}\n"
            f"menu: [{{label: {key('menu')}, target: pages/about}}, {{label: D, target: documents}}]\n"
        ),
        "documents/a.txt": f"{words('source')} said, it was late by 12 days.\n\nAnd 15 days were lost.\n",
        "documents/a.yaml": (
            f"title: {key('title')}\ndate: 1921-03-05\nauthor: one\nkind: {key('kind')}\n"
            f"summary: {key('summary')}\ntopics: [time]\n"
            f"source: {{citation: {key('citation')}, rights: {key('rights')}, url: 'https://example.org/'}}\n"
            f"annotations:\n{annotations}"
        ),
        "speakers.yaml": (
            f"one: {{name: {key('one')}, aliases: [{key('alias')}], affiliation: two,\n"
            f"  description: {key('life')},\n"
            f"  roles: [{{title: {key('role')}, organization: {key('office')}}}],\n"
            f"  links: {{{key('link')}: 'https://example.org/'}}}}\ntwo: {{name: {key('two')}}}\n"
        ),
        "claims.yaml": (
            f"late: {{text: {key('claim')}, topics: [time], status: odd, assessment: {key('assessment')},\n"
            f"  evidence: [{{title: {key('proof')}, url: 'https://example.org/', relation: supports,\n"
            f"    note: {key('remark')}}}]}}\n"
        ),
        "figures.yaml": (
            f"days: {{label: {key('label')}, unit: {key('unit')}, definition: {key('definition')},\n"
            f"  reports: [{{value: 30, speaker: one, source: {{title: {key('report')},\n"
            "    url: 'https://example.org/'}}]}\n"
        ),
        "topics.yaml": f"time: {{name: {key('topic')}, description: {key('about')}}}\n",
        "pages/about.md": f"---\ntitle: {key('page')}\n---\n\n{words('body')}\n",
    }


def _site(folder: Path, words: Callable[[str], str]) -> Path:
    for path, text in _files(words).items():
        (folder / "archive" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "archive" / path).write_text(text, encoding="utf-8")
    result = build_site(BuildOptions(folder / "archive", folder / "site"))
    assert not result.has_failed, result.diagnostics
    return folder / "site"


def _addresses(root: str, site: Path) -> list[str]:
    return [root + page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    site = _site(tmp_path_factory.mktemp("turned"), _turned)
    with serve_folder(site, "/") as root:
        yield _addresses(root, site)


# Letters that are drawn before one that stands before them, in the same line of the same text.
BACKWARDS = """() => {
  const found = [], range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.parentElement.checkVisibility() || !/\\\\p{L}/u.test(node.data)) continue;
    let last = null;
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      if (last && Math.abs(last.top - box.top) < 2 && box.left < last.left - 1) found.push(node.data);
      last = box;
    }
  }
  return found;
}""".replace("\\\\p", "\\p")


ATTRIBUTES = """() => {
  const names = ['title', 'aria-label', 'alt', 'content'];
  const all = [...document.querySelectorAll('*')];
  return all.flatMap((each) => names.map((name) => each.getAttribute(name) ?? '')).join();
}"""


def test_no_words_are_drawn_backwards(turned: list[str], visit: Callable[..., Visit]) -> None:
    page = visit().page
    signs = 0
    for address in turned:
        page.goto(address)
        assert page.evaluate(BACKWARDS) == [], address
        assert not set(page.title()) & set(UNSEEN)
        assert not set(page.locator("body").inner_text()) & set(UNSEEN), address
        attributes = page.evaluate(ATTRIBUTES)
        assert not set(attributes) & set(UNSEEN), address
        signs += page.locator(".invisible").count()
    assert signs > 100


def test_the_browser_would_turn_them(visit: Callable[..., Visit]) -> None:
    """What the test above looks for is there where nothing is done about it."""
    page = visit().page
    page.set_content("<p>he \u202esaid\u202c so</p>")
    assert page.evaluate(BACKWARDS) != []


def test_signs_have_names_and_no_part_in_what_is_copied(
    turned: list[str], visit: Callable[..., Visit]
) -> None:
    page = visit().page
    (address,) = (address for address in turned if address.endswith("/documents/a.html"))
    page.goto(address)
    sign = page.locator("#p_1 .invisible").first
    expect(sign).to_have_role("img")
    expect(sign).to_have_accessible_name("U+202E RIGHT-TO-LEFT OVERRIDE")
    assert "\u202e" in (page.locator("#p_1").text_content() or "")
    page.evaluate("() => getSelection().selectAllChildren(document.getElementById('p_1'))")
    assert page.evaluate("() => getSelection().toString()") == (
        "source source words said, it was late by 12 days."
    )
    found = find_violations(page)
    assert not found, "\n".join(found)


def test_search_shows_words_in_their_order(turned: list[str], visit: Callable[..., Visit]) -> None:
    page = visit().page
    (address,) = (address for address in turned if address.endswith("/search.html"))
    page.goto(f"{address}?q=source")
    result = page.locator("#_results li").first
    expect(result).to_be_visible(timeout=20_000)
    assert page.evaluate(BACKWARDS) == []
    assert not set(page.locator("main").inner_text()) & set(UNSEEN)


# Words of authors that share a line with others', and stand in no element of their own.
NOT_APART = """(words) => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (!node.data.includes(words) || node.parentElement.closest('script, style, svg, .text')) continue;
    const own = node.data.trim();
    for (let each = node.parentElement; each; each = each.parentElement) {
      const { display, unicodeBidi } = getComputedStyle(each);
      if (/isolate|plaintext/.test(unicodeBidi) && display.startsWith('inline')) break;
      if (display === 'inline') continue;
      const isAlone = each.textContent.trim() === own;
      if (!isAlone) found.add(`${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 80)}`);
      break;
    }
  }
  return [...found];
}"""


def test_words_of_another_direction_stand_apart(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    site = _site(tmp_path, lambda word: f"{HEBREW} ({word}+)")
    page = visit().page
    with serve_folder(site, "/") as root:
        for address in _addresses(root, site):
            page.goto(address)
            for summary in page.locator("summary:visible").all():
                summary.click()
            assert page.evaluate(NOT_APART, HEBREW) == [], address


def test_words_after_such_a_character_are_annotated_where_they_stand(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    archive = write_archive(tmp_path / "content")
    text = archive / "documents" / "bridge.txt"
    text.write_text(
        text.read_text(encoding="utf-8").replace("on Monday. Off", "\u202eon\u202c Mon\u200bday. Off"),
        encoding="utf-8",
    )
    with run_server(archive) as running:
        page = open_page(running, visit)
        _annotate(page, "1,200 people")
        assert "1,200 people" in running.read("documents/bridge.yaml")
        assert running.read("documents/bridge.yaml").startswith(SIDECAR.split("annotations:")[0])


def _annotate(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => {
          const cells = [...document.querySelectorAll('#_text .text')];
          const cell = cells.find((each) => each.textContent.includes(words));
          const at = cell.textContent.indexOf(words), range = document.createRange();
          range.setStart(...positionIn(cell, at, false));
          range.setEnd(...positionIn(cell, at + words.length, true));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    page.locator("#_annotate").click()
    box = page.get_by_role("combobox", name="Who says it?", exact=True)
    box.fill("offi")
    page.get_by_role("option", name="Officials").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#_annotator")).to_be_hidden(timeout=20_000)
    mark = page.locator("mark", has_text=re.compile("^1,200 people$"))
    expect(mark).to_be_attached(timeout=30_000)
