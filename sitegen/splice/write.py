"""Values as YAML: on one line between brackets where they are short, else as lines."""

from __future__ import annotations

from sitegen.parse.yaml_values import Value
from sitegen.splice.scalar import write_block, write_scalar

LONGEST_FLOW = 88  # characters of a list or group on one line
SPACIOUS = ("annotations",)  # lists whose groups are always written as lines: they grow
LONGEST_WORDS = 48  # characters of a text in it: a sentence deserves a line of its own


def write_flow(value: Value, key: str = "") -> str:
    """Return a value on one line."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return write_scalar(value, key, in_flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(write_flow(item, key) for item in value) + "]"
    return (
        "{"
        + ", ".join(f"{_key(name, in_flow=True)}: {write_flow(v, name)}" for name, v in value.items())
        + "}"
    )


def write_pair(key: str, value: Value, step: int, dash: int) -> list[str]:
    """Return the lines of a key with its value.

    `step` is by how much a group below is indented, `dash` by how much a list's hyphen is.
    """
    name = _key(key)
    if isinstance(value, str) and "\n" in value.strip("\n"):
        block = write_block(value, "|")
        if block is not None:
            sign, lines = block
            return [f"{name}: {sign}", *indented(lines, step)]
    inline = write_inline(value, key)
    if inline is not None:
        return [f"{name}: {inline}"]
    if isinstance(value, list):
        return [f"{name}:", *indented(write_items(value, step, dash, key), dash)]
    assert isinstance(value, dict)
    return [f"{name}:", *indented(write_pairs(value, step, dash), step)]


def write_pairs(value: dict[str, Value], step: int, dash: int) -> list[str]:
    """Return the lines of a group, not indented."""
    return [line for key, item in value.items() for line in write_pair(key, item, step, dash)]


def write_top(group: dict[str, Value], step: int, dash: int) -> list[str]:
    """Return the lines of a file's own keys: a group below one is never on its line, for it grows."""
    lines: list[str] = []
    for key, value in group.items():
        if isinstance(value, dict) and value:
            lines += [f"{_key(key)}:", *indented(write_pairs(value, step, dash), step)]
        else:
            lines += write_pair(key, value, step, dash)
    return lines


def write_items(value: list[Value], step: int, dash: int, key: str = "") -> list[str]:
    """Return the lines of a list, its hyphens not indented."""
    return [line for item in value for line in write_item(item, step, dash, key)]


def write_item(item: Value, step: int, dash: int, key: str = "", gap: int = 1) -> list[str]:
    """Return the lines of an item of a list; `gap` is the space after its hyphen."""
    inline = None if isinstance(item, dict) and item and key in SPACIOUS else write_inline(item, key)
    if inline is not None:
        return ["-" + " " * gap + inline]
    lines = write_pairs(item, step, dash) if isinstance(item, dict) else write_flow(item, key).split("\n")
    first, *rest = lines
    return ["-" + " " * gap + first, *indented(rest, 1 + gap)]


def write_inline(value: Value, key: str = "") -> str | None:
    """Return a value on its key's line, or None where it needs lines of its own."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return write_scalar(value, key)
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, list) and any(not isinstance(item, str) for item in value):
        return None
    if any(len(text) > LONGEST_WORDS for text in _texts(value)):
        return None
    flow = write_flow(value, key)
    return flow if len(flow) <= LONGEST_FLOW else None


def _texts(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value or ()
    return [text for item in items for text in _texts(item)]


def _key(name: str, *, in_flow: bool = False) -> str:
    return write_scalar(name, in_flow=in_flow)


def indented(lines: list[str], by: int) -> list[str]:
    """Return lines with spaces before each that is not empty."""
    return [" " * by + line if line else line for line in lines]
