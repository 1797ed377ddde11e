"""All units' counts as columns: what every file of the index is cut from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.search.counts import counts_from_bytes
from sitegen.search.head import Head, head_of
from sitegen.search.packing import Numbers, Small
from sitegen.search.row import NF
from sitegen.search.unit import PLACED


class Columns(NamedTuple):
    """Postings in order of term, field and unit. A unit's number is its place in `heads`."""

    heads: list[Head]
    terms: list[str]  # sorted by UTF-16 unit, as Lunr asks
    lengths: Numbers  # unit, field: terms in it
    per: Numbers  # term, field: number of postings
    units: Small  # of each posting
    counts: Small  # term frequency of each posting
    is_placed: NDArray[np.bool_]  # whether a posting has passages
    groups: Small  # of each placed posting: number of passages
    places: Small  # packed gaps of passages, in the order of the postings


_IS_PLACED = np.array([field in PLACED for field in range(NF)])


class _Vocabulary(dict[str, int]):
    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def columns_from_counts(encoded: Iterable[bytes]) -> Columns:
    """Return the columns of all units; raises `msgspec.MsgspecError` where a unit's bytes are not counts.

    The bytes are let go one by one: all together they are several times the index.
    """
    vocabulary = _Vocabulary()
    ids = array("I")
    sizes, heads = array("I"), []
    buffers = (bytearray(), bytearray(), bytearray(), bytearray())
    for data in encoded:
        unit = counts_from_bytes(data)
        before = len(ids)
        if unit.terms:
            ids += array("I", list(map(vocabulary.__getitem__, unit.terms.split("\n"))))
        sizes.append(len(ids) - before)
        heads.append(head_of(unit))
        for buffer, part in zip(buffers, (unit.heads, unit.postings, unit.groups, unit.places), strict=True):
            buffer.extend(part)
    terms, rank = _sorted_terms(vocabulary)
    ranks = rank[_numbers(ids)]
    del vocabulary, ids, rank
    return _ordered(heads, terms, ranks, _numbers(sizes), [np.frombuffer(part, "<u4") for part in buffers])


def _numbers(values: array[int]) -> NDArray[np.uint32]:
    return np.frombuffer(values, dtype=np.uint32) if values else np.zeros(0, dtype=np.uint32)


def _sorted_terms(vocabulary: dict[str, int]) -> tuple[list[str], Small]:
    """Return the terms in order, and the place of each by its number of first sight."""
    names = list(vocabulary)
    if all(map(str.isascii, names)):
        order = sorted(range(len(names)), key=names.__getitem__)
    else:
        order = sorted(range(len(names)), key=lambda at: names[at].encode("utf-16-be", "surrogatepass"))
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return [names[at] for at in order], rank


def _ordered(
    heads: list[Head],
    terms: list[str],
    ranks: Small,
    sizes: NDArray[np.uint32],
    buffers: list[NDArray[np.uint32]],
) -> Columns:
    """Bring postings, and the passages that go with them, into the index's order."""
    n = len(heads)
    table, postings, groups, places = buffers
    table = table.reshape(n, NF, 2)
    postings = postings.reshape(-1, 2)
    per_unit = table[:, :, 1].astype(np.int64)
    totals = per_unit.sum(axis=1)
    base = np.repeat((np.cumsum(sizes, dtype=np.int64) - sizes).astype(np.int32), totals)
    field = np.repeat(np.tile(np.arange(NF, dtype=np.int8), n), per_unit.ravel())
    key = ranks[base + postings[:, 0]] * np.int32(NF) + field
    del base, ranks
    per = np.bincount(key, minlength=len(terms) * NF).reshape(-1, NF)
    is_placed = _IS_PLACED[field]
    order = _stable_order(key)
    del field, key
    number = np.cumsum(is_placed, dtype=np.int32)[order] - 1  # of each posting among those with passages
    is_placed = is_placed[order]
    moved_groups, moved_places = _moved(groups, places, number[is_placed])
    del number
    return Columns(
        heads,
        terms,
        table[:, :, 0].astype(np.int64),
        per,
        np.repeat(np.arange(n, dtype=np.int32), totals)[order],
        postings[order, 1].astype(np.int32),
        is_placed,
        moved_groups,
        moved_places,
    )


def _stable_order(keys: Small) -> NDArray[np.int64]:
    """Return the places of keys in their order; quicker than a stable sort, which moves more."""
    both = keys.astype(np.int64) << 32 | np.arange(len(keys))
    both.sort()
    both &= 0xFFFFFFFF
    return both


def _moved(
    groups: NDArray[np.uint32] | Small, values: NDArray[np.uint32] | Small, order: Small
) -> tuple[Small, Small]:
    """Return groups of values in another order of the groups."""
    sizes = groups[order].astype(np.int32)
    starts = np.cumsum(groups, dtype=np.int32) - groups.astype(np.int32)
    shift = starts[order] - (np.cumsum(sizes, dtype=np.int32) - sizes)
    at = np.repeat(shift, sizes) + np.arange(len(values), dtype=np.int32)
    return sizes, values[at].astype(np.int32)
