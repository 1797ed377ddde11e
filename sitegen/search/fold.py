"""Folding: what a reader would not call a different letter is one letter.

The same steps run in the browser (templates/assets/js/search-text.js); one table of cases and a test
over all code points hold the two together. Compatibility forms, case, accents of Latin and Greek,
ё, stress marks, Arabic vowel signs, tatweel and alef forms, Hebrew points and the digits of every
script fold; й stays a letter of its own, since stems depend on it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.text.folding import DIVIDED, HIDDEN

# Not seen, so never searched. NUL is in no text, and may stand between two.
INVISIBLE: Final = re.compile(f"[\x01-\x08\x0e-\x1b\x7f{HIDDEN}]")
_CONTROLS: Final = bytes([*range(1, 9), *range(14, 28), 127])

# Signs above and below a letter: Latin, Greek, Cyrillic; Hebrew points; Arabic vowels and tatweel.
MARKS: Final = re.compile(
    "(и\u0306)|[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u20d0-\u20f0]"
)

# Letters that Unicode does not take apart.
LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ς": "σ",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
    }
)


_divided = re.compile(DIVIDED)
_LINE_ENDS: Final = tuple(
    f"{hyphen}{blank}{end}" for hyphen in "-\xad\u2010\xac" for blank in ("", " ") for end in ("\n", "\r\n")
)


def fold_text(text: str, language: str) -> str:
    """Return a text with compatibility forms and case folded, as it is cut into words.

    Turkish and Azerbaijani have two letters i, each with its capital.
    """
    if "\n" in text and any(end in text for end in _LINE_ENDS):
        text = _divided.sub("-", text)  # a compound: found whole, and by its parts
    if text.isascii():
        data = text.encode()
        bare = data.translate(None, _CONTROLS)  # ten times as fast as a pattern
        text = text if len(bare) == len(data) else bare.decode()
    else:
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    if language in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def fold_word(word: str) -> str:
    """Return a word of a folded text without accents and signs, its digits as 0 to 9."""
    if word.isascii():
        return word
    bare = MARKS.sub(_keep_group, unicodedata.normalize("NFD", word)).translate(LETTERS)
    return "".join(map(_digit, unicodedata.normalize("NFC", bare)))


def _keep_group(match: re.Match[str]) -> str:
    return match[1] or ""


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
