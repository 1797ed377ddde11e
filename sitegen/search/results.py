"""What results show beyond their terms: titles in small files, dates and facets as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.columns import Head
from sitegen.search.packing import pack_numbers
from sitegen.search.unit import FACETS

# Results in one file, up to so many units: ten hits lie in ten files, whose names are in the manifest.
PER_FILE: Final = ((2_500, 4), (25_000, 8), (1 << 62, 16))
TITLE_NAME: Final = 4  # letters of a digest beside a number
TOGETHER: Final = (
    16  # files of rows that share a digest: there are many, and each has its own in the manifest else
)
Labels = Mapping[str, Mapping[str, str]]


def rows_per_file(units: int) -> int:
    """Return how many results' rows share a file."""
    return next(size for most, size in PER_FILE if units <= most)


def make_titles(heads: Sequence[Head]) -> Iterator[Artifact]:
    """Yield the files of result rows: address, title, language, date, names of text files."""
    size = rows_per_file(len(heads))
    for first in range(0, -(-len(heads) // size), TOGETHER):
        starts = range(first * size, min(len(heads), (first + TOGETHER) * size), size)
        rows = [[_row_of(head) for head in heads[start : start + size]] for start in starts]
        files = [script_of(f"d{number}", some) for number, some in enumerate(rows, first)]
        name = name_of(b"".join(files), TITLE_NAME)
        for number, data in enumerate(files, first):
            yield Artifact(f"search/d/{number}-{name}.js", data)


def _row_of(head: Head) -> list[Any]:
    row: list[Any] = [head.ref, head.title, head.language, head.date]
    for name, first in head.texts:
        row += [first, name] if first else [name]
    return row


def runs_of_kinds(heads: Sequence[Head]) -> list[list[Any]]:
    """Return the kinds of all units as runs: a kind and its first unit."""
    runs: list[list[Any]] = []
    for number, head in enumerate(heads):
        if not runs or runs[-1][0] != head.kind:
            runs.append([head.kind, number])
    return runs


def make_dates(heads: Sequence[Head]) -> Artifact:
    """Return the column of dates: numbers that sort as dates do; 0 where there is none."""
    data = script_of("dates", pack_numbers([_day_of(head.date) for head in heads]))
    return Artifact(f"search/dates-{name_of(data, 4)}.js", data)


def _day_of(date: str) -> int:
    parts = [int(part) for part in date.split("-") if part.isdecimal()][:3]
    year, month, day = [*parts, 0, 0, 0][:3]
    return (year * 13 + month) * 32 + day if parts else 0  # month and day 0 where they are not known


def make_facets(heads: Sequence[Head], labels: Labels) -> Iterator[tuple[str, Artifact]]:
    """Yield a file for each facet that tells units apart: values, how they are called, each unit's."""
    for at, facet in enumerate(FACETS):
        own = [head.facets[at] for head in heads]
        values = sorted({value for some in set(own) for value in some})
        if not values or (len(values) == 1 and all(own)):
            continue
        number = {value: place for place, value in enumerate(values)}
        packed = {some: (len(some), *(number[value] for value in some)) for some in set(own)}
        numbers = list(chain.from_iterable(map(packed.__getitem__, own)))
        names = labels.get(facet, {})
        data = script_of(
            f"f{facet}", [values, [names.get(value, value) for value in values], pack_numbers(numbers)]
        )
        yield facet, Artifact(f"search/f/{facet}-{name_of(data, 4)}.js", data)
