"""What results show beyond their terms: titles in small files, dates as a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sitegen.model.period import SEASON_MONTHS, Period
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


def rows_per_file(units: int) -> int:
    """Return how many results' rows share a file."""
    return next(size for most, size in PER_FILE if units <= most)


def iter_title_files(rows: Sequence[bytes]) -> Iterator[tuple[str, list[Artifact]]]:
    """Yield groups of files of result rows: what their content adds to their names, and the files."""
    size = rows_per_file(len(rows))
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    files = [b'siteSearch.put("d%d",[%b])\n' % (number, b",".join(part)) for number, part in enumerate(parts)]
    for first in range(0, len(files), TOGETHER):
        group = files[first : first + TOGETHER]
        name = name_of(b"".join(group), TITLE_NAME)
        yield name, [Artifact(f"search/d/{n}-{name}.js", data) for n, data in enumerate(group, first)]


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


def column_file(key: str, numbers: Iterable[int]) -> tuple[str, Artifact]:
    """Return a column of numbers, one for each unit or more, as a file, and its name."""
    data = script_of(key, pack(numbers).decode())
    name = f"{key}-{name_of(data, 4)}"
    return name, Artifact(f"search/{name}.js", data)


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
