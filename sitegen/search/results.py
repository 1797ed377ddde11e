"""What results show beyond their terms: titles in small files, dates as a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sitegen.digest import digest
from sitegen.model.period import SEASON_MONTHS, Period
from sitegen.record import Record
from sitegen.search.artifact import Artifact, json_of, name_of, script_of
from sitegen.search.head import Head
from sitegen.search.numbers import pack
from sitegen.search.unit import NO_DAY

# Results in one file, up to so many units: ten hits lie in ten files, whose names are in the manifest.
PER_FILE: Final = ((2_500, 4), (25_000, 8), (1 << 62, 16))
EARLY: Final = 1 << 30  # more than any day of the year 1 or later has, up to the year 2,580,000
TITLE_NAME: Final = 4  # letters of a digest beside a number
TOGETHER: Final = (
    16  # files of rows that share a digest: there are many, and each has its own in the manifest else
)


class TitleGroup(Record, frozen=True):
    """Files of rows that share a digest in their names: `key` is the memo's, `contents` are their digests."""

    key: bytes
    name: str
    contents: bytes


def rows_per_file(units: int) -> int:
    """Return how many results' rows share a file."""
    return next(size for most, size in PER_FILE if units <= most)


def units_of_group(group: int, units: int) -> range:
    """Return the numbers of the units whose files share a digest."""
    size = rows_per_file(units) * TOGETHER
    return range(group * size, min(units, (group + 1) * size))


def count_groups(units: int) -> int:
    """Return how many groups of files the rows of so many units make."""
    return -(-units // (rows_per_file(units) * TOGETHER))


def make_group(group: int, rows: Sequence[bytes], size: int) -> tuple[TitleGroup, list[Artifact]]:
    """Return a group of result rows, and its files, so many rows each."""
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    first = group * TOGETHER
    files = [
        b'siteSearch.put("d%d",[%b])\n' % (number, b",".join(part))
        for number, part in enumerate(parts, first)
    ]
    name = name_of(b"".join(files), TITLE_NAME)
    made = TitleGroup(digest(b"titles", *rows), name, b"".join(map(digest, files)))
    return made, [Artifact(title_path(number, name), data) for number, data in enumerate(files, first)]


def rows_to_bytes(rows: Iterable[bytes]) -> bytes:
    """Return result rows as they are kept under their group's key."""
    return b"\n".join(rows)


def rows_from_bytes(data: bytes) -> list[bytes]:
    """Return the result rows of a group that were kept."""
    return data.split(b"\n")


def title_path(number: int, name: str) -> str:
    """Return where a file of rows stands."""
    return f"search/d/{number}-{name}.js"


def row_of(head: Head) -> bytes:
    """Return what a result shows of a unit: address, title, language, date, names of text files; as JSON."""
    row: list[Any] = [head.ref, head.title, head.language, head.date]
    for name, first in head.texts:
        row += [first, name] if first else [name]
    return json_of(row)


def runs_of_kinds(kinds: Iterable[str]) -> list[tuple[str, int]]:
    """Return the kinds of all units as runs: a kind and its first unit."""
    runs: list[tuple[str, int]] = []
    for number, kind in enumerate(kinds):
        if not runs or runs[-1][0] != kind:
            runs.append((kind, number))
    return runs


def column_file(key: str, numbers: Iterable[int]) -> Artifact:
    """Return a column of numbers, one for each unit or more, as a file."""
    data = script_of(key, pack(numbers).decode())
    return Artifact(column_path(key, name_of(data, 4)), data)


def column_path(key: str, name: str) -> str:
    """Return where a column stands."""
    return f"search/{key}-{name}.js"


def day_of(period: Period | None) -> int:
    """Return a time as a number from 0 to 2**31 - 1 that tells how times sort; `NO_DAY` where there is none.

    A month or a year comes before its days. What is of before the year 1 has its days' distance from that,
    over `EARLY`: the browser (`search-results.js`) takes these for negative numbers.
    """
    if period is None:
        return NO_DAY
    start, first = period.start, period.first
    if start is None or first is None:  # what has no beginning comes first of all, as on pages
        return EARLY + EARLY - 1
    if first < 1:
        return EARLY + min(1 - first, EARLY - 1)
    month = SEASON_MONTHS[start.season] if start.season else start.month
    return min((start.year * 13 + month) * 32 + start.day, EARLY - 1)  # 0 where month or day are not known
