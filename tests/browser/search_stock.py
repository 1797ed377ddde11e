"""The stock lunr.js 2.3.9 and the parts of our client side by side in a page, for comparing them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

from sitegen.modules import join_modules
from sitegen.search.assemble import WHOLE_INDEX, assemble
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit
from sitegen.search.scripts import read_stemmers
from sitegen.search.stemmers import ENGLISH, LANGUAGES, NONE
from sitegen.search.unit import SearchUnit
from tests.browser.search_site import TEMPLATES

LUNR_SHA256 = "c1a28d9e95163292fbcc07ff794f1f0e1ade8741c513afe96d5b1046a18110bc"
ALGORITHMS = sorted({algorithm for _, algorithm in LANGUAGES.values()} - {NONE, ENGLISH})
EXPORTED = {
    "makeText": "text",
    "makeIndex": "index",
    "makePlanner": "plan",
    "makeResults": "results",
    "makeSnippets": "snippet",
    "parseQuery": "lunr",
    "stemEnglish": "porter",
}

# Our answer by the rules of the whole index's own pipeline, and lunr.js's; the first difference, if any.
COMPARE = """
([queries]) => {
  lunr.utils.warn = () => {};
  const whole = lunr.Index.load(WHOLE), index = makeIndex(MANIFEST, FILES);
  const attempt = (run) => { try { return [run(), null]; } catch (error) { return [null, error]; } };
  const ask = (query) => {
    const clauses = parseQuery(query, MANIFEST.fields);
    for (const clause of clauses) {
      clause.terms = clause.usePipeline ? [stemEnglish(clause.term)].filter(Boolean) : [clause.term];
    }
    if (index.needs(clauses).length) throw new Error("needs " + index.needs(clauses));
    return index.evaluate(clauses);
  };
  const differences = [];
  let hits = 0;
  for (const query of queries) {
    const [stock, stockError] = attempt(() => whole.search(query));
    const [own, ownError] = attempt(() => ask(query));
    if (stockError || ownError) {
      const told = (error) => error && [error.name, error.message, error.start, error.end].join("|");
      const [one, other] = [told(stockError), told(ownError)];
      if (one !== other) differences.push([query, one, other]);
      continue;
    }
    hits += stock.length;
    const differs = (hit, at) => hit.ref !== REFS[own.units[at]] || hit.score !== own.scores[at];
    const at = stock.length === own.units.length ? stock.findIndex(differs) : stock.length;
    if (at >= 0) differences.push([query, stock.length, own.units.length, at, stock[at], own.scores[at]]);
  }
  return [differences, hits];
}
"""


def stock_source() -> str:
    """Return lunr.js as MkDocs carries it, checked."""
    data = (files("mkdocs") / "contrib/search/templates/search/lunr.js").read_bytes()
    assert hashlib.sha256(data).hexdigest() == LUNR_SHA256
    return data.decode()


def open_bench(browser: Browser) -> Page:
    """Return an empty page with lunr.js, all stemmers and our client's functions as globals."""
    page = browser.new_page()
    page.add_script_tag(content=stock_source())
    for source in read_stemmers(ALGORITHMS).values():
        page.add_script_tag(content=source.decode())
    sources = {path.name: path.read_bytes() for path in TEMPLATES.glob("assets/js/*.js")}
    imports = "".join(f'import {{ {name} }} from "./search-{part}.js";\n' for name, part in EXPORTED.items())
    sources["bench.js"] = f"{imports}Object.assign(window, {{{','.join(EXPORTED)}}});".encode()
    page.add_script_tag(content=join_modules("bench.js", sources).decode())
    return page


def load_index(page: Page, units: Sequence[SearchUnit]) -> dict[str, Any]:
    """Hand the page the index of some units, whole and in shards; return the whole one."""
    stemmers = dict.fromkeys(["base", *ALGORITHMS], b"")
    config = SearchConfig(b"", stemmers=stemmers, whole_index=True)
    made = {
        file.path: file.data.decode()
        for file in assemble([count_unit(unit).counts for unit in units], config)
    }
    page.evaluate(
        "window.FILES = new Map(); window.siteSearch = "
        "{put: (key, value) => FILES.set(key, value), open: (value) => { window.MANIFEST = value; }}"
    )
    scripts = (data for path, data in made.items() if path.endswith(".js") and "/stem/" not in path)
    page.add_script_tag(content="\n".join(scripts))
    page.evaluate(
        "([whole, refs]) => { window.WHOLE = whole; window.REFS = refs; }",
        [json.loads(made[WHOLE_INDEX]), [unit.ref for unit in units]],
    )
    whole: dict[str, Any] = json.loads(made[WHOLE_INDEX])
    return whole
