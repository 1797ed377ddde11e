"""Which encoding a text that is not UTF-8 is probably in. A guess, and told as one.

The encodings of one byte a character can all be read as one another; what is read rightly has the common
words of a language. So each is tried with the languages that were written in it.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from sitegen.text.language import SAMPLE, guess_language

COMMONEST: Final = "windows-1252"
_WIDE_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final[tuple[tuple[str, str], ...]] = (
    ("windows-1251", "ru uk bg"),
    ("koi8-r", "ru"),
    ("koi8-u", "uk"),
    ("cp866", "ru"),
    ("windows-1256", "ar fa ur"),
    ("windows-1255", "he"),
    ("windows-1250", "pl"),
    ("windows-1254", "tr"),
    ("shift_jis", "ja"),
    ("euc-jp", "ja"),
    ("gb18030", "zh"),
    ("big5", "zh"),
)
_NO_LETTERS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u2500-\u25a0\ue000-\uf8ff]")
_BENT: Final = re.compile(r"[a-zа-яё][А-ЯЁ]|[a-z][а-яё]")


def wide_encoding(data: bytes) -> str:
    """Return the encoding of two or four bytes a character that a file's byte-order mark names, or nothing.

    Files of Latin text in UTF-16 that lost their mark are told by the zero in every other byte.
    """
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return name
    head = data[:SAMPLE]
    if len(head) >= 4 and len(data) % 2 == 0:
        for name, zeros, others in (
            ("utf-16-le", head[1::2], head[::2]),
            ("utf-16-be", head[::2], head[1::2]),
        ):
            if zeros.count(0) > 0.9 * len(zeros) and not others.count(0):
                return name
    return ""


def likely_encoding(data: bytes) -> str:
    """Return the encoding that bytes which are not UTF-8 are probably in."""
    if wide := wide_encoding(data):
        return wide
    for encoding, languages in _CANDIDATES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_sound(text) and guess_language(text) in languages.split():
            return encoding
    return COMMONEST


def _is_sound(text: str) -> bool:
    """Tell whether a text has no frames of tables or controls for letters, and its capitals begin words."""
    sample = text[:SAMPLE]
    return not _NO_LETTERS.search(sample) and len(_BENT.findall(sample)) <= 0.02 * len(sample)
