"""English stems: Porter's algorithm (Program 14, 1980) with the results of lunr.js 2.3.9's.

The stock index says that its terms are made by Lunr's `stemmer`, so what the build writes must be
what a browser asks for. lunr.py's own differs from lunr.js's after a final y. A consonant run here is
a letter that is no vowel and what follows it up to the next vowel or y, as lunr.js has it.
"""

from __future__ import annotations

import re
from typing import Final

_C: Final = "[^aeiou][^aeiouy]*"
_V: Final = "[aeiouy][aeiou]*"
_HEAD: Final = f"(?:{_C})?"
_has_measure = re.compile(_HEAD + _V + _C).match
_has_measure_one = re.compile(f"{_HEAD}{_V}{_C}(?:{_V})?").fullmatch
_has_measure_two = re.compile(_HEAD + _V + _C + _V + _C).match
_has_vowel = re.compile(_HEAD + "[aeiouy]").match
_is_short = re.compile(_C + "[aeiouy][^aeiouwxy]").fullmatch
_ends_double = re.compile(r"([^aeiouylsz])\1\Z").search

# Suffixes with what takes their place.
_STEP_2: Final = (
    "ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous "
    "ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive "
    "biliti>ble logi>log"
)
_STEP_3: Final = "icate>ic ative> alize>al iciti>ic ical>ic ful> ness>"
_STEP_4: Final = "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize"
Step = tuple[tuple[str, str], ...]


def _by_end(table: str) -> dict[str, Step]:
    """Return a table's suffixes and what replaces them by their last letter, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted(table.split(), key=lambda pair: -len(pair.partition(">")[0])):
        suffix, _, instead = pair.partition(">")
        found.setdefault(suffix[-1], []).append((suffix, instead))
    return {end: tuple(pairs) for end, pairs in found.items()}


_BY_END_2: Final = _by_end(_STEP_2)
_BY_END_3: Final = _by_end(_STEP_3)
_BY_END_4: Final = _by_end(_STEP_4)
_SUFFIXES: Final = {
    *("s", "eed", "ed", "ing", "y", "sion", "tion", "e", "ll"),
    *(pair.partition(">")[0] for step in (_STEP_2, _STEP_3, _STEP_4) for pair in step.split()),
}
# Those that no shorter one ends: a word without them is its own stem.
_ENDS: Final = tuple(sorted(s for s in _SUFFIXES if not s.endswith(tuple(_SUFFIXES - {s}))))


def stem_english(word: str) -> str:
    """Return the stem of a lower-case word; words of fewer than three UTF-16 units are their own."""
    if len(word) < 3 and len(word) + sum(character > "\uffff" for character in word) < 3:
        return word
    if not word.endswith(_ENDS):
        return word
    starts_y = word[0] == "y"
    if starts_y:
        word = "Y" + word[1:]
    word = _end_y(_end_past(_end_plural(word)))
    word = _replace(word, _BY_END_2)
    word = _replace(word, _BY_END_3)
    word = _end_e(_end_long(word))
    return "y" + word[1:] if starts_y else word


def _end_plural(word: str) -> str:
    if word[-1] != "s":
        return word
    if (word.endswith("sses") and len(word) > 4) or (word.endswith("ies") and len(word) > 3):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-2] != "s" else word


def _end_past(word: str) -> str:
    if word.endswith("eed") and len(word) > 3:
        return word[:-1] if _has_measure(word[:-3]) else word
    if word.endswith("ed") and len(word) > 2:
        base = word[:-2]
    elif word.endswith("ing") and len(word) > 3:
        base = word[:-3]
    else:
        return word
    if not _has_vowel(base):
        return word
    if base[-2:] in ("at", "bl", "iz"):
        return base + "e"
    if _ends_double(base):
        return base[:-1]
    return base + "e" if _is_short(base) else base


def _end_y(word: str) -> str:
    return word[:-1] + "i" if word[-1] == "y" and len(word) > 2 and word[-2] not in "aeiou" else word


def _replace(word: str, by_end: dict[str, Step]) -> str:
    for suffix, instead in by_end.get(word[-1], ()):
        if word.endswith(suffix) and len(word) > len(suffix):
            base = word[: -len(suffix)]
            return base + instead if _has_measure(base) else word
    return word


def _end_long(word: str) -> str:
    for suffix, _ in _BY_END_4.get(word[-1], ()):
        if word.endswith(suffix) and len(word) > len(suffix):
            base = word[: -len(suffix)]
            return base if _has_measure_two(base) else word
    if word.endswith(("sion", "tion")) and len(word) > 4 and _has_measure_two(word[:-3]):
        return word[:-3]
    return word


def _end_e(word: str) -> str:
    if word[-1] == "e" and len(word) > 1:
        base = word[:-1]
        if _has_measure_two(base) or (_has_measure_one(base) and not _is_short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _has_measure_two(word) else word
