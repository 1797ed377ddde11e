"""The passage that comes nearest to words which are not in the text. Shown to a person, never used.

A joint search of prefix, words and suffix: a few pieces of them, spread out, are looked for exactly, and
each place of one votes for where the passage would begin. The windows with most votes are then
compared in full, which costs what the words cost and not what the text does. Similarity is the share of
characters that both have in order (Indel similarity, as in `rapidfuzz.fuzz.ratio`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.anchor.fold import Folded
from sitegen.anchor.likeness import likeness
from sitegen.anchor.places import Needle, find_places
from sitegen.model.archive import Selector, Span
from sitegen.record import Record

LIKE_ENOUGH = 0.75
SEEDS = 12  # pieces of each kind that are looked for: with one word in three changed, some still stand
LONG_SEED = 12  # characters: about two words, which seldom stand together twice
COMMON = 40  # a piece that stands more often says little about where
WINDOWS = 4  # compared in full
TRIED = 16  # ranges compared where more than the nearest passage is wanted
SHORT = 64  # characters up to which every offset of a window is tried: rapidfuzz is fast on a machine word
WHOLE = 4_000  # characters up to which a text is compared in full where no piece of the words stands
CONTEXT_WEIGHT = 0.2

EDGE = 24  # characters around an end in which the end of a word is looked for

_WORD = re.compile(r"\w{3,}")
_SPACED = re.compile(r"[^ ]+")
_SPACELESS = "\u2e80"  # from here on scripts that write no spaces
_MARKS = ".,;:!?()[]{}\"'-"


class Near(Record, frozen=True):
    """A passage like the words looked for: its range in the folded text, its similarity from 0 to 1."""

    range: Span
    similarity: float


def find_nearest(folded: Folded, selector: Selector) -> Near | None:
    """Return the passage nearest to a folded selector's words, or None where nothing is 0.75 like them."""
    best: tuple[float, Near] | None = None
    for window in _windows(folded, selector):
        near = _align(folded, selector.exact, window)
        if near is None or near.similarity < LIKE_ENOUGH:
            continue
        score = _score(folded, near, selector)
        if best is None or score > best[0]:
            best = score, near
    return best[1] if best else None


def find_near(folded: Folded, selector: Selector, least: float) -> tuple[Near, ...]:
    """Return the passages, apart from one another, that are at least so like a folded selector's words.

    The nearest first, the likeness of its surroundings counted; there may be more in a long text.
    """
    found: list[tuple[float, Near]] = []
    windows = list(_windows(folded, selector))
    for _ in range(TRIED):
        if not windows:
            break
        start, end = windows.pop(0)
        near = _align(folded, selector.exact, (start, end))
        if near is None or near.similarity < least:
            continue
        found.append((_score(folded, near, selector), near))
        beside = ((start, near.range[0]), (near.range[1], end))
        windows += [(a, b) for a, b in beside if b - a >= len(selector.exact) * least]
    apart: list[Near] = []
    for _, near in sorted(found, key=lambda pair: -pair[0]):
        if all(near.range[1] <= other.range[0] or other.range[1] <= near.range[0] for other in apart):
            apart.append(near)
    return tuple(apart)


def _score(folded: Folded, near: Near, selector: Selector) -> float:
    return near.similarity + CONTEXT_WEIGHT * context_similarity(folded.text, near.range, selector)


def context_similarity(text: str, range_: Span, selector: Selector) -> float:
    """Return how like the text around the range is to the prefix and suffix, the less like of the two."""
    start, end = range_
    similarity = 1.0
    if selector.prefix:
        before = text[max(0, start - len(selector.prefix) - 1) : start].strip(" ")
        similarity = likeness(selector.prefix, before)
    if selector.suffix:
        after = text[end : end + len(selector.suffix) + 1].strip(" ")
        similarity = min(similarity, likeness(selector.suffix, after))
    return similarity


def _seeds(words: str) -> list[tuple[int, str]]:
    """Return pieces of the words to look for, spread evenly, with their offsets.

    Long ones, which stand in few places, and short ones, of which some are whole where nothing
    longer is: words, or three characters each in scripts that have no spaces.
    """
    long = [(i, words[i : i + LONG_SEED]) for i in range(0, len(words) - LONG_SEED + 1, LONG_SEED // 2)]
    short = [(m.start(), m[0]) for m in _WORD.finditer(words)]
    if len(short) < 3:
        short = [(i, words[i : i + 3]) for i in range(0, max(1, len(words) - 2), 3)]
    return _spread(long) + _spread(short)


def _spread(seeds: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return seeds[:: max(1, -(-len(seeds) // SEEDS))]


def _windows(folded: Folded, selector: Selector) -> Iterator[Span]:
    """Yield the ranges in which the words may stand, the likeliest first."""
    lead = len(selector.prefix) + 1 if selector.prefix else 0
    joint = " ".join(part for part in (selector.prefix, selector.exact, selector.suffix) if part)
    seeds = _seeds(joint)
    places = find_places(folded, {Needle(text=seed): COMMON for _, seed in seeds})
    length = len(selector.exact)
    width = min(max(24, length // 4), 400)
    votes: dict[int, float] = {}
    for offset, seed in seeds:
        at = places[Needle(text=seed)]
        if len(at) < COMMON:
            for start in at:
                bucket = (start - offset + lead) // width
                votes[bucket] = votes.get(bucket, 0) + 1 / len(at)
    ranked = sorted(votes, key=lambda b: (-votes[b] - votes.get(b + 1, 0), b))
    for bucket in ranked[:WINDOWS]:
        start = max(0, bucket * width - width // 2)
        yield start, min(len(folded.text), start + length + 3 * width)
    if not ranked and len(folded.text) <= WHOLE:
        yield 0, len(folded.text)


def _align(folded: Folded, words: str, window: Span) -> Near | None:
    """Return the range of the window that is most like the words."""
    if len(words) <= SHORT:
        range_ = _place(folded, words, window)
        return (
            _best(folded, words, _edges(folded, range_[0])[0], _edges(folded, range_[1])[1])
            if range_
            else None
        )
    middle = (window[0] + window[1]) // 2
    head = _place(folded, words[:SHORT], (window[0], max(middle, window[0] + 2 * SHORT)))
    tail = _place(folded, words[-SHORT:], (min(middle, window[1] - 2 * SHORT), window[1]))
    if not head or not tail:
        return None
    first = _best(folded, words[:SHORT], _edges(folded, head[0])[0], [head[1]])
    last = _best(folded, words[-SHORT:], [tail[0]], _edges(folded, tail[1])[1])
    return _best(folded, words, [first.range[0]], [last.range[1]]) if first and last else None


def _place(folded: Folded, words: str, window: Span) -> Span | None:
    """Return the range of the window that is most like some few words."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - most quotes are found without

    start = max(0, window[0])
    alignment = partial_ratio_alignment(words, folded.text[start : window[1]], score_cutoff=50)
    return (start + alignment.dest_start, start + alignment.dest_end) if alignment else None


def _best(folded: Folded, words: str, starts: list[int], ends: list[int]) -> Near | None:
    """Return the range with one of these ends that is most like the words."""
    near = [
        Near(range=(start, end), similarity=likeness(words, folded.text[start:end]))
        for start in starts
        for end in ends
        if start < end
    ]
    return max(near, key=lambda n: (n.similarity, n.range), default=None)


def _edges(folded: Folded, at: int) -> tuple[list[int], list[int]]:
    """Return where words begin and where they end near an offset, with marks beside them and without.

    The offset itself is among them where it is not inside a word that has spaces around it.
    """
    text = folded.text
    first = text.rfind(" ", max(0, at - EDGE), at) + 1 or (0 if at <= EDGE else at)
    is_inside = 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
    own = {at} if not is_inside or text[at] > _SPACELESS else set[int]()
    begins = {i + 1 if text.startswith(" ", i) else i for i in own}
    ends = {i - 1 if i and text[i - 1] == " " else i for i in own}
    for word in _SPACED.finditer(text, first, at + EDGE):
        bare = word[0].strip(_MARKS)
        start = word.start() + word[0].find(bare)
        begins |= {word.start(), start}
        ends |= {word.end(), start + len(bare)} if word.end() < at + EDGE else set()
    return _whole(folded, begins or {at}), _whole(folded, ends or {at})


def _whole(folded: Folded, offsets: set[int]) -> list[int]:
    return sorted(offset for offset in offsets if folded.is_boundary(offset))
