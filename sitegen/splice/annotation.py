"""Annotations in a sidecar, entries in a registry: added, changed and taken out."""

from __future__ import annotations

from sitegen.parse.schema_names import ANNOTATION_KEYS
from sitegen.parse.yaml_values import Value
from sitegen.splice.splice import BOM, SpliceError, read_value, splice_deletion, splice_value

Group = dict[str, Value]


def put_annotation(text: str, annotation: Group, number: int | None = None) -> str:
    """Return a sidecar's text with an annotation in it.

    `number` (from 0) is the annotation that it takes the place of; without it, the one with the same
    id; where there is none it is added at the end. Raises `SpliceError`.
    """
    items = annotations_of(text)
    if number is None:
        number = find_annotation(items, annotation.get("id"))
    if number is None:
        number = len(items)
    elif number >= len(items):
        raise SpliceError(f"there is no annotation {number + 1}")
    ordered = {key: annotation[key] for key in ANNOTATION_KEYS if key in annotation}
    ordered |= {key: value for key, value in annotation.items() if key not in ordered}
    if number == len(items) == 0:
        return splice_value(text, ("annotations",), [ordered])
    return splice_value(text, ("annotations", number), ordered, ANNOTATION_KEYS)


def delete_annotation(text: str, number: int) -> str:
    """Return a sidecar's text without the annotation of that number (from 0). Raises `SpliceError`."""
    return splice_deletion(text, ("annotations", number))


def put_entry(text: str, id: str, entry: Group) -> str:
    """Return a registry's text with an entry of that id in it. Raises `SpliceError`."""
    spliced = splice_value(text, (id,), entry)
    if spliced == text or not _has_gaps(text) or id in _registry(text):
        return spliced
    gapped = _with_gap(text, spliced)
    return gapped if _registry(gapped) == _registry(spliced) else spliced


def annotations_of(text: str) -> list[Value]:
    """Return the annotations of a sidecar's text, as they are written. Raises `SpliceError`."""
    value = read_value(text.removeprefix(BOM))
    if value is not None and not isinstance(value, dict):
        raise SpliceError("the file does not hold keys with their values; please make the change by hand")
    items = value.get("annotations") if value else None
    if items is None:
        return []
    if not isinstance(items, list):
        raise SpliceError("`annotations` is not a list; each annotation begins with a hyphen")
    return items


def find_annotation(items: list[Value], id: Value) -> int | None:
    """Return the number (from 0) of the annotation with an id."""
    if id is None:
        return None
    return next((i for i, item in enumerate(items) if isinstance(item, dict) and item.get("id") == id), None)


def _registry(text: str) -> Group:
    value = read_value(text.removeprefix(BOM))
    return value if isinstance(value, dict) else {}


def _has_gaps(text: str) -> bool:
    """Tell whether a registry's author parts entries by blank lines."""
    lines = text.splitlines()
    starts = [i for i, line in enumerate(lines) if i and line[:1].strip() and line[:1] not in "#-}]"]
    gaps = [i for i in starts if not lines[i - 1].strip()]
    return len(gaps) * 2 > len(starts)


def _with_gap(text: str, spliced: str) -> str:
    """Put a blank line before what was added at the end of the last entry."""
    at = next((i for i, (a, b) in enumerate(zip(text, spliced, strict=False)) if a != b), len(text))
    while at and spliced[at - 1] not in "\r\n":
        at -= 1
    line_break = "\r\n" if spliced[:at].endswith("\r\n") else "\n"
    return spliced[:at] + line_break + spliced[at:] if at and spliced[at - 1] in "\r\n" else spliced
