"""Changes to lists and groups of lines. Each takes the text and gives the changed text."""

from __future__ import annotations

from sitegen.parse.yaml_tree import Node
from sitegen.splice.layout import content_end
from sitegen.splice.lines import (
    after_comments,
    break_of,
    column_of,
    ends_line,
    is_first,
    line_end,
    line_start,
    next_line,
)


def insert_lines(text: str, at: int, lines: list[str], column: int) -> str:
    """Put lines, indented to a column, at the beginning of a line."""
    line_break = break_of(text)
    new = "".join((" " * column + line if line else "") + line_break for line in lines)
    before = text[:at]
    if before and not ends_line(before):
        before += line_break
    return before + new + text[at:]


def append_item(text: str, node: Node, lines: list[str], column: int) -> str:
    """Put an item's lines after the last item of a list and the comments that belong to it."""
    at = next_line(text, content_end(text, node))
    return insert_lines(text, after_comments(text, at, column), lines, column)


def insert_item(text: str, node: Node, index: int, lines: list[str], column: int) -> str:
    """Put an item's lines before the item of that number."""
    at = line_start(text, dash_before(text, node.items[index][1]))
    return insert_lines(text, at, lines, column)


def insert_pair(text: str, node: Node, after: int, lines: list[str]) -> str:
    """Put the lines of a key and its value after the key of that number; -1 puts them first."""
    first = node.items[0][0]
    assert first is not None
    column = column_of(text, first.start)
    if after >= 0:
        at = next_line(text, content_end(text, _whole(node, after)))
        return insert_lines(text, at, lines, column)
    line_break = break_of(text)
    new = "".join(line + line_break + " " * column for line in lines)
    return text[: first.start] + new + text[first.start :]


def delete_item(text: str, node: Node, index: int, column: int) -> str:
    """Take an item's lines out, with the comments below it that are indented deeper."""
    item = node.items[index][1]
    start = line_start(text, dash_before(text, item))
    end = after_comments(text, next_line(text, content_end(text, item)), column)
    return text[:start] + text[end:]


def delete_pair(text: str, node: Node, index: int) -> str:
    """Take the lines of a key and its value out."""
    key, _ = node.items[index]
    assert key is not None
    end = next_line(text, content_end(text, _whole(node, index)))
    if is_first(text, key.start):
        return text[: line_start(text, key.start)] + text[end:]
    while text[end : end + 1] in (" ", "\t", "\r", "\n"):
        end += 1
    return text[: key.start] + text[end:]


def dash_before(text: str, item: Node) -> int:
    """Return where the hyphen of an item stands. Raises ValueError where something else is before it."""
    at = item.start
    while at > 0 and text[at - 1] in " \t\r\n":
        at -= 1
    if at == 0 or text[at - 1] != "-":
        raise ValueError("no hyphen stands before the item")
    return at - 1


def _whole(node: Node, index: int) -> Node:
    """Return the value at a key, or the key itself where nothing follows it."""
    key, value = node.items[index]
    assert key is not None
    return value if value.end > key.end else key


def end_of_value_line(text: str, offset: int) -> str:
    """Return what follows an offset on its line, when that is a comment: it stays."""
    rest = text[offset : line_end(text, offset)]
    return rest if rest.strip(" \t").startswith("#") else ""
