"""`DatesAxis`: days to per cent positions, with ticks where a calendar unit begins.

Where most of the time between the first day and the last is empty, the axis leaves that time out: a
late addition would otherwise press everything else into a corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model.period import Moment
from sitegen.record import Record
from sitegen.site.charts.calendar import date_of_day, day_of_date

_MARGIN = 2.0
_BREAK = 6.0  # per cent that a break takes
_BREAK_FROM = 0.4  # of the whole time: an emptier stretch is left out
_BREAK_DAYS = 60  # and it is longer than this
_NARROWEST = 12.0  # per cent that a few days after a break still get
_TICKS_MOST = 6
_DAYS_MOST = 5
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(Record, frozen=True):
    day: int
    moment: Moment


class Segment(Record, frozen=True):
    """A stretch of time that is shown, and the per cent it is shown at, before any mirroring."""

    first: int
    last: int
    left: float
    right: float
    ticks: tuple[Tick, ...]


class DatesAxis(Record, frozen=True):
    """One segment, or two with a break between them. A mirrored axis runs to the left."""

    segments: tuple[Segment, ...]
    is_mirrored: bool = False

    def position(self, day: float) -> float:
        """Return where a day stands, in per cent; what lies outside the axis stands at its end."""
        segment = next((one for one in self.segments if day <= one.last), self.segments[-1])
        share = (day - segment.first) / (segment.last - segment.first)
        return self.turned(segment.left + min(max(share, 0.0), 1.0) * (segment.right - segment.left))

    def turned(self, position: float) -> float:
        """Return a position as the axis runs."""
        return 100 - position if self.is_mirrored else position

    @property
    def gap(self) -> tuple[float, float] | None:
        """Where the break begins and ends, from left to right."""
        if len(self.segments) < 2:
            return None
        ends = sorted((self.turned(self.segments[0].right), self.turned(self.segments[1].left)))
        return (ends[0], ends[1])


def make_dates_axis(days: Sequence[int], *, is_mirrored: bool = False) -> DatesAxis:
    """Return the axis that holds all days (at least one)."""
    first, last = min(days), max(days)
    left_out = _find_break(sorted(set(days)))
    if left_out is None:
        pad = int(first == last)
        return DatesAxis((_segment(first - pad, last + pad, _MARGIN, 100 - _MARGIN),), is_mirrored)
    lengths = (left_out[0] - first, last - left_out[1])
    pad = max(1, sum(lengths) // 40)
    room = 100 - 2 * _MARGIN - _BREAK
    share = room * (lengths[0] + 2 * pad) / (sum(lengths) + 4 * pad)
    share = min(max(share, _NARROWEST), room - _NARROWEST)
    middle = _MARGIN + share
    before = _segment(first - pad, left_out[0] + pad, _MARGIN, middle)
    after = _segment(left_out[1] - pad, last + pad, middle + _BREAK, 100 - _MARGIN)
    return DatesAxis((before, after), is_mirrored)


def _find_break(days: Sequence[int]) -> tuple[int, int] | None:
    """Return the days before and after the longest empty stretch, if it is worth leaving out."""
    if len(days) < 2:
        return None
    before, after = max(pairwise(days), key=lambda pair: (pair[1] - pair[0], -pair[0]))
    empty, whole = after - before, days[-1] - days[0]
    return (before, after) if empty > _BREAK_DAYS and empty > whole * _BREAK_FROM else None


def _segment(first: int, last: int, left: float, right: float) -> Segment:
    return Segment(first, last, left, right, tuple(_ticks(first, last, (right - left) / 100)))


def _ticks(first: int, last: int, room: float) -> Iterator[Tick]:
    days, most = last - first, max(1, round(_TICKS_MOST * room))
    if days <= 60:
        every = -(-(days + 1) // max(1, round(_DAYS_MOST * room)))
        for day in (first + days // 2,) if every > days else range(first, last + 1, every):
            yield Tick(day, Moment(*date_of_day(day)))
    elif days <= 731:
        yield from _months(first, last, next((n for n in (1, 2, 3, 6) if days / 30 / n <= most), 12))
    else:
        years = days / 365.25
        yield from _year_starts(first, last, next((n for n in _YEARS if years / n <= most), 10_000))


def _months(first: int, last: int, every: int) -> Iterator[Tick]:
    year, month, day = date_of_day(first)
    number = year * 12 + month - 1 + (day > 1)
    number += -number % every
    while (at := day_of_date(number // 12, number % 12 + 1, 1)) <= last:
        yield Tick(at, Moment(number // 12, number % 12 + 1, precision="month"))
        number += every


def _year_starts(first: int, last: int, every: int) -> Iterator[Tick]:
    year, month, day = date_of_day(first)
    year += (month, day) > (1, 1)
    year += -year % every
    while (at := day_of_date(year, 1, 1)) <= last:
        yield Tick(at, Moment(year, precision="year"))
        year += every
