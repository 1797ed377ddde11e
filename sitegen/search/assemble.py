"""The index's files from the counts of all units."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Final

from sitegen.digest import digest
from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.columns import Columns, columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.cut import cut_rows
from sitegen.search.facets import FacetFile, make_facet, values_of
from sitegen.search.front_lines import front_lines
from sitegen.search.head import Head
from sitegen.search.manifest import make_scripts
from sitegen.search.results import (
    TitleGroup,
    column_file,
    count_groups,
    make_group,
    row_of,
    rows_per_file,
    rows_to_bytes,
    runs_of_kinds,
    units_of_group,
)
from sitegen.search.rows import Rows, pack_postings
from sitegen.search.shards import Shard, make_shard, name_in, target_of
from sitegen.search.stock import make_whole_index
from sitegen.search.unit import FACETS
from sitegen.search.vocabulary import WordFile, Words, by_length, make_word_file

WHOLE_INDEX: Final = "search/index.json"
WHOLE_BELOW: Final = 1_000_000  # bytes of the whole index: below, it is written unless the site says no
POSTING_BYTES: Final = 20  # of the whole index, at the least: to know without making it that it is larger
Keep = Callable[[bytes, bytes], None]  # takes a key and the bytes to keep under it


def assemble(counts: Sequence[bytes], config: SearchConfig) -> Iterator[Artifact]:
    """Yield every file of the index but the units' texts.

    `counts` are those that `count_unit` gave, in the order of results that score the same. Raises
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
    titles = yield from _titles(heads, keep)
    lengths, days = (
        array("I", columns.lengths.T.ravel().tolist()),
        array("I", (head.day for head in heads)),
    )
    length_file, day_file = column_file("lengths", lengths), column_file("dates", days)
    yield length_file
    yield day_file
    return Base(
        tuple(keys),
        len(columns.units),
        lengths.tobytes(),
        days.tobytes(),
        tuple(runs_of_kinds(head.kind for head in heads)),
        _tally(head.language.partition("-")[0].lower() for head in heads),
        _tally(name for head in heads for name in head.algorithms),
        ranges,
        alone,
        vocabulary,
        facets,
        titles,
        (name_in(length_file.path), digest(length_file.data)),
        (name_in(day_file.path), digest(day_file.data)),
    )


def _tally(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))


def _shards(
    rows: Rows, units: int, keep: Keep
) -> Generator[Artifact, None, tuple[tuple[Shard, ...], tuple[Shard, ...]]]:
    ranges, cut = cut_rows(rows, target_of(units))
    shards: list[Shard] = []
    for kept in cut:
        shard, data, file = make_shard(kept, len(shards))
        keep(shard.key, data)
        shards.append(shard)
        yield file
    return tuple(shards[:ranges]), tuple(shards[ranges:])


def _vocabulary(terms: Iterable[str], keep: Keep) -> Generator[Artifact, None, tuple[WordFile, ...]]:
    files = []
    for length, some in by_length(terms).items():
        file, data, artifact = make_word_file(length, Words("\n".join(some), "\n".join(front_lines(some))))
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


def _titles(heads: Sequence[Head], keep: Keep) -> Generator[Artifact, None, tuple[TitleGroup, ...]]:
    rows = list(map(row_of, heads))
    groups = []
    for group in range(count_groups(len(rows))):
        numbers = units_of_group(group, len(rows))
        own = rows[numbers.start : numbers.stop]
        made, files = make_group(group, own, rows_per_file(len(rows)))
        keep(made.key, rows_to_bytes(own))
        groups.append(made)
        yield from files
    return tuple(groups)
