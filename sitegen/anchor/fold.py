"""Folding: a text without the differences that a person would not call one.

Folded away are the forms of white space, quotation marks, dashes and the ellipsis, characters
without width, and Unicode composition (NFC). Case, words and digits stay. Nothing is lower-cased:
that changes lengths in Greek, German and Turkish, and offsets with them.

A folded text knows where each of its offsets lies in the source by its *lumps*, the few stretches
whose length changed; between lumps both texts run in step. Most texts are plain: they are folded by
a handful of searches and replacements that run in C, and a regular expression, made for the
characters that the text has, is used only where marks or characters without width stand in it.

Composition is done run by run, a character with the marks after it: no composition crosses the
start of a run (Unicode Standard Annex 15, section 9.1, on stable code points).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from sitegen.anchor.characters import DROPPED, FOLDS, WHITE_SPACE, is_extender
from sitegen.model.archive import Span
from sitegen.record import Record

_EVEN = tuple((c, fold) for c, fold in FOLDS.items() if len(fold) == 1)  # what keeps its length
_GAP = " " + WHITE_SPACE + DROPPED
_EVEN_ASCII = tuple((c, fold) for c, fold in _EVEN if c < "\x7f")

Lump = tuple[int, int, int]  # its end in the folded text, its start and its end in the source


class Folded(Record, frozen=True):
    """A folded text and the way back.

    `starts` holds the folded offset at which each lump begins, in order; `lumps` what belongs to
    it. `is_simple` tells that every offset lies between two characters.
    """

    text: str
    starts: tuple[int, ...] = ()
    lumps: tuple[Lump, ...] = ()
    is_simple: bool = True

    def source_span(self, start: int, end: int) -> Span:
        """Return the source's span of the folded range: its characters, nothing folded away beside them.

        The range must not be empty.
        """
        return self._source_of(start)[0], self._source_of(end - 1)[1]

    def _source_of(self, offset: int) -> Span:
        """Return the span of the source that became the folded character at the offset."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return offset, offset + 1
        folded_end, source_start, source_end = self.lumps[i]
        if offset < folded_end:
            return source_start, source_end
        at = source_end + offset - folded_end
        return at, at + 1

    def folded_span(self, start: int, end: int) -> Span:
        """Return the folded range that the source's span became: whole lumps where it cuts one."""
        return self._folded_offset(start, at_end=False), self._folded_offset(end, at_end=True)

    def _folded_offset(self, offset: int, *, at_end: bool) -> int:
        i = bisect_right(self.lumps, offset, key=lambda lump: lump[1]) - 1
        if i < 0:
            return offset
        folded_end, source_start, source_end = self.lumps[i]
        if offset >= source_end:
            return folded_end + offset - source_end
        return folded_end if at_end and offset > source_start else self.starts[i]

    def is_boundary(self, offset: int) -> bool:
        """Tell whether the folded offset lies between two whole characters as a reader sees them.

        A mark after a space stands for itself: the space is not part of any words.
        """
        if self.is_simple or offset <= 0 or offset >= len(self.text):
            return True
        if is_extender(self.text[offset]) and self.text[offset - 1] != " ":
            return False
        i = bisect_right(self.starts, offset) - 1
        return i < 0 or offset == self.starts[i] or offset >= self.lumps[i][0]


def fold(text: str) -> Folded:
    """Return the text folded, with the way back to its own offsets (code points)."""
    if text.isascii():
        return _fold_lengths(_fold_even(text, _EVEN_ASCII), is_simple=True)
    if not unicodedata.is_normalized("NFC", text) or any(c in text for c in DROPPED):
        return _fold_runs(text)
    return _fold_lengths(_fold_even(text), is_simple=False)


def fold_words(text: str) -> str:
    """Return words to look for: folded, and without white space around them."""
    if text.isascii():
        return " ".join(text.split())
    return fold(text).text.strip(" ")


def _fold_even(text: str, table: tuple[tuple[str, str], ...] = _EVEN) -> str:
    """Return the text with every character replaced whose folded form is one character too.

    Searching for each is faster than one pass in Python: most of them are in no text.
    """
    for c, folded in table:
        if c in text:
            text = text.replace(c, folded)
    return text


def _fold_lengths(text: str, *, is_simple: bool) -> Folded:
    """Return the text, folded character by character already, with its runs of spaces and ellipses folded."""
    if "  " not in text and "…" not in text:
        return Folded(text=text, is_simple=is_simple)
    changes = [(start, end, " ") for start, end in _iter_gaps(text)]
    if "…" in text:
        changes += [(m.start(), m.end(), "...") for m in re.finditer("…", text)]
        changes.sort()
    return replace_in(text, changes, is_simple=is_simple)


def _iter_gaps(text: str) -> Iterator[Span]:
    """Yield the runs of two spaces and more; a search each, which is faster than a pattern's scan."""
    size = len(text)
    start = text.find("  ")
    while start >= 0:
        end = start + 2
        while end < size and text[end] == " ":
            end += 1
        yield start, end
        start = text.find("  ", end)


def replace_in(text: str, changes: list[tuple[int, int, str]], *, is_simple: bool = False) -> Folded:
    """Return the text with the changes made, and a lump for each that changed a length.

    Changes are (start, end, what stands there then), in order.
    """
    pieces: list[str] = []
    starts: list[int] = []
    lumps: list[Lump] = []
    done = shift = 0
    for start, end, folded in changes:
        pieces += (text[done:start], folded)
        done = end
        size = len(folded)
        if size != end - start:
            starts.append(start + shift)
            lumps.append((start + shift + size, start, end))
            shift += size - (end - start)
    pieces.append(text[done:])
    return Folded(text="".join(pieces), starts=tuple(starts), lumps=tuple(lumps), is_simple=is_simple)


def _fold_runs(text: str) -> Folded:
    """Return a text folded that has marks to compose or characters to drop."""
    alphabet = set(text)
    marks = "".join(sorted(c for c in alphabet if is_extender(c)))
    alone = "".join(sorted(c for c in alphabet if not unicodedata.is_normalized("NFC", c)))
    pattern = _pattern(marks, ("…" if "…" in alphabet else "") + alone)
    changes = [(m.start(), m.end(), _fold_run(m[0])) for m in pattern.finditer(text) if m[0] != " "]
    folded = replace_in(text, changes, is_simple=False)
    return Folded(text=_fold_even(folded.text), starts=folded.starts, lumps=folded.lumps, is_simple=False)


def _fold_run(run: str) -> str:
    if run[0] in _GAP:
        return "" if all(c in DROPPED for c in run) else " "
    kept = "".join(c for c in run if c not in DROPPED)
    return unicodedata.normalize("NFC", kept).replace("…", "...")


@lru_cache(maxsize=64)
def _pattern(marks: str, alone: str) -> re.Pattern[str]:
    """Return the pattern of what to look at in a text with these marks and characters to change alone.

    With one branch, the usual case, it is one set of characters, which `re` scans for fast.
    """
    gap, dropped = re.escape(_GAP), re.escape(DROPPED)
    branches = [f"[{gap}]+"]
    if alone:
        branches.append(f"[{re.escape(alone)}]")
    if marks:
        branches.insert(0, f"[^{gap}](?:[{dropped}]*[{re.escape(marks)}])+")
    return re.compile("|".join(branches))
