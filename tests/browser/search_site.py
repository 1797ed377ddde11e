"""A small site for search alone: its index from units, and pages as bare as they may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from sitegen.modules import classic_script
from sitegen.search.assemble import assemble
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit, counts_from_bytes
from sitegen.search.scripts import make_client, read_stemmers
from sitegen.search.stemmers import ENGLISH, NONE
from sitegen.search.unit import SearchUnit

TEMPLATES = Path(__file__).parents[2] / "templates"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'"
)


def write_search_site(folder: Path, units: Sequence[SearchUnit], *, whole_index: bool = True) -> None:
    """Write the index of the units, a page for each, a start page and the results page."""
    counted = [count_unit(unit) for unit in units]
    counts = [one.counts for one in counted]
    used = {name for data in counts for name in counts_from_bytes(data).algorithms} - {ENGLISH, NONE}
    sources = {
        path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in TEMPLATES.glob("assets/js/*.js")
    }
    config = SearchConfig(make_client(sources), stemmers=read_stemmers(used), whole_index=whole_index)
    for file in assemble(counts, config):
        _write(folder / file.path, file.data)
    for unit, (_, texts) in zip(units, counted, strict=True):
        for file in texts:
            _write(folder / file.path, file.data)
        passages = "".join(
            f'<p id="{escape(fragment)}">{escape(text)}</p>'
            for fragment, text in (*unit.passages, *unit.notes)
        )
        _write(folder / unit.ref, _page("../" * unit.ref.count("/"), passages).encode())
    for name in ("keys.js", "search.js"):
        _write(folder / name, classic_script(sources[f"assets/js/{name}"]))
    _write(folder / "index.html", _page("", "").encode())
    results = (
        '<form><input id="_query" name="q" type="search" aria-label="Query"></form>'
        '<div id="_results" data-failed="Failed."></div>'
    )
    _write(folder / "search.html", _page("", results).encode())


def _page(root: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="data:,">'
        f'<script defer src="{root}keys.js"></script>'
        f'<script defer src="{root}search.js"></script></head><body>'
        f'<form role="search" action="{root}search.html" data-root="{root}">'
        f'<input id="_q" name="q" type="search" aria-label="Search"></form>'
        f"<main><h1>A page</h1>{content}</main></body></html>"
    )


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def passages(*texts: str) -> tuple[tuple[str, str], ...]:
    """Return texts as numbered passages."""
    return tuple((f"p_{number}", text) for number, text in enumerate(texts, 1))


def refs_of(units: Iterable[SearchUnit]) -> list[str]:
    return [unit.ref for unit in units]
