"""Hypothesis: what its API answers to a search, or its client exports.

A file is such an answer (https://h.readthedocs.io/en/latest/api/: {"total", "rows"}), an export
({"export_date", "annotations"}), or a list of rows. A reply is added to the note of what it answers;
a note on a whole page to the document's summary. Exports as CSV are tables, and read as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sitegen.import_.bodies import read_date, text_of
from sitegen.import_.characters import BROKEN, has_lone_surrogate
from sitegen.import_.harvest import Harvest, Mark, add_note, add_summary
from sitegen.import_.selectors import read_selectors
from sitegen.import_.texts import Texts
from sitegen.import_.w3c import load_json
from sitegen.scaffold.yaml_text import Yaml

Row = dict[str, Any]
_READ = frozenset(
    ("id", "uri", "target", "document", "text", "tags", "user", "user_info", "created", "references")
)


def read_hypothesis(files: Mapping[str, bytes], harvest: Harvest, texts: Texts) -> None:
    """Add the annotations of saved answers and exports to a harvest; `texts` has the texts of the pages."""
    marks: dict[str, Mark] = {}
    replies: list[tuple[str, Row]] = []
    for name, data in files.items():
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
            mark = _add_row(row, label, harvest, texts)
            if mark is not None and isinstance(row.get("id"), str):
                marks[row["id"]] = mark
        for key, count in sorted(unread.items()):
            harvest.lose(name, f"an annotation's {key} left out: it has no place", times=count)
    for label, row in replies:
        _add_reply(row, label, marks, harvest)


def rows_of(value: Any) -> list[Any] | None:  # noqa: ANN401 - JSON
    """Return the rows of an answer of the API, of an export, or of a list; None for anything else."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    rows = value.get("rows", value.get("annotations"))
    if isinstance(rows, list):
        replies = value.get("replies")
        return [*rows, *(replies if isinstance(replies, list) else [])]
    return [value] if rows is None and "target" in value else None


def _rows(name: str, value: Any, harvest: Harvest) -> list[Row]:  # noqa: ANN401 - JSON
    rows = rows_of(value)
    if rows is None:
        if value is not None:
            wanted = "save what the API's search answers, or export it as JSON"
            harvest.refuse(name, f"it has no `rows` and no `annotations`: {wanted}")
        return []
    total = value.get("total") if isinstance(value, dict) else None
    if isinstance(total, int) and total > len(rows):
        harvest.lose(
            name, f"it holds {len(rows)} of {total} annotations: save the other pages of the search too"
        )
    return [row for row in rows if isinstance(row, dict)]


def _add_row(row: Row, label: str, harvest: Harvest, texts: Texts) -> Mark | None:
    address = text_of(row.get("uri"))
    targets = row.get("target")
    target = targets[0] if isinstance(targets, list) and targets and isinstance(targets[0], dict) else {}
    address = address or text_of(target.get("source"))
    if not address:
        harvest.lose(label, "it names no page", is_mark=True)
        return None
    about = row.get("document")
    source = texts.source(address, text_of(about.get("title")) if isinstance(about, dict) else "")
    selected = read_selectors(target.get("selector") or [])
    if not selected.pieces:
        add_summary(source, text_of(row.get("text")))
        harvest.lose(
            label, "it is about the whole page: its words are in the document's summary", is_mark=True
        )
        return None
    mark = Mark(label, selected.pieces, _keys(row, harvest), position=selected.position)
    mark.is_bare = selected.quote is None
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
