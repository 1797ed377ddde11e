"""YAML of simple form, as most sidecars have, to values without a YAML parser.

Simple are groups and lists by indentation, keys of one word, and beside them values that are plain, in
quotation marks, or lists and groups of single words between brackets; a plain one may go on below. Of
all else a parser has to judge: no mistake is told here. A property test holds both to the same values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitegen.parse.yaml import Value

NULLS: Final = frozenset(("", "~", "null"))
_RIGHTMOST: Final = 24  # column of a group or list: so their nesting is bounded
_NOT_PLAIN: Final = frozenset(" -?:,[]{}#&*!|>'\"%@`~")  # no plain text begins so; ~ is null
_WORD: Final = "[A-Za-z0-9][A-Za-z0-9_.-]*"
_LIST: Final = re.compile(rf"\[{_WORD}(?:, {_WORD})*\]")
_GROUP: Final = re.compile(rf"\{{{_WORD}: {_WORD}(?:, {_WORD}: {_WORD})*\}}")

# Of each line what stands before its words, as far as a dash; its key; the rest.
_LINES: Final = re.compile(r"\n( *(?:- )?)(?:([A-Za-z0-9_][A-Za-z0-9_-]{0,99}):(?: |(?=\n)))?([^\n]*)")
_END: Final = ("", "", "\n")  # what no line is

_Lines = list[tuple[str, str, str]]


class NotSimpleError(Exception):
    """The text is for a parser to read."""


def parse_simple(text: str) -> Value:
    """Return the value of YAML of simple form; raises `NotSimpleError` for any other text."""
    if " #" in text or " \n" in text or text[-1:] == " " or not text.replace("\n", "").isprintable():
        raise NotSimpleError
    lines: _Lines = _LINES.findall(f"\n{text}\n")
    lines.append(_END)
    value, at = _block(lines, _past_blanks(lines, 0))
    if lines[at] is not _END:  # a line belongs to nothing above it
        raise NotSimpleError
    return value


def _block(lines: _Lines, at: int) -> tuple[Value, int]:
    """Return the group or list that begins on a line, and the line after it."""
    margin = lines[at][0]
    if len(margin) > _RIGHTMOST:
        raise NotSimpleError
    return _list(lines, at, margin) if margin[-2:] == "- " else _group(lines, at, margin)


def _group(lines: _Lines, at: int, margin: str) -> tuple[Value, int]:
    group: dict[str, Value] = {}
    here, key, words = lines[at]
    while key and here == margin:
        if key in group:
            raise NotSimpleError
        at += 1
        if words and lines[at][1] and words[0] not in _NOT_PLAIN and words != "null":
            if ": " in words or words[-1] == ":":  # as `_value`: most are such, and need not call it
                raise NotSimpleError
            group[key] = words
        elif words:
            group[key], at = _value(lines, at, words, len(margin))
        else:
            at = _past_blanks(lines, at)
            here = lines[at][0]
            column = len(here) - 1 if here[-2:] != "- " else len(here) - 2  # lists may be as far left
            group[key], at = _block(lines, at) if column >= len(margin) else (None, at)
        here, key, words = lines[at]
    if not group:
        raise NotSimpleError
    return group, at


def _list(lines: _Lines, at: int, margin: str) -> tuple[Value, int]:
    items: list[Value] = []
    below = " " * len(margin)
    here, key, words = lines[at]
    while here == margin:
        if key:
            lines[at] = below, key, words
            item, at = _group(lines, at, below)
        else:
            item, at = _value(lines, at + 1, words, len(margin) - 2)
        items.append(item)
        here, key, words = lines[at]
    return items, at


def _value(lines: _Lines, at: int, words: str, column: int) -> tuple[Value, int]:
    """Return the value that begins with these words, and the line after it.

    What stands right of the column on the lines from `at` on belongs to a plain one.
    """
    here, key, more = lines[at]
    if words[0] in _NOT_PLAIN or words == "null":
        value = _marked(words)
    else:
        while not key and more and len(here) > column and here[-2:] != "- " and more[0] not in _NOT_PLAIN:
            words += " " + more
            at += 1
            here, key, more = lines[at]
        if ": " in words or words[-1] == ":":
            raise NotSimpleError
        value = words
    return value, at if key else _past_blanks(lines, at)


def _marked(words: str) -> Value:
    """Return the value of words that are not plain text: quoted, between brackets, or null."""
    inner = words[1:-1]
    if words in NULLS:
        return None
    if words[0] == words[-1] == "'" and len(words) > 1 and "'" not in inner.replace("''", ""):
        return inner.replace("''", "'")
    if words[0] == words[-1] == '"' and len(words) > 1 and '"' not in inner and "\\" not in inner:
        return inner
    if _LIST.fullmatch(words):
        return [None if item in NULLS else item for item in inner.split(", ")]
    if _GROUP.fullmatch(words):
        pairs = [pair.split(": ") for pair in inner.split(", ")]
        group: dict[str, Value] = {key: None if value in NULLS else value for key, value in pairs}
        if len(group) == len(pairs):
            return group
    raise NotSimpleError


def _past_blanks(lines: _Lines, at: int) -> int:
    """Return the first line from here on that is neither empty nor a comment."""
    _, key, words = lines[at]
    while not key and (not words or words[0] == "#"):
        at += 1
        _, key, words = lines[at]
    return at
