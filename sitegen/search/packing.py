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
_WIDTH: Final = 7  # characters of the largest number
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
    characters = np.zeros((len(values), _WIDTH), dtype=np.uint8)
    lengths = np.ones(len(values), dtype=np.uint8)
    at, rest = np.arange(len(values)), values
    for column in range(_WIDTH):
        is_last = rest < ENDS
        characters[at[is_last], column] = _LETTERS[rest[is_last]]
        at, rest = at[~is_last], rest[~is_last] - ENDS
        if not len(at):
            break
        characters[at, column] = _LETTERS[ENDS + rest % MORE]
        lengths[at] += 1
        rest //= MORE
    return characters[characters > 0].tobytes(), lengths


def ends_of(sizes: Numbers | Small) -> Small:
    """Return where each of consecutive pieces starts, and where the last ends."""
    ends = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=ends[1:])
    return ends


def numbers_of(parts: Iterable[bytes]) -> Small:
    """Return 32-bit numbers that lie in bytes as the machine has them, those of all parts as one column."""
    return np.frombuffer(b"".join(parts), dtype=np.int32)
