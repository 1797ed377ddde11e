"""A quote that runs through what stands between its words: the pieces in which it stands.

A running head, a page's number, the time codes of subtitles, an aside that the quoter left out: the words
stand in the text one after the other, and not as one. The pieces are offered to a person, never taken for the
quote.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.anchor.fold import Folded
from sitegen.anchor.places import Needle, find_places
from sitegen.model.archive import Span

MOST: Final = 12  # pieces that a person would paste
APART: Final = 400  # characters between two pieces: a page's foot and the next one's head
STARTS: Final = 40  # places of the first words that are tried
SHORTEST: Final = 6  # characters of a piece; a shorter one stands by chance

_LEFT_OUT: Final = re.compile(r" ?[\[(]? ?\.\.\. ?[\])]? ?")
_FIRST: Final = re.compile(r"[^ ]+(?: [^ ]+)?")


def find_pieces(folded: Folded, words: str) -> tuple[Span, ...]:
    """Return the folded ranges in which folded words stand, two or more in order; none where they do not.

    Between two pieces stand at most 400 characters. What marks an omission in the words ("...") is no word.
    """
    begin = _FIRST.match(words)
    if begin is None:
        return ()
    for start in find_places(folded, {Needle(text=begin[0]): STARTS})[Needle(text=begin[0])]:
        pieces = _pieces_from(folded, words, start)
        if len(pieces) > 1:
            return pieces
    return ()


def _pieces_from(folded: Folded, words: str, start: int) -> tuple[Span, ...]:
    """Return the pieces of the words, the first of them at the start; none where words are missing."""
    pieces: list[Span] = []
    while words:
        size = _common(folded.text, words, start)
        if size < min(SHORTEST, len(words)) or not _is_whole(folded, start, start + size):
            return ()
        pieces.append((start, start + size))
        words = _rest(words[size:])
        if not words:
            return tuple(pieces)
        start = _next(folded.text, words, start + size)
        if start < 0 or len(pieces) == MOST:
            return ()
    return ()


def _next(text: str, words: str, end: int) -> int:
    """Return where the words go on, behind the end of the piece before; -1 where they do not."""
    begin = _FIRST.match(words)
    if begin is None:
        return -1
    at = text.find(begin[0], end, end + APART)
    first = begin[0].partition(" ")[0]
    return text.find(first, end, end + APART) if at < 0 and len(first) >= SHORTEST else at


def _rest(words: str) -> str:
    omission = _LEFT_OUT.match(words)
    return (words[omission.end() :] if omission else words).strip(" ")


def _common(text: str, words: str, start: int) -> int:
    """Return how many characters of the words stand at the start, whole words only."""
    most = min(len(words), len(text) - start)
    size = next((i for i in range(most) if text[start + i] != words[i]), most)
    if size < len(words) and not (words[size : size + 1] == " " or _LEFT_OUT.match(words, size)):
        size = words.rfind(" ", 0, size)
    return len(words[: max(size, 0)].rstrip(" "))


def _is_whole(folded: Folded, start: int, end: int) -> bool:
    text = folded.text
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    ends = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return begins and ends and folded.is_boundary(start) and folded.is_boundary(end)
