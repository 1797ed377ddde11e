"""The index's files from the counts of all units."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from sitegen.digest import digest
from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.columns import Columns, columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.facets import FacetFile, make_facet, values_of
from sitegen.search.front_code import front_code
from sitegen.search.head import Head
from sitegen.search.manifest import make_scripts
from sitegen.search.results import TOGETHER, column_file, day_of, make_titles, runs_of_kinds
from sitegen.search.row import narrow
from sitegen.search.rows import Rows, pack_postings
from sitegen.search.shards import (
    KeptRows,
    Shard,
    make_shard,
    name_in,
    plan_cuts,
    target_of,
    weight_of,
)
from sitegen.search.stock import make_whole_index
from sitegen.search.unit import FACETS
from sitegen.search.vocabulary import WordFile, by_length, make_word_file, words_of

WHOLE_INDEX: Final = "search/index.json"
WHOLE_BELOW: Final = 1_000_000  # bytes of the whole index: below, it is written unless the site says no
POSTING_BYTES: Final = 20  # of the whole index, at the least: to know without making it that it is larger
Keep = Callable[[bytes, bytes], None]  # takes a key and the bytes to keep under it


def assemble(counts: Sequence[bytes], config: SearchConfig) -> Iterator[Artifact]:
    """Yield every file of the index but the units' texts (`make_texts`).

    `counts` are what `count_unit` gave, in the order of results that score the same. Raises
    `msgspec.MsgspecError` where bytes are not counts, `KeyError` where a stemmer's script is missing.
    """
    columns = columns_from_counts(counts)
    yield from whole_index_files(columns, config)
    base = yield from index_files((), columns, config, forget)
    yield from make_scripts(base, config)


def forget(_key: bytes, _data: bytes) -> None:
    """Keep nothing: for an index that is not to be patched."""


def whole_index_files(columns: Columns, config: SearchConfig) -> Iterator[Artifact]:
    """Yield the whole index in Lunr's form, where it is wanted."""
    if _wants_whole(columns, config):
        whole = make_whole_index(columns)
        if config.whole_index or len(whole) < WHOLE_BELOW:
            yield Artifact(WHOLE_INDEX, whole)


def _wants_whole(columns: Columns, config: SearchConfig) -> bool:
    if config.whole_index is not None:
        return config.whole_index
    return len(columns.units) * POSTING_BYTES < WHOLE_BELOW


def index_files(
    keys: Sequence[bytes], columns: Columns, config: SearchConfig, keep: Keep
) -> Generator[Artifact, None, Base]:
    """Yield all files that are made of the units; return the base, whose pieces were given to `keep`.

    `keys` are those of the units' counts, which the next build will compare.
    """
    heads = columns.heads
    ranges, alone = yield from _shards(pack_postings(columns, len(heads)), len(heads), keep)
    vocabulary = yield from _vocabulary(columns.terms, keep)
    facets = yield from _facets(heads, config, keep)
    titles, contents = yield from _titles(heads)
    lengths, days = (
        array("I", columns.lengths.T.ravel().tolist()),
        array("I", (day_of(h.date) for h in heads)),
    )
    length_file, day_file = column_file("lengths", lengths), column_file("dates", days)
    yield length_file
    yield day_file
    return Base(
        tuple(keys),
        len(columns.units),
        lengths.tobytes(),
        days.tobytes(),
        tuple(runs_of_kinds(heads)),
        _tally(head.language.partition("-")[0].lower() for head in heads),
        _tally(name for head in heads for name in head.algorithms),
        ranges,
        alone,
        vocabulary,
        facets,
        titles,
        contents,
        (name_in(length_file.path), digest(length_file.data)),
        (name_in(day_file.path), digest(day_file.data)),
    )


def _tally(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))


def _shards(
    rows: Rows, units: int, keep: Keep
) -> Generator[Artifact, None, tuple[tuple[Shard, ...], tuple[Shard, ...]]]:
    sizes = np.diff(rows.bounds).tolist()
    weights = [weight_of(term, size) for term, size in zip(rows.terms, sizes, strict=True)]
    cuts = plan_cuts(weights, target_of(units))
    cut = _cutter(rows)
    shards: list[Shard] = []
    for pieces in [*_without(cuts.ranges, cuts.alone), *([(term, term + 1)] for term in cuts.alone)]:
        shard, data, file = make_shard(cut(pieces), len(shards))
        keep(shard.key, data)
        shards.append(shard)
        yield file
    return tuple(shards[: len(cuts.ranges)]), tuple(shards[len(cuts.ranges) :])


def _without(ranges: Iterable[tuple[int, int]], alone: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Yield each range of terms as pieces between those that stand alone."""
    at = 0
    for start, end in ranges:
        pieces = []
        while at < len(alone) and alone[at] < end:
            pieces.append((start, alone[at]))
            start = alone[at] + 1  # noqa: PLW2901 - the rest of the range
            at += 1
        yield [*pieces, (start, end)]


def _cutter(rows: Rows) -> Callable[[list[tuple[int, int]]], KeptRows]:
    """Return what cuts pieces out of all rows."""
    bounds = rows.bounds.tolist()
    ends = [0, *np.cumsum(rows.found, dtype=np.int64).tolist()]
    sizes = np.diff(rows.bounds).astype(np.uint32)

    def cut(pieces: list[tuple[int, int]]) -> KeptRows:
        parts = [slice(start, end) for start, end in pieces if start < end]
        found = [slice(ends[part.start], ends[part.stop]) for part in parts]
        widths = array("I")
        for some in found:
            widths.frombytes(rows.widths[some].tobytes())
        terms = [term for part in parts for term in rows.terms[part]]
        return KeptRows(
            "\n".join(terms),
            front_code(terms),
            b"".join(sizes[part].tobytes() for part in parts),
            b"".join(rows.found[part].tobytes() for part in parts),
            b"".join(rows.packed[bounds[part.start] : bounds[part.stop]] for part in parts),
            b"".join(rows.units[some].tobytes() for some in found),
            narrow(widths),
        )

    return cut


def _vocabulary(terms: Iterable[str], keep: Keep) -> Generator[Artifact, None, tuple[WordFile, ...]]:
    files = []
    for length, some in by_length(terms).items():
        file, data, artifact = make_word_file(length, words_of(some))
        keep(file.key, data)
        files.append(file)
        yield artifact
    return tuple(files)


def _facets(
    heads: Sequence[Head], config: SearchConfig, keep: Keep
) -> Generator[Artifact, None, tuple[FacetFile, ...]]:
    files = []
    for at, facet in enumerate(FACETS):
        values = values_of([head.facets[at] for head in heads])
        file, data, artifact = make_facet(facet, values, config.labels.get(facet, {}))
        keep(file.key, data)
        files.append(file)
        if artifact is not None:
            yield artifact
    return tuple(files)


def _titles(heads: Sequence[Head]) -> Generator[Artifact, None, tuple[tuple[str, ...], bytes]]:
    names, contents = [], []
    for number, file in enumerate(make_titles(heads)):
        if number % TOGETHER == 0:
            names.append(name_in(file.path))
        contents.append(digest(file.data))
        yield file
    return tuple(names), b"".join(contents)
