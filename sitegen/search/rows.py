"""The rows of all terms, packed by NumPy; `row` tells what a row is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.search.columns import Columns
from sitegen.search.packing import Numbers, Small, pack_all
from sitegen.search.row import COMMON, LARGE, NF


class Rows(NamedTuple):
    """`found` says how many postings a row has, `widths` how many characters a posting."""

    terms: list[str]
    packed: bytes
    bounds: Small  # where each row starts, and where the last ends
    found: Small
    units: Small
    widths: Small


def pack_postings(columns: Columns, units: int) -> Rows:
    """Return all rows packed, in the order of the terms; `units` is how many the index has."""
    per = columns.per
    is_many = columns.counts > 1
    width = 1 + is_many.astype(np.int32)
    bare = _bare_terms(columns, units)
    found = per.sum(axis=1, dtype=np.int32)
    has_places = ~np.repeat(bare, found)[columns.is_placed]
    groups = columns.groups * has_places
    width[columns.is_placed] += groups
    flagged = per[:, : NF - 1] > 0
    head_width = 1 + flagged.sum(axis=1, dtype=np.int32)
    posting_ends = _ends(found)
    value_ends = _ends(width)
    row_widths = value_ends[posting_ends[1:]] - value_ends[posting_ends[:-1]] + head_width
    bounds = _ends(row_widths)
    values = np.zeros(bounds[-1], dtype=np.int32)
    _put_heads(values, bounds[:-1], per, flagged, bare)
    at = value_ends[:-1] + np.repeat(bounds[:-1] + head_width - value_ends[posting_ends[:-1]], found)
    values[at] = _gaps(columns) * 2 + is_many
    values[at[is_many] + 1] = columns.counts[is_many] - 2
    first_place = at[columns.is_placed] + width[columns.is_placed] - groups
    places = columns.places[np.repeat(has_places, columns.groups)]
    shift = first_place - _ends(groups)[:-1]
    values[np.repeat(shift, groups) + np.arange(len(places), dtype=np.int32)] = places
    packed, ends = pack_all(values)
    return Rows(columns.terms, packed, ends[bounds], found, columns.units, ends[at + width] - ends[at])


def _bare_terms(columns: Columns, units: int) -> NDArray[np.bool_]:
    """Tell which terms' rows go without passages, as `row.has_no_passages` does."""
    if units < LARGE:
        return np.zeros(len(columns.terms), dtype=np.bool_)
    bare: NDArray[np.bool_] = columns.per.max(axis=1) > units // COMMON
    return bare


def _ends(sizes: Numbers | Small) -> Small:
    """Return where each of consecutive pieces starts, and where the last ends."""
    ends = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=ends[1:])
    return ends


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


def _gaps(columns: Columns) -> Small:
    """Return each posting's unit less the one before it in the same term and field."""
    units = columns.units
    gaps = np.diff(units, prepend=np.int32(0))
    sizes = columns.per.ravel()
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    gaps[starts] = units[starts]
    return gaps
