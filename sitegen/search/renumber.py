"""All rows with other numbers for their units, in the same order: the gaps that differ are packed anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.search.alter import spliced
from sitegen.search.numbers import ALPHABET, ENDS, MORE
from sitegen.search.packing import Numbers, Small, ends_of, pack_all, widths_of
from sitegen.search.row import NF
from sitegen.search.rows import Rows, bare_rows, gaps_of
from sitegen.search.stretches import Stretch

Letters = NDArray[np.uint8]
_VALUES: Final = np.zeros(128, dtype=np.int64)  # of each letter
_VALUES[np.frombuffer(ALPHABET.encode(), dtype=np.uint8)] = np.arange(len(ALPHABET))


class _Heads(NamedTuple):
    """Of each row: its numbers of postings by field, whether it has no passages, letters of its head."""

    sizes: Numbers
    is_bare: NDArray[np.bool_]
    widths: Small


class _Gaps(NamedTuple):
    """Gaps that differ: their postings and rows, where they stand in the text, and their text by now."""

    postings: NDArray[np.int64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    widths: NDArray[np.uint8]
    text: bytes
    ends: Small


def renumber(rows: Rows, stretches: Sequence[Stretch], units: int) -> Rows | None:
    """Return rows with the numbers that units have by now, in an index of so many of them.

    None where a row would come to have passages, or to be without. Postings of units that are gone must
    have been taken out.
    """
    text = np.frombuffer(rows.packed, dtype=np.uint8)
    heads = _read_heads(text, rows.bounds[:-1])
    if (bare_rows(heads.sizes, units) != heads.is_bare).any():
        return None
    moved = _moved(rows.units, stretches)
    gaps = _find_gaps(rows, text, heads, moved)
    now = np.diff(gaps.ends)
    more = now - gaps.widths
    fits = more == 0
    letters = text.copy()
    letters[_ranges(gaps.starts[fits], now[fits])] = np.frombuffer(gaps.text, np.uint8)[
        _ranges(gaps.ends[:-1][fits], now[fits])
    ]
    resized = np.flatnonzero(~fits)
    at = zip(gaps.starts[resized].tolist(), (gaps.starts + gaps.widths)[resized].tolist(), strict=True)
    texts = [gaps.text[gaps.ends[one] : gaps.ends[one + 1]] for one in resized.tolist()]
    grown = np.bincount(gaps.rows, weights=more, minlength=len(rows.terms)).astype(np.int32)
    widths = rows.widths.copy()
    widths[gaps.postings] += more.astype(np.int32)
    return rows._replace(
        packed=b"".join(spliced(letters.tobytes(), list(at), texts)),
        bounds=ends_of(np.diff(rows.bounds) + grown),
        units=moved,
        widths=widths,
    )


def _moved(units: Small, stretches: Sequence[Stretch]) -> Small:
    """Return the units' numbers as they are by now."""
    numbers = np.arange(units.max(initial=-1) + 1, dtype=np.int32)
    for before, after in stretches:
        numbers[before.stop :] += np.int32(len(after) - len(before))
    moved: Small = numbers[units]
    return moved


def _read_heads(text: Letters, starts: Small) -> _Heads:
    codes, at = _read_numbers(text, starts.astype(np.int64))
    head = codes >> 1
    sizes = np.zeros((len(starts), NF), dtype=np.int64)
    for field in range(NF - 1):
        flagged = np.flatnonzero(head >> field & 1)
        sizes[flagged, field], at[flagged] = _read_numbers(text, at[flagged])
    sizes[:, NF - 1] = head >> (NF - 1)
    return _Heads(sizes, (codes & 1).astype(np.bool_), (at - starts).astype(np.int32))


def _read_numbers(text: Letters, starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers that begin at some places, and where the next ones do."""
    values, at = np.zeros(len(starts), dtype=np.int64), starts.copy()
    going_on, scale = np.arange(len(starts)), 1
    while len(going_on):
        letters = _VALUES[text[at[going_on]]]
        values[going_on] += letters * scale
        at[going_on] += 1
        going_on, scale = going_on[letters >= ENDS], scale * MORE
    return values, at


def _find_gaps(rows: Rows, text: Letters, heads: _Heads, moved: Small) -> _Gaps:
    """Return the gaps that differ once units are `moved`, as they are to be."""
    sizes = heads.sizes.ravel()
    before, after = gaps_of(rows.units, sizes), gaps_of(moved, sizes)
    postings = np.flatnonzero(before != after)
    of_row = np.searchsorted(ends_of(rows.found)[1:], postings, side="right")
    starts = ends_of(rows.widths)[postings] + np.cumsum(heads.widths, dtype=np.int64)[of_row]
    single = before[postings].astype(np.int64) * 2  # what stands there, but that it tells of one occurrence
    is_many = _VALUES[text[starts]] != np.where(single < ENDS, single, ENDS + (single - ENDS) % MORE)
    widths = widths_of(single + is_many)
    packed, ends = pack_all(after[postings] * 2 + is_many.astype(np.int32))
    return _Gaps(postings, of_row, starts, widths, packed, ends)


def _ranges(starts: NDArray[np.int64] | Small, sizes: Small) -> NDArray[np.int64]:
    """Return the places of many pieces, one after the other."""
    shift = starts - ends_of(sizes)[:-1]
    return np.repeat(shift, sizes) + np.arange(sizes.sum())
