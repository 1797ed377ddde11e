"""CSV and TSV: a row an annotation, with a quote and what is known of it.

The first row names the columns: `document` and `quote`, and the keys of an annotation as the format of
archives has them. A figure may stand in columns: `figure`, `value`, `min`, `max`, `approximate`,
`as_of`, `unit`. A column that means nothing here is kept in the note, with its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.import_.texts import Texts
from sitegen.model.archive import Selector
from sitegen.parse.ids import is_id
from sitegen.parse.schema_names import AMOUNT_KEYS, ANNOTATION_KEYS, VALUE_KEYS
from sitegen.scaffold.language import guess_language
from sitegen.scaffold.yaml_text import Yaml
from sitegen.text.numerals import ways_to_read

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
_PLAIN = tuple(key for key in VALUE_KEYS if key not in ("speaker", "note"))  # taken as they are
_KNOWN = {*ANNOTATION_KEYS, *AMOUNT_KEYS, "unit", "stance"}
_KNOWN |= {"document", "title", "url", "language"}  # which are the document's


def read_table(files: Mapping[str, bytes], harvest: Harvest) -> None:
    """Add the annotations of .csv and .tsv files to a harvest; other files are their documents' texts."""
    tables = {name: data for name, data in files.items() if name.lower().endswith((".csv", ".tsv", ".tab"))}
    texts = Texts({name: data for name, data in files.items() if name not in tables})
    sources: dict[str, Source] = {}
    for name, data in tables.items():
        _read_file(name, data, (harvest, texts, sources))
    harvest.sources.extend(sources.values())
    for name in texts.unused():
        harvest.lose(name, "no row is about it; taken as a document without annotations")
        harvest.sources.append(texts.source(name, name))


def _read_file(name: str, data: bytes, into: tuple[Harvest, Texts, dict[str, Source]]) -> None:
    harvest, texts, sources = into
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        harvest.lose(name, "it is not UTF-8, and was read as Windows-1252; look whether accents are right")
    csv.field_size_limit(LONGEST_CELL)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(_LINES.findall(text), delimiter=delimiter)
    header = [_column(cell) for cell in next(rows, [])]
    if "quote" not in header:
        harvest.lose(
            name, f"it has no column `quote`; its columns are {', '.join(filter(None, header)) or 'none'}"
        )
        return
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=False) if cell.strip()}
        label = f"{name}: row {number}"
        if len(row) > len(header):
            harvest.lose(label, f"{len(row) - len(header)} cells have no column")
        harvest.counted += 1
        document = cells.get("document") or _only_text(texts) or name.rpartition("/")[2].rpartition(".")[0]
        source = sources.get(document)
        if source is None:
            source = sources[document] = texts.source(document, document)
        _add_row(source, cells, label, harvest)


def _column(cell: str) -> str:
    name = "_".join(cell.strip().casefold().split())
    return _NAMES.get(name, name)


def _only_text(texts: Texts) -> str:
    return texts.names[0] if len(texts.names) == 1 else ""


def _add_row(source: Source, cells: dict[str, str], label: str, harvest: Harvest) -> None:
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
    keys = _keys(cells, label, language, harvest)
    source.marks.append(Mark(label, (selector,), keys, id=cells.get("id", "")))


@lru_cache(maxsize=64)
def _language_of(text: bytes) -> str:
    return guess_language(text.decode(errors="replace"))


def _keys(cells: dict[str, str], label: str, language: str, harvest: Harvest) -> dict[str, Yaml]:
    keys: dict[str, Yaml] = {key: cells[key] for key in _PLAIN if key in cells}
    if "speaker" in cells:
        keys["speaker"] = harvest.speaker(cells["speaker"])
    if "via" in cells:
        keys["via"] = [harvest.speaker(name) for name in _items(cells["via"])]
    if "topics" in cells:
        keys["topics"] = [harvest.topic(name) for name in _items(cells["topics"])]
    if "claim" in cells:
        claim = harvest.claims.id_of(cells["claim"], {"text": _sentence(cells["claim"])})
        keys["claim"] = {"id": claim, "stance": cells["stance"]} if "stance" in cells else claim
    if "figure" in cells:
        keys["figure"] = _figure(cells, label, language, harvest)
    add_note(keys, cells.get("note", ""))
    for column in sorted(cells.keys() - _KNOWN - {""}):
        add_note(keys, f"{column}: {cells[column]}")
    return keys


def _figure(cells: dict[str, str], label: str, language: str, harvest: Harvest) -> dict[str, Yaml] | None:
    reading: dict[str, Yaml] = {}
    for key in ("value", "min", "max"):
        if key in cells:
            number, why = _number(cells[key], language)
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
        reading["as_of"] = cells["as_of"]
    unit = cells.get("unit", "")
    id_ = harvest.figures.id_of(
        cells["figure"], {"label": _sentence(cells["figure"], ""), "unit": unit or "units"}
    )
    if not unit and id_ in harvest.figures.made and harvest.figures.made[id_]["unit"] == "units":
        harvest.lose(
            label, f"the table gives no unit for {cells['figure']!r}: correct `unit: units` in figures.yaml"
        )
    return {"id": id_, **reading}


def _number(text: str, language: str) -> tuple[Decimal | None, str]:
    """Return the number of a cell, and what is to be told of it: that it is none, or may be another."""
    ways = ways_to_read(text, language)
    if not ways:
        return None, f"is left out: {text!r} is not a number in plain digits"
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


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.replace("|", ";").split(";") if item.strip()]


def _sentence(text: str, end: str = ".") -> str:
    """Return a claim's or a label's words; an id becomes words."""
    words = text.replace("-", " ") if is_id(text) else " ".join(text.split())
    words = words[:1].upper() + words[1:]
    return words if not end or words.endswith((".", "!", "?", "؟", "…", "。")) else words + end
