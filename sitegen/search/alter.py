"""All rows at once, put together again from what is kept of their shards, with some other than they were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeVar

import numpy as np

from sitegen.search.cut import narrow_all
from sitegen.search.front_code import sorting
from sitegen.search.packing import Small, ends_of, numbers_of
from sitegen.search.row import Change, Row, new_row, patch_row
from sitegen.search.rows import NO_LINE, Rows
from sitegen.search.shards import UNIT_SIZE, KeptRows, iter_rows

_NONE: Final = np.zeros(0, dtype=np.int32)
Sliced = TypeVar("Sliced", list[str], bytes, Small)


class Swap(NamedTuple):
    """A row, or none, in the place of that at a number (`is_other`), or before it."""

    at: int
    row: Row | None
    is_other: bool


def rows_from_kept(ranges: Sequence[KeptRows], alone: Sequence[KeptRows]) -> Rows:
    """Return all rows, out of the ranges' and of those that stand alone."""
    parts = [kept.terms.split("\n") for kept in ranges if kept.terms]
    terms = list(chain.from_iterable(parts))
    rows = Rows(
        terms,
        [line for kept in ranges if kept.terms for line in kept.coded.split("\n")],
        [before for part in parts for before in ("", *part[:-1])],
        b"".join(kept.rows for kept in ranges),
        ends_of(numbers_of(kept.sizes for kept in ranges)),
        numbers_of(kept.found for kept in ranges),
        numbers_of(kept.units for kept in ranges),
        np.concatenate([_NONE, *map(_widths, ranges)]),
    )
    large = [row for kept in alone for row in iter_rows(kept)]
    return _swapped(rows, [Swap(_place(terms, row.term), row, is_other=False) for row in large])


def alter_rows(
    rows: Rows, changes: Mapping[str, Sequence[Change]], units: int
) -> tuple[Rows, dict[str, bool]] | None:
    """Return the rows with what units have of some terms by now, and which terms came (True) or went.

    None where `patch_row` gives none.
    """
    ends = ends_of(rows.found)
    swaps: list[Swap] = []
    come: dict[str, bool] = {}
    for term in sorted(changes, key=sorting):
        at = _place(rows.terms, term)
        is_there = at < len(rows.terms) and rows.terms[at] == term
        row = patch_row(_row_at(rows, at, ends) if is_there else new_row(term), changes[term], units)
        if row is None:
            return None
        if is_there != bool(row.units):
            come[term] = not is_there
        swaps.append(Swap(at, row if row.units else None, is_other=is_there))
    return _swapped(rows, swaps), come


def _place(terms: Sequence[str], term: str) -> int:
    return bisect_left(terms, sorting(term), key=sorting)


def _row_at(rows: Rows, at: int, ends: Small) -> Row:
    some = slice(ends[at], ends[at + 1])
    return Row(
        rows.terms[at],
        rows.packed[rows.bounds[at] : rows.bounds[at + 1]],
        rows.units[some].tobytes(),
        narrow_all([rows.widths[some]]),
    )


def _swapped(rows: Rows, swaps: Sequence[Swap]) -> Rows:
    """Return rows with others in place of some, or between them; swaps are in order."""
    ends = ends_of(rows.found)
    at = [(swap.at, swap.at + swap.is_other) for swap in swaps]
    in_text = [(int(rows.bounds[start]), int(rows.bounds[end])) for start, end in at]
    postings = [(int(ends[start]), int(ends[end])) for start, end in at]
    own = [[swap.row] if swap.row else [] for swap in swaps]
    names = [[row.term for row in some] for some in own]
    sizes = [np.array([len(row.text) for row in some], np.int32) for some in own]
    found = [np.array([len(row.units) // UNIT_SIZE for row in some], np.int32) for some in own]
    units = [numbers_of(row.units for row in some) for some in own]
    widths = [np.concatenate([_NONE, *map(_widths, some)]) for some in own]
    return Rows(
        list(chain.from_iterable(spliced(rows.terms, at, names))),
        list(chain.from_iterable(spliced(rows.lines, at, names))),
        list(chain.from_iterable(spliced(rows.befores, at, [[NO_LINE] * len(some) for some in own]))),
        b"".join(spliced(rows.packed, in_text, [b"".join(row.text for row in some) for some in own])),
        ends_of(np.concatenate(spliced(np.diff(rows.bounds), at, sizes))),
        np.concatenate(spliced(rows.found, at, found)),
        np.concatenate(spliced(rows.units, postings, units)),
        np.concatenate(spliced(rows.widths, postings, widths)),
    )


def _widths(rows: Row | KeptRows) -> Small:
    kind = np.uint8 if len(rows.widths) * UNIT_SIZE == len(rows.units) else np.uint32
    return np.frombuffer(rows.widths, kind).astype(np.int32)


def spliced(whole: Sliced, at: Sequence[tuple[int, int]], others: Sequence[Sliced]) -> list[Sliced]:
    """Return a sequence in pieces, with others in place of those at some places, which are in order."""
    pieces: list[Sliced] = []
    done = 0
    for (start, end), other in zip(at, others, strict=True):
        pieces.append(whole[done:start])
        pieces.append(other)
        done = end
    pieces.append(whole[done:])
    return pieces
