"""`DatesAxis`: days to per cent positions, with ticks where a calendar unit begins."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.period import Moment
from sitegen.record import Record
from sitegen.site.charts.calendar import date_of_day, day_of_date
from sitegen.site.charts.svg import percent, text_of
from sitegen.words.words import Words

_MARGIN = 2.0
_TICKS_MOST = 6
_DAYS_MOST = 5
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(Record, frozen=True):
    day: int
    moment: Moment


class DatesAxis(Record, frozen=True):
    """`first` and `last` are days, both shown; a mirrored axis runs to the left."""

    first: int
    last: int
    ticks: tuple[Tick, ...]
    is_mirrored: bool = False

    def position(self, day: float) -> float:
        """Return where a day stands, in per cent; what lies outside the axis stands at its end."""
        share = min(max((day - self.first) / max(self.last - self.first, 1), 0.0), 1.0)
        share = 1 - share if self.is_mirrored else share
        return _MARGIN + share * (100 - 2 * _MARGIN)


def make_dates_axis(first: int, last: int, *, is_mirrored: bool = False) -> DatesAxis:
    """Return the axis from one day to another."""
    if first == last:
        first, last = first - 1, last + 1
    return DatesAxis(first, last, tuple(_ticks(first, last)), is_mirrored)


def render_dates(axis: DatesAxis, words: Words, top: int) -> str:
    """Return the axis's labels as SVG, and lines from them up through the lanes above `top` pixels."""
    parts = []
    for i, tick in enumerate(axis.ticks):
        at = axis.position(tick.day)
        kind = "chart-label" + _when_shown(i, tick.moment)
        anchor = "start" if at < 9 else "end" if at > 91 else "middle"
        if words.direction == "rtl":  # a label that is written to the left starts at its right
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        parts.append(
            f'<line class="chart-grid" x1="{percent(at)}" x2="{percent(at)}" y1="0" y2="{top}"/>'
            f'<text class="{kind}" x="{percent(at)}" y="{top + 16}" text-anchor="{anchor}">'
            f"{text_of(words.format_moment(tick.moment))}</text>"
        )
    return "".join(parts)


def _when_shown(number: int, moment: Moment) -> str:
    """Return the class of a label that is left out where there is no room: dates are longer than years."""
    if moment.precision == "year":
        return " chart-extra" if number % 2 else ""
    return " chart-extra-long" if number % 3 else ""


def _ticks(first: int, last: int) -> Iterator[Tick]:
    days = last - first
    if days <= 60:
        every = -(-(days + 1) // _DAYS_MOST)
        for day in range(first, last + 1, every):
            yield Tick(day, Moment(*date_of_day(day)))
    elif days <= 731:
        yield from _months(first, last, next(n for n in (1, 2, 3, 6) if days / 30 / n <= _TICKS_MOST))
    else:
        years = days / 365.25
        yield from _year_starts(first, last, next((n for n in _YEARS if years / n <= _TICKS_MOST), 10_000))


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
