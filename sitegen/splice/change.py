"""One change at one place: dispatch between brackets and lines, and replacing a value where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.diagnostics.diagnostic import Key
from sitegen.parse.yaml_tree import Node, parse_tree
from sitegen.parse.yaml_values import Value
from sitegen.splice import block, flow
from sitegen.splice.layout import BLOCK_SIGNS, content_end, dash_of, is_block, is_flow, step_of
from sitegen.splice.lines import break_of, column_of, line_end, line_start
from sitegen.splice.scalar import Style, write_block, write_scalar
from sitegen.splice.write import (
    indented,
    write_flow,
    write_inline,
    write_item,
    write_items,
    write_pair,
    write_pairs,
    write_top,
)

Path = Sequence[Key]


class Yaml:
    """A text with its tree and its author's indentation."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = parse_tree(text.encode())
        self.step = step_of(text, self.root)
        self.dash = dash_of(text, self.root)

    def steps(self, path: Path) -> list[tuple[Node, int]]:
        """Return the nodes on the way to a path, each with the number of the item that leads on.

        Raises ValueError where there is no such path.
        """
        node, found = self.root, []
        for key in path:
            index = None if node is None else _index(node, key)
            if node is None or index is None:
                raise ValueError(f"there is nothing at {tuple(path)!r}")
            found.append((node, index))
            node = node.items[index][1]
        return found

    def at(self, path: Path) -> Node | None:
        """Return the node at a path."""
        steps = self.steps(path)
        return steps[-1][0].items[steps[-1][1]][1] if steps else self.root


def _index(node: Node, key: Key) -> int | None:
    if isinstance(key, int):
        return key if node.kind == "sequence" and key < len(node.items) else None
    if node.kind != "mapping":
        return None
    return next((i for i, (k, _) in enumerate(node.items) if k is not None and k.value == key), None)


def insert_key(yaml: Yaml, path: Path, after: int, key: str, value: Value) -> str:
    """Put a key with its value into the group at a path, after the key of that number (-1: first)."""
    node = yaml.at(path)
    assert node is not None
    if is_flow(node):
        return flow.insert_in_flow(yaml.text, node, after + 1, write_flow({key: value})[1:-1])
    write = write_pairs if path else write_top
    return block.insert_pair(yaml.text, node, after, write({key: value}, yaml.step, yaml.dash))


def insert_item(yaml: Yaml, path: Path, index: int, value: Value) -> str:
    """Put an item into the list at a path, before the item of that number or at the end."""
    node = yaml.at(path)
    assert node is not None
    key = _last_key(path)
    if is_flow(node):
        return flow.insert_in_flow(yaml.text, node, index, write_flow(value, key))
    text = yaml.text
    dash = block.dash_before(text, node.items[0][1])
    column = column_of(text, dash)
    last = node.items[-1][1]
    hyphen = block.dash_before(text, last)
    gap = last.start - hyphen - 1 if line_start(text, last.start) <= hyphen else 1
    lines = write_item(value, yaml.step, yaml.dash, key, max(1, gap))
    if index == len(node.items):
        return block.append_item(text, node, lines, column)
    return block.insert_item(text, node, index, lines, column)


def delete(yaml: Yaml, path: Path) -> str:
    """Take out what stands at a path; the last of a list or group leaves `[]` or `{}`."""
    parent, index = yaml.steps(path)[-1]
    text = yaml.text
    if len(parent.items) == 1:
        emptied = _delete_only_item(yaml, path)
        if emptied is not None:
            return emptied
        return replace(yaml, path[:-1], [] if parent.kind == "sequence" else {})
    if is_flow(parent):
        return flow.delete_in_flow(text, parent, index)
    if parent.kind == "mapping":
        return block.delete_pair(text, parent, index)
    column = column_of(text, block.dash_before(text, parent.items[index][1]))
    return block.delete_item(text, parent, index, column)


def _delete_only_item(yaml: Yaml, path: Path) -> str | None:
    """Take the only item of a list of lines out, so that comments in the list stay; None for other forms."""
    steps = yaml.steps(path)
    parent = steps[-1][0]
    key = steps[-2][0].items[steps[-2][1]][0] if len(steps) > 1 else None
    if parent.kind != "sequence" or not is_block(parent) or key is None:
        return None
    column = column_of(yaml.text, block.dash_before(yaml.text, parent.items[0][1]))
    colon = yaml.text.index(":", key.end) + 1
    rest = block.delete_item(yaml.text, parent, 0, column)
    return f"{rest[:colon]} []{rest[colon:]}"


def replace(yaml: Yaml, path: Path, value: Value) -> str:
    """Put a value in the place of another, in its form where that can hold it."""
    node = yaml.at(path)
    text = yaml.text
    if node is None or not path:
        return _replace_root(yaml, value)
    parent, index = yaml.steps(path)[-1]
    if is_flow(parent) or (is_flow(node) and node.items and isinstance(value, (list, dict))):
        written = _flow_or_styled(node, value, _last_key(path))
        gap = " " if text[node.start - 1 : node.start] == ":" else ""
        return text[: node.start] + gap + written + text[node.end :]
    return _replace_in_block(yaml, path, parent.items[index][0], node, value)


def _flow_or_styled(node: Node, value: Value, key: str) -> str:
    if isinstance(value, str):
        return write_scalar(value, key, in_flow=True, style=_quotes(node))
    return write_flow(value, key)


def _quotes(node: Node) -> Style:
    return '"' if node.style == '"' else "'" if node.style == "'" else ""


def _replace_in_block(yaml: Yaml, path: Path, key: Node | None, node: Node, value: Value) -> str:
    text = yaml.text
    if isinstance(value, str) and node.style in BLOCK_SIGNS:
        changed = _replace_block_text(yaml, key, node, value)
        if changed is not None:
            return changed
    name = _last_key(path)
    anchor = key.end if key is not None else block.dash_before(text, node)
    after = text.index(":", anchor) + 1 if key is not None else anchor + 1
    end = max(content_end(text, node), after)
    comment = _comment_of(text, node, after)
    inline = (
        write_scalar(value, name, style=_quotes(node))
        if isinstance(value, str)
        else write_inline(value, name)
    )
    if isinstance(value, str) and "\n" in value.strip("\n") and not _quotes(node):
        lines = write_pair("k", value, yaml.step, yaml.dash)
        if len(lines) > 1:
            return _lay(
                text, after, end, f" {lines[0][3:]}{comment}", lines[1:], _column_below(yaml, key, anchor)
            )
    if inline is not None:
        return f"{text[:after]} {inline}{comment}{text[end:]}"
    if isinstance(value, list):
        lines = indented(write_items(value, yaml.step, yaml.dash, name), yaml.dash)
    else:
        assert isinstance(value, dict)
        lines = indented(write_pairs(value, yaml.step, yaml.dash), yaml.step)
    if not comment:
        comment = block.end_of_value_line(text, end)
        end += len(comment)
    return _lay(text, after, end, comment, lines, _column_below(yaml, key, anchor))


def _column_below(yaml: Yaml, key: Node | None, anchor: int) -> int:
    return column_of(yaml.text, key.start if key is not None else anchor)


def _lay(text: str, start: int, end: int, head: str, lines: list[str], column: int) -> str:
    """Put the rest of a key's line and the lines below it in the place of a range."""
    line_break = break_of(text)
    below = "".join(line_break + (" " * column + line if line else "") for line in lines)
    return text[:start] + head + below + text[end:]


def _comment_of(text: str, node: Node, after: int) -> str:
    """Return the comment on the line of a key whose value stands, or goes on, below; with its space."""
    first_end = line_end(text, after)
    if is_block(node):
        rest = text[after:first_end] if node.start > first_end else ""
    elif node.style in BLOCK_SIGNS:
        rest = _after_sign(text, node)
    else:
        return ""
    return rest if rest.strip(" \t").startswith("#") else ""


def _after_sign(text: str, node: Node) -> str:
    line = text[node.start : line_end(text, node.start)]
    return line[len(line) - len(line.lstrip("|>+-0123456789")) :]


def _replace_block_text(yaml: Yaml, key: Node | None, node: Node, value: str) -> str | None:
    text = yaml.text
    rest = _after_sign(text, node)
    body_start = line_end(text, node.start)
    body = text[body_start : content_end(text, node)].strip("\r\n").splitlines()
    widths = [len(line.strip(" ")) for line in body]
    written = write_block(value, "|" if node.style == "|" else ">", max([60, *widths]))
    if written is None:
        return None
    sign, lines = written
    column = min((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), default=0)
    if not column:
        column = (column_of(text, key.start) if key is not None else 0) + yaml.step
    return _lay(text, node.start, content_end(text, node), sign + rest, lines, column)


def _replace_root(yaml: Yaml, value: Value) -> str:
    """Put a group into a file that has none, or an empty one between brackets."""
    node, text = yaml.root, yaml.text
    if node is not None and node.items:
        raise ValueError("the file's own group cannot be replaced")
    if not value:
        return text
    lines = write_top(value, yaml.step, yaml.dash) if isinstance(value, dict) else [write_flow(value)]
    if node is not None and is_flow(node):
        return text[: node.start] + break_of(text).join(lines) + text[node.end :]
    if node is not None and node.value:
        raise ValueError("the file holds a text, not a group")
    return block.insert_lines(text, len(text), lines, 0)


def _last_key(path: Path) -> str:
    return next((key for key in reversed(path) if isinstance(key, str)), "")
