"""The next base, of units some of which are other than they were, and the files that differ.

They are byte for byte those of all units' counts. Of a changed unit only the postings that differ are put
into their rows; of what holds none of these, nor a title, a date or a facet that changed, not even the
bytes are read. NumPy is not needed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.digest import SIZE, digest
from sitegen.search import base as bases
from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.changes import changes_of, count_postings, lengths_of
from sitegen.search.config import SearchConfig
from sitegen.search.counts import UnitCounts, counts_from_bytes
from sitegen.search.facets import FacetFile, digest_of_labels, make_facet, patch_values, values_from_bytes
from sitegen.search.head import head_of
from sitegen.search.recut import Rack
from sitegen.search.results import (
    TOGETHER,
    column_file,
    day_of,
    make_group,
    row_of,
    rows_per_file,
    units_of_group,
)
from sitegen.search.row import Change, Row
from sitegen.search.shards import Shard, iter_rows, kept_from_bytes, kept_from_rows, make_shard, name_in
from sitegen.search.unit import FACETS
from sitegen.search.vocabulary import (
    WordFile,
    Words,
    by_length,
    make_word_file,
    patch_words,
    words_from_bytes,
)


class Pieces(NamedTuple):
    """Where pieces are: `need` returns what is kept under a key, `keep` keeps more."""

    need: Callable[[bytes], bytes]
    keep: Callable[[bytes, bytes], None]


class Edit(NamedTuple):
    """Units that are other, by number: counts before and after; and the keys of all units' counts by now."""

    keys: Sequence[bytes]
    units: Mapping[int, tuple[bytes, bytes]]


class _Changed(NamedTuple):
    number: int
    before: UnitCounts
    after: UnitCounts


def patch(base: Base, edit: Edit, config: SearchConfig, pieces: Pieces) -> tuple[Base, list[Artifact]] | None:
    """Return the base of the units as they are by now, and the files that it has and the old one had not.

    None where too much has changed with them: all must be assembled. Raises `msgspec.MsgspecError` where
    bytes are not counts.
    """
    units = [
        _Changed(number, counts_from_bytes(before), counts_from_bytes(after))
        for number, (before, after) in sorted(edit.units.items())
    ]
    postings = base.postings + sum(count_postings(u.after) - count_postings(u.before) for u in units)
    if postings < bases.LEAST or any(unit.before.kind != unit.after.kind for unit in units):
        return None
    files: list[Artifact] = []
    base = replace(base, keys=tuple(edit.keys), postings=postings)
    patched = _patch_terms(base, changes_of(units), pieces, files)
    if patched is None:
        return None
    base = _patch_columns(patched, units, files)
    base = _patch_titles(base, units, pieces, files)
    return replace(base, facets=tuple(_facets(base, units, config, pieces, files))), files


def _patch_terms(
    base: Base, changes: Mapping[str, list[Change]], pieces: Pieces, files: list[Artifact]
) -> Base | None:
    coded: dict[str, str] = {}

    def load(shard: Shard) -> list[Row]:
        kept = kept_from_bytes(pieces.need(shard.key))
        coded[kept.terms] = kept.coded
        return list(iter_rows(kept))

    if not changes:
        return base
    rack = Rack(base.ranges, base.alone, load, len(base.keys))
    if not rack.change(changes):
        return None
    ranges, alone = list(rack.ranges()), rack.alone()
    shards = []
    for number, shard in enumerate([*ranges, *alone]):
        if isinstance(shard, tuple) and shard[0] == number:
            shards.append(shard[1])
            continue
        rows = load(shard[1]) if isinstance(shard, tuple) else shard
        made, data, file = make_shard(kept_from_rows(rows, coded), number)
        pieces.keep(made.key, data)
        shards.append(made)
        files.append(file)
    return replace(
        base,
        ranges=tuple(shards[: len(ranges)]),
        alone=tuple(shards[len(ranges) :]),
        vocabulary=tuple(_vocabulary(base, rack.come, pieces, files)),
    )


def _vocabulary(
    base: Base, come: Mapping[str, bool], pieces: Pieces, files: list[Artifact]
) -> Iterator[WordFile]:
    known = {file.length: file for file in base.vocabulary}
    changed = by_length(come)
    for length in sorted({*known, *changed}):
        if length not in changed:
            yield known[length]
            continue
        words = words_from_bytes(pieces.need(known[length].key)) if length in known else Words("", "")
        words = patch_words(words, {term: come[term] for term in changed[length]})
        if words.terms:
            file, data, artifact = make_word_file(length, words)
            pieces.keep(file.key, data)
            files.append(artifact)
            yield file


def _patch_columns(base: Base, units: Sequence[_Changed], files: list[Artifact]) -> Base:
    """Change lengths, dates, and what is counted of all units."""
    count = len(base.keys)
    lengths, days = array("I", base.lengths), array("I", base.days)
    languages, algorithms = Counter(dict(base.languages)), Counter(dict(base.algorithms))
    for number, before, after in units:
        for field, length in enumerate(lengths_of(after)):
            lengths[field * count + number] = length
        days[number] = day_of(after.date)
        languages.subtract([_language(before)])
        languages.update([_language(after)])
        algorithms.subtract(before.algorithms)
        algorithms.update(after.algorithms)
    length_file, day_file = base.length_file, base.day_file
    if lengths.tobytes() != base.lengths:
        length_file = _column("lengths", lengths, files)
    if days.tobytes() != base.days:
        day_file = _column("dates", days, files)
    return replace(
        base,
        lengths=lengths.tobytes(),
        days=days.tobytes(),
        languages=tuple(sorted((+languages).items())),
        algorithms=tuple(sorted((+algorithms).items())),
        length_file=length_file,
        day_file=day_file,
    )


def _language(unit: UnitCounts) -> str:
    return unit.language.partition("-")[0].lower()


def _column(key: str, numbers: array[int], files: list[Artifact]) -> tuple[str, bytes]:
    file = column_file(key, numbers)
    files.append(file)
    return name_in(file.path), digest(file.data)


def _patch_titles(base: Base, units: Sequence[_Changed], pieces: Pieces, files: list[Artifact]) -> Base:
    count = len(base.keys)
    size = rows_per_file(count)
    touched = {
        unit.number // (size * TOGETHER)
        for unit in units
        if row_of(head_of(unit.before)) != row_of(head_of(unit.after))
    }
    names, contents = list(base.titles), bytearray(base.title_contents)
    for group in sorted(touched):
        heads = [
            head_of(counts_from_bytes(pieces.need(base.keys[number])))
            for number in units_of_group(group, count)
        ]
        made = list(make_group(group, heads, size))
        names[group] = name_in(made[0].path)
        start = group * TOGETHER * SIZE
        contents[start : start + len(made) * SIZE] = b"".join(digest(file.data) for file in made)
        files += made
    return replace(base, titles=tuple(names), title_contents=bytes(contents))


def _facets(
    base: Base, units: Sequence[_Changed], config: SearchConfig, pieces: Pieces, files: list[Artifact]
) -> Iterator[FacetFile]:
    for at, (facet, file) in enumerate(zip(FACETS, base.facets, strict=True)):
        changed = {u.number: u.after.facets[at] for u in units if u.after.facets[at] != u.before.facets[at]}
        labels = config.labels.get(facet, {})
        if not changed and digest_of_labels(labels) == file.labels:
            yield file
            continue
        values = patch_values(values_from_bytes(pieces.need(file.key)), changed)
        made, data, artifact = make_facet(facet, values, labels)
        pieces.keep(made.key, data)
        if artifact is not None:
            files.append(artifact)
        yield made
