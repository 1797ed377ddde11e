"""How a file is laid out: where the words of a node end, and by how much its author indents."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.parse.yaml_tree import Node
from sitegen.splice.lines import column_of

BLOCK_SIGNS = ("|", ">")
STEP = 2  # columns, where a file shows no indentation of its own


def is_flow(node: Node) -> bool:
    """Tell whether a list or group stands between brackets."""
    return node.style == "["


def is_block(node: Node) -> bool:
    """Tell whether a node is a list or a group of lines."""
    return node.kind in ("mapping", "sequence") and node.style != "["


def content_end(text: str, node: Node) -> int:
    """Return where the last character of a node stands: no comments, no blank lines after it.

    The parser ends a group of lines only where the next thing begins.
    """
    while is_block(node):
        node = node.items[-1][1]
    if node.style in BLOCK_SIGNS:
        sign = text[node.start : node.start + 3].split("\n", maxsplit=1)[0]
        if "+" in sign:  # the blank lines after it are part of the text
            return node.end - 1 if node.end > node.start and text[node.end - 1] == "\n" else node.end
        return node.start + len(text[node.start : node.end].rstrip(" \t\r\n"))
    return node.end


def step_of(text: str, root: Node | None) -> int:
    """Return by how much the groups of a file are indented below their keys."""
    for outer, inner in _iter_nested(root):
        if outer.kind == inner.kind == "mapping":
            return max(1, column_of(text, inner.start) - column_of(text, outer.start))
    return STEP


def dash_of(text: str, root: Node | None) -> int:
    """Return by how much the hyphens of a file's lists are indented below the lists' keys."""
    for outer, inner in _iter_nested(root):
        if outer.kind == "mapping" and inner.kind == "sequence":
            return max(0, column_of(text, inner.start) - column_of(text, outer.start))
    return STEP


def _iter_nested(root: Node | None) -> Iterator[tuple[Node, Node]]:
    """Yield pairs of a group of lines and one right inside it, outermost first."""
    level = [root] if root is not None and is_block(root) else []
    while level:
        below = []
        for node in level:
            for _, item in node.items:
                if is_block(item):
                    if not item.anchor and not item.tag:
                        yield node, item
                    below.append(item)
        level = below
