"""Measure search: build time, quality of known-item queries, and what a first query costs.

    python -m bench.search [--units 1000 10000] [--work DIR] [--pagefind COMMAND]

Quality is measured on prose (the docstrings of this environment), cost on generated text, for which
more bytes a word are sent than for prose. With the command of Pagefind 1.5 (`npx pagefind@1.5.2`, say) the
same pages are put beside it.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.search.beside import find_with_pagefind, weigh_pagefind, write_pages
from bench.search.corpora import generated_units, prose_units
from bench.search.known_items import KINDS, Query, make_queries
from bench.search.weigh import Weight, weigh_query
from sitegen.record import encode_record
from sitegen.search.artifact import Artifact
from sitegen.search.assemble import assemble, index_files
from sitegen.search.base import base_from_bytes, find_changed
from sitegen.search.columns import columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit
from sitegen.search.manifest import make_scripts
from sitegen.search.patch import Edit, Pieces, patch
from sitegen.search.unit import SearchUnit
from tests.browser.search_site import write_search_site

QUERIES_EACH = 150
ASK = """async (queries) => {
  const found = [];
  for (const query of queries) found.push((await siteSearch.api.search(query)).units.slice(0, 10));
  return found;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--units", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--prose", type=int, default=10_000, help="pages of prose, at most")
    parser.add_argument("--work", type=Path, help="where sites are written (default: a temporary folder)")
    parser.add_argument("--pagefind", help="the command that runs Pagefind")
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="bench-search-"))
    with sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for count in options.units:
            units = list(generated_units(count))
            time_build(units)
            weigh_sites(browser, units, work / str(count), options.pagefind)
        if options.prose:
            judge(browser, prose_units(options.prose), work / "prose", options.pagefind)


def time_build(units: Sequence[SearchUnit]) -> None:
    """Print the processor time of a build, and of one with one page changed."""
    config = SearchConfig(b"", stemmers=defaultdict(bytes))
    start = time.process_time()
    counts = [count_unit(unit) for unit in units]
    counted = time.process_time()
    files = list(assemble(counts, config))
    built = time.process_time()
    other = time_patch(units, counts, files, config)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(units):,} units: count {counted - start:.2f} s, assemble {built - counted:.2f} s, {peak} MB")
    print(other)


def time_patch(
    units: Sequence[SearchUnit], counts: Sequence[bytes], files: Sequence[Artifact], config: SearchConfig
) -> str:
    """Return the processor time of a build with the text of one page changed, and how many files differ."""
    middle = len(counts) // 2
    keys = [b"%d" % number for number in range(len(counts))]
    kept = dict(zip(keys, counts, strict=True))
    pieces = Pieces(kept.__getitem__, kept.__setitem__)
    base = keep_base(keys, counts, config, pieces)
    after = [*keys[:middle], b"other", *keys[middle + 1 :]]
    kept[b"other"] = count_unit(units[0])
    changed = time.process_time()
    before = base_from_bytes(base)
    edit = Edit(after, {at: (kept[keys[at]], kept[after[at]]) for at in find_changed(before, after) or ()})
    patched = patch(before, edit, config, pieces)
    if patched is None:
        raise SystemExit("too few units to keep an index of")
    again = [*patched[1], *make_scripts(patched[0], config)]
    encode_record(patched[0])
    done = time.process_time()
    known = {file.path: file.data for file in files}
    other = sum(known.get(file.path) != file.data for file in again)
    return f"  one page changed: {done - changed:.2f} s, {other} of {len(files)} files other"


def keep_base(keys: Sequence[bytes], counts: Sequence[bytes], config: SearchConfig, pieces: Pieces) -> bytes:
    """Return the bytes that a build keeps of an index; its pieces are kept beside it."""
    making = index_files(keys, columns_from_counts(counts), config, pieces.keep)
    while True:
        try:
            next(making)
        except StopIteration as end:
            return encode_record(end.value)


def weigh_sites(browser: Browser, units: Sequence[SearchUnit], folder: Path, pagefind: str | None) -> None:
    """Print bytes and requests of first queries of one, two and three words, beside Pagefind's."""
    write_search_site(folder, units, whole_index=False)
    queries = [" ".join(units[at].title.split()[:words]) for words in (1, 2, 3) for at in (7, 77, 177)]
    for query in queries:
        weight = weigh_query(browser, folder, query)
        tell(weight, query)
    if pagefind:
        pages = folder.with_name(f"{folder.name}-pagefind")
        write_pages(pages, units, pagefind)
        for query in queries:
            weight = weigh_pagefind(browser, pages, query)
            tell(weight, f"{query} (Pagefind)")


def tell(weight: Weight, query: str) -> None:
    """Print what one query cost."""
    print(f"  {weight.bytes / 1000:6.1f} kB {weight.requests:3} requests  {query}: {weight.hits}")


def judge(browser: Browser, units: Sequence[SearchUnit], folder: Path, pagefind: str | None) -> None:
    """Print how often each kind of known-item query finds its page first, and in the first ten."""
    write_search_site(folder, units, whole_index=False)
    queries = make_queries(units, QUERIES_EACH)
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{folder.as_uri()}/index.html")
    page.focus("#_q")
    page.wait_for_function("window.siteSearch.api")
    found = page.evaluate(ASK, [query.text for query in queries])
    print(f"{len(units):,} pages of prose, {QUERIES_EACH} queries a kind: first / in ten / reciprocal rank")
    tell_ranks(queries, found)
    if pagefind:
        pages = folder.with_name(f"{folder.name}-pagefind")
        write_pages(pages, units, pagefind)
        print("  Pagefind on the same pages:")
        tell_ranks(queries, find_with_pagefind(browser, pages, [query.text for query in queries]))


def tell_ranks(queries: Sequence[Query], found: Sequence[Sequence[int]]) -> None:
    """Print a line for each kind of query: its page first, in the first ten, mean reciprocal rank."""
    for kind in KINDS:
        ranks = [
            units.index(query.unit) + 1 if query.unit in units else 0
            for query, units in zip(queries, found, strict=True)
            if query.kind == kind
        ]
        first, ten = ranks.count(1), sum(map(bool, ranks))
        reciprocal = sum(1 / rank for rank in ranks if rank)
        print(
            f"  {kind:16} {first / len(ranks):.2f} / {ten / len(ranks):.2f} / {reciprocal / len(ranks):.2f}"
        )


if __name__ == "__main__":
    main()
