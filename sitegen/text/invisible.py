"""Characters that nobody sees, though they may change what is read: which they are, and where they are right.

Two kinds can deceive. Overrides, embeddings and isolates turn the order in which words are read; what takes
no room (a zero-width space, a tag, a second variation selector) makes two equal words differ, or hides words
altogether. Both have their right places, where a text could not be written without them, and there
they are left alone:

- joiners (U+200C, U+200D) beside letters whose forms they decide (Arabic, Syriac, the scripts of India ...),
  and between two emoji, which they make one;
- direction marks (U+200E, U+200F, U+061C) in a paragraph with right-to-left letters: they put a bracket or
  a full stop on its side, and turn no word;
- embeddings and isolates that are closed in the paragraph in which they are opened, where that has
  right-to-left letters: the plain text's own means of mixing directions. Overrides never: no script needs
  letters turned;
- variation selectors right after a sign, an emoji or a letter of a script that has variants: one each;
- tags between a black flag and their own end, which make the flags of regions;
- a zero-width space beside letters of scripts that write no spaces between words;
- marks of Mongolian, fillers of Hangul, and the grapheme joiner where they stand with their own.

A soft hyphen shows where a word may break, and is seen there: it is always right.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Tab, line feed, carriage return, and what Python calls white space beside them, are seen as space.
_NEAR: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u034f\u115f\u1160\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_FAR: Final = "\U000e0000-\U000e0fff"
# Apart: one class for both planes takes eight times as long where there is nothing to find.
_CANDIDATE_NEAR: Final = re.compile(f"[{_NEAR}]")
_CANDIDATE_FAR: Final = re.compile(f"[{_FAR}]")
_CANDIDATE: Final = re.compile(f"[{_NEAR}{_FAR}]")

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u05ff\u0608\u060b\u060d\u061b\u061d-\u064a\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PARAGRAPH_END: Final = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)|\u2029")
_JOINING: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\ua8ff\ua930-\uaadf"
    "\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_UNSPACED: Final = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9df\uaa00-\uaa5f\uaa80-\uaadf]"
)
_EMOJI: Final = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
_MONGOLIAN: Final = re.compile("[\u1800-\u18af]")
_JAMO: Final = re.compile("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_HAS_VARIANTS: Final = re.compile(  # beside signs: ideographs and kana, Myanmar, Phags-pa, keys of a keypad
    "[#*0-9\u2139\u1000-\u109f\ua840-\ua877\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00010ac0-\U00010af6\U00020000-\U0003ffff]"
)
_NEIGHBOURS: Final = {
    "\u200b": _UNSPACED,
    **dict.fromkeys("\u180b\u180c\u180d\u180e\u180f", _MONGOLIAN),
    **dict.fromkeys("\u115f\u1160", _JAMO),
}
_FLAG: Final = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")

_OPENING: Final = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_OVERRIDES: Final = "\u202d\u202e"
_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OF_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS: Final = frozenset("\u200e\u200f\u061c")
_DIRECTION: Final = _MARKS | {*_OPENING, *_OPENING.values(), *_OVERRIDES}

# What Unicode calls them in short, in its chart of format characters.
_SHORT: Final = {
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_CONTROL_NAMES: Final = {
    "\x00": "NULL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}


def find_invisible(text: str) -> tuple[int, ...]:
    """Return the offsets of the characters that nobody sees and that are not in their right places."""
    if not may_hold_invisible(text):
        return ()
    found: list[int] = []
    paragraph = _Paragraph("", 0, 0)
    for match in _CANDIDATE.finditer(text):
        at = match.start()
        if text[at] not in _DIRECTION:
            is_right = _is_right(text, at)
        else:
            if at >= paragraph.end:
                paragraph = _paragraph_round(text, at, paragraph.end)
            is_right = paragraph.is_mixed and (text[at] in _MARKS or at in paragraph.closed)
        if not is_right:
            found.append(at)
    return tuple(found)


def may_hold_invisible(text: str) -> bool:
    """Tell whether the text has a character that nobody sees, right or not."""
    if _CANDIDATE_NEAR.search(text):
        return True
    return not text.isascii() and _CANDIDATE_FAR.search(text) is not None


def has_direction(text: str) -> bool:
    """Tell whether the text has a character of direction, which its paragraph decides on and no neighbour."""
    return _OF_DIRECTION.search(text) is not None


def code_point(character: str) -> str:
    """Return a character's number as Unicode writes it: U+202E."""
    return f"U+{ord(character):04X}"


def spelled(character: str) -> str:
    """Return what stands for a character in plain text: its number in brackets that no author writes."""
    return f"⟨{code_point(character)}⟩"


def spell_invisible(text: str) -> str:
    """Return the text with what nobody sees spelled out."""
    found = set(find_invisible(text))
    return "".join(spelled(c) if at in found else c for at, c in enumerate(text)) if found else text


def drop_invisible(text: str) -> str:
    """Return the text without what nobody sees."""
    found = set(find_invisible(text))
    return "".join(c for at, c in enumerate(text) if at not in found) if found else text


def name_of_character(character: str) -> str:
    """Return a character's number and name: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    name = unicodedata.name(character, "") or _CONTROL_NAMES.get(character, "")
    if not name:
        name = "CONTROL CHARACTER" if unicodedata.category(character) == "Cc" else "UNASSIGNED"
    return f"{code_point(character)} {name}"


def short_name(character: str) -> str:
    """Return what stands for a character in a small sign: "RLO", or its number."""
    return _SHORT.get(character) or f"{ord(character):04X}"


class _Paragraph:
    """A paragraph of a text, and what of its direction characters is right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.end = end
        self.is_mixed = _RIGHT_TO_LEFT.search(text, start, end) is not None
        self.closed = _closed(text, start, end) if self.is_mixed else frozenset[int]()


def _paragraph_round(text: str, at: int, start: int) -> _Paragraph:
    """Return the paragraph round an offset; one begins at `start`, before it."""
    for found in _PARAGRAPH_END.finditer(text, start):
        if found.end() > at:
            return _Paragraph(text, start, found.end())
        start = found.end()
    return _Paragraph(text, start, len(text))


def _closed(text: str, start: int, end: int) -> frozenset[int]:
    """Return the offsets of embeddings and isolates that are closed in a paragraph, and of what closes them.

    An override is never right, and nor is what ends it.
    """
    open_: list[tuple[int, str]] = []
    closed: set[int] = set()
    for match in _TURNING.finditer(text, start, end):
        at, character = match.start(), match[0]
        if character in _OPENING:
            open_.append((at, _OPENING[character]))
        elif character in _OVERRIDES:
            open_.append((-1, "\u202c"))
        elif open_ and open_[-1][1] == character:
            opened, _ = open_.pop()
            if opened >= 0:
                closed |= {opened, at}
    return frozenset(closed)


def _is_right(text: str, at: int) -> bool:
    """Tell whether a text could not be written without the character, which turns nothing, at this offset."""
    character = text[at]
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if character in "\u200c\u200d":
        return _joins(text, at)
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return _has_variants(before)
    if "\U000e0020" <= character <= "\U000e007f":
        return any(found.start() < at < found.end() for found in _FLAG.finditer(text, max(at - 8, 0), at + 8))
    if character == "\u034f":  # keeps marks in their order
        return before != "" and unicodedata.category(before)[0] == "M"
    neighbours = _NEIGHBOURS.get(character)
    return neighbours is not None and any(neighbours.match(other) for other in (before, after))


def _joins(text: str, at: int) -> bool:
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if _JOINING.match(before) or _JOINING.match(after):
        return True
    if at > 1 and (before == "\ufe0f" or "\U0001f3fb" <= before <= "\U0001f3ff"):  # of the emoji before it
        before = text[at - 2]
    return text[at] == "\u200d" and bool(_EMOJI.match(before) and _EMOJI.match(after))


def _has_variants(before: str) -> bool:
    return before != "" and (
        unicodedata.category(before)[0] in "SP" or _HAS_VARIANTS.match(before) is not None
    )
