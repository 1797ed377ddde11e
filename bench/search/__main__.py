"""Measure search: build time, quality of known-item queries, and what a first query costs, beside Pagefind.

    python -m bench.search [--units 1000 10000] [--prose 10000] [--work DIR] [--alone]

Quality is measured on prose (`prose.py`), cost on generated text, for which more bytes a word are sent
than for prose. Results join those in bench/results/search.json.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.peers import install_peers
from bench.search.beside import weigh_pagefind, write_pages
from bench.search.corpora import generated_units
from bench.search.judge import judge
from bench.search.prose import prose_units
from bench.search.weigh import Weight, weigh_query
from sitegen.search.assemble import assemble
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit
from sitegen.search.unit import SearchUnit
from tests.browser.search_site import write_search_site

HERE = Path(__file__).resolve().parents[1]
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--units", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--prose", type=int, default=10_000, help="pages of prose, at most")
    parser.add_argument("--work", type=Path, default=HERE.parent / ".venv" / "bench")
    parser.add_argument("--alone", action="store_true", help="without Pagefind")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    pagefind = None if options.alone else install_peers(work)["pagefind"]
    figures: Figures = {}
    with sync_playwright() as playwright, TemporaryDirectory(dir=work) as made:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for count in options.units:
            units = list(generated_units(count))
            figures[f"{count} generated"] = {
                "build": time_build(units),
                "first query": weigh_sites(browser, units, Path(made) / str(count), pagefind),
            }
        if options.prose:
            units = prose_units(options.prose, work / "prose")
            figures[f"{len(units)} of prose"] = judge(browser, units, Path(made) / "prose", pagefind)
    results = HERE / "results" / "search.json"
    before = json.loads(results.read_text()) if results.exists() else {}
    results.write_text(json.dumps(before | figures, indent=1) + "\n")
    print(json.dumps(figures, indent=1))


def time_build(units: Sequence[SearchUnit]) -> Figures:
    """Return the processor seconds of a build."""
    config = SearchConfig(b"", stemmers=defaultdict(bytes))
    start = time.process_time()
    counts = [count_unit(unit).counts for unit in units]
    counted = time.process_time()
    files = list(assemble(counts, config))
    built = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "count": round(counted - start, 2),
        "assemble": round(built - counted, 2),
        "files": len(files),
        "peak MB": peak,
    }


def weigh_sites(
    browser: Browser, units: Sequence[SearchUnit], folder: Path, pagefind: str | None
) -> dict[str, list[Figures]]:
    """Return bytes and requests of first queries of one, two and three words, and Pagefind's."""
    write_search_site(folder, units, whole_index=False)
    queries = [" ".join(units[at].title.split()[:words]) for words in (1, 2, 3) for at in (7, 77, 177)]
    found = {"sitegen": [_told(query, weigh_query(browser, folder, query)) for query in queries]}
    if pagefind:
        pages = folder.with_name(f"{folder.name}-pagefind")
        write_pages(pages, units, pagefind)
        found["pagefind"] = [_told(query, weigh_pagefind(browser, pages, query)) for query in queries]
    return found


def _told(query: str, weight: Weight) -> Figures:
    return {"query": query, "kB": round(weight.bytes / 1000, 1), "requests": weight.requests}


if __name__ == "__main__":
    main()
