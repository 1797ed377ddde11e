"""CSV and TSV: a row an annotation, with a quote and what is known of it.

The first row names the columns: `document` and `quote`, and the keys of an annotation as the format of
archives has them. A figure may stand in columns: `figure`, `value`, `min`, `max`, `approximate`,
`as_of`, `unit`. A column that means nothing here is kept in the note, with its name. The tables that
Hypothesis exports are known by their columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sitegen.import_.bodies import read_date
from sitegen.import_.conventions import Conventions, conventions_of
from sitegen.import_.decode import decode_file
from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.import_.texts import Texts
from sitegen.model.archive import Selector
from sitegen.parse.ids import is_id
from sitegen.parse.schema_names import AMOUNT_KEYS, ANNOTATION_KEYS, VALUE_KEYS
from sitegen.scaffold.yaml_text import Yaml
from sitegen.text.language import guess_language

SHOWN = 60  # characters of a reply that a reason shows
LONGEST_CELL = 1 << 24  # characters: quotes of a hundred thousand are known
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # with their ends: a quoted cell may go over several
_DELIMITERS = "\t,;|"
_NAMES = {
    "text": "quote",
    "exact": "quote",
    "doc": "document",
    "source": "document",
    "file": "document",
    "who": "speaker",
    "comment": "note",
    "tags": "topics",
    "topic": "topics",
    "date": "said",
    "language": "language",
}
_HYPOTHESIS = {
    "created_at": "annotated",
    "creation_date": "annotated",
    "author": "annotator",
    "user": "annotator",
    "url": "document",
    "quote/description": "quote",
    "quote": "quote",
    "comment": "note",
    "body": "note",
    "tags": "topics",
    "annotation/reply_type": "type",
}
_PLAIN = tuple(key for key in VALUE_KEYS if key not in ("speaker", "note"))  # taken as they are
_KNOWN = {*ANNOTATION_KEYS, *AMOUNT_KEYS, "unit", "stance"}
_KNOWN |= {"document", "title", "url", "language"}  # which are the document's
_NUMBERS, _DATES = ("value", "min", "max"), ("said", "as_of", "annotated")

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: its name, and how it writes numbers, dates and lists."""

    name: str
    conventions: Conventions
    is_hypothesis: bool = False


def read_table(files: Mapping[str, bytes], harvest: Harvest, texts: Texts) -> None:
    """Add the annotations of .csv and .tsv files to a harvest; `texts` has their documents' texts."""
    for name, data in files.items():
        _read_file(name, data, harvest, texts)


def _read_file(name: str, data: bytes, harvest: Harvest, texts: Texts) -> None:
    text = decode_file(name, data, harvest)
    csv.field_size_limit(LONGEST_CELL)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(_LINES.findall(text), delimiter=delimiter)
    header, is_hypothesis = _columns(next(rows, []))
    if "quote" not in header:
        harvest.refuse(
            name, f"it has no column `quote`; its columns are {', '.join(filter(None, header)) or 'none'}"
        )
        return
    read: list[tuple[str, Cells]] = []
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        label = f"{name}: row {number}"
        read.append((label, {column: c.strip() for column, c in zip(header, row, strict=False) if c.strip()}))
        if len(row) > len(header):
            harvest.lose(label, f"{len(row) - len(header)} cells have no column")
    table = Table(
        name,
        conventions_of(
            (cells[key] for _, cells in read for key in _NUMBERS if key in cells),
            (cells[key] for _, cells in read for key in _DATES if key in cells),
        ),
        is_hypothesis,
    )
    if is_hypothesis:
        read = _of_hypothesis(read, harvest)
    for label, cells in read:
        harvest.counted += 1
        document = cells.get("document", "")
        source = texts.source(document) if document else texts.nameless(name)
        if source is None:
            source = texts.source(name.rpartition("/")[2].rpartition(".")[0])
        _add_row(source, cells, label, table, harvest)


def _columns(cells: list[str]) -> tuple[list[str], bool]:
    """Return the columns by the names that they have here, and whether Hypothesis' client wrote them."""
    plain = ["_".join(cell.strip().casefold().split()) for cell in cells]
    own = {"url", "group", "tags"} <= set(plain) and not {"created_at", "creation_date"}.isdisjoint(plain)
    names = _HYPOTHESIS if own else _NAMES
    return [names.get(name, name) for name in plain], own


def _of_hypothesis(read: list[tuple[str, Cells]], harvest: Harvest) -> list[tuple[str, Cells]]:
    """Return the rows that are annotations; a reply and a note on a page quote nothing, which is told."""
    kept = []
    for label, cells in read:
        cells.pop("group", None)
        kind = cells.pop("type", "").casefold()
        if "annotated" in cells:
            cells["annotated"] = read_date(cells["annotated"]) or cells["annotated"]
        if kind == "reply":
            said = cells.get("note", "")
            harvest.lose(label, f"it is a reply, and the table does not say to what: {said[:SHOWN]!r}")
        else:
            kept.append((label, cells))
    return kept


def _add_row(source: Source, cells: Cells, label: str, table: Table, harvest: Harvest) -> None:
    for key in ("title", "language"):
        if key in cells:
            source.keys[key] = cells[key]
    if "url" in cells:
        source.keys["source"] = {"url": cells["url"]}
    occurrence = cells.get("occurrence", "")
    selector = Selector(
        exact=cells.get("quote", ""),
        prefix=cells.get("prefix", ""),
        suffix=cells.get("suffix", ""),
        occurrence=int(occurrence) if occurrence.isascii() and occurrence.isdecimal() else 0,
    )
    language = str(source.keys.get("language", "")) or _language_of(source.data or b"")
    keys = _keys(cells, label, (source, language, table), harvest)
    source.marks.append(Mark(label, (selector,), keys, id=cells.get("id", "")))


@lru_cache(maxsize=64)
def _language_of(text: bytes) -> str:
    return guess_language(text.decode(errors="replace"))


def _keys(cells: Cells, label: str, by: tuple[Source, str, Table], harvest: Harvest) -> dict[str, Yaml]:
    source, language, table = by
    keys: dict[str, Yaml] = {key: cells[key] for key in _PLAIN if key in cells}
    for key in _DATES:
        if key in keys:
            keys[key] = _date(cells[key], f"{label}: {key}", table, harvest)
    if "speaker" in cells:
        keys["speaker"] = harvest.voice(cells["speaker"], source.name, cells.get("quote", ""))
    if "via" in cells:
        keys["via"] = [harvest.voice(name, source.name) for name in _items(cells["via"])]
    if "topics" in cells:
        keys["topics"] = [
            harvest.topic(name) for name in _items(cells["topics"], "," if table.is_hypothesis else ";|")
        ]
    if "claim" in cells:
        claim = harvest.claims.id_of(cells["claim"], {"text": _sentence(cells["claim"])})
        keys["claim"] = {"id": claim, "stance": cells["stance"]} if "stance" in cells else claim
    if "figure" in cells:
        keys["figure"] = _figure(cells, label, (language, table), harvest)
    add_note(keys, cells.get("note", ""))
    for column in sorted(cells.keys() - _KNOWN - {""}):
        add_note(keys, f"{column}: {cells[column]}")
    return keys


def _figure(cells: Cells, label: str, by: tuple[str, Table], harvest: Harvest) -> dict[str, Yaml] | None:
    language, table = by
    reading: dict[str, Yaml] = {}
    for key in _NUMBERS:
        if key in cells:
            number, why = _number(cells[key], language, table.conventions)
            if why:
                harvest.lose(label, f"its {key} {why}")
            if number is not None:
                reading[key] = number
    if not reading:
        harvest.lose(label, f"its figure {cells['figure']!r} is left out: it has no value, min or max")
        return None
    if cells.get("approximate", "").lower() in {"true", "yes", "1", "x"}:
        reading["approximate"] = True
    if "as_of" in cells:
        reading["as_of"] = _date(cells["as_of"], f"{label}: as_of", table, harvest)
    unit = cells.get("unit", "")
    id_ = harvest.figures.id_of(
        cells["figure"], {"label": _sentence(cells["figure"], ""), "unit": unit or "units"}
    )
    if not unit and id_ in harvest.figures.made and harvest.figures.made[id_]["unit"] == "units":
        harvest.lose(
            label, f"the table gives no unit for {cells['figure']!r}: correct `unit: units` in figures.yaml"
        )
    return {"id": id_, **reading}


def _date(text: str, label: str, table: Table, harvest: Harvest) -> str:
    """Return a cell's date in EDTF; as it is where it is none, or may be another, which is told."""
    forms, is_settled = table.conventions.date(text)
    if is_settled:
        harvest.lose(label, f"{text!r} was read as {forms[0]}, as the table writes its other dates")
    if len(forms) > 1:
        harvest.lose(label, f"{text!r} may be {' or '.join(forms)}; write it so")
    return forms[0] if len(forms) == 1 else text


def _number(text: str, language: str, conventions: Conventions) -> tuple[Decimal | None, str]:
    """Return the number of a cell, and what is to be told of it: that it is none, or may be another."""
    ways, is_settled = conventions.number(text, language)
    if not ways:
        return None, f"is left out: {text!r} is not a number in plain digits"
    if is_settled:
        return ways[0], f"{text!r} was read as {ways[0]:f}, as the table writes its other numbers"
    if len(ways) == 1:
        return ways[0], ""
    shown = " or ".join(f"{way:f}" for way in ways)
    if not language:
        return (
            None,
            f"is left out: {text!r} may be {shown}; give the table a column `language`, or write digits only",
        )
    # In a language that parts decimals so, they are what three digits behind are likelier to be.
    return ways[-1], f"{text!r} may be {shown}, and was read as {ways[-1]:f}; look whether it is right"


def _items(cell: str, marks: str = ";|") -> list[str]:
    return [item.strip() for item in re.split(f"[{marks}]", cell) if item.strip()]


def _sentence(text: str, end: str = ".") -> str:
    """Return a claim's or a label's words; an id becomes words."""
    words = text.replace("-", " ") if is_id(text) else " ".join(text.split())
    words = words[:1].upper() + words[1:]
    return words if not end or words.endswith((".", "!", "?", "؟", "…", "。")) else words + end
