"""Texts as YAML scalars: plain where YAML reads that text back, else in quotation marks or as a block.

Plain is what a person would write, so it is preferred; but never where this project's reader, or
another program's, would see something else: a number, a date, yes or no, a comment, a list.
"""

from __future__ import annotations

import re
from typing import Literal

import yaml

Style = Literal["", '"', "'", "|", ">"]

# What these keys hold is a number, a date or yes and no to everybody.
PLAIN_KEYS = frozenset(
    (
        *("value", "min", "max", "occurrence", "approximate", "varies", "as_of", "said", "date", "annotated"),
        *("retrieved", "period", "rating"),
    )
)
WIDTH = 100  # columns to which a folded block is filled: an editor's window beside another

_resolver = yaml.SafeLoader("")
_STARTS = re.compile(r"[^\W_]|[(/$+.«»“”‘’„‚—–…¿¡€£]|-[0-9]")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_MEANS = re.compile(r":(?:\s|\Z)|\s#|\A(?:---|\.\.\.)|\s\Z")
_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_NOT_IN_BLOCK = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\uffff\ud800-\udfff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N"}
_SHORT |= {"\u2028": "\\L", "\u2029": "\\P"}


def write_scalar(text: str, key: str = "", *, in_flow: bool = False, style: Style = "") -> str:
    """Return a text as a scalar on one line; in the given style where that can hold it.

    `key` is the key that it stands under, `in_flow` tells whether that is between brackets.
    """
    if not style and _is_plain(text, key, in_flow=in_flow):
        return text
    has_only_double = '"' in text and "'" not in text
    if (style == "'" or (not style and has_only_double)) and not _UNSAFE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def write_block(text: str, style: Style, width: int = WIDTH) -> tuple[str, list[str]] | None:
    """Return the sign and the lines of a text as a literal or folded block; None where it cannot be one."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if _NOT_IN_BLOCK.search(text) or any(line != line.strip(" ") for line in lines):
        return None
    if not lines[0] or not lines[-1]:
        return None
    chomp = "" if text.endswith("\n") else "-"
    if style == ">":
        if "  " in text:
            return None
        return f">{chomp}", _fold_lines(lines, width)
    return f"|{chomp}", lines


def _is_plain(text: str, key: str, *, in_flow: bool) -> bool:
    if not _STARTS.match(text) or _UNSAFE.search(text) or _MEANS.search(text):
        return False
    if in_flow and _IN_FLOW.search(text):
        return False
    tag = str(_resolver.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]
    tag = tag.removeprefix("tag:yaml.org,2002:")
    if key in PLAIN_KEYS:
        return tag != "null"
    return tag == "str" and not _OCTAL.match(text)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _fold_lines(lines: list[str], width: int) -> list[str]:
    """Return paragraphs filled to a width; each line end of the text is an empty line more."""
    out: list[str] = []
    for number, line in enumerate(lines):
        if number:
            out.append("")
        words = line.split(" ") if line else []
        row = ""
        for word in words:
            if row and len(row) + 1 + len(word) > width:
                out.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        if row:
            out.append(row)
    return out
