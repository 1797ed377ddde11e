"""The words beside a reporting verb that say who, where no name is known: "the chair", "residents"."""

from __future__ import annotations

import re
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
_BEFORE = re.compile(rf"(?:^|[{_STOPS}]|\s{{2,}})\s*(?P<words>[^{_STOPS}]*?)\s*$")
_AFTER = re.compile(rf"\s*(?P<words>[^{_STOPS}]+)")
_AUXILIARIES = re.compile(
    r"\s+(?:a|ont|avait|avaient|had|has|have|also|then|later|уже|также)$", re.IGNORECASE
)
_JOINED = re.compile(rf"\s(?:{CONNECTIVES}|(?:on|in|at|to|le|la|в|во|на|في|خلال|يوم)\s).*$", re.IGNORECASE)
_NO_SUBJECTS = re.compile(
    r"(?:(?:the|a|an|these|those|his|her|their|its|no|some|other|many|such|le|la|les|des|ces|un|une|эти|и|و)|.*['’]s)$",
    re.IGNORECASE,
)


def find_subject(text: str, cue: Span, *, is_phrase: bool) -> Span | None:
    """Return the span of the words that name who, before the reporting words or behind them; None for none.

    Behind a phrase ("according to") they stand in any case.
    """
    start, end = cue
    behind = _clean(end, _AFTER.match(text, end))
    if is_phrase:
        return behind
    return _clean(0, _BEFORE.search(text[:start])) or behind


def _clean(least: int, found: re.Match[str] | None) -> Span | None:
    if found is None:
        return None
    words = _AUXILIARIES.sub("", _JOINED.sub("", found["words"].rstrip()))
    start = max(least, found.start("words"))
    while words[:1].isspace():
        words, start = words[1:], start + 1
    words = words.rstrip()
    is_subject = 0 < len(words.split()) <= MOST_WORDS and not _NO_SUBJECTS.match(words)
    if not is_subject or re.match(rf"(?:{CONNECTIVES})", words, re.IGNORECASE):
        return None
    return start, start + len(words)
