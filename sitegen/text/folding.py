"""The one table of foldings: which differences of two texts are none, and for whom.

Anchors, importers, phrases in the search and what looks for words in a text all take from here, in steps that
build on each other:

- *exact*: as it is written;
- *typographic*: what a person would not call a difference. A quote may differ in it without a word;
- *compatibility*: other forms of the same characters, what nobody sees, and what a page's or a file's layout
  put between letters. A quote that is found only so is placed, and `check` tells of it;
- *search*: case, accents, the grouping of digits, letters that a script takes for one. Queries only.

A row is a class of characters, what stands for each of them, and the reason. What of *compatibility* is no
class of characters (NFKC; a word divided at the end of a line; blocks that were joined without a space) are
rules of `sitegen.anchor.compatible`; those of *search* that depend on a script or a language are rules of
`sitegen.search.fold`. `tests/cases/folding.json` holds all of them together.

Decisions: single and double quotation marks stay apart, and so do one dash and two hyphens; an
acute accent, a prime and the wave dash are not in the table, since they mean something of their own
where they are written with care. Hebrew's geresh, gershayim and maqaf are, since most keyboards
write ', " and - for them.
"""

from __future__ import annotations

from typing import Final, Literal

from sitegen.record import Record

Step = Literal["typographic", "compatibility", "search"]

WHITE_SPACE: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)  # all that `str.isspace` knows, but for the space itself

DOUBLE_QUOTES: Final = "«»“”„‟״⹂「」『』〝〞〟＂"
SINGLE_QUOTES: Final = "‘’‚‛‹›ʼ՚׳＇"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be\u2e3a\u2e3b\ufe58\ufe63\uff0d"

DROPPED: Final = (
    "\xad"  # soft hyphen
    "\u200b\u200c\u200d\u2060\ufeff"  # zero-width space, non-joiner and joiner, word joiner, byte-order mark
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction
)

# What may stand on both sides of a hyphen in a word, as a class that Python and browsers read alike: no
# space, no digit or sign of ASCII or Latin-1, no general or CJK punctuation.
IN_WORD: Final = r"[^\s\x21-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u206f\u3000-\u303f]"
# A word divided at the end of a line: by a hyphen, a soft one, or what scanners' programs write for one.
DIVIDED: Final = rf"[-\xad\u2010\xac](?<={IN_WORD}[-\xad\u2010\xac])[ \t]?\r?\n\s*(?={IN_WORD})"

# As ranges of a character class: soft hyphens, zero-width and direction marks, variation selectors, fillers,
# tags, and control characters that are no white space: what has no shape of its own, wherever it stands.
CONTROLS: Final = "\x00-\x08\x0e-\x1b\x7f"  # of ASCII
HIDDEN: Final = (
    "\x80-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)

INVISIBLE: Final = CONTROLS + HIDDEN


class Row(Record, frozen=True):
    """Characters (a class's ranges where `is_class`), what stands for each, from which step on, and why."""

    step: Step
    characters: str
    instead: str
    why: str
    is_class: bool = False


TABLE: Final = (
    Row("typographic", WHITE_SPACE, " ", "Lines are broken anew in every copy, and blanks are no words."),
    Row(
        "typographic",
        DOUBLE_QUOTES,
        '"',
        "Keyboards and languages have their own; none changes what is said.",
    ),
    Row("typographic", SINGLE_QUOTES, "'", "So do apostrophes, which keyboards write straight."),
    Row("typographic", DASHES, "-", "Few can tell them apart on a screen, and most keyboards have one."),
    Row("typographic", DROPPED, "", "Pages and programs put them in, and nobody sees them."),
    Row("typographic", "…", "...", "Programs write the one for the other."),
    Row(
        "compatibility",
        INVISIBLE,
        "",
        "An emoji with its selector, a tag, a stray control: they look the same.",
        is_class=True,
    ),
)
