"""Shards: ranges of the sorted vocabulary with their rows, one script each.

A row larger than half a shard has a script of its own, so that no query for another word carries it.
What a build keeps of a shard is its rows one by one: `KeptRows`, in the memo, and a `Shard` that names them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from sitegen.digest import digest
from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.front_code import LONGEST_PREFIX, front_code, shared_length, sorting
from sitegen.search.row import Row, read_head

# Characters of a shard, up to so many units: a larger site has more names of shards in its manifest.
TARGETS: Final = ((3_000, 6_000), (30_000, 8_000), (1 << 62, 16_000))
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
    """Rows one after the other. `sizes` (characters of each) and `units` are 32-bit numbers; see `narrow`."""

    terms: str
    sizes: bytes
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


def stands_alone(weight: int, target: int) -> bool:
    """Tell whether a row has a shard of its own."""
    return weight > target // 2


def plan_cuts(weights: Sequence[int], target: int) -> Cuts:
    """Cut rows of these weights into ranges of about the target."""
    ranges, alone, start, filled = [], [], 0, 0
    for term, weight in enumerate(weights):
        if stands_alone(weight, target):
            alone.append(term)
            continue
        if filled and filled + weight > target:
            ranges.append((start, term))
            start, filled = term, 0
        filled += weight
    ranges.append((start, len(weights)))
    return Cuts(ranges, alone)


def shard_file(number: int, terms: Sequence[str], rows: bytes) -> Artifact:
    """Return the script of a shard."""
    data = script_of(f"s{number}", [front_code(terms), rows.decode("ascii")])
    return Artifact(shard_path(number, name_of(data, SHARD_NAME)), data)


def shard_path(number: int, name: str) -> str:
    """Return where a shard stands."""
    return f"search/s/{number}-{name}.js"


def make_shard(kept: KeptRows, number: int) -> tuple[Shard, bytes, Artifact]:
    """Return a shard by its rows and number, with the bytes to keep under its key, and its file."""
    terms = kept.terms.split("\n") if kept.terms else []
    file = shard_file(number, terms, kept.rows)
    data = encode_record(kept)
    weights = list(map(weight_of, terms, array("I", kept.sizes))) or [0]
    first, last = (terms[0], terms[-1]) if terms else ("", "")
    key, name, content = digest(b"shard", data), name_in(file.path), digest(file.data)
    return Shard(key, first, last, weights[0], sum(weights), name, content), data, file


def name_in(path: str) -> str:
    """Return the part of a file's name that its content decides."""
    return path.rpartition("-")[2].removesuffix(".js")


def kept_from_rows(rows: Sequence[Row]) -> KeptRows:
    """Return rows as they are kept."""
    units, widths = array("I"), array("I")
    for row in rows:
        units += row.units
        widths += row.widths
    return KeptRows(
        "\n".join(row.term for row in rows),
        array("I", [len(row.text) for row in rows]).tobytes(),
        b"".join(row.text for row in rows),
        units.tobytes(),
        narrow(widths),
    )


def kept_from_bytes(data: bytes) -> KeptRows:
    """Return the rows that were kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def narrow(widths: array[int]) -> bytes:
    """Return numbers in one byte each if that is enough, else in four."""
    return bytes(widths) if max(widths, default=0) < 256 else widths.tobytes()


def iter_rows(kept: KeptRows) -> Iterator[Row]:
    """Yield the rows that are kept."""
    if not kept.terms:
        return
    units = array("I", kept.units)
    widths = array("B" if len(kept.widths) == len(units) else "I", kept.widths)
    start = at = 0
    for term, size in zip(kept.terms.split("\n"), array("I", kept.sizes), strict=True):
        text = kept.rows[at : at + size]
        end = start + sum(read_head(text)[0])
        yield Row(term, text, units[start:end], array("I", widths[start:end]))
        start, at = end, at + size


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
