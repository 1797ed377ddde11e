r"""Characters of a file that nobody sees: one finding for each of them, with all its places.

What is judged is what the file's text comes to: `\u202e` in a quoted scalar of YAML and `&#x202e;` in
Markdown mean the character itself.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.diagnostics.rules.files import INVISIBLE_CHARACTER
from sitegen.model.archive import Span
from sitegen.parse.characters import REFERENCE, decode_references
from sitegen.parse.yaml_values import Value
from sitegen.text.invisible import find_invisible, may_hold_invisible, name_of_character

_LISTED: Final = 12  # lines that are named
_ESCAPE: Final = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_ESCAPE_OR_REFERENCE: Final = re.compile(f"{_ESCAPE.pattern}|{REFERENCE.pattern}")
# Where in YAML one text ends and another begins: what is right in one is not so for the other's sake.
_ENTRY: Final = re.compile(r"\n(?=[ \t]*(?:-[ \t]|[^\s:#]+:(?:[ \t]|$)))", re.MULTILINE)
_HELP: Final = "Delete it, unless it is part of what was published."


def report_in_source(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of a source's text; its path tells whether it is Markdown."""
    if path.endswith(".md") and "&" in text:
        read = _Read(text, REFERENCE, decode_references)
    elif may_hold_invisible(text):
        read = _Read(text)
    else:
        return ()
    return tuple(_report(read, find_invisible(read.text), path))


def report_in_yaml(data: bytes, path: str, value: Value) -> tuple[Diagnostic, ...]:
    """Return what there is to tell of a file of YAML (a page's Markdown may follow) that has the value."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # of which is told already
        return ()
    if "\\" in text or "&" in text:
        known = "".join(_iter_texts(value)) if "\\" in text else ""

        def decode(match: str) -> str:
            if match[0] == "&":
                return decode_references(match)
            character = chr(min(int(f"0x{match[2:]}", 0), 0x10FFFF))
            return character if character in known else match  # in a plain scalar it means nothing

        read = _Read(text, _ESCAPE_OR_REFERENCE, decode)
    elif may_hold_invisible(text):
        read = _Read(text)
    else:
        return ()
    starts = [0, *(found.end() for found in _ENTRY.finditer(read.text))] if read.is_suspect else []
    found = [
        start + at
        for start, end in zip(starts, [*starts[1:], len(read.text)], strict=False)
        for at in find_invisible(read.text[start:end])
        if unicodedata.category(read.text[start + at]) != "Cc"  # which is an error of the YAML's
    ]
    return tuple(_report(read, found, path))


class _Read:
    """A text with what stands for single characters that nobody sees read, and where these stood."""

    def __init__(
        self, source: str, pattern: re.Pattern[str] | None = None, decode: Callable[[str], str] = str
    ) -> None:
        self.source = source
        self._ends = [0]  # in what is read, after each that was decoded
        self._stood: list[Span] = [(0, 0)]
        parts: list[str] = []
        at = length = 0
        for match in () if pattern is None else pattern.finditer(source):
            character = decode(match[0])
            if len(character) == 1 and may_hold_invisible(character):
                parts += (source[at : match.start()], character)
                length += match.start() - at + 1
                self._ends.append(length)
                self._stood.append(match.span())
                at = match.end()
        self.text = "".join((*parts, source[at:])) if parts else source
        self.is_suspect = bool(parts) or may_hold_invisible(source)

    def span_of(self, at: int) -> Span:
        """Return where the character at an offset stands in the source."""
        number = bisect_right(self._ends, at + 1) - 1
        if number and self._ends[number] == at + 1:
            return self._stood[number]
        number = bisect_right(self._ends, at) - 1
        start = self._stood[number][1] + at - self._ends[number]
        return start, start + 1


def _report(read: _Read, found: Iterable[int], path: str) -> Iterator[Diagnostic]:
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for at in found:
        places[read.text[at]].append(read.span_of(at))
    for character, spans in places.items():
        first, *others = spans
        message = f"{name_of_character(character)} stands here, which nobody sees"
        details: tuple[str, ...] = ()
        if others:
            message += f", and in {len(others):,} other place{'s' if len(others) > 1 else ''}"
            lines = dict.fromkeys(place_in_text(path, read.source, start).line for start, _ in others)
            listed = ", ".join(map(str, list(lines)[:_LISTED])) + (", …" if len(lines) > _LISTED else "")
            details = (f"{'lines' if len(lines) > 1 else 'line'} {listed}",)
        yield diagnostic(
            INVISIBLE_CHARACTER, place_in_text(path, read.source, *first), message, _HELP, details
        )


def _iter_texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _iter_texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _iter_texts(item)
