"""Make the value at a place of a YAML text another one, changing as little as possible.

Groups are changed key by key, lists item by item, so that what is equal is not written again. Each
step is small and reads the text anew; that costs milliseconds, and an editor makes one change at a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml as pyyaml

from sitegen.diagnostics.rules.yaml import HASH_STARTS_COMMENT
from sitegen.parse.yaml import parse_yaml
from sitegen.parse.yaml_tree import Node, TooDeepError
from sitegen.parse.yaml_values import Value
from sitegen.splice.change import Path, Yaml, delete, insert_item, insert_key, replace
from sitegen.splice.layout import BLOCK_SIGNS, is_block

BOM = "\ufeff"


class SpliceError(ValueError):
    """The text's form is beyond a safe change: its message says so; nothing was changed."""


def splice_value(text: str, path: Path, value: Value, order: Sequence[str] = ()) -> str:
    """Return the text with the value at a path made another; new keys stand in an order where it names them.

    All of the path but its last key must exist. The number after a list's last item adds one. Raises
    `SpliceError` for a file that is not sound YAML and for one whose form is beyond a safe change.
    """
    body = text.removeprefix(BOM)
    before = read_value(body)
    _refuse_other_kind(before, path)
    expected = _with(before, path, value)
    changed = _guarded(body, path, value, order)
    if read_value(changed) != expected:
        raise SpliceError("this file's form is beyond a safe change; please make the change by hand")
    return (BOM if text.startswith(BOM) else "") + changed


def splice_deletion(text: str, path: Path) -> str:
    """Return the text without the key or item at a path. Raises `SpliceError` as above."""
    body = text.removeprefix(BOM)
    expected = _without(read_value(body), path)
    try:
        changed = delete(Yaml(body), path)
    except (ValueError, pyyaml.YAMLError) as error:
        raise SpliceError(str(error)) from error
    if read_value(changed) != expected:
        raise SpliceError("this file's form is beyond a safe change; please make the change by hand")
    return (BOM if text.startswith(BOM) else "") + changed


def read_value(text: str) -> Value:
    """Return what a text without byte-order mark holds. Raises `SpliceError` where it is not sound YAML."""
    try:
        value, found = parse_yaml(text.encode(), "")
    except UnicodeEncodeError as error:
        raise SpliceError("the text has characters that no file can hold") from error
    errors = [finding for finding in found if finding.code != HASH_STARTS_COMMENT.code]
    if errors:
        raise SpliceError(f"the file is not sound YAML (line {errors[0].place.line}: {errors[0].message})")
    return value


def _refuse_other_kind(value: Value, path: Path) -> None:
    """Raise `SpliceError` where something else stands in the place of keys, or of a list."""
    names = ["the file"]
    for key in path:
        wanted = list if isinstance(key, int) else dict
        if value is not None and not isinstance(value, wanted):
            belongs = "a list" if wanted is list else "keys with their values"
            raise SpliceError(f"{names[-1]} does not hold {belongs}; please make the change by hand")
        names.append(f"item {key + 1}" if isinstance(key, int) else f"'{key}'")
        found = _find(value, (key,))
        if isinstance(found, _Absent):
            return
        value = found


def _guarded(text: str, path: Path, value: Value, order: Sequence[str]) -> str:
    try:
        return _make(_settled(text), path, value, order)
    except SpliceError:
        raise
    except (ValueError, pyyaml.YAMLError, TooDeepError) as error:
        raise SpliceError(str(error)) from error


def _make(text: str, path: Path, value: Value, order: Sequence[str]) -> str:
    """Return the text with the value at the path made equal, step by step."""
    yaml = Yaml(text)
    *parent_path, last = path
    parent = yaml.at(parent_path)
    now = _find(read_value(text), path)
    if now is not _ABSENT:
        assert not isinstance(now, _Absent)
        return _change(text, path, now, value, order)
    if parent is None or (not parent.items and parent.kind != "sequence" and isinstance(last, str)):
        group = {last: value}
        return replace(yaml, parent_path, group)  # type: ignore[arg-type]
    if isinstance(last, int):
        if not parent.items:
            return replace(yaml, parent_path, [value])
        return insert_item(yaml, parent_path, last, value)
    return insert_key(yaml, parent_path, _place(parent, last, order), last, value)


def _place(parent: Node, key: str, order: Sequence[str]) -> int:
    """Return the number of the key after which a new one stands."""
    names = [k.value for k, _ in parent.items if k is not None]
    if key not in order:
        return len(names) - 1
    before = order[: order.index(key)]
    return max((i for i, name in enumerate(names) if name in before), default=-1)


def _change(text: str, path: Path, now: Value, value: Value, order: Sequence[str]) -> str:
    if now == value:
        return text
    if isinstance(now, dict) and isinstance(value, dict) and now and value:
        return _change_group(text, path, now, value, order)
    if isinstance(now, list) and isinstance(value, list) and now and value:
        return _change_list(text, path, now, value)
    return replace(Yaml(text), path, value)


def _change_group(
    text: str, path: Path, now: dict[str, Value], value: dict[str, Value], order: Sequence[str]
) -> str:
    order = order or list(value)
    for key, item in value.items():
        text = _make(text, (*path, key), item, order)
    for key in now:
        if key not in value:
            text = delete(Yaml(text), (*path, key))
    return text


def _change_list(text: str, path: Path, now: list[Value], value: list[Value]) -> str:
    """Change a list between its equal beginning and its equal end."""
    start, most = 0, min(len(now), len(value))
    while start < most and now[start] == value[start]:
        start += 1
    tail = 0
    while tail < most - start and now[-1 - tail] == value[-1 - tail]:
        tail += 1
    old, new = now[start : len(now) - tail], value[start : len(value) - tail]
    for i, item in enumerate(new):
        if i < len(old):
            text = _change(text, (*path, start + i), old[i], item, ())
        else:
            text = insert_item(Yaml(text), path, start + i, item)
    for i in reversed(range(len(new), len(old))):
        text = delete(Yaml(text), (*path, start + i))
    return text


def _settled(text: str) -> str:
    """Return a text whose last block, cut off without a line end, may have lines after it.

    `|` keeps the line end that is there; a block that ends with the file has none to keep.
    """
    if not text or text[-1] in "\r\n":
        return text
    node = Yaml(text).root
    while node is not None and is_block(node):
        node = node.items[-1][1]
    if node is None or node.style not in BLOCK_SIGNS:
        return text
    sign = re.compile(r"[|>]([0-9]?)(?=\s)").match(text, node.start)
    if sign is None or node.value.endswith("\n"):
        return text
    return f"{text[: sign.end()]}-{text[sign.end() :]}"


class _Absent:
    pass


_ABSENT = _Absent()


def _find(value: Value, path: Path) -> Value | _Absent:
    for key in path:
        if isinstance(value, dict):
            found = value.get(key, _ABSENT) if isinstance(key, str) else _ABSENT
        elif isinstance(value, list):
            found = value[key] if isinstance(key, int) and key < len(value) else _ABSENT
        else:
            return _ABSENT
        if isinstance(found, _Absent):
            return _ABSENT
        value = found
    return value


def _with(value: Value, path: Path, new: Value) -> Value:
    """Return a value with another at a path, key order of groups aside."""
    if not path:
        return new
    key, *rest = path
    if isinstance(key, int):
        items = list(value) if isinstance(value, list) else []
        items[key : key + 1] = [_with(items[key] if key < len(items) else None, rest, new)]
        return items
    group = dict(value) if isinstance(value, dict) else {}
    group[key] = _with(group.get(key), rest, new)
    return group


def _without(value: Value, path: Path) -> Value:
    key, *rest = path
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        new = [_without(value[key], rest)] if rest else []
        return [*value[:key], *new, *value[key + 1 :]]
    if isinstance(value, dict) and isinstance(key, str) and key in value:
        if rest:
            return {**value, key: _without(value[key], rest)}
        return {name: item for name, item in value.items() if name != key}
    raise SpliceError(f"there is nothing at {key!r}")
