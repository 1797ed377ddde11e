"""What results show beyond their terms: titles in small files, dates as a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.head import Head
from sitegen.search.numbers import pack

# Results in one file, up to so many units: ten hits lie in ten files, whose names are in the manifest.
PER_FILE: Final = ((2_500, 4), (25_000, 8), (1 << 62, 16))
TITLE_NAME: Final = 4  # letters of a digest beside a number
TOGETHER: Final = (
    16  # files of rows that share a digest: there are many, and each has its own in the manifest else
)


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


def make_titles(heads: Sequence[Head]) -> Iterator[Artifact]:
    """Yield the files of result rows: address, title, language, date, names of text files."""
    units = len(heads)
    for group in range(count_groups(units)):
        numbers = units_of_group(group, units)
        yield from make_group(group, heads[numbers.start : numbers.stop], rows_per_file(units))


def make_group(group: int, heads: Sequence[Head], size: int) -> Iterator[Artifact]:
    """Yield the files of one group of units, so many rows each."""
    rows = [[row_of(head) for head in heads[start : start + size]] for start in range(0, len(heads), size)]
    files = [script_of(f"d{number}", some) for number, some in enumerate(rows, group * TOGETHER)]
    name = name_of(b"".join(files), TITLE_NAME)
    for number, data in enumerate(files, group * TOGETHER):
        yield Artifact(title_path(number, name), data)


def title_path(number: int, name: str) -> str:
    """Return where a file of rows stands."""
    return f"search/d/{number}-{name}.js"


def row_of(head: Head) -> list[Any]:
    """Return what a result shows of a unit."""
    row: list[Any] = [head.ref, head.title, head.language, head.date]
    for name, first in head.texts:
        row += [first, name] if first else [name]
    return row


def runs_of_kinds(heads: Iterable[Head]) -> list[tuple[str, int]]:
    """Return the kinds of all units as runs: a kind and its first unit."""
    runs: list[tuple[str, int]] = []
    for number, head in enumerate(heads):
        if not runs or runs[-1][0] != head.kind:
            runs.append((head.kind, number))
    return runs


def column_file(key: str, numbers: Iterable[int]) -> Artifact:
    """Return a column of numbers, one for each unit or more, as a file."""
    data = script_of(key, pack(numbers).decode())
    return Artifact(column_path(key, name_of(data, 4)), data)


def column_path(key: str, name: str) -> str:
    """Return where a column stands."""
    return f"search/{key}-{name}.js"


def day_of(date: str) -> int:
    """Return a date as a number that sorts as dates do; 0 where there is none."""
    parts = [int(part) for part in date.split("-") if part.isdecimal()][:3]
    year, month, day = [*parts, 0, 0, 0][:3]
    return (year * 13 + month) * 32 + day if parts else 0  # month and day 0 where they are not known
