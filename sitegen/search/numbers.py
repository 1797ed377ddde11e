"""Numbers as printable characters: plain text in a script, which packs as well as bytes do.

There are 93 characters that JSON leaves alone. The first 46 end a number; the other 47 say that it
goes on, lowest digits first. NumPy packs millions of them (`packing`); here is what packs a few thousand
without importing it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

ALPHABET: Final = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"\\')
ENDS: Final = 46
MORE: Final = 47
_MEMO_MOST: Final = 100_000


class _Codes(dict[int, bytes]):
    """Each number's characters."""

    def __missing__(self, number: int) -> bytes:
        if len(self) >= _MEMO_MOST:
            self.clear()
        code, rest = "", number
        while rest >= ENDS:
            rest -= ENDS
            code += ALPHABET[ENDS + rest % MORE]
            rest //= MORE
        found = self[number] = (code + ALPHABET[rest]).encode()
        return found


_codes = _Codes()
code_of = _codes.__getitem__  # a number's characters
_values: Final = {ord(character): at for at, character in enumerate(ALPHABET)}


def pack(numbers: Iterable[int]) -> bytes:
    """Return whole numbers from 0 to 2**31 as one run of characters."""
    return b"".join(map(code_of, numbers))


def read_number(text: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins there, and where the next one does."""
    number, scale = 0, 1
    while (value := _values[text[at]]) >= ENDS:
        number += value * scale
        scale *= MORE
        at += 1
    return number + value * scale, at + 1


def numbers_from_bytes(data: bytes) -> array[int]:
    """Return the 32-bit numbers that lie in bytes as the machine has them."""
    return array("I", data)
