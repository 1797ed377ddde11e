"""Search over shards gives what stock lunr.js gives on the whole index: references, order, scores, errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sitegen.search.terms import terms_of
from sitegen.search.unit import SearchUnit
from tests.browser.search_queries import KINDS, Queries, random_units
from tests.browser.search_site import write_search_site
from tests.browser.search_stock import COMPARE, load_index, open_bench, stock_source
from tests.browser.server import serve_folder

EACH = 60


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = open_bench(browser)
    yield page
    page.close()


@pytest.mark.parametrize(("count", "seed"), [(1, 1), (60, 2), (400, 3), (2_100, 4)])
def test_every_kind_of_query_is_answered_as_lunr_answers_it(bench: Page, count: int, seed: int) -> None:
    whole = load_index(bench, random_units(count, seed))
    rows = whole["invertedIndex"]
    frequencies = [sum(len(row[field]) for field in whole["fields"]) for _, row in rows]
    queries = Queries([term for term, _ in rows], frequencies, seed)
    asked = [make(queries) for _ in range(EACH) for make in KINDS.values()]
    differences, hits = bench.evaluate(COMPARE, [asked])
    assert differences == []
    assert hits > 1_000 or count == 1


def test_the_comparison_notices_a_length_that_is_wrong(bench: Page) -> None:
    whole = load_index(bench, random_units(200, 5))
    terms = [term for term, _ in whole["invertedIndex"]]
    queries = Queries(terms, [1] * len(terms), 5)
    asked = [queries.inflected() for _ in range(200)]
    bench.evaluate("MANIFEST.sums[3] += 40")
    differences, _ = bench.evaluate(COMPARE, [asked])
    assert len(differences) > 20


def test_words_that_stock_builders_lose_are_found(bench: Page) -> None:
    unit = SearchUnit(
        "a.html", "document", "", "en", passages=(("p_1", "the key of an array on display 😀 ｆｕｌｌ"),)
    )
    load_index(bench, [unit])
    words = ["key", "keys", "array", "display", "full"]
    hits = bench.evaluate(
        "(words) => { const index = lunr.Index.load(WHOLE);"
        " return words.map((word) => index.search(word).length); }",
        words,
    )
    assert hits == [1] * len(words)


# What lunr.js tests of its own search, on three stories of ours: a query, and what it must find.
STORIES = (
    (
        "a",
        "The candlestick",
        "A quarrel in the study: somebody lifted the candlestick. The green fellow had left.",
    ),
    ("b", "Plum waters a plant", "Plum keeps a green plant in the study."),
    (
        "c",
        "Scarlett helps Plum",
        "Scarlett watered the green plant while Plum was away from the office last week.",
    ),
)
CASES: tuple[tuple[str, str], ...] = (
    ("scarlett", "c"),
    ("scarlett candlestick", "ac"),
    ("foo", ""),
    ("*", "abc"),
    ("title:plum", "bc"),
    ("title:plant", "b"),
    ("body:week", "c"),
    ("fellow -study", ""),
    ("plum -office", "b"),
    ("-candlestick", "bc"),
    ("+plant +study", "b"),
    ("+plant green -scarlett", "b"),
    ("plum^10 candlestick", "abc"),
    ("candlestick^10 green", "abc"),
    ("gren~1", "abc"),
    ("fellwo~1", "a"),
    ("plan*", "bc"),
    ("*ant", "bc"),
    ("pl*nt", "bc"),
    ("sc*", "c"),
    ("+foo", ""),
    ("+foo plant", ""),
    ("+title:plant", "b"),
    ("-title:plant -title:scarlett", "a"),
    ("title:+plant", ""),
    ("constructor", ""),
    ("__proto__", ""),
    ("plum office plum", "bc"),
)


@pytest.mark.parametrize(("query", "refs"), CASES)
def test_lunrs_own_cases_hold(bench: Page, query: str, refs: str) -> None:
    units = [
        SearchUnit(ref, "document", title, "en", passages=(("p_1", body),)) for ref, title, body in STORIES
    ]
    load_index(bench, units)
    assert bench.evaluate(COMPARE, [[query]])[0] == []
    found = bench.evaluate(
        "(query) => { try { return lunr.Index.load(WHOLE).search(query).map((hit) => hit.ref); }"
        " catch (error) { if (error.name === 'QueryParseError') return []; throw error; } }",
        query,
    )
    assert "".join(sorted(found)) == refs


AS_A_PAGE_ASKS = """
async ([queries]) => {
  lunr.utils.warn = () => {};
  const whole = lunr.Index.load(await (await fetch("search/index.json")).json());
  const differences = [];
  const attempt = async (run) => {
    try { return [await run(), null]; } catch (error) { return [null, error]; }
  };
  for (const query of queries) {
    const [stock, error] = await attempt(() => whole.search(query));
    const [own, other] = await attempt(() => siteSearch.api.lunr(query));
    if (error || other) {
      if (String(error) !== String(other)) differences.push([query, String(error), String(other)]);
      continue;
    }
    const refs = await siteSearch.api.refs(own.units);
    const at = stock.findIndex((hit, at) => hit.ref !== refs[at] || hit.score !== own.scores[at]);
    if (at >= 0 || refs.length !== stock.length) differences.push([query, at, stock.length, refs.length]);
  }
  return differences;
}
"""


def test_a_built_site_answers_as_its_whole_index_does(browser: Browser, tmp_path: Path) -> None:
    """Files are loaded by the piece here, as the queries need them."""
    units = random_units(150, 6)
    write_search_site(tmp_path, units)
    terms = sorted({term for unit in units for _, text in unit.passages for term in terms_of(text, "en")})
    queries = Queries(terms, [1] * len(terms), 6)
    asked = [make(queries) for _ in range(8) for make in KINDS.values()]
    with serve_folder(tmp_path, "/folder/") as address:
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(f"{address}index.html")
        page.focus("#_q")
        page.wait_for_function("() => window.siteSearch.api")
        page.add_script_tag(content=stock_source())
        assert page.evaluate(AS_A_PAGE_ASKS, [asked]) == []
        page.context.close()
