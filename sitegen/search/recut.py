"""Shards with some rows other than they were.

Only those that have such rows, or that rows move to for their sake, are cut anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from sitegen.search.front_code import sorting
from sitegen.search.row import Change, Row, new_row, patch_row
from sitegen.search.shards import Shard, most_together, target_of, weight_of

Load = Callable[[Shard], list[Row]]
Old = tuple[int, Shard]  # its number, and a shard that is as it was
_term = attrgetter("term")


class Rack:
    """The shards of a base while rows are put in and taken out. `come` tells of terms that came (or went)."""

    def __init__(self, ranges: Sequence[Shard], alone: Sequence[Shard], load: Load, units: int) -> None:
        self._ranges, self._load, self._units = ranges, load, units
        self._target = target_of(units)
        self._firsts = [sorting(shard.first) for shard in ranges]
        self._dirty: dict[int, list[Row]] = {}
        self._alone: dict[str, Old | Row] = {
            shard.first: (number, shard) for number, shard in enumerate(alone, len(ranges))
        }
        self.come: dict[str, bool] = {}

    def change(self, changes: Mapping[str, Sequence[Change]]) -> bool:
        """Change rows; False where the rows alone do not say what they come to be."""
        for term, some in changes.items():
            before = self._take(term)
            row = patch_row(before or new_row(term), some, self._units)
            if row is None:
                return False
            if (before is not None) != bool(row.units):
                self.come[term] = before is None
            if row.units:
                self._put(row)
        return True

    def _take(self, term: str) -> Row | None:
        found = self._alone.pop(term, None)
        if found is not None:
            return found if isinstance(found, Row) else self._load(found[1])[0]
        rows, at = self._place(term)
        return rows.pop(at) if at < len(rows) and rows[at].term == term else None

    def _put(self, row: Row) -> None:
        if weight_of(row.term, len(row.text)) > most_together(self._target):
            self._alone[row.term] = row
        else:
            rows, at = self._place(row.term)
            rows.insert(at, row)

    def _place(self, term: str) -> tuple[list[Row], int]:
        number = max(0, bisect_right(self._firsts, sorting(term)) - 1)
        if number not in self._dirty:
            self._dirty[number] = self._load(self._ranges[number])
        rows = self._dirty[number]
        return rows, bisect_left(rows, sorting(term), key=lambda row: sorting(row.term))

    def alone(self) -> list[Old | list[Row]]:
        """Return the shards of one row, in order."""
        names = sorted(self._alone, key=sorting)
        return [[found] if isinstance(found := self._alone[name], Row) else found for name in names]

    def ranges(self) -> Iterator[Old | list[Row]]:
        """Yield the ranges as `plan_cuts` would cut all rows: from a cut that stands, all is as it was."""
        opened: Old | list[Row] = []
        filled = made = 0
        for number, shard in enumerate(self._ranges):
            is_dirty = number in self._dirty
            if not is_dirty and (not filled or filled + shard.weight > self._target):
                if filled:
                    yield opened
                    made += 1
                opened, filled = (number, shard), shard.filled
                continue
            for row in self._dirty[number] if is_dirty else self._load(shard):
                weight = weight_of(row.term, len(row.text))
                if filled and filled + weight > self._target:
                    yield opened
                    made += 1
                    filled = 0
                if not filled:
                    opened = []
                elif isinstance(opened, tuple):
                    opened = self._load(opened[1])
                opened.append(row)
                filled += weight
        if filled or not made:
            yield opened
