"""All rows cut into shards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from sitegen.search.front_code import front_line
from sitegen.search.packing import Small
from sitegen.search.rows import Rows
from sitegen.search.shards import KeptRows, plan_cuts, weights_of

Part = list[slice]  # of the rows, one after the other


def cut_rows(rows: Rows, target: int) -> tuple[int, Iterator[KeptRows]]:
    """Return how many ranges there are, and the rows of these and then of the shards of one row."""
    weights = weights_of(rows.terms, np.diff(rows.bounds).tolist())
    cuts = plan_cuts(weights, target)
    parts = chain(_without(cuts.ranges, cuts.alone), ([slice(term, term + 1)] for term in cuts.alone))
    return len(cuts.ranges), _iter_cut(rows, parts)


def _without(ranges: Iterable[tuple[int, int]], alone: Sequence[int]) -> Iterator[Part]:
    """Yield each range of terms as pieces between those that stand alone."""
    at = 0
    for start, end in ranges:
        pieces = []
        while at < len(alone) and alone[at] < end:
            pieces.append(slice(start, alone[at]))
            start = alone[at] + 1  # noqa: PLW2901 - the rest of the range
            at += 1
        yield [*pieces, slice(start, end)]


def _iter_cut(rows: Rows, parts: Iterable[Part]) -> Iterator[KeptRows]:
    bounds = rows.bounds.tolist()
    ends = [0, *np.cumsum(rows.found, dtype=np.int64).tolist()]
    sizes, found = np.diff(rows.bounds).astype(np.uint32), rows.found.astype(np.uint32)
    for part in parts:
        own = [one for one in part if one.start < one.stop]
        postings = [slice(ends[one.start], ends[one.stop]) for one in own]
        terms = [term for one in own for term in rows.terms[one]]
        yield KeptRows(
            "\n".join(terms),
            "\n".join(_lines_of(rows, own, terms)),
            b"".join(sizes[one].tobytes() for one in own),
            b"".join(found[one].tobytes() for one in own),
            b"".join(rows.packed[bounds[one.start] : bounds[one.stop]] for one in own),
            b"".join(rows.units[some].tobytes() for some in postings),
            narrow_all([rows.widths[some] for some in postings]),
        )


def _lines_of(rows: Rows, part: Part, terms: list[str]) -> list[str]:
    """Return the terms' lines: those at hand where the term before is the same in the shard."""
    befores = ["", *terms][:-1]
    known = [before for one in part for before in rows.befores[one]]
    lines = [line for one in part for line in rows.lines[one]]
    if known == befores:
        return lines
    return [
        line if at_hand == before else front_line(before, term)
        for line, at_hand, before, term in zip(lines, known, befores, terms, strict=True)
    ]


def narrow_all(widths: Sequence[Small]) -> bytes:
    """Return numbers as `row.narrow` does."""
    kind = np.uint8 if all(not len(some) or some.max() < 256 for some in widths) else np.uint32
    return b"".join(some.astype(kind).tobytes() for some in widths)
