"""Where the units of an index are other than they were: changed, come or gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import ne
from typing import NamedTuple


class Stretch(NamedTuple):
    """Units in the place of others, by their numbers before and after; there may be none of either."""

    before: range
    after: range

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of units that count as one that has changed."""
        return zip(self.before, self.after, strict=False)

    def shifts(self) -> bool:
        """Tell whether units that follow have other numbers for its sake."""
        return len(self.before) != len(self.after)

    def gone(self) -> range:
        """Return the numbers of units that no other stands for by now."""
        return self.before[len(self.after) :]

    def come(self) -> range:
        """Return the numbers of units that stand for none there was."""
        return self.after[len(self.before) :]


def find_stretches(before: Sequence[bytes], after: Sequence[bytes]) -> list[Stretch]:
    """Return where two lists of units' keys differ. A unit in another place counts as gone and come."""
    alike = _count_alike(before, after)  # mostly all but a few
    ending = _count_alike(before[alike:][::-1], after[alike:][::-1])
    stop, end = len(before) - ending, len(after) - ending
    places = {key: at for at, key in enumerate(after[alike:end], alike)}
    found = []
    start = begin = alike  # of what follows the last unit that both lists have
    for at, key in enumerate(before[alike:stop], alike):
        place = places.get(key, -1)
        if place >= begin:
            if at > start or place > begin:
                found.append(Stretch(range(start, at), range(begin, place)))
            start, begin = at + 1, place + 1
    if start < stop or begin < end:
        found.append(Stretch(range(start, stop), range(begin, end)))
    return found


def _count_alike(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """Return how many keys at the beginning are the same."""
    return next(compress(count(), map(ne, one, other)), min(len(one), len(other)))


def origins_of(stretches: Iterable[Stretch], count: int) -> list[int]:
    """Return for each of so many units which number it had; -1 where it is new or changed."""
    origins: list[int] = []
    done = 0
    for before, after in stretches:
        origins += range(done, before.start)
        origins += [-1] * len(after)
        done = before.stop
    return [*origins, *range(done, done + count - len(origins))]
