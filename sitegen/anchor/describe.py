"""Describing: a span → the shortest selector that finds it again, and nothing else.

The law: match what describe gives, and the span is back, once it is widened to whole characters and
freed of white space at its ends (`snap`). The words of a selector are the source's own, but
for white space, of which a run is written as one space, and characters without width, which are
left out: they cannot be seen in a sidecar, and matching does not ask for them.

Where the words stand more than once, a prefix or a suffix is added, cut between words, whichever is
shorter: it must be longer by a character than what any other place has in common with this one, and
have a letter or a digit in it, since a lone comma is soon lost.
Where both would be longer than a person wants to read, the occurrence is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sitegen.anchor.characters import DROPPED
from sitegen.anchor.fold import Folded
from sitegen.anchor.places import Needle, find_places
from sitegen.model.archive import Selector, Span

LONGEST = 96  # characters of a context: about one line of a sidecar
PATIENCE = 24  # characters more for the sake of a whole word; scripts without spaces have none near
ALL = 1 << 62

_INVISIBLE = {ord(c): None for c in DROPPED}


def describe(text: str, folded: Folded, span: Span) -> Selector | None:
    """Return the shortest selector of the span of the text; None where the span holds no words.

    `folded` is the text folded. A span that cuts a character is widened to it.
    """
    return describe_all(text, folded, (span,))[0]


def describe_all(text: str, folded: Folded, spans: Sequence[Span]) -> tuple[Selector | None, ...]:
    """Return the selector of each span, as `describe` does, in one go over the text."""
    ranges = [snap(folded, span) for span in spans]
    needles = [Needle(text=folded.text[start:end]) for start, end in ranges]
    places = find_places(folded, {needle: ALL for needle in needles if needle.text})
    contexts = _contexts_all(folded.text, places)
    return tuple(
        _describe(text, folded, r, contexts[needle]) if needle.text else None
        for r, needle in zip(ranges, needles, strict=True)
    )


def snap(folded: Folded, span: Span) -> Span:
    """Return the folded range of a source span: whole characters, no white space at its ends.

    It may be empty: start and end are the same then.
    """
    start, end = folded.folded_span(*span)
    while not folded.is_boundary(start):
        start -= 1
    while not folded.is_boundary(end):
        end += 1
    while start < end and folded.text[start] == " ":
        start += 1
    while start < end and folded.text[end - 1] == " ":
        end -= 1
    return (start, end) if start < end else (start, start)


def words_of(text: str, folded: Folded, start: int, end: int) -> str:
    """Return the source's words of a folded range as they are written into a sidecar."""
    if start >= end:
        return ""
    source_start, source_end = folded.source_span(start, end)
    return " ".join(text[source_start:source_end].translate(_INVISIBLE).split())


def describe_places(text: str, folded: Folded, places: tuple[int, ...], length: int) -> tuple[Selector, ...]:
    """Return the selector of each place, where these are all places of the same folded words.

    `places` are offsets in the folded text, in order, and `length` is the folded words' own.
    """
    contexts = _contexts(folded.text, places, length)
    return tuple(_describe(text, folded, (at, at + length), contexts) for at in places)


Contexts = Mapping[
    int, tuple[int, int, int]
]  # place → its number, and how much before and after it is shared


def _contexts_all(text: str, places: Mapping[Needle, tuple[int, ...]]) -> dict[Needle, Contexts]:
    return {needle: _contexts(text, starts, len(needle.text)) for needle, starts in places.items()}


def _contexts(text: str, places: tuple[int, ...], length: int) -> Contexts:
    """Return for each place how many characters before and after it another place has too.

    The white space between context and words is not counted, since it need not be typed. The place
    that shares most with another stands beside it in the order of the contexts, so that sorting is
    enough, and no place is compared with all others.
    """
    if len(places) == 1:
        return {places[0]: (1, -1, -1)}
    before = {at: text[max(0, at - LONGEST - 1) : at].rstrip(" ")[::-1] for at in places}
    after = {at: text[at + length : at + length + LONGEST + 1].lstrip(" ") for at in places}
    left, right = _shared(before), _shared(after)
    return {at: (n, left[at], right[at]) for n, at in enumerate(places, 1)}


def _shared(contexts: Mapping[int, str]) -> dict[int, int]:
    shared = dict.fromkeys(contexts, -1)
    for one, other in pairwise(sorted(contexts, key=contexts.__getitem__)):
        n = _common(contexts[one], contexts[other])
        shared[one] = max(shared[one], n)
        shared[other] = max(shared[other], n)
    return shared


def _common(one: str, other: str) -> int:
    """Return the length of the longest common beginning."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def _describe(text: str, folded: Folded, range_: Span, contexts: Contexts) -> Selector:
    start, end = range_
    exact = words_of(text, folded, start, end)
    number, left, right = contexts[start]
    if left < 0:
        return Selector(exact=exact)
    first = _prefix_start(folded, start, left + 1)
    last = _suffix_end(folded, end, right + 1)
    prefix = "" if first is None else words_of(text, folded, first, start)
    suffix = "" if last is None else words_of(text, folded, end, last)
    if prefix and (not suffix or len(prefix) <= len(suffix)):
        return Selector(exact=exact, prefix=prefix)
    if suffix:
        return Selector(exact=exact, suffix=suffix)
    return Selector(exact=exact, occurrence=number)


def _prefix_start(folded: Folded, end: int, needed: int) -> int | None:
    """Return where a prefix of at least so many characters begins, or None where there is none."""
    text = folded.text
    while end > 0 and text[end - 1] == " ":
        end -= 1
    least = end - needed
    if needed > LONGEST or least < 0:
        return None
    if text[least] == " ":  # a space at the prefix's own edge would not count
        least -= 1
    least -= _to_word(text[max(0, least - PATIENCE) : end][::-1], end - least)
    while least > 0 and not folded.is_boundary(least):
        least -= 1
    if least <= 0:
        return 0 if least == 0 else None
    if text[least - 1] == " ":
        return least
    near = max(0, least - PATIENCE)
    space = text.rfind(" ", near, least)
    return space + 1 if space >= 0 else near if near == 0 else least


def _suffix_end(folded: Folded, start: int, needed: int) -> int | None:
    """Return where a suffix of at least so many characters ends, or None where there is none."""
    text, size = folded.text, len(folded.text)
    while start < size and text[start] == " ":
        start += 1
    least = start + needed
    if needed > LONGEST or least > size:
        return None
    if text[least - 1] == " ":
        least += 1
    least += _to_word(text[start : least + PATIENCE], least - start)
    while least < size and not folded.is_boundary(least):
        least += 1
    if least >= size:
        return size if least == size else None
    if text[least] == " ":
        return least
    near = min(size, least + PATIENCE)
    space = text.find(" ", least, near)
    return space if space >= 0 else near if near == size else least


def _to_word(context: str, length: int) -> int:
    """Return by how many characters more the context's beginning has a letter or digit in it."""
    first = next((i for i, c in enumerate(context) if c.isalnum()), 0)
    return max(0, first + 1 - length)
