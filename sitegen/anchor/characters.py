"""The typographic step of folding, and which characters belong to the one before them.

`FOLDS` is that step's whole table, one character to what stands for it; with it go NFC, and the rule
that a run of spaces is one space.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from sitegen.text.folding import DROPPED, TABLE, WHITE_SPACE

__all__ = ["DROPPED", "FOLDS", "WHITE_SPACE", "is_extender"]

FOLDS: Final[dict[str, str]] = {
    character: row.instead for row in TABLE if row.step == "typographic" for character in row.characters
}


def is_extender(character: str) -> bool:
    """Tell whether the character belongs to the one before it, as marks and vowel signs do.

    These are the characters of Unicode's Grapheme_Extend and SpacingMark, Hangul's medial and final
    letters and the skin tones of emoji.
    """
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7ff"
        or "\uff9e" <= character <= "\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
