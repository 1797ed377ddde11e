"""The table of folding: which characters a person takes for the same.

`FOLDS` is the whole table, one character to what stands for it; a twin in another language needs
this table, NFC, and the rule that a run of spaces is one space.

Decisions: single and double quotation marks stay apart, and so do one dash and two hyphens; an
acute accent, a prime and the wave dash are not in the table, since they mean something of their own
where they are written with care. Hebrew's geresh, gershayim and maqaf are, since most keyboards
write ', " and - for them.
"""

from __future__ import annotations

import unicodedata

WHITE_SPACE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)  # all that `str.isspace` knows, but for the space itself

DOUBLE_QUOTES = "«»“”„‟״⹂「」『』〝〞〟＂"
SINGLE_QUOTES = "‘’‚‛‹›ʼ՚׳＇"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be\u2e3a\u2e3b\ufe58\ufe63\uff0d"

DROPPED = (
    "\xad"  # soft hyphen
    "\u200b\u200c\u200d\u2060\ufeff"  # zero-width space, non-joiner and joiner, word joiner, byte-order mark
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction
)

FOLDS: dict[str, str] = {
    **dict.fromkeys(WHITE_SPACE, " "),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(SINGLE_QUOTES, "'"),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(DROPPED, ""),
    "…": "...",
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
