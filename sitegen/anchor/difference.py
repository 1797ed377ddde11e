"""The difference of two wordings, on one line, as a terminal or a log can show it.

`[-these words-]` are in the first only and `{+those+}` in the second only; the notation is that of
wdiff. Words are compared whole, since a person reads them so; characters of scripts without spaces
one by one. What both have is shortened to the words beside a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sitegen.anchor.characters import is_extender

SHOWN = 12  # tokens of common text beside each difference: about six words
COMPARED = 2_000  # tokens compared, from the first difference on
LONGEST = 800  # characters of the result; of what differs more, the beginning says enough

# Compiled at its first use: most builds have nothing to tell.
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
_PIECES = rf"{_UNSPACED}|\w+|\s+|[^\w\s]"

SegmentKind = Literal["same", "gone", "new"]
Segment = tuple[SegmentKind, str]
Change = tuple[list[str], list[str]]  # tokens in the first only, tokens in the second only
Stretch = list[str] | Change


def mark_difference(first: str, second: str) -> str:
    """Return the second text's words with all that the first has instead, or besides, marked."""
    old, new = _tokens(first), _tokens(second)
    skipped = max(0, _common(old, new) - SHOWN) if old != new else 0
    stretches = list(_stretches(old[skipped : skipped + COMPARED], new[skipped : skipped + COMPARED]))
    last = len(stretches) - 1 if max(len(old), len(new)) <= skipped + COMPARED else len(stretches)
    marked = ("…" if skipped else "") + "".join(
        _marked(stretch) if isinstance(stretch, tuple) else _shortened(stretch, i == 0, i == last)
        for i, stretch in enumerate(stretches)
    )
    return marked if len(marked) <= LONGEST else marked[:LONGEST] + "…"


def compare_words(first: str, second: str) -> tuple[Segment, ...]:
    """Return both texts as one row of segments: what both have, what only the first or the second has.

    Where they differ for long, the rest is told as one change.
    """
    old, new = _tokens(first), _tokens(second)
    head = _common(old, new)
    tail = _common(old[: head - 1 : -1] if head else old[::-1], new[: head - 1 : -1] if head else new[::-1])
    old_end, new_end, last = len(old) - tail, len(new) - tail, head + COMPARED
    segments: list[Segment] = [("same", "".join(old[:head]))]
    for stretch in _stretches(old[head : min(old_end, last)], new[head : min(new_end, last)]):
        if isinstance(stretch, tuple):
            segments += [("gone", "".join(stretch[0])), ("new", "".join(stretch[1]))]
        else:
            segments.append(("same", "".join(stretch)))
    segments += [("gone", "".join(old[last:old_end])), ("new", "".join(new[last:new_end]))]
    segments.append(("same", "".join(old[old_end:])))
    return tuple(segment for segment in segments if segment[1])


def _tokens(text: str) -> list[str]:
    """Return a text's words, gaps and marks: a letter is never parted from a sign that belongs to it."""
    found: list[str] = re.findall(_PIECES, text)
    if text.isascii():
        return found
    tokens: list[str] = []
    is_within = False  # whether the last token ends in a sign of a word's letter, with which the word goes on
    for piece in found:
        is_sign = is_extender(piece[0])
        if tokens and ((is_sign and not tokens[-1].isspace()) or (is_within and piece[0].isalnum())):
            tokens[-1] += piece
            is_within = is_sign and re.match(_UNSPACED, tokens[-1]) is None
        else:
            tokens.append(piece)
            is_within = False
    return tokens


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many tokens both begin with."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(first), len(second)))


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[Stretch]:
    """Yield common and changed stretches by turns; a space between two changes is part of them."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - most builds have nothing to tell

    change: Change = ([], [])
    for step in Indel.opcodes(first, second):
        old, new = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        if step.tag != "equal" or (any(change) and not "".join(new).strip()):
            change[0].extend(old)
            change[1].extend(new)
            continue
        if any(change):
            yield change
        change = ([], [])
        yield list(new)
    if any(change):
        yield change


def _marked(change: Change) -> str:
    old, new = "".join(change[0]), "".join(change[1])
    tail = " " if all(text.endswith(" ") for text in (old, new) if text) else ""
    old, new = (text.removesuffix(tail) for text in (old, new))
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "") + tail


def _shortened(tokens: list[str], is_first: bool, is_last: bool) -> str:  # noqa: FBT001 -- where it stands
    head = 0 if is_first and not is_last else SHOWN
    tail = 0 if is_last else SHOWN
    if len(tokens) <= head + tail + 2:
        return "".join(tokens)
    return "".join(tokens[:head]) + "…" + "".join(tokens[len(tokens) - tail :])
