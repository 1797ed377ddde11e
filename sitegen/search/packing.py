"""Millions of numbers as printable characters, by NumPy. `numbers` tells how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sitegen.search.numbers import ALPHABET, ENDS, MORE

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]  # what there are millions of: half the memory to fetch

_LETTERS: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_LONGER: Final = [ENDS]  # the least numbers of two characters, of three, ...
while _LONGER[-1] < 1 << 31:
    _LONGER.append(ENDS + MORE * _LONGER[-1])
_SLAB: Final = 1 << 19  # numbers packed at a time, to bound memory


def pack_all(values: Small) -> tuple[bytes, Small]:
    """Return all values packed, and where in the bytes each begins, and the last ends."""
    texts: list[bytes] = []
    ends = np.zeros(len(values) + 1, dtype=np.int32)
    for start in range(0, len(values), _SLAB):
        slab = values[start : start + _SLAB]
        text, lengths = _pack_slab(slab)
        texts.append(text)
        ends[start + 1 : start + 1 + len(slab)] = lengths
    np.cumsum(ends, out=ends)
    return b"".join(texts), ends


def _pack_slab(values: Small) -> tuple[bytes, NDArray[np.uint8]]:
    widths = widths_of(values)
    ends = ends_of(widths)
    letters = np.empty(ends[-1], dtype=np.uint8)
    at, rest = ends[:-1], values
    while len(rest):
        going_on = np.flatnonzero(rest >= ENDS)
        high = rest[going_on] - ENDS
        digits = rest.copy()
        digits[going_on] = ENDS + high % MORE
        letters[at] = _LETTERS[digits]
        at, rest = at[going_on] + 1, high // MORE
    return letters.tobytes(), widths


def widths_of(values: Small | Numbers) -> NDArray[np.uint8]:
    """Return how many characters each number takes."""
    widths = np.ones(len(values), dtype=np.uint8)
    for least in _LONGER:
        is_longer = values >= least
        if not is_longer.any():
            break
        widths += is_longer
    return widths


def ends_of(sizes: Numbers | Small | NDArray[np.uint8]) -> Small:
    """Return where each of consecutive pieces starts, and where the last ends."""
    ends = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=ends[1:])
    return ends


def numbers_of(parts: Iterable[bytes]) -> Small:
    """Return 32-bit numbers that lie in bytes as the machine has them, those of all parts as one column."""
    return np.frombuffer(b"".join(parts), dtype=np.int32)
