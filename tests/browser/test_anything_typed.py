"""Nothing that is typed, or stands in an address, is an error: of a script, a promise, or the console."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import serve_folder
from tests.browser.typed import FRAGMENTS, ODD, TEXTS, typed
from tests.browser.visit import Visit
from tests.conftest import build_strictly

# What goes wrong is told with what was typed last, and with what each of many is answered.
LISTEN = """() => {
  window.wrong = [];
  window.last = null;
  const tell = (error) => window.wrong.push([window.last, String(error && error.stack || error)]);
  addEventListener("error", (event) => tell(event.error || event.message));
  addEventListener("unhandledrejection", (event) => tell(event.reason));
}"""
TYPE_INTO_PAGE = """async (inputs) => {
  const field = document.getElementById("_query"), place = document.getElementById("_results");
  for (const value of JSON.parse(inputs)) {
    window.last = value;
    field.value = value;
    const answered = new Promise((done) => {
      const watch = new MutationObserver(() => {
        if (place.getAttribute("aria-busy") === "false") { watch.disconnect(); done(); }
      });
      watch.observe(place, { attributes: true });
      addEventListener("error", done, { once: true });
      addEventListener("unhandledrejection", done, { once: true });
    });
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await answered;
  }
}"""
TYPE_INTO_LIST = """async (inputs) => {
  const field = document.getElementById("_q");
  field.focus();
  for (const value of JSON.parse(inputs)) {
    window.last = value;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done));
  }
}"""
GO_TO_FRAGMENTS = """async (fragments) => {
  for (const value of JSON.parse(fragments)) {
    window.last = value;
    location.hash = "#" + value;
    await new Promise((done) => setTimeout(done));
  }
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a document in each of many languages; ends in a slash."""
    folder = tmp_path_factory.mktemp("typed")
    documents = folder / "archive" / "documents"
    documents.mkdir(parents=True)
    (folder / "archive" / "site.yaml").write_text("title: Many languages\n", encoding="utf-8")
    for language, text in TEXTS.items():
        as_yaml = json.dumps(text, ensure_ascii=False)
        sidecar = (
            f"title: {as_yaml}\nlanguage: {language}\n"
            f"annotations:\n  - {{id: one-{language}, quote: {as_yaml}, note: Noted.}}\n"
        )
        (documents / f"text-{language}.txt").write_text(text + "\n", encoding="utf-8")
        (documents / f"text-{language}.yaml").write_text(sidecar, encoding="utf-8")
    with serve_folder(build_strictly(folder / "archive", folder / "site"), "/many/") as address:
        yield address


def all_wrong(visitor: Visit) -> list[object]:
    return [*visitor.page.evaluate("window.wrong"), *visitor.complaints]


def put(page: Page, script: str, inputs: Sequence[str]) -> None:
    page.evaluate(script, json.dumps(inputs))  # as escapes: half a surrogate pair would not arrive otherwise


def test_nothing_typed_into_the_search_page_is_an_error(visit: Callable[..., Visit], site: str) -> None:
    visitor = visit()
    visitor.page.goto(f"{site}search.html?q=mayor")
    expect(visitor.page.locator(".search-result").first).to_be_visible()
    visitor.page.evaluate(LISTEN)
    put(visitor.page, TYPE_INTO_PAGE, typed())
    put(visitor.page, TYPE_INTO_PAGE, ["mayor"])
    expect(visitor.page.locator(".search-result").first).to_be_visible()
    assert all_wrong(visitor) == []


def test_nothing_typed_into_the_field_of_every_page_is_an_error(
    visit: Callable[..., Visit], site: str
) -> None:
    visitor = visit()
    visitor.page.goto(site)
    visitor.page.locator("#_q").press_sequentially("mayor")
    expect(visitor.page.locator("#_found a").first).to_be_visible()
    visitor.page.evaluate(LISTEN)
    put(visitor.page, TYPE_INTO_LIST, typed())
    put(visitor.page, TYPE_INTO_LIST, ["mayor"])
    expect(visitor.page.locator("#_found a").first).to_be_visible()
    assert all_wrong(visitor) == []


ADDRESSES = [
    *(
        "q=%",
        "q=%E0%A4%A",
        "q=%ED%A0%80",
        "q",
        "q=",
        "q=a&q=b",
        "q=mayor&n=1e999",
        "q=mayor&n=-1",
        "q=mayor&n=x",
    ),
    *("q=mayor&kind=__proto__", "q=mayor&year=constructor", "q=mayor&sort=date", "q=mayor&sort=__proto__"),
    *("q=mayor&language=toString&speaker=%", "__proto__=1&q=alepo", "q=mayor&topic=%F0%9F%98%80"),
]


@pytest.mark.parametrize("scripts_first", [True, False])
def test_no_address_of_the_search_page_is_an_error(
    visit: Callable[..., Visit], site: str, *, scripts_first: bool
) -> None:
    visitor = visit()
    visitor.page.add_init_script(f"({LISTEN})()")
    addresses = [
        *ADDRESSES,
        *(urlencode({"q": text}, errors="surrogatepass") for text in ODD if len(text) < 2000),
    ]
    visitor.page.goto(f"{site}search.html?{addresses[0] if scripts_first else ''}#%")
    if not scripts_first:
        visitor.page.locator("#_query").focus()
    visitor.page.wait_for_function("() => document.querySelector('.search-help, .search-result')")
    # Another of the same page's addresses is what Back leads to.
    visitor.page.evaluate(
        """async (addresses) => {
      const place = document.getElementById("_results");
      for (const address of addresses) {
        window.last = address;
        history.replaceState(null, "", location.pathname + "?" + address);
        dispatchEvent(new PopStateEvent("popstate"));
        while (place.getAttribute("aria-busy") === "true" && !window.wrong.length) {
          await new Promise((done) => setTimeout(done));
        }
      }
    }""",
        addresses,
    )
    assert all_wrong(visitor) == []


def test_no_fragment_of_a_document_is_an_error(visit: Callable[..., Visit], site: str) -> None:
    visitor = visit()
    visitor.page.add_init_script(f"({LISTEN})()")
    page = visitor.page
    for fragment in ("%", "note_%", "one-en", quote("समझोता")):
        page.goto("about:blank")
        page.goto(f"{site}documents/text-en.html?kind=__proto__&topic=%#{fragment}")
    put(page, GO_TO_FRAGMENTS, FRAGMENTS)
    put(page, GO_TO_FRAGMENTS, ["one-en"])
    expect(page.locator("#note_one-en")).to_have_class("card note open lit")
    assert all_wrong(visitor) == []


NEAR = [  # what is typed, and what its near spelling then leads to
    ("ceasfire", "?q=ceasefire"),
    ("o'brein", "?q=o%27brien"),
    ("समझोता टूट", None),
    ('ceasfire "russian moon"', "?q=ceasefir+%22russian+moon%22"),
    ("ceasfire $& mayor", "?q=ceasefire+%24%26+mayor"),
    ("CEASFIRE!", "?q=ceasefire%21"),
]


@pytest.mark.parametrize(("query", "address"), NEAR)
def test_a_near_spelling_is_offered_in_place_of_the_word(
    visit: Callable[..., Visit], site: str, query: str, address: str | None
) -> None:
    visitor = visit()
    visitor.page.goto(f"{site}search.html?{urlencode({'q': query})}")
    near = visitor.page.locator(".search-near a")
    expect(near.first).to_be_visible()
    if address is not None:
        expect(near.first).to_have_attribute("href", address)
    near.first.click()
    answer = ".search-help" if '"' in query else ".search-result"  # that phrase stands nowhere
    expect(visitor.page.locator(answer).first).to_be_visible()
    assert not visitor.complaints
