"""The formats that can be brought in, and which files belong to each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.import_.brat import read_brat
from sitegen.import_.harvest import Harvest
from sitegen.import_.hypothesis import read_hypothesis, rows_of
from sitegen.import_.table import read_table
from sitegen.import_.texts import Texts
from sitegen.import_.w3c import read_w3c

_TEXTS = (".txt", ".md")


def _read_tei(files: Mapping[str, bytes], harvest: Harvest, _: Texts) -> None:
    from sitegen.import_.tei import read_tei  # noqa: PLC0415 - lxml is loaded where it is needed

    read_tei(files, harvest)


def _read_brat(files: Mapping[str, bytes], harvest: Harvest, _: Texts) -> None:
    read_brat(files, harvest)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is in words, its own files' endings, what reads them, whether texts stand apart."""

    about: str
    own: tuple[str, ...]
    read: Callable[[Mapping[str, bytes], Harvest, Texts], None]
    has_texts: bool = True

    @property
    def endings(self) -> tuple[str, ...]:
        return self.own + _TEXTS if self.has_texts else self.own


FORMATS: dict[str, Format] = {
    "w3c": Format("W3C Web Annotations, JSON-LD", (".json", ".jsonld"), read_w3c),
    "hypothesis": Format(
        "what Hypothesis' API answers, JSON, or its client exports, JSON and CSV",
        (".json", ".csv", ".tsv"),
        read_hypothesis,
    ),
    "brat": Format(
        "brat standoff, .txt with .ann",
        (".txt", ".ann", ".a1", ".a2", ".rel", ".co"),
        _read_brat,
        has_texts=False,
    ),
    "tei": Format("TEI P5: said, q, quote, cit, u, sp", (".xml", ".tei"), _read_tei, has_texts=False),
    "csv": Format("a table of quotes, .csv or .tsv", (".csv", ".tsv", ".tab"), read_table),
}


def read_format(form: str, files: Mapping[str, bytes], harvest: Harvest, named: Mapping[str, str]) -> None:
    """Add the files of a format to a harvest; `named` leads from addresses to text files.

    A file that is of another format, by what stands in it, is read as that.
    """
    wanted = FORMATS[form]
    if not wanted.has_texts:
        wanted.read(files, harvest, Texts({}, {}, harvest))
        return
    own = {name: data for name, data in files.items() if not name.lower().endswith(_TEXTS)}
    texts = Texts({name: data for name, data in files.items() if name not in own}, named, harvest)
    by_form: dict[str, dict[str, bytes]] = {form: {}}
    for name, data in own.items():
        found = _form_of(name, data) or form
        if found != form and (form, found) != ("hypothesis", "csv"):
            harvest.lose(name, f"it is {FORMATS[found].about}, and was read as such")
        by_form.setdefault(found, {})[name] = data
    for found, its in by_form.items():
        FORMATS[found].read(its, harvest, texts)
    texts.finish()


def _form_of(name: str, data: bytes) -> str:
    """Return the format that a file is of; empty where that cannot be told."""
    if name.lower().endswith(FORMATS["csv"].own):
        return "csv"
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    rows = rows_of(value)
    first: Any = next((row for row in rows or () if isinstance(row, dict)), None)
    if first is None or not ("target" in first or "uri" in first):
        return ""
    is_web = {"@context", "type", "@type", "motivation"} & first.keys()
    return "hypothesis" if "uri" in first and not is_web else "w3c" if is_web else ""
