"""A base: an index with its columns, kept between builds, so that a changed unit costs its own terms' rows.

A base stays as it is while units change: each build patches the same base with all units that are other by
then, and only when those are many, or units came or went, a new one is made. What a patch gives is
what the index of all units' counts would be, byte for byte.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from sitegen.record import Record, encode_record
from sitegen.search.columns import NF, Columns, Head, columns_from_counts, join_postings
from sitegen.search.index import Index
from sitegen.search.packing import Numbers, Small
from sitegen.search.rows import pack_postings
from sitegen.search.unit import PLACED

LEAST: Final = (
    60_000  # postings: below, all units are assembled nearly as fast, and the whole index may be due
)
MOST_CHANGED: Final = 24  # units
ONE_IN: Final = 200  # of a larger site's units may be changed


class Base(Record, frozen=True):
    """`keys` are of the units' counts. Numbers lie in arrays, each with its NumPy type before it."""

    keys: tuple[bytes, ...]
    heads: list[Head]
    terms: str
    lengths: memoryview
    per: memoryview
    units: memoryview
    counts: tuple[str, memoryview]
    groups: tuple[str, memoryview]
    places: tuple[str, memoryview]
    packed: memoryview
    bounds: memoryview


_decoder = msgspec.msgpack.Decoder(Base)


def encode_base(keys: Sequence[bytes], columns: Columns, index: Index) -> bytes | None:
    """Return the bytes to keep of an index, by the keys of its units' counts; None where it does not pay."""
    if len(columns.units) < LEAST:
        return None
    base = Base(
        tuple(keys),
        columns.heads,
        "\n".join(columns.terms),
        memoryview(columns.lengths.astype(np.int32).tobytes()),
        memoryview(columns.per.astype(np.int32).tobytes()),
        memoryview(columns.units.tobytes()),
        _narrowed(columns.counts),
        _narrowed(columns.groups),
        _narrowed(columns.places),
        memoryview(index.packed),
        memoryview(index.bounds.tobytes()),
    )
    return encode_record(base)


def base_from_bytes(data: bytes) -> Base:
    """Return the base that `encode_base` encoded; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def find_changed(base: Base, keys: Sequence[bytes]) -> list[int] | None:
    """Return the numbers of the units whose counts are not the base's; None where they are too many."""
    if len(keys) != len(base.keys):
        return None
    changed = [at for at, (key, before) in enumerate(zip(keys, base.keys, strict=True)) if key != before]
    return changed if len(changed) <= max(MOST_CHANGED, len(keys) // ONE_IN) else None


def patch_index(base: Base, changed: Mapping[int, bytes]) -> Index:
    """Return the index of the base's units with some of them, by their numbers, changed to other counts.

    Raises `msgspec.MsgspecError` where bytes are not counts.
    """
    numbers = sorted(changed)
    fresh = columns_from_counts([changed[number] for number in numbers])
    terms = base.terms.split("\n") if base.terms else []
    rest, names = _touched(base, terms, numbers, fresh)
    moved = fresh._replace(units=np.array(numbers, dtype=np.int32)[fresh.units])
    columns = join_postings(rest, moved, names)
    heads = base.heads
    lengths = np.frombuffer(base.lengths, dtype=np.int32).astype(np.int64).reshape(-1, NF)
    for at, number in enumerate(numbers):
        heads[number] = fresh.heads[at]
        lengths[number] = fresh.lengths[at]
    rows = pack_postings(columns, len(heads))
    return _spliced(base, terms, Index(heads, columns.terms, lengths, *rows), columns.per.sum(axis=1) > 0)


def _touched(base: Base, terms: list[str], numbers: list[int], fresh: Columns) -> tuple[Columns, list[str]]:
    """Return what others say of the terms that the changed units have or had, and the names of all these."""
    per = np.frombuffer(base.per, dtype=np.int32).reshape(-1, NF)
    units = np.frombuffer(base.units, dtype=np.int32)
    sizes = per.sum(axis=1)
    ends = np.cumsum(sizes)
    is_changed = np.isin(units, np.array(numbers, dtype=np.int32))
    had = set(np.searchsorted(ends, np.flatnonzero(is_changed), side="right").tolist())
    found = (_place(terms, term) for term in fresh.terms)
    has = {at for at, term in zip(found, fresh.terms, strict=True) if terms[at : at + 1] == [term]}
    rows = np.array(sorted(had | has), dtype=np.int64)
    names = sorted({*(terms[row] for row in rows.tolist()), *fresh.terms}, key=_sorting)
    postings = _within(ends[rows] - sizes[rows], sizes[rows])
    field = np.repeat(np.tile(np.arange(NF), len(rows)), per[rows].ravel())
    is_kept = ~is_changed[postings]
    return _columns_of(
        base, [terms[row] for row in rows.tolist()], _Some(rows, postings, field, is_kept)
    ), names


class _Some(NamedTuple):
    """Some of a base's rows, and their postings."""

    rows: Numbers
    postings: Numbers
    field: Numbers
    is_kept: NDArray[np.bool_]


def _columns_of(base: Base, terms: list[str], some: _Some) -> Columns:
    per = np.frombuffer(base.per, dtype=np.int32)
    groups, places = _widened(base.groups), _widened(base.places)
    is_placed_at = np.repeat(np.tile(np.isin(np.arange(NF), PLACED), len(per) // NF), per)
    postings, field = some.postings[some.is_kept], some.field[some.is_kept]
    is_placed = np.isin(field, PLACED)
    placed = (np.cumsum(is_placed_at, dtype=np.int32) - 1)[postings[is_placed]]
    starts = (np.cumsum(groups, dtype=np.int32) - groups)[placed]
    at = np.repeat(np.arange(len(terms)), per.reshape(-1, NF)[some.rows].sum(axis=1))[some.is_kept]
    return Columns(
        [],
        terms,
        np.zeros((0, NF), dtype=np.int64),
        np.bincount(at * NF + field, minlength=len(terms) * NF).reshape(-1, NF),
        np.frombuffer(base.units, dtype=np.int32)[postings],
        _widened(base.counts)[postings],
        is_placed,
        groups[placed],
        places[_within(starts, groups[placed])],
    )


def _within(starts: Numbers | Small, sizes: Small) -> Numbers:
    """Return all places of pieces with these starts and sizes, piece by piece."""
    shift = starts - (np.cumsum(sizes, dtype=np.int64) - sizes)
    within: Numbers = np.repeat(shift, sizes) + np.arange(sizes.sum())
    return within


def _spliced(base: Base, terms: list[str], rows: Index, has_any: NDArray[np.bool_]) -> Index:
    """Put rows, those without postings left out, in the place of the base's rows of the same terms."""
    bounds = np.frombuffer(base.bounds, dtype=np.int32)
    sizes, widths = np.diff(bounds), np.diff(rows.bounds).tolist()
    names: list[str] = []
    parts: list[bytes | memoryview] = []
    lengths: list[Small] = []
    before = 0

    def copy(end: int) -> None:
        names.extend(terms[before:end])
        parts.append(base.packed[bounds[before] : bounds[end]])
        lengths.append(sizes[before:end])

    for number, term in enumerate(rows.terms):
        at = _place(terms, term)
        copy(at)
        before = at + (terms[at : at + 1] == [term])
        if has_any[number]:
            names.append(term)
            parts.append(rows.packed[rows.bounds[number] : rows.bounds[number + 1]])
            lengths.append(np.array(widths[number : number + 1], dtype=np.int32))
    copy(len(terms))
    ends = np.zeros(len(names) + 1, dtype=np.int32)
    np.cumsum(np.concatenate(lengths), out=ends[1:])
    return Index(rows.heads, names, rows.lengths, b"".join(parts), ends)


def _sorting(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _place(terms: list[str], term: str) -> int:
    return bisect_left(terms, _sorting(term), key=_sorting)


def _narrowed(values: Small) -> tuple[str, memoryview]:
    """Return numbers in the fewest bytes each that hold them all."""
    kind = np.min_scalar_type(int(values.max(initial=0)))
    return kind.str, memoryview(values.astype(kind).tobytes())


def _widened(values: tuple[str, memoryview]) -> Small:
    return np.frombuffer(values[1], dtype=np.dtype(values[0])).astype(np.int32)
