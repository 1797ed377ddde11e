"""From keys to a line and a column, only when there is something to tell.

The file is read again with positions; the last few trees are kept, for files with many findings.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
import yaml

from sitegen.diagnostics.diagnostic import Diagnostic, Key, Place
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.parse.front_matter import front_matter
from sitegen.parse.yaml_tree import Node, TooDeepError, parse_tree

_BLOCK_STYLES = ("|", ">")


def locate(diagnostic: Diagnostic, data: bytes) -> Diagnostic:
    """Return the diagnostic with line, column, end column and excerpt of its place in a file's bytes.

    Keys that are not there lead to the nearest group around them that is. A place that has its line
    already, and a file that cannot be read, are left as they are.
    """
    place = diagnostic.place
    if place.line:
        return diagnostic
    if not place.keys and not place.path.endswith(".yaml"):
        found = place_in_text(place.path, data.decode("utf-8", "replace").removeprefix("\ufeff"), 0)
        return msgspec.structs.replace(diagnostic, place=found)
    text, root = _tree(data, place.path.endswith(".md"))
    if text is None or root is None:
        found = place_in_text(place.path, text or "", 0)
    else:
        start, end = _range(root, place.keys, at_key=place.at_key)
        found = place_in_text(place.path, text, start, min(end, _line_end(text, start)))
    return msgspec.structs.replace(
        diagnostic, place=msgspec.structs.replace(found, keys=place.keys, at_key=place.at_key)
    )


def text_at(place: Place, data: bytes) -> str:
    """Return the text that stands at the keys of a place in a file's bytes; empty where none does."""
    _, node = _tree(data, place.path.endswith(".md"))
    for key in place.keys:
        step = None if node is None else _step(node, key)
        if step is None:
            break
        node = step[1]
    return node.value if node is not None and node.kind == "scalar" else ""


@lru_cache(maxsize=8)
def _tree(data: bytes, is_page: bool) -> tuple[str | None, Node | None]:  # noqa: FBT001 - a cache's key
    """Return the file's text and its YAML; None for what cannot be read or is not there."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None, None
    if is_page:
        parts = front_matter(text)
        if parts is None:
            return text, None
        body = parts[0].encode()
    try:
        return text, parse_tree(body)
    except (yaml.YAMLError, TooDeepError):
        return text, None


def _range(root: Node, keys: tuple[Key, ...], *, at_key: bool) -> tuple[int, int]:
    """Return the offsets of the value at the keys, or of the last key itself."""
    node, key_node = root, None
    for key in keys:
        step = _step(node, key)
        if step is None:
            # What is missing is best shown where it should stand: at the group's own key or first line.
            return (
                (key_node.start, key_node.end)
                if key_node is not None and not _is_scalar(node)
                else _shown(node)
            )
        key_node, node = step[0] or (key_node if step[1] is node else None), step[1]
    if at_key and key_node is not None:
        return key_node.start, key_node.end
    return _shown(node) if _is_scalar(node) and (node.value or node.style) else _span(node, key_node)


def _step(node: Node, key: Key) -> tuple[Node | None, Node] | None:
    """Return the key and value of a node below; a number counts the items of a list."""
    if isinstance(key, int):
        if node.kind == "mapping":
            return (None, node) if key == 0 else None  # a lone group stands for a list of one
        return node.items[key] if key < len(node.items) else None
    if node.kind != "mapping":
        return None
    return next(((k, v) for k, v in node.items if k is not None and k.value == key), None)


def _is_scalar(node: Node) -> bool:
    return node.kind in ("scalar", "alias")


def _shown(node: Node) -> tuple[int, int]:
    """Return a value's offsets; of a block text only its sign, which is on the key's line."""
    if node.style in _BLOCK_STYLES:
        return node.start, node.start + 1
    return node.start, node.end


def _span(node: Node, key_node: Node | None) -> tuple[int, int]:
    """Return where a group, a list or nothing is shown: at its key, or at its first character."""
    if key_node is not None:
        return key_node.start, key_node.end
    return node.start, node.start + 1


def _line_end(text: str, start: int) -> int:
    return min((i for i in (text.find("\n", start), text.find("\r", start)) if i >= 0), default=len(text))
