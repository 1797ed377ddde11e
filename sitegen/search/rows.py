"""Rows: the postings of each term, packed.

A row is a head (twice to the number of fields but one the postings of the last field, and a flag for
each other field that has any), the numbers of postings of the flagged fields, then all postings field
by field: twice the gap to the unit before, and one more where the term stands there more than once;
then its frequency less two, where it does; then its passages, where the field has them.
"""

from __future__ import annotations

import numpy as np

from sitegen.search.columns import NF, Columns
from sitegen.search.packing import Numbers, pack_rows


def pack_postings(columns: Columns) -> tuple[bytes, Numbers]:
    """Return all rows packed, in the order of the terms, and where each starts (and the last ends)."""
    per = columns.per
    is_many = columns.counts > 1
    width = 1 + is_many.astype(np.int64)
    width[columns.is_placed] += columns.groups
    flagged = per[:, : NF - 1] > 0
    head_width = 1 + flagged.sum(axis=1)
    posting_ends = np.concatenate(([0], np.cumsum(per.sum(axis=1))))
    value_ends = np.concatenate(([0], np.cumsum(width)))
    row_widths = value_ends[posting_ends[1:]] - value_ends[posting_ends[:-1]] + head_width
    bounds = np.concatenate(([0], np.cumsum(row_widths)))
    values = np.zeros(bounds[-1], dtype=np.int64)
    _put_heads(values, bounds[:-1], per, flagged)
    shift = np.repeat(bounds[:-1] + head_width - value_ends[posting_ends[:-1]], per.sum(axis=1))
    at = value_ends[:-1] + shift
    values[at] = _gaps(columns) * 2 + is_many
    values[at[is_many] + 1] = columns.counts[is_many] - 2
    first_place = at[columns.is_placed] + 1 + is_many[columns.is_placed]
    inside = np.arange(len(columns.places)) - np.repeat(
        np.cumsum(columns.groups, dtype=np.int64) - columns.groups, columns.groups
    )
    values[np.repeat(first_place, columns.groups) + inside] = columns.places
    return pack_rows(values, bounds)


def _put_heads(values: Numbers, starts: Numbers, per: Numbers, flagged: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> None:
    last = NF - 1
    flags = (flagged << np.arange(last)).sum(axis=1)
    values[starts] = (per[:, last] << last) | flags
    at = starts + 1
    for field in range(last):
        has = flagged[:, field]
        values[at[has]] = per[has, field]
        at = at + has


def _gaps(columns: Columns) -> Numbers:
    """Return each posting's unit less the one before it in the same term and field."""
    units = columns.units.astype(np.int64)
    gaps = np.diff(units, prepend=0)
    sizes = columns.per.ravel()
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    gaps[starts] = units[starts]
    return gaps
