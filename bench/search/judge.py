"""Known-item quality: how often each kind of query finds its page first, and in the first ten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from bench.search.beside import find_with_pagefind, write_pages
from bench.search.known_items import KINDS, Query, make_queries
from sitegen.search.unit import SearchUnit
from tests.browser.search_site import write_search_site

QUERIES_EACH = 150
SEEDS = (17, 19, 20)  # the ranking was made with 18
Ranks = dict[str, tuple[float, float, float]]  # first, in ten, mean reciprocal rank
ASK = """async (queries) => {
  const found = [];
  for (const query of queries) found.push((await siteSearch.api.search(query)).units.slice(0, 10));
  return found;
}"""


def judge(
    browser: Browser, units: Sequence[SearchUnit], folder: Path, pagefind: str | None
) -> dict[str, Ranks]:
    """Return where the same queries' pages stand in our answers and, given its command, in Pagefind's."""
    write_search_site(folder, units, whole_index=False)
    queries = [query for seed in SEEDS for query in make_queries(units, QUERIES_EACH, seed)]
    texts = [query.text for query in queries]
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{folder.as_uri()}/index.html")
    page.focus("#_q")
    page.wait_for_function("window.siteSearch.api")
    found = {"sitegen": ranks_of(queries, page.evaluate(ASK, texts))}
    page.context.close()
    if pagefind:
        pages = folder.with_name(f"{folder.name}-pagefind")
        write_pages(pages, units, pagefind)
        found["pagefind"] = ranks_of(queries, find_with_pagefind(browser, pages, texts))
    return found


def ranks_of(queries: Sequence[Query], found: Sequence[Sequence[int]]) -> Ranks:
    """Return for each kind of query the shares found first and in ten, and the mean reciprocal rank."""
    ranks: Ranks = {}
    for kind in KINDS:
        places = [
            units.index(query.unit) + 1 if query.unit in units else 0
            for query, units in zip(queries, found, strict=True)
            if query.kind == kind
        ]
        shares = (places.count(1), sum(map(bool, places)), sum(1 / place for place in places if place))
        first, ten, reciprocal = (round(share / len(places), 3) for share in shares)
        ranks[kind] = (first, ten, reciprocal)
    return ranks
