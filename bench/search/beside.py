"""The same pages through Pagefind, for comparison."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from bench.search.weigh import Weight, served
from sitegen.search.unit import SearchUnit

ASK = """async (query) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  const found = await pagefind.search(query);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return String(found.results.length);
}"""

FIND = """async (queries) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const rows = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    found.push(rows.map((row) => Number(/d(\\d+)\\.html/.exec(row.raw_url || row.url)[1])));
  }
  return found;
}"""


def write_pages(folder: Path, units: Sequence[SearchUnit], command: str) -> None:
    """Write the units as pages and let Pagefind index them."""
    for unit in units:
        path = folder / unit.ref
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f'<p id="{escape(fragment)}">{escape(text)}</p>' for fragment, text in unit.passages)
        title = escape(unit.title)
        path.write_text(
            f'<!doctype html><html lang="{unit.language}"><meta charset="utf-8"><title>{title}</title>'
            f"<body><main data-pagefind-body><h1>{title}</h1>{text}</main></body></html>"
        )
    (folder / "index.html").write_text("<!doctype html><title>Search</title>")
    subprocess.run([*shlex.split(command), "--site", str(folder)], check=True, capture_output=True)


def weigh_pagefind(browser: Browser, folder: Path, query: str) -> Weight:
    """Return what Pagefind loads for a first query with ten results."""
    with served(folder) as (address, sent):
        page = browser.new_context().new_page()
        page.goto(f"{address}index.html")
        sent.clear()
        hits = page.evaluate(ASK, query)
        page.wait_for_load_state("networkidle")
        page.context.close()
        return Weight(sum(size for _, size in sent), len(sent), f"Results: {hits}")


def find_with_pagefind(browser: Browser, folder: Path, queries: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the first ten units that Pagefind gives for each query."""
    with served(folder) as (address, _):
        page = browser.new_context().new_page()
        page.goto(f"{address}index.html")
        found: list[list[int]] = page.evaluate(FIND, list(queries))
        page.context.close()
        return found
