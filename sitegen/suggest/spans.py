"""Spans that lie apart, in order: those near a place, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sitegen.model.archive import Span


class Spans:
    """Spans in order, none inside another; `looked` counts those that were looked at."""

    __slots__ = ("_ends", "_spans", "looked")

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._ends = [end for _, end in spans]
        self.looked = 0

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that end at or behind `start` and begin before or at `end`."""
        for n in range(bisect_left(self._ends, start), len(self._spans)):
            self.looked += 1
            if self._spans[n][0] > end:
                break
            yield self._spans[n]
