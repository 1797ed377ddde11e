"""The rows of all terms, packed by NumPy; `row` tells what a row is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.search.columns import Columns
from sitegen.search.front_lines import front_lines
from sitegen.search.packing import Numbers, Small, ends_of, pack_all
from sitegen.search.row import COMMON, LARGE, NF


class Rows(NamedTuple):
    """All rows, sorted by their terms; `lines` are the terms front-coded, each by the one before it."""

    terms: list[str]
    lines: list[str]
    packed: bytes
    bounds: Small  # where each row starts, and where the last ends


def pack_postings(columns: Columns, units: int) -> Rows:
    """Return all rows packed, in the order of the terms; `units` is how many the index has."""
    per = columns.per
    is_many = columns.counts > 1
    width = 1 + is_many.astype(np.int32)
    bare = bare_rows(per, units)
    found = per.sum(axis=1, dtype=np.int32)
    has_places = ~np.repeat(bare, found)[columns.is_placed]
    groups = columns.groups * has_places
    width[columns.is_placed] += groups
    flagged = per[:, : NF - 1] > 0
    head_width = 1 + flagged.sum(axis=1, dtype=np.int32)
    posting_ends = ends_of(found)
    value_ends = ends_of(width)
    row_widths = value_ends[posting_ends[1:]] - value_ends[posting_ends[:-1]] + head_width
    bounds = ends_of(row_widths)
    values = np.zeros(bounds[-1], dtype=np.int32)
    _put_heads(values, bounds[:-1], per, flagged, bare)
    at = value_ends[:-1] + np.repeat(bounds[:-1] + head_width - value_ends[posting_ends[:-1]], found)
    values[at] = gaps_of(columns.units, per.ravel()) * 2 + is_many
    values[at[is_many] + 1] = columns.counts[is_many] - 2
    first_place = at[columns.is_placed] + width[columns.is_placed] - groups
    places = columns.places[np.repeat(has_places, columns.groups)]
    shift = first_place - ends_of(groups)[:-1]
    values[np.repeat(shift, groups) + np.arange(len(places), dtype=np.int32)] = places
    packed, ends = pack_all(values)
    return Rows(columns.terms, front_lines(columns.terms), packed, ends[bounds])


def bare_rows(per: Numbers, units: int) -> NDArray[np.bool_]:
    """Tell which rows go without passages; `per` is of all fields."""
    if units < LARGE:
        return np.zeros(len(per), dtype=np.bool_)
    bare: NDArray[np.bool_] = per.max(axis=1) > units // COMMON
    return bare


def _put_heads(
    values: Small, starts: Small, per: Numbers, flagged: NDArray[np.bool_], bare: NDArray[np.bool_]
) -> None:
    last = NF - 1
    flags = (flagged << np.arange(last)).sum(axis=1)
    values[starts] = ((per[:, last] << last) | flags) * 2 + bare
    at = starts + 1
    for field in range(last):
        has = flagged[:, field]
        values[at[has]] = per[has, field]
        at = at + has


def gaps_of(units: Small, sizes: Numbers) -> Small:
    """Return each posting's unit less the one before it; `sizes` are of all terms' fields."""
    gaps = np.diff(units, prepend=np.int32(0))
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    gaps[starts] = units[starts]
    return gaps
