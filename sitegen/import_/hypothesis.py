"""Hypothesis: what its API answers to a search (https://h.readthedocs.io/en/latest/api/), saved as JSON.

A file is such an answer ({"total", "rows"}), or a list of rows. A reply is added to the note of what it
answers; a note on a whole page to the document's summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sitegen.import_.bodies import read_date, text_of
from sitegen.import_.characters import BROKEN, has_lone_surrogate
from sitegen.import_.harvest import Harvest, Mark, Source, add_note
from sitegen.import_.selectors import read_selectors
from sitegen.import_.texts import Texts
from sitegen.import_.w3c import load_json
from sitegen.scaffold.yaml_text import Yaml

Row = dict[str, Any]
_READ = frozenset(
    ("id", "uri", "target", "document", "text", "tags", "user", "user_info", "created", "references")
)


def read_hypothesis(
    files: Mapping[str, bytes], harvest: Harvest, named: Mapping[str, str] | None = None
) -> None:
    """Add the annotations of saved API answers to a harvest; other files are the texts of annotated pages."""
    answers = {name: data for name, data in files.items() if name.lower().endswith(".json")}
    texts = Texts({name: data for name, data in files.items() if name not in answers}, named)
    sources: dict[str, Source] = {}
    marks: dict[str, Mark] = {}
    replies: list[tuple[str, Row]] = []
    for name, data in answers.items():
        unread: Counter[str] = Counter()
        for number, row in enumerate(_rows(name, load_json(name, data, harvest), harvest), 1):
            label = f"{name}: row {number}"
            if has_lone_surrogate(row):
                harvest.counted += not row.get("references")
                harvest.lose(label, BROKEN, is_mark=not row.get("references"))
                continue
            label += f" ({row['id']})" if isinstance(row.get("id"), str) else ""
            if row.get("references"):
                replies.append((label, row))
                continue
            unread.update(row.keys() - _READ)
            harvest.counted += 1
            mark = _add_row(row, label, (harvest, texts, sources))
            if mark is not None and isinstance(row.get("id"), str):
                marks[row["id"]] = mark
        for key, count in sorted(unread.items()):
            harvest.lose(name, f"an annotation's {key} left out: it has no place", times=count)
    for label, row in replies:
        _add_reply(row, label, marks, harvest)
    harvest.sources.extend(sources.values())
    for name in texts.unused():
        harvest.lose(name, "no annotation is about it; taken as a document without annotations")
        harvest.sources.append(texts.source(name, name))


def _rows(name: str, value: Any, harvest: Harvest) -> list[Row]:  # noqa: ANN401 - JSON
    rows = value.get("rows") if isinstance(value, dict) else value
    if isinstance(value, dict) and rows is None and "target" in value:
        rows = [value]
    if not isinstance(rows, list):
        if value is not None:
            harvest.lose(name, "it has no `rows`: save what the API's search answers")
        return []
    total = value.get("total") if isinstance(value, dict) else None
    replies = value.get("replies") if isinstance(value, dict) else None
    rows = [*rows, *(replies if isinstance(replies, list) else [])]
    if isinstance(total, int) and total > len(rows):
        harvest.lose(
            name, f"it holds {len(rows)} of {total} annotations: save the other pages of the search too"
        )
    return [row for row in rows if isinstance(row, dict)]


def _add_row(row: Row, label: str, into: tuple[Harvest, Texts, dict[str, Source]]) -> Mark | None:
    harvest, texts, sources = into
    address = text_of(row.get("uri"))
    targets = row.get("target")
    target = targets[0] if isinstance(targets, list) and targets and isinstance(targets[0], dict) else {}
    address = address or text_of(target.get("source"))
    if not address:
        harvest.lose(label, "it names no page", is_mark=True)
        return None
    source = sources.get(address)
    if source is None:
        about = row.get("document")
        title = text_of(about.get("title")) if isinstance(about, dict) else ""
        source = sources[address] = texts.source(address, address, title)
        if address.startswith(("http:", "https:")):
            source.keys["source"] = {"url": address}
    selected = read_selectors(target.get("selector") or [])
    if not selected.pieces:
        words = text_of(row.get("text"))
        summary = source.keys.get("summary")
        source.keys["summary"] = f"{summary}\n\n{words}" if summary else words
        harvest.lose(
            label, "it is about the whole page: its words are in the document's summary", is_mark=True
        )
        return None
    mark = Mark(label, selected.pieces, _keys(row, harvest), position=selected.position)
    source.marks.append(mark)
    return mark


def _keys(row: Row, harvest: Harvest) -> dict[str, Yaml]:
    keys: dict[str, Yaml] = {}
    add_note(keys, text_of(row.get("text")))
    tags = row.get("tags")
    topics = [harvest.topic(tag) for tag in tags if isinstance(tag, str) and tag.strip()] if tags else []
    if topics:
        keys["topics"] = list(dict.fromkeys(topics))
    if user := _person(row):
        keys["annotator"] = user
    if date := read_date(row.get("created")):
        keys["annotated"] = date
    return keys


def _add_reply(row: Row, label: str, marks: dict[str, Mark], harvest: Harvest) -> None:
    references = row["references"] if isinstance(row["references"], list) else []
    mark = next((marks[id_] for id_ in references if id_ in marks), None)
    if mark is None:
        harvest.lose(label, "it is a reply to an annotation that is not here")
        return
    person = _person(row)
    add_note(mark.keys, (f"{person}: " if person else "") + text_of(row.get("text")))


def _person(row: Row) -> str:
    info = row.get("user_info")
    name = text_of(info.get("display_name")) if isinstance(info, dict) else ""
    return name or text_of(row.get("user")).removeprefix("acct:").partition("@")[0]
