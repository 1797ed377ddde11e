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
from sitegen.search.results import TOGETHER, column_path, title_path
from sitegen.search.shards import Shard, shard_path
from sitegen.search.vocabulary import WordFile, word_path

LEAST: Final = (
    60_000  # postings: below, all units are assembled nearly as fast, and the whole index may be due
)
MOST_CHANGED: Final = 24  # units
ONE_IN: Final = 200  # of a larger site's units may be changed


class Base(Record, frozen=True):
    """What is known. `keys` are of the units' counts.

    `lengths` (terms in each field, field by field) and `days` are 32-bit numbers; `languages` and
    `algorithms` say how many units have them. `titles` are the names of the groups of title files,
    `title_contents` the digests of these files one after the other.
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
    titles: tuple[str, ...]
    title_contents: bytes
    length_file: tuple[str, bytes]  # name and digest
    day_file: tuple[str, bytes]


_decoder = msgspec.msgpack.Decoder(Base)


def base_from_bytes(data: bytes) -> Base:
    """Return the base that was kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def find_changed(base: Base, keys: Sequence[bytes]) -> list[int] | None:
    """Return the numbers of the units whose counts are not the base's; None where they are too many."""
    if len(keys) != len(base.keys):
        return None
    changed = [at for at, (key, before) in enumerate(zip(keys, base.keys, strict=True)) if key != before]
    return changed if len(changed) <= max(MOST_CHANGED, len(keys) // ONE_IN) else None


def iter_kept(base: Base) -> Iterator[bytes]:
    """Yield the keys of all pieces that are kept beside a base."""
    for shard in (*base.ranges, *base.alone):
        yield shard.key
    for file in base.vocabulary:
        yield file.key
    for facet in base.facets:
        yield facet.key


def iter_files(base: Base) -> Iterator[tuple[str, bytes]]:
    """Yield path and digest of each file but manifest, client and stemmers."""
    for number, shard in enumerate((*base.ranges, *base.alone)):
        yield shard_path(number, shard.name), shard.content
    for file in base.vocabulary:
        yield word_path(file.length, file.name), file.content
    for facet in base.facets:
        if facet.name:
            yield facet_path(facet.facet, facet.name), facet.content
    contents = base.title_contents
    for number in range(len(contents) // SIZE):
        content = contents[number * SIZE : (number + 1) * SIZE]
        yield title_path(number, base.titles[number // TOGETHER]), content
    for key, (name, content) in (("lengths", base.length_file), ("dates", base.day_file)):
        yield column_path(key, name), content
