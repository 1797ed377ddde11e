"""A YAML file with something unusual in it, read with care: aliases within a bound, all else refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import yaml as rules
from sitegen.parse.yaml_tree import Node, parse_tree, parse_trees
from sitegen.parse.yaml_values import NULLS, Value

ALIASED_VALUES = 10_000  # that all aliases of a file may repeat; an editor's shorthand takes a few dozen

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CUT = re.compile(r"[ \t]+#(?:(?=[^\s#])|(?=[ \t]\d))[^\r\n]*")  # #word; # 12, a number as people write it

Finding = tuple[Rule, int, int, str, str, tuple[str, ...]]  # rule, start, end, message, help, details


def read_tree(data: bytes, text: str, path: str) -> tuple[Value, tuple[Diagnostic, ...]]:
    """Return the value of UTF-8 YAML and its findings; of a doubled key the first value counts.

    Raises `yaml.YAMLError` and `yaml_tree.TooDeepError`.
    """
    root, second = parse_trees(data)
    if root is None:
        return None, ()
    sizes: dict[str, int] = {}
    total = [0, 0]
    findings = list(_audit(root, text, sizes, total))
    if second is not None:
        way_out = "Remove the line with three hyphens, or make two files of it."
        findings.append(
            (rules.SEVERAL_DOCUMENTS, second, second + 3, "a second YAML document starts here", way_out, ())
        )
    value = None if total[1] > ALIASED_VALUES else _value(root, {})
    return value, tuple(
        diagnostic(rule, place_in_text(path, text, start, end), message, way_out, details)
        for rule, start, end, message, way_out, details in findings
    )


def find_cut_texts(data: bytes, text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each text that a `#` cut short, where a word or a number follows the sign."""
    from sitegen.parse.schema_names import names_of_texts  # noqa: PLC0415 - few files have such a sign

    return tuple(_cut_texts(parse_tree(data), "", names_of_texts(), text, path))


def _audit(
    node: Node, text: str, sizes: dict[str, int], total: list[int], *, is_item: bool = False
) -> Iterator[Finding]:
    """Yield what is wrong with a node; leaves in `sizes` how many values each anchor stands for.

    `total` counts the values met so far: all of them, and those that aliases repeat.

    The sizes are added up, not walked, so a file whose aliases multiply costs no more than its own length.
    """
    before = total[0]
    if node.tag:
        name = (
            text[node.start : node.end].split(maxsplit=1)[0] if text.startswith("!", node.start) else node.tag
        )
        way_out = "Remove it; or, where it begins a text, put the whole text in quotation marks."
        yield rules.TAG, node.start, node.start + len(name), f"the tag {name} is not allowed", way_out, ()
    if node.style == '"' and (control := _CONTROL.search(node.value)):
        message = f"the text has the control character U+{ord(control[0]):04X}"
        way_out = "Delete the escape; for a backslash in double quotation marks write two."
        yield rules.CONTROL_CHARACTER, node.start, node.end, message, way_out, ()
    if node.kind == "alias":
        yield from _alias(node, sizes, total)
    else:
        total[0] += 1
    if node.kind == "mapping":
        yield from _missing_items(node, text) if is_item and _lacks_items(node) else _keys(node, text)
    for key, item in node.items:
        if key is not None:
            yield from _audit(key, text, sizes, total)
        yield from _audit(item, text, sizes, total, is_item=node.kind == "sequence")
    if node.anchor:
        sizes[node.anchor] = total[0] - before


def _alias(node: Node, sizes: dict[str, int], total: list[int]) -> Iterator[Finding]:
    size = sizes.get(node.value)
    if size is None:
        message = f"*{node.value} repeats a value, but no value before it is marked &{node.value}"
        way_out = "If the asterisk belongs to the text, put the text in quotation marks."
        yield rules.ALIAS, node.start, node.end, message, way_out, ()
    elif total[1] <= ALIASED_VALUES < total[1] + size:
        message = f"the aliases of this file repeat more than {ALIASED_VALUES:,} values"
        yield rules.ALIAS, node.start, node.end, message, "Write the values out, or split the file.", ()
    total[0] += size or 1
    total[1] += size or 1


def _lacks_items(node: Node) -> bool:
    """Tell whether several items of a list stand in one: its first key again, or two keys at least."""
    keys = [key.value for key, _ in node.items if key is not None and key.kind == "scalar"]
    doubled = len(keys) - len(set(keys))
    return node.style != "[" and (doubled > 1 or (doubled == 1 and keys.count(keys[0]) > 1))


def _missing_items(node: Node, text: str) -> Iterator[Finding]:
    """Yield the keys at which a new item begins that has no `- `, each with its line as it should be."""
    seen: set[str] = set()
    for key, _ in node.items:
        if key is None or key.kind != "scalar":
            continue
        if key.value in seen:
            seen.clear()
            line = place_in_text("", text, key.start)
            message = (
                f"the key '{key.value}' stands in this item already: a new one begins here without its `- `"
            )
            mended = f"{' ' * max(line.column - 3, 0)}- {line.excerpt[line.column - 1 :]}"
            yield rules.DUPLICATE_KEY, key.start, key.end, message, "Write the line as above.", (mended,)
        seen.add(key.value)


def _keys(node: Node, text: str) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for key, _ in node.items:
        if key is None:
            continue
        if key.kind != "scalar":
            way_out = (
                "Write one word before the colon. A text that begins with [ or { goes into quotation marks."
            )
            yield (
                rules.KEY_NOT_TEXT,
                key.start,
                key.end,
                "a list or a group stands where a key should",
                way_out,
                (),
            )
        elif key.value == "<<" and not key.style:
            message, way_out = "the merge key << is not part of the format", "Write the keys out here."
            yield rules.MERGE_KEY, key.start, key.end, message, way_out, ()
        elif key.value in seen:
            first = place_in_text("", text, seen[key.value].start)
            message = f"the key '{key.value}' stands twice in this group, first on line {first.line}"
            details = (f"line {first.line}: {first.excerpt.strip()}",)
            yield rules.DUPLICATE_KEY, key.start, key.end, message, "Join the two, or remove one.", details
        else:
            seen[key.value] = key


def _value(node: Node, anchors: dict[str, Value]) -> Value:
    value: Value
    if node.kind == "alias":
        return anchors.get(node.value)
    if node.kind == "scalar":
        value = None if node.value in NULLS and not node.style else node.value
    elif node.kind == "sequence":
        value = [_value(item, anchors) for _, item in node.items]
    else:
        value = {}
        for key, item in node.items:
            inner = _value(item, anchors)
            if key is not None and key.kind == "scalar" and (key.value != "<<" or key.style):
                value.setdefault(key.value, inner)
    if node.anchor:
        anchors[node.anchor] = value
    return value


def _cut_texts(
    node: Node | None, key: str, texts: frozenset[str], text: str, path: str
) -> Iterator[Diagnostic]:
    if node is None:
        return
    if node.kind == "scalar" and not node.style and key in texts:
        cut = _CUT.match(text, node.end)
        if cut:
            message = (
                f"'{key}' ends before '{cut[0].strip()[:40]}': to YAML, # after a space starts a comment"
            )
            way_out = (
                "If that belongs to the text, put it all in quotation marks; if not, write # and a space."
            )
            place = place_in_text(path, text, cut.start() + len(cut[0]) - len(cut[0].lstrip()), cut.end())
            yield diagnostic(rules.HASH_STARTS_COMMENT, place, message, way_out)
    for name, item in node.items:
        yield from _cut_texts(item, key if name is None else name.value, texts, text, path)
