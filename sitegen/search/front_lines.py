"""Front coding of very many terms at a time, by NumPy. `front_code` tells how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sitegen.search.front_code import LONGEST_PREFIX, front_line
from sitegen.search.numbers import ALPHABET

_SLAB: Final = 1 << 14  # terms compared at a time, to bound memory


def front_lines(terms: Sequence[str]) -> list[str]:
    """Return the line of each term, by the term before it."""
    lines: list[str] = []
    for start in range(0, len(terms), _SLAB):
        slab = terms[start : start + _SLAB]
        befores = [terms[start - 1] if start else "", *slab[:-1]]
        lines += [
            ALPHABET[size] + term[size:] if term.isascii() else front_line(before, term)
            for size, before, term in zip(_shared_lengths(befores, slab), befores, slab, strict=True)
        ]
    return lines


def _shared_lengths(befores: Sequence[str], terms: Sequence[str]) -> list[int]:
    """Return how many letters each term shares with the one before."""
    letters = np.array([*befores[:1], *terms], dtype=f"U{LONGEST_PREFIX}").view(np.uint32)
    letters = letters.reshape(-1, LONGEST_PREFIX)
    is_other = np.ones((len(terms), LONGEST_PREFIX + 1), dtype=np.bool_)  # with one more to end it
    np.not_equal(letters[1:], letters[:-1], out=is_other[:, :LONGEST_PREFIX])
    shared = is_other.argmax(axis=1).tolist()
    return list(map(min, shared, map(len, befores), map(len, terms)))
