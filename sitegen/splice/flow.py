"""Changes to lists and groups between brackets. Each takes the text and gives the changed text."""

from __future__ import annotations

from sitegen.parse.yaml_tree import Node
from sitegen.splice.lines import break_of, is_first, line_end, line_start, next_line


def insert_in_flow(text: str, node: Node, index: int, written: str) -> str:
    """Put an item, or a key with its value, before the item of that number; or at the end."""
    if not node.items:
        return text[: node.start + 1] + written + text[node.end - 1 :]
    if index < len(node.items):
        at = _start(node, index)
        return text[:at] + written + "," + _gap(text, node, at) + text[at:]
    start, end = _start(node, len(node.items) - 1), _end(node, len(node.items) - 1)
    comma = _comma_after(text, end)
    after = comma + 1 if comma >= 0 else end
    gap, line = _gap(text, node, start), line_end(text, after)
    if gap != " " and line < node.end and text[after:line].strip(" \t").startswith("#"):
        # The comment on the line is about the item before.
        closing = "," if comma >= 0 else ""
        return text[:end] + "," * (comma < 0) + text[end:line] + gap + written + closing + text[line:]
    return text[:end] + "," + gap + written + text[end:]


def delete_in_flow(text: str, node: Node, index: int) -> str:
    """Take an item out, with the comma that parted it from the next or the last."""
    start, end = _start(node, index), _end(node, index)
    comma = _comma_after(text, end)
    if comma < 0:
        if index:
            start = _end(node, index - 1)
        return text[:start] + text[end:]
    end = comma + 1
    rest = text[end : line_end(text, end)].strip(" \t")
    if is_first(text, start) and (not rest or rest.startswith("#")):
        return text[: line_start(text, start)] + text[next_line(text, end) :]
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[:start] + text[end:]


def _start(node: Node, index: int) -> int:
    key, value = node.items[index]
    return value.start if key is None else key.start


def _end(node: Node, index: int) -> int:
    key, value = node.items[index]
    return max(value.end, key.end if key is not None else 0)


def _gap(text: str, node: Node, at: int) -> str:
    """Return what stands between items: a line break and indentation where each has a line, else a space."""
    if is_first(text, at) and line_start(text, at) > node.start:
        return break_of(text) + text[line_start(text, at) : at]
    return " "


def _comma_after(text: str, end: int) -> int:
    """Return where the comma after an item stands, -1 where its list ends first or a comment intervenes."""
    while text[end : end + 1].isspace():
        end += 1
    return end if text[end : end + 1] == "," else -1
