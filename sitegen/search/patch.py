"""The next base, of units some of which are other than they were, come or gone, and the files that differ.

They are byte for byte those of all units' counts. Of a changed unit only the postings that differ are put
into their rows; of what holds none of these, nor a title, a date or a facet that changed, not even the
bytes are read, as long as no unit has another number.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.search import base as bases
from sitegen.search.artifact import Artifact
from sitegen.search.base import Base
from sitegen.search.changes import count_postings, lengths_of
from sitegen.search.config import SearchConfig
from sitegen.search.counts import UnitCounts
from sitegen.search.edit import Edit, Pieces, make_edit
from sitegen.search.facets import FacetFile, digest_of_labels, make_facet, patch_values, values_from_bytes
from sitegen.search.head import head_of
from sitegen.search.patch_terms import patch_terms
from sitegen.search.results import (
    TOGETHER,
    TitleGroup,
    column_file,
    count_groups,
    make_group,
    row_of,
    rows_from_bytes,
    rows_per_file,
    rows_to_bytes,
    runs_of_kinds,
    units_of_group,
)
from sitegen.search.row import NF
from sitegen.search.shards import name_in
from sitegen.search.stretches import Stretch, origins_of
from sitegen.search.unit import FACETS


def patch(
    base: Base, keys: Sequence[bytes], stretches: Sequence[Stretch], config: SearchConfig, pieces: Pieces
) -> tuple[Base, list[Artifact]] | None:
    """Return the base of the units as they are by now, and the files that it has and the old one had not.

    `stretches` are where the keys of their counts differ from the base's. None where too much has changed
    with them: all must be assembled. Raises `msgspec.MsgspecError` where bytes are not counts.
    """
    edit = make_edit(stretches, base.keys, keys, pieces)
    now = edit.after()
    postings = (
        base.postings + sum(map(count_postings, now.values())) - sum(map(count_postings, edit.before()))
    )
    if postings < bases.LEAST:
        return None
    files: list[Artifact] = []
    titles = tuple(_titles(base, keys, edit, pieces, files))
    patched = patch_terms(replace(base, keys=tuple(keys), postings=postings), edit, pieces, files)
    if patched is None:
        return None
    facets = tuple(_facets(base, edit, config, pieces, files))
    return replace(_patch_columns(patched, edit, files), titles=titles, facets=facets), files


def _patch_columns(base: Base, edit: Edit, files: list[Artifact]) -> Base:
    """Change lengths, dates, kinds, and what is counted of all units."""
    now = edit.after()
    lengths, days = array("I", base.lengths), array("I", base.days)
    for field in reversed(range(NF)):
        own = {number: lengths_of(unit)[field] for number, unit in now.items()}
        _splice(lengths, field * edit.old, edit, own)
    _splice(days, 0, edit, {number: unit.day for number, unit in now.items()})
    languages, algorithms = Counter(dict(base.languages)), Counter(dict(base.algorithms))
    for unit in edit.before():
        languages.subtract([_language(unit)])
        algorithms.subtract(unit.algorithms)
    for unit in now.values():
        languages.update([_language(unit)])
        algorithms.update(unit.algorithms)
    length_file, day_file = base.length_file, base.day_file
    if lengths.tobytes() != base.lengths:
        length_file = _column("lengths", lengths, files)
    if days.tobytes() != base.days:
        day_file = _column("dates", days, files)
    return replace(
        base,
        lengths=lengths.tobytes(),
        days=days.tobytes(),
        kinds=_kinds(base, edit),
        languages=tuple(sorted((+languages).items())),
        algorithms=tuple(sorted((+algorithms).items())),
        length_file=length_file,
        day_file=day_file,
    )


def _splice(column: array[int], start: int, edit: Edit, now: Mapping[int, int]) -> None:
    """Put numbers of units as they are by now, where those of the first unit stands at a place."""
    for before, after in reversed(edit.stretches):
        column[start + before.start : start + before.stop] = array("I", map(now.__getitem__, after))


def _kinds(base: Base, edit: Edit) -> tuple[tuple[str, int], ...]:
    if not edit.shifts() and all(unit.before.kind == unit.after.kind for unit in edit.changed):
        return base.kinds
    now = edit.after()
    ends = [*(first for _, first in base.kinds[1:]), edit.old]
    kinds = [kind for (kind, first), end in zip(base.kinds, ends, strict=False) for _ in range(first, end)]
    for before, after in reversed(edit.stretches):
        kinds[before.start : before.stop] = [now[number].kind for number in after]
    return tuple(runs_of_kinds(kinds))


def _language(unit: UnitCounts) -> str:
    return unit.language.partition("-")[0].lower()


def _column(key: str, numbers: array[int], files: list[Artifact]) -> tuple[str, bytes]:
    file = column_file(key, numbers)
    files.append(file)
    return name_in(file.path), digest(file.data)


def _titles(
    base: Base, keys: Sequence[bytes], edit: Edit, pieces: Pieces, files: list[Artifact]
) -> Iterator[TitleGroup]:
    """Yield the groups of result rows; only those of other units than before are made anew."""
    count = len(keys)
    size, was = rows_per_file(count), rows_per_file(edit.old) * TOGETHER
    now, origins = edit.after(), origins_of(edit.stretches, count)

    @cache
    def load(group: int) -> list[bytes]:
        return rows_from_bytes(pieces.need(base.titles[group].key))

    for group in range(count_groups(count)):
        numbers = units_of_group(group, count)
        own = origins[numbers.start : numbers.stop]
        if own == list(numbers) and numbers == units_of_group(group, edit.old):
            yield base.titles[group]
            continue
        rows = [
            row_of(head_of(now[number])) if origin < 0 else load(origin // was)[origin % was]
            for number, origin in zip(numbers, own, strict=True)
        ]
        made, artifacts = make_group(group, rows, size)
        pieces.keep(made.key, rows_to_bytes(rows))
        files += artifacts
        yield made


def _facets(
    base: Base, edit: Edit, config: SearchConfig, pieces: Pieces, files: list[Artifact]
) -> Iterator[FacetFile]:
    now, before = edit.after(), {unit.number: unit.before for unit in edit.changed}
    for at, (facet, file) in enumerate(zip(FACETS, base.facets, strict=True)):
        changed = [
            (stretch.before, [now[number].facets[at] for number in stretch.after])
            for stretch in edit.stretches
            if stretch.shifts() or any(before[n].facets[at] != now[n].facets[at] for n in stretch.after)
        ]
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
