"""Matching: selectors → the one place of each, or why there is none.

Nothing is guessed. A selector has a place only if its words, with the prefix and suffix beside them,
stand in the folded text once, or as often as its occurrence says. The white space between a prefix
and the words need not be typed; a prefix, a suffix or the words themselves may begin and end inside
a word. An occurrence counts the places that the prefix and suffix leave, overlapping ones too.

Pieces stand in order, and that may settle a piece that is not unique by itself: if exactly one choice
of places is in order, it is beyond doubt. Two choices or more are an error, like any other. The
earliest and the latest choice are computed, piece by piece from the front and from the back; there
is one choice exactly where they agree.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal

from sitegen.anchor.fold import Folded, fold_words
from sitegen.anchor.places import FEW, Needle, find_places
from sitegen.model.archive import Selector, Span
from sitegen.record import Record

Trouble = Literal["", "empty", "absent", "context", "occurrence", "several", "order"]
MOST = (
    1000  # places of one piece that are looked for at first; of what stands more often all, where order tells
)

Needles = tuple[Needle, ...]


class Outcome(Record, frozen=True):
    """Where an annotation's selectors were found.

    `ranges` are in the folded text, one a selector, and empty where there is trouble. Trouble is
    with one selector (`piece`, from 0): its words are none, or absent; there, but not in that context
    or not that often; in several places; or not behind the piece before. `places` are offsets in the
    folded text where its words stand, as far as they were counted.
    """

    ranges: tuple[Span, ...] = ()
    trouble: Trouble = ""
    piece: int = 0
    places: tuple[int, ...] = ()


def fold_selector(selector: Selector) -> Selector:
    """Return the selector with its words folded and stripped of white space."""
    return Selector(
        exact=fold_words(selector.exact),
        prefix=fold_words(selector.prefix) if selector.prefix else "",
        suffix=fold_words(selector.suffix) if selector.suffix else "",
        occurrence=selector.occurrence,
    )


def match_all(folded: Folded, requests: Sequence[tuple[Selector, ...]]) -> tuple[Outcome, ...]:
    """Return for each tuple of folded selectors, the pieces of one annotation, where it stands."""
    if len(requests) > FEW:
        return _match_all(folded, requests)
    alone = [_match_alone(folded, selectors) for selectors in requests]
    others = iter(_match_all(folded, [r for r, found in zip(requests, alone, strict=True) if found is None]))
    return tuple([next(others) if found is None else found for found in alone])


def _match_alone(folded: Folded, selectors: tuple[Selector, ...]) -> Outcome | None:
    """Return the outcome for words without context that stand in the text once, as most do, or None."""
    selector = selectors[0] if len(selectors) == 1 else None
    if selector is None or not selector.exact or selector.prefix or selector.suffix or selector.occurrence:
        return None
    at = folded.text.find(selector.exact)
    end = at + len(selector.exact)
    if at < 0 or folded.text.find(selector.exact, at + 1) >= 0:
        return None
    return Outcome(((at, end),)) if folded.is_boundary(at) and folded.is_boundary(end) else None


def _match_all(folded: Folded, requests: Sequence[tuple[Selector, ...]]) -> tuple[Outcome, ...]:
    wanted: dict[Needle, int] = {}
    looked_for: list[tuple[Needles, ...]] = []
    for selectors in requests:
        fewest = 2 if len(selectors) == 1 else MOST
        needles = tuple([needles_of(selector) for selector in selectors])
        looked_for.append(needles)
        for selector, alternatives in zip(selectors, needles, strict=True):
            most = max(fewest, selector.occurrence)
            for needle in alternatives:
                wanted[needle] = max(most, wanted.get(needle, 0))
    found = find_places(folded, wanted)
    # Where one of several pieces stands very often, which of its places is meant is told by the others.
    every = {
        needle: len(folded.text)
        for needles in looked_for
        if len(needles) > 1 and any(len(found[n]) >= MOST for alternatives in needles for n in alternatives)
        for alternatives in needles
        for needle in alternatives
    }
    if every:
        found = {**found, **find_places(folded, every)}
    return tuple(
        [
            _match(folded, selectors, tuple([places_of(found, n) for n in needles]))
            for selectors, needles in zip(requests, looked_for, strict=True)
        ]
    )


def needles_of(selector: Selector) -> Needles:
    """Return the ways in which a folded selector's words may stand in a text: none for no words."""
    exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
    if not exact:
        return ()
    if not prefix and not suffix:
        return (Needle(text=exact),)
    heads = (prefix, prefix + " ") if prefix else ("",)
    tails = (suffix, " " + suffix) if suffix else ("",)
    return tuple(
        Needle(text=head + exact + tail, lead=len(head), tail=len(tail)) for head in heads for tail in tails
    )


def places_of(found: Mapping[Needle, tuple[int, ...]], needles: Needles) -> tuple[int, ...]:
    """Return the offsets of the exact words of a selector with these needles, in order."""
    if len(needles) == 1:
        return found[needles[0]]
    return tuple(sorted({at + needle.lead for needle in needles for at in found[needle]}))


def _match(
    folded: Folded, selectors: tuple[Selector, ...], all_places: tuple[tuple[int, ...], ...]
) -> Outcome:
    """Return the outcome for the pieces of one annotation, each with the places of its words in context."""
    if not selectors:
        return Outcome(trouble="empty")
    choices: list[tuple[int, ...]] = []
    for piece, (selector, places) in enumerate(zip(selectors, all_places, strict=True)):
        if not places:
            return _absent(folded, selector, piece)
        if selector.occurrence > len(places):
            return Outcome(trouble="occurrence", piece=piece, places=places)
        n = selector.occurrence
        choices.append(places[n - 1 : n] if n else places)
    if len(choices) == 1:
        at = choices[0][0]
        if len(choices[0]) > 1:
            return Outcome(trouble="several", places=choices[0])
        return Outcome(ranges=((at, at + len(selectors[0].exact)),))
    return _order(choices, [len(selector.exact) for selector in selectors])


def _absent(folded: Folded, selector: Selector, piece: int) -> Outcome:
    """Return the trouble of a selector without a place."""
    if not selector.exact:
        return Outcome(trouble="empty", piece=piece)
    if not selector.prefix and not selector.suffix:
        return Outcome(trouble="absent", piece=piece)
    bare = Needle(text=selector.exact)
    places = find_places(folded, {bare: 2})[bare]
    return Outcome(trouble="context" if places else "absent", piece=piece, places=places)


def _order(choices: list[tuple[int, ...]], lengths: list[int]) -> Outcome:
    """Return the one choice of places in which the pieces stand one after the other."""
    earliest: list[int] = []
    end = 0
    for piece, (places, length) in enumerate(zip(choices, lengths, strict=True)):
        i = bisect_left(places, end)
        if i == len(places):
            return Outcome(trouble="order", piece=piece, places=places)
        earliest.append(places[i])
        end = places[i] + length
    latest: list[int] = []
    start = choices[-1][-1] + lengths[-1]
    for places, length in zip(reversed(choices), reversed(lengths), strict=True):
        latest.append(places[bisect_right(places, start - length) - 1])
        start = latest[-1]
    latest.reverse()
    for piece, (places, first, last) in enumerate(zip(choices, earliest, latest, strict=True)):
        if first != last:
            return Outcome(
                trouble="several", piece=piece, places=tuple(p for p in places if first <= p <= last)
            )
    return Outcome(ranges=tuple((at, at + n) for at, n in zip(earliest, lengths, strict=True)))
