"""Pieces: what stands between spaces. Most of a site's are few, so their terms are found once.

The tokens of a text are those of its pieces, for no token has a space in it but a number written in groups
(250 000); a text with one of these is cut into tokens at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from sitegen.search.fold import fold_text
from sitegen.search.terms import plain_term, token_terms, tokens_in

MEMO_MOST: Final = 100_000  # pieces of a language: about 20 MB
LONGEST: Final = 48  # characters of a piece that may be met again
_AROUND: Final = ".,;:!?()\"'"  # what may stand around a word and is no part of any token there
SEAM: Final = "\0"
_DIGITS: Final = bytes.maketrans(b"123456789", b"0" * 9)
_has_groups = re.compile(r"\d \d{3}").search


def cut_texts(texts: Sequence[str], language: str) -> list[list[str]]:
    """Return the pieces of each text, folded, in order: what `terms_by_piece` knows."""
    joined = SEAM.join(texts)
    if joined.isascii() and not _has_ascii_groups(joined):
        parts = fold_text(joined, language).split(SEAM)
        if len(parts) == len(texts):  # no text has a seam of its own
            return [part.split() for part in parts]
    return [_cut_text(text, language) for text in texts]


def _cut_text(text: str, language: str) -> list[str]:
    folded = fold_text(text, language)
    return tokens_in(folded) if _has_groups(folded) else folded.split()


def _has_ascii_groups(text: str) -> bool:
    return b"0 000" in text.encode().translate(_DIGITS)


class _Terms(dict[str, str]):
    """Terms by piece in one language: none, one, or several as lines of one text."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._plain_term = plain_term(language)

    def __missing__(self, piece: str) -> str:
        word = piece.strip(_AROUND)
        if word.isascii() and word.isalnum() and len(word) <= LONGEST:
            terms = self[word] if word != piece else self._plain_term(word)
        else:
            tokens = tokens_in(piece)
            terms = "\n".join(chain.from_iterable(token_terms(token, self._language) for token in tokens))
        if len(piece) <= LONGEST:
            if len(self) >= MEMO_MOST:
                self.clear()
            self[piece] = terms
        return terms


@cache
def terms_by_piece(language: str) -> dict[str, str]:
    """Return what gives the terms of a piece, found once each."""
    return _Terms(language)
