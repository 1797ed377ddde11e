"""The shards and the vocabulary of the next base.

Where units have the numbers that they had, only the shards are cut anew that changed postings stand in, and
NumPy is not needed. Else most rows have a gap that is other: all are put together, renumbered and cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.changes import changes_of
from sitegen.search.edit import Edit, Pieces
from sitegen.search.recut import Rack
from sitegen.search.row import Row
from sitegen.search.shards import (
    KeptRows,
    Shard,
    iter_rows,
    kept_from_bytes,
    kept_from_rows,
    make_shard,
    target_of,
)
from sitegen.search.vocabulary import (
    WordFile,
    Words,
    by_length,
    make_word_file,
    patch_words,
    words_from_bytes,
)


class _Patched(NamedTuple):
    """Shards by now, and the terms that came (True) or went."""

    ranges: Sequence[Shard]
    alone: Sequence[Shard]
    come: Mapping[str, bool]


def patch_terms(base: Base, edit: Edit, pieces: Pieces, files: list[Artifact]) -> Base | None:
    """Return the base with other shards and vocabulary, and add their files to `files`.

    None where rows alone do not say what they come to be.
    """
    patch = _patch_all if edit.shifts() else _patch_some
    patched = patch(base, edit, pieces, files)
    if patched is None:
        return None
    vocabulary = tuple(_vocabulary(base, patched.come, pieces, files))
    return replace(base, ranges=tuple(patched.ranges), alone=tuple(patched.alone), vocabulary=vocabulary)


def _patch_some(base: Base, edit: Edit, pieces: Pieces, files: list[Artifact]) -> _Patched | None:
    coded: dict[str, str] = {}

    def load(shard: Shard) -> list[Row]:
        kept = kept_from_bytes(pieces.need(shard.key))
        coded[kept.terms] = kept.coded
        return list(iter_rows(kept))

    changes = changes_of(edit.changed)
    if not changes:
        return _Patched(base.ranges, base.alone, {})
    rack = Rack(base.ranges, base.alone, load, edit.old)
    if not rack.change(changes):
        return None
    ranges, alone = list(rack.ranges()), rack.alone()
    shards = []
    for number, shard in enumerate([*ranges, *alone]):
        if isinstance(shard, tuple) and shard[0] == number:
            shards.append(shard[1])
            continue
        rows = load(shard[1]) if isinstance(shard, tuple) else shard
        shards.append(_made(kept_from_rows(rows, coded), number, pieces, files))
    return _Patched(shards[: len(ranges)], shards[len(ranges) :], rack.come)


def _patch_all(base: Base, edit: Edit, pieces: Pieces, files: list[Artifact]) -> _Patched | None:
    from sitegen.search import alter, cut, renumber  # noqa: PLC0415 - they need numpy

    rows = alter.rows_from_kept(
        *([kept_from_bytes(pieces.need(shard.key)) for shard in some] for some in (base.ranges, base.alone))
    )
    altered = alter.alter_rows(rows, changes_of((n, counts, None) for n, counts in edit.gone), edit.old)
    if altered is None:
        return None
    rows, went = altered
    count = len(base.keys)
    numbered = renumber.renumber(rows, edit.stretches, count)
    more = [*edit.changed, *((number, None, counts) for number, counts in edit.come)]
    altered = None if numbered is None else alter.alter_rows(numbered, changes_of(more), count)
    if altered is None:
        return None
    rows, came = altered
    ranges, parts = cut.cut_rows(rows, target_of(count))
    shards = [_made(kept, number, pieces, files) for number, kept in enumerate(parts)]
    come = {term: has_come for term, has_come in (went | came).items() if term not in went or not has_come}
    return _Patched(shards[:ranges], shards[ranges:], come)


def _made(kept: KeptRows, number: int, pieces: Pieces, files: list[Artifact]) -> Shard:
    shard, data, file = make_shard(kept, number)
    pieces.keep(shard.key, data)
    files.append(file)
    return shard


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
