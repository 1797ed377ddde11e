"""Front coding: sorted terms by line, each with the length of what it shares with the one before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitegen.search.numbers import ALPHABET

LONGEST_PREFIX: Final = 40


def front_code(terms: Iterable[str]) -> str:
    """Join sorted terms by line ends, each with the length of what it shares with the one before."""
    before = ""
    lines = []
    for term in terms:
        lines.append(front_line(before, term))
        before = term
    return "\n".join(lines)


def front_line(before: str, term: str) -> str:
    """Return a term's line by the term before it, or by nothing where it is the first."""
    size = shared_length(before, term)
    if term.isascii():
        return ALPHABET[size] + term[size:]
    units = size + sum(character > "\uffff" for character in term[:size])  # as the browser counts
    return ALPHABET[units] + term[size:]


def shared_length(one: str, other: str) -> int:
    """Return how many letters two terms begin with alike, up to `LONGEST_PREFIX`."""
    size = 0
    for a, b in zip(one[:LONGEST_PREFIX], other, strict=False):
        if a != b:
            break
        size += 1
    return size


def sorting(term: str) -> bytes:
    """Return what terms are sorted by: UTF-16 units, as in Lunr."""
    return term.encode("utf-16-be", "surrogatepass")
