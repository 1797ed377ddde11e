"""Which paragraph a place is in, and whether a cue stands near a passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sitegen.anchor.fold import Folded
from sitegen.model.archive import Span
from sitegen.model.reading_text import Block


def paragraph_of(blocks: Sequence[Block], offset: int) -> int:
    """Return the number, from 1, of the block in which the offset of the reading text lies.

    What stands before the first block counts as in it, what stands between two as in the first.
    """
    return max(1, bisect_right(blocks, offset, key=lambda block: block.span[0]))


def find_cue(folded: Folded, blocks: Sequence[Block], cue: str, spans: Sequence[Span]) -> Span | None:
    """Return the span of the folded cue nearest to the passage, or None where it is not near.

    It is looked for in the paragraphs that the passage stands in, then in the one before and the
    one after. `spans` are the passage's, in the reading text.
    """
    if not cue or not spans:
        return None
    if not blocks:
        return _nearest_in(folded, cue, folded.folded_span(spans[0][0], spans[-1][1]), (0, len(folded.text)))
    passage = folded.folded_span(spans[0][0], spans[-1][1])
    first = paragraph_of(blocks, spans[0][0]) - 1
    last = paragraph_of(blocks, spans[-1][1] - 1) - 1
    for i, j in ((first, last), (first - 1, first - 1), (last + 1, last + 1)):
        if 0 <= i <= j < len(blocks):
            near = folded.folded_span(blocks[i].span[0], blocks[j].span[1])
            found = _nearest_in(folded, cue, passage, near)
            if found:
                return found
    return None


def _nearest_in(folded: Folded, cue: str, passage: Span, near: Span) -> Span | None:
    """Return the span of the cue nearest to the passage within a folded range."""
    text = folded.text
    size = len(cue)
    before = text.rfind(cue, near[0], min(near[1], passage[0]))
    after = text.find(cue, max(near[0], passage[0]), near[1])
    starts = [start for start in (before, after) if start >= 0]
    if not starts:  # it straddles the passage's start
        start = text.find(cue, *near)
        starts = [start] if start >= 0 else []
    if not starts:
        return None
    start = min(starts, key=lambda at: max(passage[0] - at - size, at - passage[1], 0))
    return folded.source_span(start, start + size)
