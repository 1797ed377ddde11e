"""All places of many needles in one text, in about the time of reading it a few times.

A few needles are looked for one by one. Many are looked for by blocks: the text is cut every `size`
characters, and each block noted with its offsets. Wherever a needle of at least 2 * size - 1
characters stands, one of its first `size` windows is a block of the text; so the places of those
windows, a handful of dictionary look-ups, are all that has to be compared. (The sampling of grams is
that of Schleimer, Wilkerson and Aiken, "Winnowing", 2003, in its plain form, "0 mod p".)

Where a text repeats itself so much that windows are no clue, a needle is searched for by `str.find`,
whose worst case is linear too; needles too short for blocks are compared at every offset, all those
of one length at once. No needle is followed beyond the places that its caller wants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sitegen.anchor.fold import Folded
from sitegen.record import Record

FEW = 48  # a block index costs what about fifty searches cost, whatever the text's length
BLOCK_SIZES = (16, 8, 4)
PATIENCE = 512  # candidates per needle; comparing these costs what searching a long text does
RARE = 16  # a window that stands so often, or less, is clue enough
TRIES = 4  # windows tried for the rarest, where a needle is long enough to choose

Blocks = dict[str, list[int]]


class Needle(Record, frozen=True):
    """Folded words to find; `lead` and `tail` characters at its ends are context, not part of the passage."""

    text: str
    lead: int = 0
    tail: int = 0


def find_places(folded: Folded, needles: Mapping[Needle, int]) -> dict[Needle, tuple[int, ...]]:
    """Return for each needle the offsets in the folded text at which it begins, in order.

    `needles` says how many places of each are wanted at most. Places may overlap. One where the
    passage would begin or end inside a character is none. Needles must not be empty.
    """
    if len(needles) <= FEW:
        return {needle: _search(folded, needle, most) for needle, most in needles.items()}
    found: dict[Needle, tuple[int, ...]] = {}
    rest = needles
    for size in BLOCK_SIZES:
        fitting = {needle: most for needle, most in rest.items() if len(needle.text) >= 2 * size - 1}
        rest = {needle: most for needle, most in rest.items() if len(needle.text) < 2 * size - 1}
        if len(fitting) > FEW:
            blocks = _blocks(folded.text, size)
            common: dict[Needle, int] = {}
            for needle, most in fitting.items():
                places = _search_blocks(folded, blocks, size, needle, most)
                if places is None:
                    common[needle] = most
                else:
                    found[needle] = places
            found |= _search_common(folded, common)
        else:
            found |= {needle: _search(folded, needle, most) for needle, most in fitting.items()}
    return found | _search_short(folded, rest)


def _search(folded: Folded, needle: Needle, most: int) -> tuple[int, ...]:
    """Return the needle's places, one search for each."""
    text, words = folded.text, needle.text
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        if _is_whole(folded, needle, at):
            places.append(at)
            if len(places) == most:
                break
        at = text.find(words, at + 1)
    return tuple(places)


def _is_whole(folded: Folded, needle: Needle, at: int) -> bool:
    if folded.is_simple:
        return True
    start, end = at + needle.lead, at + len(needle.text) - needle.tail
    return folded.is_boundary(start) and folded.is_boundary(end)


def _blocks(text: str, size: int) -> Blocks:
    """Return the offsets of each block of the text, cut every `size` characters."""
    blocks: Blocks = {}
    for at in range(0, len(text) - size + 1, size):
        blocks.setdefault(text[at : at + size], []).append(at)
    return blocks


def _search_blocks(
    folded: Folded, blocks: Blocks, size: int, needle: Needle, most: int
) -> tuple[int, ...] | None:
    """Return the needle's places, None where its windows are no clue."""
    text, words = folded.text, needle.text
    clues = [
        clue
        for i in range(size)
        if words[i : i + size] in blocks and (clue := _rarest_window(blocks, size, words, i))
    ]
    if sum(len(offsets) for _, offsets in clues) > PATIENCE:
        return None
    starts = sorted(offset - i for i, offsets in clues for offset in offsets if offset >= i)
    places = [at for at in starts if text.startswith(words, at) and _is_whole(folded, needle, at)]
    return tuple(places[:most])


def _rarest_window(blocks: Blocks, size: int, words: str, first: int) -> tuple[int, list[int]] | None:
    """Return where the rarest of the windows `size` apart stands in the words, and its offsets in the text.

    None where one of the windows is no block: then the words do not stand at this step at all.
    """
    best: tuple[int, list[int]] | None = None
    for tried, i in enumerate(range(first, len(words) - size + 1, size)):
        if best is not None and tried >= TRIES and len(best[1]) <= RARE:
            break
        offsets = blocks.get(words[i : i + size])
        if offsets is None:
            return None
        if best is None or len(offsets) < len(best[1]):
            best = i, offsets
            if len(offsets) == 1:
                break
    return best


def _search_common(folded: Folded, needles: Mapping[Needle, int]) -> dict[Needle, tuple[int, ...]]:
    """Return the places of needles of which a text that repeats itself has all windows many times.

    Those of one length are compared at every offset at once, where that is less than a search for each.
    """
    lengths = Counter(len(needle.text) for needle in needles)
    many = {needle: most for needle, most in needles.items() if len(needle.text) < lengths[len(needle.text)]}
    few = needles.keys() - many.keys()
    return _search_short(folded, many) | {needle: _search(folded, needle, needles[needle]) for needle in few}


def _search_short(folded: Folded, needles: Mapping[Needle, int]) -> dict[Needle, tuple[int, ...]]:
    """Return the places of needles of a few characters."""
    found: dict[Needle, tuple[int, ...]] = {}
    for length in sorted({len(needle.text) for needle in needles}):
        same = {needle: most for needle, most in needles.items() if len(needle.text) == length}
        if len(same) <= FEW:
            found |= {needle: _search(folded, needle, most) for needle, most in same.items()}
            continue
        offsets = _offsets_of(folded.text, length, {needle.text for needle in same})
        for needle, most in same.items():
            whole = [at for at in offsets[needle.text] if _is_whole(folded, needle, at)]
            found[needle] = tuple(whole[:most])
    return found


def _offsets_of(text: str, length: int, words: Iterable[str]) -> dict[str, list[int]]:
    offsets: dict[str, list[int]] = {word: [] for word in words}
    for at in range(len(text) - length + 1):
        word = text[at : at + length]
        if word in offsets:
            offsets[word].append(at)
    return offsets
