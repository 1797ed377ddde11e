"""Shards: ranges of the sorted vocabulary with their rows, one script each.

A row larger than half a shard has a script of its own, so that no query for another word carries it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from sitegen.record import Record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.front_code import LONGEST_PREFIX, front_line, shared_length, sorting
from sitegen.search.rows import Rows

# Characters of a shard, up to so many units: a larger site has more names of shards in its manifest.
TARGETS: Final = ((3_000, 6_000), (30_000, 8_000), (1 << 62, 16_000))
SHARD_NAME: Final = 4  # letters of a digest beside a number: a changed file keeps its name once in a million

_Part = list[slice]  # of the rows, one after the other


class Shard(Record, frozen=True):
    """What the manifest has to know: the first and the last term, and what the content adds to the name."""

    first: str
    last: str
    name: str


class Cuts(NamedTuple):
    ranges: list[tuple[int, int]]  # of terms
    alone: list[int]  # terms with a shard of their own, numbered after the ranges


def target_of(units: int) -> int:
    """Return how many characters a shard has in an index of so many units."""
    return next(target for most, target in TARGETS if units <= most)


def plan_cuts(weights: Sequence[int], target: int) -> Cuts:
    """Cut rows of these weights into ranges of about the target."""
    ranges, alone, start, filled = [], [], 0, 0
    most = target // 2
    for term, weight in enumerate(weights):
        if weight > most:
            alone.append(term)
            continue
        filled += weight
        if filled > target and filled > weight:
            ranges.append((start, term))
            start, filled = term, weight
    ranges.append((start, len(weights)))
    return Cuts(ranges, alone)


def make_shards(rows: Rows, units: int) -> tuple[int, Iterator[tuple[Shard, Artifact]]]:
    """Return how many ranges there are, and the shards of these and then those of one row, with their files.

    `units` is how many units the index has.
    """
    sizes = np.diff(rows.bounds).tolist()
    weights = [size + len(term) // 2 + 2 for term, size in zip(rows.terms, sizes, strict=True)]
    cuts = plan_cuts(weights, target_of(units))
    parts = chain(_without(cuts.ranges, cuts.alone), ([slice(term, term + 1)] for term in cuts.alone))
    bounds = rows.bounds.tolist()
    return len(cuts.ranges), (_make(rows, bounds, part, number) for number, part in enumerate(parts))


def _without(ranges: Iterable[tuple[int, int]], alone: Sequence[int]) -> Iterator[_Part]:
    """Yield each range of terms as pieces between those that stand alone."""
    at = 0
    for start, end in ranges:
        pieces = []
        while at < len(alone) and alone[at] < end:
            pieces.append(slice(start, alone[at]))
            start = alone[at] + 1  # noqa: PLW2901 - the rest of the range
            at += 1
        yield [piece for piece in (*pieces, slice(start, end)) if piece.start < piece.stop]


def _make(rows: Rows, bounds: list[int], part: _Part, number: int) -> tuple[Shard, Artifact]:
    lines: list[str] = []
    before = ""
    for piece in part:  # the first term of each comes after another here than in the whole vocabulary
        lines.append(front_line(before, rows.terms[piece.start]))
        lines += rows.lines[piece.start + 1 : piece.stop]
        before = rows.terms[piece.stop - 1]
    packed = b"".join(rows.packed[bounds[piece.start] : bounds[piece.stop]] for piece in part)
    data = script_of(f"s{number}", ["\n".join(lines), packed.decode("ascii")])
    name = name_of(data, SHARD_NAME)
    first = rows.terms[part[0].start] if part else ""
    return Shard(first, before, name), Artifact(f"search/s/{number}-{name}.js", data)


def iter_separators(ranges: Sequence[Shard], alone: Sequence[Shard]) -> Iterator[str]:
    """Yield for each range the shortest text that no term before it reaches and none in it precedes."""
    names = [sorting(shard.first) for shard in alone]
    for at, shard in enumerate(ranges):
        if not at:
            yield ""
            continue
        before = ranges[at - 1].last
        place = bisect_left(names, sorting(shard.first))
        if place and names[place - 1] > sorting(before):
            before = alone[place - 1].first
        size = shared_length(before, shard.first)
        yield shard.first[: size + 1] if size < LONGEST_PREFIX else shard.first
