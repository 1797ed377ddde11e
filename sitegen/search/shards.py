"""Shards: ranges of the sorted vocabulary with their rows, one script each.

A row larger than half a shard has a script of its own, so that no query for another word carries it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.packing import ALPHABET, Small

# Characters of a shard, up to so many units: a larger site has more names of shards in its manifest.
TARGETS: Final = ((3_000, 6_000), (30_000, 8_000), (1 << 62, 16_000))
SHARD_NAME: Final = 4  # letters of a digest beside a number: a changed file keeps its name once in a million
LONGEST_PREFIX: Final = 40
LONG: Final = 20  # UTF-16 units: terms beyond share one vocabulary file


class Cuts(NamedTuple):
    ranges: list[tuple[int, int]]  # of terms
    alone: list[int]  # terms with a shard of their own, numbered after the ranges


class Shards(NamedTuple):
    files: list[Artifact]
    names: str  # of the files, `SHARD_NAME` letters each
    firsts: str  # first term of each range, front-coded
    alone: str


def plan_cuts(sizes: Sequence[int], target: int) -> Cuts:
    """Cut rows of these sizes (in characters) into ranges of about the target."""
    ranges, alone, start, filled = [], [], 0, 0
    for term, size in enumerate(sizes):
        if size > target // 2:
            alone.append(term)
            continue
        if filled and filled + size > target:
            ranges.append((start, term))
            start, filled = term, 0
        filled += size
    ranges.append((start, len(sizes)))
    return Cuts(ranges, alone)


def make_shards(terms: list[str], packed: bytes, bounds: Small, units: int) -> Shards:
    """Return the shard files of packed rows."""
    sizes = [end - start for start, end in zip(bounds.tolist(), bounds[1:].tolist(), strict=False)]
    weights = [size + len(term) // 2 + 2 for size, term in zip(sizes, terms, strict=True)]
    cuts = plan_cuts(weights, next(target for most, target in TARGETS if units <= most))
    alone = set(cuts.alone)
    at = bounds.tolist()
    files: list[Artifact] = []
    for start, end in cuts.ranges:
        kept = [term for term in range(start, end) if term not in alone]
        if len(kept) == end - start:
            body = packed[at[start] : at[end]]
        else:
            body = b"".join(packed[at[term] : at[term + 1]] for term in kept)
        files.append(_shard(len(files), [terms[term] for term in kept], body))
    for term in cuts.alone:
        files.append(_shard(len(files), [terms[term]], packed[at[term] : at[term + 1]]))
    return Shards(
        files,
        "".join(file.path[-3 - SHARD_NAME : -3] for file in files),
        front_code(_separator(terms, start) for start, _ in cuts.ranges),
        front_code(terms[term] for term in cuts.alone),
    )


def _separator(terms: list[str], start: int) -> str:
    """Return the shortest text that no term before a range reaches and none in it precedes."""
    if not start:
        return ""
    shared = _shared_lengths(terms[start - 1 : start + 1])[0]
    return terms[start][: shared + 1] if shared < LONGEST_PREFIX else terms[start]


def _shard(number: int, terms: list[str], body: bytes) -> Artifact:
    data = script_of(f"s{number}", [front_code(terms), body.decode("ascii")])
    return Artifact(f"search/s/{number}-{name_of(data, SHARD_NAME)}.js", data)


def make_vocabulary(terms: Iterable[str]) -> Iterator[tuple[int, Artifact]]:
    """Yield the vocabulary by length in UTF-16 units: what near spellings and inner wildcards need."""
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for term in terms:
        length = len(term) if term.isascii() else len(term.encode("utf-16-be")) // 2
        by_length[length if length <= LONG else LONG + 1].append(term)
    for length, names in sorted(by_length.items()):
        data = script_of(f"v{length}", front_code(names))
        yield length, Artifact(f"search/v/{length}-{name_of(data, SHARD_NAME)}.js", data)


def front_code(terms: Iterable[str]) -> str:
    """Join sorted terms by line ends, each with the length of what it shares with the one before."""
    names = list(terms)
    if not names:
        return ""
    shared = [0, *_shared_lengths(names)]
    lines = [ALPHABET[size] + name[size:] for name, size in zip(names, shared, strict=True)]
    for at, name in enumerate(names):
        if not name.isascii():  # the browser counts UTF-16 units
            size = shared[at]
            units = size + sum(character > "\uffff" for character in name[:size])
            lines[at] = ALPHABET[units] + name[size:]
    return "\n".join(lines)


def _shared_lengths(names: list[str]) -> list[int]:
    """Return how many letters each name but the first shares with the one before it."""
    letters = np.array([name[:LONGEST_PREFIX] for name in names], dtype=f"U{LONGEST_PREFIX}")
    table = letters.view(np.uint32).reshape(len(names), LONGEST_PREFIX)
    is_same = (table[1:] == table[:-1]) & (table[1:] != 0)
    shared: list[int] = np.logical_and.accumulate(is_same, axis=1).sum(axis=1).tolist()
    return shared
