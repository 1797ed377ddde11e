"""Plain values → YAML as a person would write it.

Block style, with short lists and groups on one line where they stand inside an entry. A text is
written without quotation marks wherever no YAML reader, of 1.1 or 1.2, would take it for anything else. The
law: `parse_yaml` gives back every text, to the character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

Yaml: TypeAlias = "str | int | Decimal | bool | Sequence[Yaml] | Mapping[str, Yaml] | None"

SHORT = 72  # characters of a list or group that is written on one line
FLOW_DEPTH = 2  # groups nearer to the top than this are always written in lines: entries, annotations

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|^\s|\s$")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}]|:")
_WORDS = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)\Z")
_NUMBER = re.compile(
    r"[-+.]?[0-9][0-9_.,:]*(?:[eE][-+]?[0-9]+)?\Z|0[xob][0-9a-fA-F_]+\Z|(?i:[-+]?\.(?:inf|nan))\Z"
)
_RAW_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def render_yaml(value: Mapping[str, Yaml]) -> str:
    """Return the YAML of a group, ending in a line end; an empty group gives no text."""
    return "".join(line + "\n" for line in _lines(value, 0))


def render_entry(id_: str, keys: Mapping[str, Yaml]) -> str:
    """Return the YAML of one entry of a registry."""
    return render_yaml({id_: keys})


def render_scalar(value: Yaml, *, in_flow: bool = False) -> str:
    """Return a single value on one line."""
    if isinstance(value, str):
        return _render_text(value, in_flow=in_flow)
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _render_text(text: str, *, in_flow: bool) -> str:
    if _is_plain(text) and not (in_flow and _NOT_IN_FLOW.search(text)):
        return text
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    quoted = json.dumps(text, ensure_ascii=False)
    return _RAW_BREAKS.sub(lambda m: f"\\u{ord(m[0]):04x}", quoted)


def _is_plain(text: str) -> bool:
    return bool(
        text
        and text[0] not in _INDICATORS
        and text.isprintable()
        and not text.startswith(("...", "---"))
        and not _NOT_PLAIN.search(text)
        and not _WORDS.match(text)
        and not _NUMBER.match(text)
    )


def _lines(value: Mapping[str, Yaml], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from _member(f"{render_scalar(key)}:", inner, depth)


def _member(head: str, value: Yaml, depth: int) -> Iterator[str]:
    """Yield the lines of a value behind its key or hyphen."""
    if isinstance(value, str) and "\n" in value and _is_literal(value):
        yield f"{head} |" if value.endswith("\n") else f"{head} |-"
        yield from (f"  {line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    elif isinstance(value, (list, tuple, dict)):
        flow = _flow(value) if not value or _is_simple(value, depth) else None
        if flow is not None and (not value or len(flow) <= SHORT):
            yield f"{head} {flow}"
        else:
            yield head
            yield from ("  " + line if line else "" for line in _block(value, depth))
    else:
        yield f"{head} {render_scalar(value)}"


def _block(value: Sequence[Yaml] | Mapping[str, Yaml], depth: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _lines(value, depth + 1)
        return
    for item in value:
        if isinstance(item, Mapping) and item and not (depth >= FLOW_DEPTH - 1 and _fits(item)):
            first, *rest = _lines(item, depth + 1)
            yield f"- {first}"
            yield from ("  " + line if line else "" for line in rest)
        else:
            yield from _member("-", item, depth + 1)


def _is_literal(text: str) -> bool:
    """Tell whether the text can stand as a literal block: no space where YAML would lose or misread it."""
    body = text.removesuffix("\n")
    return (
        bool(body.strip())
        and not body.startswith((" ", "\n"))
        and not body.endswith("\n")
        and all(line.isprintable() and line == line.rstrip() for line in body.split("\n"))
    )


def _is_simple(value: Sequence[Yaml] | Mapping[str, Yaml], depth: int) -> bool:
    """Tell whether the value may stand on one line: a list of texts, or a group deep enough."""
    if isinstance(value, Mapping):
        return depth >= FLOW_DEPTH - 1 and all(_is_scalar(inner) for inner in value.values())
    return all(_is_scalar(item) for item in value)


def _is_scalar(value: Yaml) -> bool:
    return not isinstance(value, (list, tuple, dict)) and not (isinstance(value, str) and "\n" in value)


def _fits(value: Mapping[str, Yaml]) -> bool:
    return all(_is_scalar(inner) for inner in value.values()) and len(_flow(value)) <= SHORT


def _flow(value: Sequence[Yaml] | Mapping[str, Yaml]) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(
            f"{render_scalar(k, in_flow=True)}: {render_scalar(v, in_flow=True)}" for k, v in value.items()
        )
        return "{" + inside + "}"
    return "[" + ", ".join(render_scalar(item, in_flow=True) for item in value) + "]"
