"""A base: what is known of an index and of each of its files, kept between builds.

The rows, vocabulary and facets themselves are kept beside it, piece by piece, under keys that the base
names, so that a changed unit costs the pieces that its terms stand in. `patch` makes the next base of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from sitegen.digest import SIZE
from sitegen.record import Record
from sitegen.search.facets import FacetFile, facet_path
from sitegen.search.results import TOGETHER, TitleGroup, column_path, title_path
from sitegen.search.shards import Shard, shard_path
from sitegen.search.stretches import Stretch, find_stretches
from sitegen.search.vocabulary import WordFile, word_path

LEAST: Final = (
    60_000  # postings: below, all units are assembled nearly as fast, and the whole index may be due
)
MOST_CHANGED: Final = 24  # units
ONE_IN: Final = 200  # of a larger site's units may be changed


class Base(Record, frozen=True):
    """What is known. `keys` are of the units' counts.

    `lengths` (terms in each field, field by field) and `days` are 32-bit numbers; `languages` and
    `algorithms` say how many units have them.
    """

    keys: tuple[bytes, ...]
    postings: int
    lengths: bytes
    days: bytes
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    algorithms: tuple[tuple[str, int], ...]
    ranges: tuple[Shard, ...]
    alone: tuple[Shard, ...]
    vocabulary: tuple[WordFile, ...]
    facets: tuple[FacetFile, ...]
    titles: tuple[TitleGroup, ...]
    length_file: tuple[str, bytes]  # name and digest
    day_file: tuple[str, bytes]


_decoder = msgspec.msgpack.Decoder(Base)


def base_from_bytes(data: bytes) -> Base:
    """Return the base that was kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def find_edits(base: Base, keys: Sequence[bytes]) -> list[Stretch] | None:
    """Return where units are other than the base's, by the keys of their counts; None where too many are."""
    stretches = find_stretches(base.keys, keys)
    edited = sum(max(len(stretch.before), len(stretch.after)) for stretch in stretches)
    return stretches if edited <= max(MOST_CHANGED, len(keys) // ONE_IN) else None


def iter_kept(base: Base) -> Iterator[bytes]:
    """Yield the keys of all pieces that are kept beside a base."""
    for shard in (*base.ranges, *base.alone):
        yield shard.key
    for file in base.vocabulary:
        yield file.key
    for facet in base.facets:
        yield facet.key
    for group in base.titles:
        yield group.key


def iter_files(base: Base) -> Iterator[tuple[str, bytes]]:
    """Yield path and digest of each file but manifest, client and stemmers."""
    for number, shard in enumerate((*base.ranges, *base.alone)):
        yield shard_path(number, shard.name), shard.content
    for file in base.vocabulary:
        yield word_path(file.length, file.name), file.content
    for facet in base.facets:
        if facet.name:
            yield facet_path(facet.facet, facet.name), facet.content
    for number, group in enumerate(base.titles):
        for at in range(len(group.contents) // SIZE):
            content = group.contents[at * SIZE : (at + 1) * SIZE]
            yield title_path(number * TOGETHER + at, group.name), content
    for key, (name, content) in (("lengths", base.length_file), ("dates", base.day_file)):
        yield column_path(key, name), content
