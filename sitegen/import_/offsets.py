"""What offsets count: characters, or what another program took for them.

brat counts code points, and the carriage returns among them. Programs that write its format count as their
language does: UTF-16 units, bytes, a line end as one character, a byte-order mark as one more. Where the
words are given with the offsets, the way of counting that leads to the words is beyond doubt.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from sitegen.import_.harvest import Mark
from sitegen.model.archive import Selector, Span

# Scripts that do not write spaces between words: those of South East Asia, kana and Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_Weigh = Callable[[str], int]


def recount(text: str, marks: Sequence[Mark], *, has_mark: bool) -> tuple[list[Mark], str]:
    """Return the marks with offsets in code points, and how they were counted; empty for code points.

    `text` is the source's text as it is, without its byte-order mark; `has_mark` tells whether it had one.
    Another way of counting is taken only where it leads more marks to their words.
    """
    best, most = "", sum(_leads_to_words(text, mark) for mark in marks)
    wanted = sum(bool(mark.expected) for mark in marks)
    kept = [*marks]
    for name, sums in _ways(text, has_mark=has_mark) if most < wanted else ():
        moved = [_moved(mark, sums) for mark in marks]
        found = sum(_leads_to_words(text, mark) for mark in moved)
        if found > most:
            best, most, kept = name, found, moved
    return kept, best


def is_same_words(words: str, expected: str) -> bool:
    """Tell whether two texts are the same but for white space."""
    return "".join(words.split()) == "".join(expected.split())


def settle_units(text: str, marks: Sequence[Mark]) -> tuple[list[Mark], str]:
    """Return marks with positions in code points, and what is to be told of positions that no words check.

    Programs in browsers count UTF-16 units, in which an emoji is two. So marks that have words beside their
    positions say what the others count, and where none has, the way of counting that cuts no word.
    """
    kept = [*marks]
    first = next((at for at, c in enumerate(text) if c > "\uffff"), len(text))
    counting = [n for n, mark in enumerate(marks) if (at := _position(mark)) and at[1] > first]
    if not counting:
        return kept, ""
    sums = list(accumulate((2 if c > "\uffff" else 1 for c in text), initial=0))
    moved = {n: _in_code_points(marks[n], sums) for n in counting}
    plain, units = (
        sum(_fits(text, mark) for mark in found) for found in ((marks[n] for n in counting), moved.values())
    )
    bare = sum(marks[n].is_bare for n in counting)
    if units > plain:
        for n, mark in moved.items():
            kept[n] = mark
    if not bare:
        return kept, ""
    meant = "UTF-16 units" if units > plain else "characters"
    other = "characters" if units > plain else "UTF-16 units, in which an emoji is two"
    return (
        kept,
        f"{bare} positions behind an emoji were read as {meant}; if they count {other}, they are others",
    )


def cuts_word(text: str, at: int) -> bool:
    """Tell whether an offset lies within a word, in scripts that have spaces between words."""
    around = text[max(0, at - 1) : at + 1]
    if len(around) < 2 or at == 0 or _UNSPACED.search(around):
        return False
    return around[0].isalnum() and (around[1].isalnum() or unicodedata.category(around[1]).startswith("M"))


def _position(mark: Mark) -> Span | None:
    if mark.is_bare:
        return max(piece for piece in mark.pieces if not isinstance(piece, Selector))
    return mark.position


def _in_code_points(mark: Mark, sums: list[int]) -> Mark:
    """Return a mark whose UTF-16 units are made code points; one that ends beyond the text as it is."""
    if mark.is_bare:
        return _moved(mark, sums)
    assert mark.position is not None
    start, end = (bisect_left(sums, offset) for offset in mark.position)
    return replace(mark, position=(start, end)) if end < len(sums) else mark


def _fits(text: str, mark: Mark) -> bool:
    """Tell whether a mark's position has its words or, where it has none, no word that is cut."""
    if not mark.is_bare:
        quote = mark.pieces[0]
        words = text[slice(*mark.position)] if mark.position else ""
        return isinstance(quote, Selector) and is_same_words(words, quote.exact)
    spans = [piece for piece in mark.pieces if not isinstance(piece, Selector)]
    return not any(end > len(text) or cuts_word(text, start) or cuts_word(text, end) for start, end in spans)


def _leads_to_words(text: str, mark: Mark) -> bool:
    spans = [piece for piece in mark.pieces if not isinstance(piece, Selector)]
    return bool(mark.expected) and any(
        is_same_words("".join(text[s:e] for s, e in order), mark.expected) for order in (sorted(spans), spans)
    )


def _ways(text: str, *, has_mark: bool) -> Iterable[tuple[str, list[int]]]:
    """Yield (name, the offset of each character) of the ways of counting that differ for this text."""
    ways: list[tuple[str, _Weigh, int]] = [("characters", lambda _: 1, 1)]
    if any(c > "\uffff" for c in text):
        ways.append(("UTF-16 units", lambda c: 2 if c > "\uffff" else 1, 1))
    if not text.isascii():
        ways.append(("bytes", lambda c: len(c.encode()), 3))
    for name, weigh, width_of_mark in ways:
        plain = [weigh(c) for c in text]
        for how, weights in (("", plain), (", a line end as one", _lines_as_one(text, plain))):
            if how and "\r\n" not in text:
                continue
            for mark, start in ((" and the byte-order mark", width_of_mark), ("", 0)):
                if not mark or has_mark:
                    yield f"{name}{how}{mark}", list(accumulate(weights, initial=start))


def _lines_as_one(text: str, weights: list[int]) -> list[int]:
    return [0 if text.startswith("\r\n", n) else weight for n, weight in enumerate(weights)]


def _moved(mark: Mark, sums: list[int]) -> Mark:
    """Return a mark with offsets in code points; one whose offset is within a character stays as it is."""
    spans: list[Span] = []
    for piece in mark.pieces:
        if isinstance(piece, Selector):
            return mark
        start, end = (bisect_left(sums, offset) for offset in piece)
        if end >= len(sums) or (sums[start], sums[end]) != piece:
            return mark
        spans.append((start, end))
    return replace(mark, pieces=tuple(spans))
