"""Numbers as printable characters: plain text in a script, which packs as well as bytes do.

There are 93 characters that JSON leaves alone. The first 46 end a number; the other 47 say that it
goes on, lowest digits first.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]  # what there are millions of: half the memory to fetch

ALPHABET: Final = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\')
ENDS: Final = 46
MORE: Final = 47
_LETTERS: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_WIDTH: Final = 7  # characters of the largest number
_SLAB: Final = 1 << 19  # numbers packed at a time, to bound memory


def pack_numbers(values: ArrayLike) -> str:
    """Return whole numbers from 0 to 2**31 as one string."""
    numbers = np.asarray(values, dtype=np.int32)
    return pack_rows(numbers, np.array([0, len(numbers)], dtype=np.int32))[0].decode("ascii")


def pack_rows(values: Small, bounds: Small) -> tuple[bytes, Small]:
    """Return all values packed, and where in the bytes each of the bounds falls."""
    texts: list[bytes] = []
    ends = np.zeros(len(values) + 1, dtype=np.int32)
    for start in range(0, len(values), _SLAB):
        slab = values[start : start + _SLAB]
        text, lengths = _pack_slab(slab)
        texts.append(text)
        ends[start + 1 : start + 1 + len(slab)] = lengths
    np.cumsum(ends, out=ends)
    return b"".join(texts), ends[bounds]


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
