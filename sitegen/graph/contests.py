"""Contests: pairs of comparable readings whose ranges do not meet, counted and found without listing all.

Comparable readings p < q (by number, that is by time) are those where q lies in p's *reach*, a run of
numbers that begins after p: all later ones for a quantity that stands still, those that begin
before p's time ends for one that varies. So both questions are about runs:

- How many pairs part: for each p, how many in its reach lie wholly below or above it. Asked offline in
  order of value over a Fenwick tree (Fenwick 1994, "A new data structure for cumulative frequency
  tables").
- Which part most: for each p, the reading in its reach with the lowest upper end or the highest lower
  end, by range-minimum tables (Bender and Farach-Colton 2000, "The LCA problem revisited", the sparse
  table). The widest of all is taken from a heap, its run split on both sides of it, and so on.

n readings and k pairs asked for take O(n log n + k log k), also where all n² pairs part.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from heapq import heapify, heappop, heappush

from sitegen.graph.ranges import ARITHMETIC, is_sound
from sitegen.model.whole import Contest, Reading

CONTESTS_SHOWN = 50  # more pairs than a reader would look through

Query = tuple[Decimal, int, int]  # how many of the run [start, stop) are below this number
Candidate = tuple[Decimal, int, int, int, int, int]  # -gap, p, q, side (0: q below p, 1: above), start, stop


def comparable_readings(readings: Sequence[Reading], *, varies: bool) -> tuple[Reading, ...]:
    """Return the readings that may be compared with others: sound ranges, dated where that counts."""
    return tuple(r for r in readings if is_sound(r.low, r.high) and (not varies or r.as_of is not None))


def reaches_of_readings(readings: Sequence[Reading], *, varies: bool) -> list[int]:
    """Return for each reading where the run of later ones that it may be compared with stops.

    Of two times that overlap, the later to begin begins before the other ends.
    """
    if not varies:
        return [len(readings)] * len(readings)
    before_all = -(10**12)
    firsts = [before_all if r.as_of is None or r.as_of.first is None else r.as_of.first for r in readings]
    lasts = [None if r.as_of is None else r.as_of.last for r in readings]
    return [len(readings) if last is None else bisect_right(firsts, last) for last in lasts]


def count_below(values: Sequence[Decimal], queries: Sequence[Query]) -> int:
    """Return the sum, over the queries, of how many values in the run are below the number."""
    size = len(values)
    tree = [0] * (size + 1)
    waiting = sorted(range(size), key=lambda i: values[i], reverse=True)

    def count_before(stop: int) -> int:
        total = 0
        while stop:
            total += tree[stop]
            stop &= stop - 1
        return total

    total = 0
    for bound, start, stop in sorted(queries):
        while waiting and values[waiting[-1]] < bound:
            at = waiting.pop() + 1
            while at <= size:
                tree[at] += 1
                at += at & -at
        total += count_before(stop) - count_before(start)
    return total


def table_of_minima(values: Sequence[Decimal]) -> list[list[int]]:
    """Return the sparse table: row k holds, for each start, where the first minimum of 2**k values is."""
    rows = [list(range(len(values)))]
    width = 1
    while 2 * width <= len(values):
        above = rows[-1]
        pairs = zip(above, above[width:], strict=False)
        rows.append([a if values[a] <= values[b] else b for a, b in pairs])
        width *= 2
    return rows


def find_minimum(table: list[list[int]], values: Sequence[Decimal], start: int, stop: int) -> int:
    """Return where the first minimum of the run [start, stop) is; the run is not empty."""
    level = (stop - start).bit_length() - 1
    a, b = table[level][start], table[level][stop - (1 << level)]
    return a if values[a] <= values[b] else b


@lru_cache(maxsize=256)  # from one rebuild to the next that a process makes few figures differ
def widest_pairs(
    lows: tuple[Decimal, ...], highs: tuple[Decimal, ...], reaches: tuple[int, ...], limit: int
) -> tuple[tuple[int, int], ...]:
    """Return up to `limit` pairs (p, q) whose ranges part, widest gap first, then by p, then by q."""
    negated = [low.copy_negate() for low in lows]
    # Side 0: q below p, by as much as low(p) - high(q). Side 1: q above p, by low(q) - high(p).
    sides = (
        (highs, table_of_minima(highs), negated),
        (negated, table_of_minima(negated), highs),
    )

    def find_candidate(p: int, side: int, start: int, stop: int) -> Candidate | None:
        values, table, offsets = sides[side]
        if start >= stop:
            return None
        q = find_minimum(table, values, start, stop)
        if not values[q] < offsets[p].copy_negate():
            return None
        return (ARITHMETIC.add(values[q], offsets[p]), p, q, side, start, stop)

    runs = [(p, side, p + 1, reach) for p, reach in enumerate(reaches) for side in (0, 1)]
    heap = [found for run in runs if (found := find_candidate(*run)) is not None]
    heapify(heap)
    pairs: list[tuple[int, int]] = []
    while heap and len(pairs) < limit:
        _, p, q, side, start, stop = heappop(heap)
        pairs.append((p, q))
        for part in ((start, q), (q + 1, stop)):
            if (found := find_candidate(p, side, *part)) is not None:
                heappush(heap, found)
    return tuple(pairs)


def contest_of_readings(first: Reading, second: Reading) -> Contest:
    """Return the contest of two readings whose ranges do not meet."""
    below, above = (first, second) if _is_below(first, second) else (second, first)
    assert below.high is not None
    assert above.low is not None
    ratio = float(ARITHMETIC.divide(above.low, below.high)) if below.high > 0 else None
    return Contest(
        first=first.number,
        second=second.number,
        gap=ARITHMETIC.subtract(above.low, below.high),
        ratio=ratio,
    )


def count_contests(readings: Sequence[Reading], *, varies: bool) -> int:
    """Return how many pairs part. The readings are in order of their numbers, that of their times."""
    comparable = comparable_readings(readings, varies=varies)
    lows, highs = _ends_of(comparable)
    if not lows or max(lows) <= min(highs):
        return 0
    if not varies:  # all may be compared with all: each pair that parts has one that is above the other
        in_order = sorted(highs)
        return sum(bisect_left(in_order, low) for low in lows)
    reaches = reaches_of_readings(comparable, varies=varies)
    runs = [(p, p + 1, max(p + 1, reach)) for p, reach in enumerate(reaches)]
    below = count_below(highs, [(lows[p], start, stop) for p, start, stop in runs])
    above = count_below(
        [low.copy_negate() for low in lows],
        [(highs[p].copy_negate(), start, stop) for p, start, stop in runs],
    )
    return below + above


def widest_contests(
    readings: Sequence[Reading], *, varies: bool, limit: int = CONTESTS_SHOWN
) -> tuple[Contest, ...]:
    """Return the widest contests, widest first, then by number."""
    comparable = comparable_readings(readings, varies=varies)
    lows, highs = _ends_of(comparable)
    if not lows or max(lows) <= min(highs):
        return ()
    reaches = reaches_of_readings(comparable, varies=varies)
    pairs = widest_pairs(tuple(lows), tuple(highs), tuple(reaches), limit)
    return tuple(contest_of_readings(comparable[p], comparable[q]) for p, q in pairs)


def _ends_of(readings: Sequence[Reading]) -> tuple[list[Decimal], list[Decimal]]:
    lows = [Decimal("-Infinity") if r.low is None else r.low for r in readings]
    highs = [Decimal("Infinity") if r.high is None else r.high for r in readings]
    return lows, highs


def _is_below(one: Reading, other: Reading) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
