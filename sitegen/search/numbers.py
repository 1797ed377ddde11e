"""Numbers as printable characters: plain text in a script, which packs as well as bytes do.

There are 93 characters that JSON leaves alone. The first 46 end a number; the other 47 say that it
goes on, lowest digits first. NumPy packs millions of them (`packing`); here is what packs a few thousand
without importing it.
"""

from __future__ import annotations

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
_code_of = _codes.__getitem__


def pack(numbers: Iterable[int]) -> bytes:
    """Return whole numbers from 0 to 2**31 as one run of characters."""
    return b"".join(map(_code_of, numbers))
