"""Shards: ranges of the sorted vocabulary with their rows, one script each.

A row larger than half a shard has a script of its own, so that no query for another word carries it.
What a build keeps of a shard is its rows one by one: `KeptRows`, in the memo, and a `Shard` that names them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from sitegen.digest import digest
from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.front_code import LONGEST_PREFIX, front_code, shared_length, sorting
from sitegen.search.row import Row, narrow, widen

# Characters of a shard, up to so many units: a larger site has more names of shards in its manifest.
TARGETS: Final = ((3_000, 6_000), (30_000, 8_000), (1 << 62, 16_000))
UNIT_SIZE: Final = array("I").itemsize
SHARD_NAME: Final = 4  # letters of a digest beside a number: a changed file keeps its name once in a million


class Shard(Record, frozen=True):
    """`key` is of the rows, `weight` the first row's, `filled` all rows', `content` the file's digest."""

    key: bytes
    first: str
    last: str
    weight: int
    filled: int
    name: str
    content: bytes


class KeptRows(Record, frozen=True):
    """Rows one after the other; their terms one a line, and front-coded.

    `sizes` (characters) and `found` (postings) of each row are 32-bit numbers, as are `units`; for `widths`
    see `narrow`.
    """

    terms: str
    coded: str
    sizes: bytes
    found: bytes
    rows: bytes
    units: bytes
    widths: bytes


class Cuts(NamedTuple):
    ranges: list[tuple[int, int]]  # of terms
    alone: list[int]  # terms with a shard of their own, numbered after the ranges


_decoder = msgspec.msgpack.Decoder(KeptRows)


def target_of(units: int) -> int:
    """Return how many characters a shard has in an index of so many units."""
    return next(target for most, target in TARGETS if units <= most)


def weight_of(term: str, size: int) -> int:
    """Return what a row of so many characters counts for in its shard, with its term."""
    return size + len(term) // 2 + 2


def weights_of(terms: Iterable[str], sizes: Iterable[int]) -> list[int]:
    """Return what each of many rows counts for, as `weight_of` does."""
    return [size + len(term) // 2 + 2 for term, size in zip(terms, sizes, strict=True)]


def most_together(target: int) -> int:
    """Return the weight beyond which a row has a shard of its own."""
    return target // 2


def plan_cuts(weights: Sequence[int], target: int) -> Cuts:
    """Cut rows of these weights into ranges of about the target."""
    ranges, alone, start, filled = [], [], 0, 0
    most = most_together(target)
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


def make_shard(kept: KeptRows, number: int) -> tuple[Shard, bytes, Artifact]:
    """Return a shard by its rows and number, with the bytes to keep under its key, and its file."""
    terms = kept.terms.split("\n") if kept.terms else []
    file = shard_file(kept, number)
    data = encode_record(kept)
    weights = weights_of(terms, array("I", kept.sizes)) or [0]
    first, last = (terms[0], terms[-1]) if terms else ("", "")
    key, name, content = digest(b"shard", data), name_in(file.path), digest(file.data)
    return Shard(key, first, last, weights[0], sum(weights), name, content), data, file


def shard_file(kept: KeptRows, number: int) -> Artifact:
    """Return the script of a shard."""
    data = script_of(f"s{number}", [kept.coded, kept.rows.decode("ascii")])
    return Artifact(shard_path(number, name_of(data, SHARD_NAME)), data)


def shard_path(number: int, name: str) -> str:
    """Return where a shard stands."""
    return f"search/s/{number}-{name}.js"


def name_in(path: str) -> str:
    """Return the part of a file's name that its content decides."""
    return path.rpartition("-")[2].removesuffix(".js")


def kept_from_rows(rows: Sequence[Row], known: Mapping[str, str]) -> KeptRows:
    """Return rows as they are kept. `known` has terms, one a line, with how they are front-coded."""
    terms = [row.term for row in rows]
    lines = "\n".join(terms)
    units = [row.units for row in rows]
    widths = [row.widths for row in rows]
    if any(len(own) * UNIT_SIZE > len(some) for own, some in zip(widths, units, strict=True)):
        numbers = array("I")
        for own, some in zip(widths, units, strict=True):
            numbers += widen(own, len(some) // UNIT_SIZE)
        widths = [narrow(numbers)]
    return KeptRows(
        lines,
        known.get(lines) or front_code(terms),
        array("I", [len(row.text) for row in rows]).tobytes(),
        array("I", [len(some) // UNIT_SIZE for some in units]).tobytes(),
        b"".join([row.text for row in rows]),
        b"".join(units),
        b"".join(widths),
    )


def kept_from_bytes(data: bytes) -> KeptRows:
    """Return the rows that were kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def iter_rows(kept: KeptRows) -> Iterator[Row]:
    """Yield the rows that are kept."""
    if not kept.terms:
        return
    rows, units, widths = kept.rows, kept.units, kept.widths
    width = len(widths) * UNIT_SIZE // len(units)
    start = at = 0
    terms = kept.terms.split("\n")
    for term, size, found in zip(terms, array("I", kept.sizes), array("I", kept.found), strict=True):
        stop, end = at + size, start + found
        yield Row(
            term,
            rows[at:stop],
            units[start * UNIT_SIZE : end * UNIT_SIZE],
            widths[start * width : end * width],
        )
        start, at = end, stop


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
