"""Search over shards gives what stock lunr.js gives on the whole index: references, order, scores, errors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.search_queries import KINDS, Queries, random_units
from tests.browser.search_stock import COMPARE, load_index, open_bench

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
    from sitegen.search.unit import SearchUnit  # noqa: PLC0415

    unit = SearchUnit("a.html", "document", "", "en", passages=(("p_1", "the key of an array on display 😀 ｆｕｌｌ"),))
    load_index(bench, [unit])
    words = ["key", "keys", "array", "display", "full"]
    hits = bench.evaluate(
        "(words) => { const index = lunr.Index.load(WHOLE); return words.map((word) => index.search(word).length); }", words
    )
    assert hits == [1] * len(words)


# lunr.js's own test/search_test.js, as cases: three plants' stories, a query, the references in order.
PLANTS = (
    ("a", "Mr. Green kills Colonel Mustard", "Mr. Green killed Colonel Mustard in the study with the candlestick. Mr. Green is not a very nice fellow.", 19),
    ("b", "Plumb waters plant", "Professor Plumb has a green plant in his study", 9),
    ("c", "Scarlett helps Professor", "Miss Scarlett watered Professor Plumbs green plant while he was away from his office last week.", 16),
)
CASES = (
    ("scarlett", ["c"]),
    ("scarlett candlestick", ["c", "a"]),
    ("foo", []),
    ("*", ["a", "b", "c"]),
    ("title:plumb", ["b"]),
    ("title:plant", ["b"]),
    ("body:week", ["c"]),
    ("fellow -study", []),
    ("plumb -office", ["b"]),
    ("-candlestick", ["b", "c"]),
    ("+plant +study", ["b"]),
    ("+plant green -scarlett", ["b"]),
    ("plumb^10 candlestick", ["b", "a", "c"]),
    ("candlestick^10 green", ["a", "b", "c"]),
    ("gren~1", ["a", "b", "c"]),
    ("fellwo~1", ["a"]),
    ("plan*", ["b", "c"]),
    ("*ant", ["b", "c"]),
    ("pl*nt", ["b", "c"]),
    ("sc*", ["c"]),
    ("+foo", []),
    ("+title:plant", ["b"]),
    ("-title:plant -title:scarlett", ["a"]),
    ("constructor", []),
    ("__proto__", []),
    ("plumb office plumb", ["c", "b"]),
)


@pytest.mark.parametrize(("query", "refs"), CASES)
def test_lunrs_own_cases_hold(bench: Page, query: str, refs: list[str]) -> None:
    from sitegen.search.unit import SearchUnit  # noqa: PLC0415

    load_index(
        bench,
        [SearchUnit(ref, "document", title, "en", passages=(("p_1", body),)) for ref, title, body, _ in PLANTS],
    )
    assert bench.evaluate(COMPARE, [[query]])[0] == []
    own = bench.evaluate(
        "(query) => { const index = makeIndex(MANIFEST, FILES), clauses = parseQuery(query, MANIFEST.fields);"
        "for (const one of clauses) one.terms = [one.usePipeline ? stemEnglish(one.term) : one.term];"
        "return index.evaluate(clauses).units.map((unit) => REFS[unit]); }",
        query,
    )
    assert set(own) == set(refs)
    assert own == refs or len(refs) > 1
