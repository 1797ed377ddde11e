"""Files of a base that do not stand where they should, out of the pieces that are kept beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.config import SearchConfig
from sitegen.search.edit import Pieces
from sitegen.search.facets import facet_path, make_facet, values_from_bytes
from sitegen.search.numbers import numbers_from_bytes
from sitegen.search.results import (
    TOGETHER,
    column_file,
    column_path,
    make_group,
    rows_from_bytes,
    rows_per_file,
    title_path,
)
from sitegen.search.shards import kept_from_bytes, make_shard, shard_path
from sitegen.search.vocabulary import make_word_file, word_path, words_from_bytes


def remake_files(
    base: Base, paths: Collection[str], config: SearchConfig, pieces: Pieces
) -> Iterator[Artifact]:
    """Yield the base's files at these paths."""
    for number, shard in enumerate((*base.ranges, *base.alone)):
        if shard_path(number, shard.name) in paths:
            yield make_shard(kept_from_bytes(pieces.need(shard.key)), number)[2]
    for file in base.vocabulary:
        if word_path(file.length, file.name) in paths:
            yield make_word_file(file.length, words_from_bytes(pieces.need(file.key)))[2]
    for facet in base.facets:
        if facet.name and facet_path(facet.facet, facet.name) in paths:
            values = values_from_bytes(pieces.need(facet.key))
            made = make_facet(facet.facet, values, config.labels.get(facet.facet, {}))[2]
            if made is not None:
                yield made
    for key, numbers, (name, _) in (
        ("lengths", base.lengths, base.length_file),
        ("dates", base.days, base.day_file),
    ):
        if column_path(key, name) in paths:
            yield column_file(key, numbers_from_bytes(numbers))
    yield from _titles(base, paths, pieces)


def _titles(base: Base, paths: Collection[str], pieces: Pieces) -> Iterator[Artifact]:
    size = rows_per_file(len(base.keys))
    for number, group in enumerate(base.titles):
        if any(title_path(number * TOGETHER + at, group.name) in paths for at in range(TOGETHER)):
            for file in make_group(number, rows_from_bytes(pieces.need(group.key)), size)[1]:
                if file.path in paths:
                    yield file
