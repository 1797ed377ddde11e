"""The index's files from the counts of all units."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from sitegen.search.artifact import Artifact
from sitegen.search.columns import Columns, columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.facets import make_facet
from sitegen.search.manifest import IndexFiles, make_scripts
from sitegen.search.results import column_file, iter_title_files, row_of, runs_of_kinds
from sitegen.search.rows import pack_postings
from sitegen.search.shards import Shard, make_shards
from sitegen.search.stock import make_whole_index
from sitegen.search.unit import FACETS
from sitegen.search.vocabulary import by_length, make_word_file

WHOLE_INDEX: Final = "search/index.json"
WHOLE_BELOW: Final = 1_000_000  # bytes of the whole index: below, it is written unless the site says no
POSTING_BYTES: Final = 20  # of the whole index, at the least: to know without making it that it is larger


def assemble(counts: Iterable[bytes], config: SearchConfig) -> Iterator[Artifact]:
    """Yield every file of the index but the units' texts.

    `counts` are those that `count_unit` gave, in the order of results that score the same. Raises
    `msgspec.MsgspecError` where bytes are not counts, `KeyError` where a stemmer's script is missing.
    """
    columns = columns_from_counts(counts)
    if _wants_whole(columns, config):
        whole = make_whole_index(columns)
        if config.whole_index or len(whole) < WHOLE_BELOW:
            yield Artifact(WHOLE_INDEX, whole)
    files = yield from _index_files(columns, config)
    yield from make_scripts(files, config)


def _wants_whole(columns: Columns, config: SearchConfig) -> bool:
    if config.whole_index is not None:
        return config.whole_index
    return len(columns.units) * POSTING_BYTES < WHOLE_BELOW


def _index_files(columns: Columns, config: SearchConfig) -> Generator[Artifact, None, IndexFiles]:
    """Yield all files that are made of the units; return what the manifest tells of them."""
    heads = columns.heads
    ranges, alone = yield from _shards(columns)
    vocabulary = {}
    for length, terms in by_length(columns.terms).items():
        vocabulary[str(length)], file = make_word_file(length, terms)
        yield file
    facets = {}
    for at, facet in enumerate(FACETS):
        made = make_facet(facet, [head.facets[at] for head in heads], config.labels.get(facet, {}))
        if made is not None:
            facets[facet] = [made[0], len(made[1].data)]
            yield made[1]
    titles = ""
    for name, files in iter_title_files(list(map(row_of, heads))):
        titles += name
        yield from files
    lengths, length_file = column_file("lengths", columns.lengths.T.ravel().tolist())
    dates, day_file = column_file("dates", (head.day for head in heads))
    yield length_file
    yield day_file
    return IndexFiles(
        units=len(heads),
        sums=columns.lengths.sum(axis=0).tolist(),
        kinds=runs_of_kinds(head.kind for head in heads),
        languages=sorted({head.language.partition("-")[0].lower() for head in heads}),
        algorithms=sorted({name for head in heads for name in head.algorithms}),
        ranges=ranges,
        alone=alone,
        vocabulary=vocabulary,
        facets=facets,
        titles=titles,
        lengths=lengths,
        dates=dates,
    )


def _shards(columns: Columns) -> Generator[Artifact, None, tuple[list[Shard], list[Shard]]]:
    units = len(columns.heads)
    ranges, made = make_shards(pack_postings(columns, units), units)
    shards: list[Shard] = []
    for shard, file in made:
        shards.append(shard)
        yield file
    return shards[:ranges], shards[ranges:]
