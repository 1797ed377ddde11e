"""What an index is patched with: units that changed, came or went, and where pieces are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sitegen.search.counts import UnitCounts, counts_from_bytes
from sitegen.search.stretches import Stretch


class Pieces(NamedTuple):
    """Where counts and pieces are: `need` returns what is kept under a key, `keep` keeps more."""

    need: Callable[[bytes], bytes]
    keep: Callable[[bytes, bytes], None]


class Unit(NamedTuple):
    number: int
    counts: UnitCounts


class Changed(NamedTuple):
    """A unit by its number as it is now."""

    number: int
    before: UnitCounts
    after: UnitCounts


class Edit(NamedTuple):
    """Units that are other than they were; `old` is how many there were of all."""

    old: int
    stretches: Sequence[Stretch]
    changed: Sequence[Changed]
    gone: Sequence[Unit]
    come: Sequence[Unit]

    def shifts(self) -> bool:
        """Tell whether units have other numbers for others' sake."""
        return any(stretch.shifts() for stretch in self.stretches)

    def before(self) -> Iterator[UnitCounts]:
        """Yield the counts of units as they were."""
        yield from (unit.before for unit in self.changed)
        yield from (unit.counts for unit in self.gone)

    def after(self) -> dict[int, UnitCounts]:
        """Return the counts of units as they are, by number."""
        return {unit.number: unit.after for unit in self.changed} | dict(self.come)


def make_edit(
    stretches: Sequence[Stretch], before: Sequence[bytes], after: Sequence[bytes], pieces: Pieces
) -> Edit:
    """Return the units in stretches, by all units' keys; raises `msgspec.MsgspecError` on no counts."""

    def counts(key: bytes) -> UnitCounts:
        return counts_from_bytes(pieces.need(key))

    pairs = [pair for stretch in stretches for pair in stretch.pairs()]
    gone = [number for stretch in stretches for number in stretch.gone()]
    come = [number for stretch in stretches for number in stretch.come()]
    return Edit(
        len(before),
        stretches,
        [Changed(number, counts(before[was]), counts(after[number])) for was, number in pairs],
        [Unit(number, counts(before[number])) for number in gone],
        [Unit(number, counts(after[number])) for number in come],
    )
