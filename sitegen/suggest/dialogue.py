"""Speech that no quotation marks enclose: lines that a dash opens, lines that name who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.model.archive import Span
from sitegen.record import Record

NEAR = 40  # characters from the beginning of an aside in which its verb stands: "— said the old mayor"
FEWEST, MANY = 2, 4  # labelled lines of a transcript: where they are half of the text, or where one recurs

_LINE = re.compile(r"(?m)^[ \t]*[—–―][ \t]*(?=[^\s—–―])")
_DASH = re.compile(r"\s[—–―]\s?|(?<=[,.!?…])\s*[—–―]\s*|(?<=[^\s\d])[—–―](?=[.,;!?]|\s)")
_COMMA = re.compile(r"[,!?…]\s+")
_STOP = re.compile(r"[.!?…;]")
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\s*$")
_LABEL = re.compile(
    r"(?m)^[ \t]*(?P<who>[^\W\d_][\w.'’ -]{0,40}?(?: \([^()\n]{1,40}\))?)[ \t]*(?::[ \t]+|：[ \t]*)(?=\S)"
)


class Labelled(Record, frozen=True):
    """A speech of a transcript: how it says who speaks, and the words."""

    who: Span
    words: Span


def iter_dialogue(text: str, cue: re.Pattern[str]) -> Iterator[Span]:
    """Yield what is said in the lines of a block that a dash opens, in order; `cue` are reporting words.

    What stands between dashes and begins with a reporting verb is an aside: "— I know, — said Ann. — I do."
    A line without one is speech if it ends as sentences do.
    """
    starts = [line.end() for line in _LINE.finditer(text)]
    if not starts or text[: starts[0]].strip(" \t—–―"):
        return
    ends = [line.start() for line in _LINE.finditer(text)][1:]
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        yield from _speeches(text, (start, end), cue)


def _speeches(text: str, line: Span, cue: re.Pattern[str]) -> Iterator[Span]:
    at, end = line
    is_told = False
    for dash in _DASH.finditer(text, at, end):
        if dash.start() < at:
            continue
        if not _is_aside(text, dash.end(), end, cue):
            continue
        is_told = True
        yield at, dash.start()
        again = _DASH.search(text, dash.end(), end)
        if again is None:
            return
        at = again.end()
    for comma in _COMMA.finditer(text, at, end):
        verb = cue.match(text, comma.end(), end)
        if verb is not None and verb["verb"]:
            yield at, comma.start() + 1
            return
    if is_told or _SENTENCE.search(text[at:end]):
        yield at, end


def _is_aside(text: str, start: int, end: int, cue: re.Pattern[str]) -> bool:
    """Tell whether reporting words begin after a dash: in small letters, the verb among the first."""
    if not text[start : start + 1].islower():
        return False
    stop = _STOP.search(text, start, end)
    found = cue.search(text, start, min(end, start + NEAR, stop.start() if stop else end))
    return found is not None


def iter_labelled(text: str) -> Iterator[Labelled]:
    """Yield the speeches of a block whose lines begin with who speaks, as in "MS. ROE: I was there"."""
    labels = [found for found in _LABEL.finditer(text) if not found["who"][0].islower()]
    if not labels or text[: labels[0].start()].strip():
        return
    for found, following in zip(labels, [*labels[1:], None], strict=True):
        yield Labelled(
            found.span("who"), (found.end(), len(text) if following is None else following.start())
        )


def is_transcript(texts: Sequence[str]) -> bool:
    """Tell whether blocks are those of a transcript: what is labelled is sentences, and much or recurrent."""
    labels: Counter[str] = Counter()
    covered = sentences = 0
    for text in texts:
        for speech in iter_labelled(text):
            labels[text[slice(*speech.who)].casefold()] += 1
            covered += speech.words[1] - speech.who[0]
            sentences += _SENTENCE.search(text[slice(*speech.words)]) is not None
    count = labels.total()
    if count < FEWEST or 2 * sentences < count:
        return False
    return 2 * covered >= sum(map(len, texts)) or (count >= MANY and max(labels.values()) > 1)
