"""The words beside a reporting verb that say who, where no name is known: "the chair", "residents"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from sitegen.model.archive import Span
from sitegen.suggest.cue_words import CONNECTIVES

MOST_WORDS: Final = 6  # of a subject; more are half a sentence
PRONOUNS: Final = frozenset(
    (
        *("he", "she", "it", "they", "i", "we", "you", "who"),
        *("il", "elle", "ils", "elles", "on", "je", "nous", "vous", "qui"),
        *("он", "она", "оно", "они", "я", "мы", "вы", "который", "которая"),
        *("هو", "هي", "هم", "الذي", "التي"),
    )
)

_STOPS = r",.;:!?…«»“”„\"()\[\]،؛؟\n—–"
_STOP = re.compile(f"[{_STOPS}]")
_WORDS = re.compile(rf"\s*(?P<words>[^{_STOPS}]*)")
REACH: Final = 400  # characters in which a subject's few words stand, or what follows them begins
_AUXILIARIES = re.compile(
    r"\s+(?:a|ont|avait|avaient|had|has|have|also|then|later|уже|также)$", re.IGNORECASE
)
_JOINED = re.compile(rf"\s(?:{CONNECTIVES}|(?:on|in|at|to|le|la|в|во|на|في|خلال|يوم)\s).*$", re.IGNORECASE)
_NO_SUBJECTS = re.compile(
    r"(?:(?:the|a|an|these|those|his|her|their|its|no|some|other|many|such|le|la|les|des|ces|un|une|эти|и|و)|.*['’]s)$",
    re.IGNORECASE,
)


class Subjects:
    """The subjects of a sentence's reporting words."""

    __slots__ = ("_stops", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._stops = [mark.end() for mark in _STOP.finditer(text)]

    def find(self, cue: Span, *, is_phrase: bool) -> Span | None:
        """Return the span of the words that name who, before the reporting words or behind them.

        Behind a phrase ("according to") they stand in any case.
        """
        start, end = cue
        behind = self._words_between(end, len(self._text))
        if is_phrase:
            return behind
        n = bisect_right(self._stops, start)
        return self._words_between(self._stops[n - 1] if n else 0, start) or behind

    def _words_between(self, start: int, end: int) -> Span | None:
        """Return the subject that the words from there to the next stop are; of many, the first tell."""
        return _clean(_WORDS.match(self._text, start, min(end, start + REACH)))


def _clean(found: re.Match[str] | None) -> Span | None:
    if found is None:
        return None
    words = _AUXILIARIES.sub("", _JOINED.sub("", found["words"].rstrip()))
    start = found.start("words")
    words = words.rstrip()
    is_subject = 0 < len(words.split()) <= MOST_WORDS and not _NO_SUBJECTS.match(words)
    if not is_subject or re.match(rf"(?:{CONNECTIVES})", words, re.IGNORECASE):
        return None
    return start, start + len(words)
