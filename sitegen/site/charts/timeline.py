"""The timeline: lanes of what happened when, one mark an event, or bars where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sitegen.model.period import Moment
from sitegen.record import Record
from sitegen.site.charts.calendar import date_of_day
from sitegen.site.charts.dates_axis import DatesAxis, make_dates_axis
from sitegen.site.charts.dates_labels import render_dates
from sitegen.site.charts.svg import attribute, labelled_by, percent, rounded, text_of, title_and_description
from sitegen.words.words import Words

_COLUMNS = 36  # marks of one column do not touch those of the next at 320 px
_MARK = 8  # pixels from one mark of a column to the next
_STACK_MOST = 9  # marks in a column; higher, and all lanes are drawn as bars of one scale
_BARS_MOST = 72  # pixels
_BARS_LEAST = 12


class Event(Record, frozen=True):
    """Something on a day (counted as in `model.period`), with the page that tells more."""

    day: int
    title: str
    href: str


class Lane(Record, frozen=True):
    """Events of one kind, in any order; their marks are discs, rings, or squares."""

    name: str
    events: tuple[Event, ...]
    is_square: bool = False
    is_hollow: bool = False


class Column(Record, frozen=True):
    """Events that stand above each other, and their middle in per cent."""

    at: float
    events: tuple[Event, ...]


def render_timeline(lanes: Sequence[Lane], words: Words, *, title: str, prefix: str) -> str:
    """Return lanes above each other on one axis of dates; nothing where nothing has a date.

    The page lists the events as well: the marks, though they can be clicked, are neither read out nor
    part of the order of focus.
    """
    days = [event.day for lane in lanes for event in lane.events]
    if not days:
        return ""
    axis = make_dates_axis(days, is_mirrored=words.direction == "rtl")
    columns = [_columns(lane, axis) for lane in lanes]
    highest = max(len(column.events) for lane in columns for column in lane)
    parts, top = [], 0
    for lane, lane_columns in zip(lanes, columns, strict=True):
        body, height = _lane(lane, lane_columns, words, highest)
        parts.append(f'<svg y="{top}" height="{height}" width="100%">{body}</svg>')
        top += height
    description = " ".join(_describe(lane, words) for lane in lanes)
    note = _note(axis, words)
    body = render_dates(axis, words, top) + "".join(parts) + _break(axis, top)
    named = title_and_description(prefix, title, description)
    return (
        f'<figure class="chart chart-timeline" {labelled_by(prefix)}>'
        f'<svg class="chart-lanes" width="100%" height="{top + 24}">{named}{body}</svg>{note}</figure>'
    )


def _describe(lane: Lane, words: Words) -> str:
    return words.say("%(lane)s: %(count)s.", lane=lane.name, count=words.format_number(len(lane.events)))


def _columns(lane: Lane, axis: DatesAxis) -> list[Column]:
    width = 100 / _COLUMNS
    placed = sorted(
        (int(axis.position(event.day) / width), event.day, event.href, event) for event in lane.events
    )
    return [
        Column((number + 0.5) * width, tuple(one[3] for one in group))
        for number, group in groupby(placed, key=lambda one: one[0])
    ]


def _lane(lane: Lane, columns: Sequence[Column], words: Words, highest: int) -> tuple[str, int]:
    """Return a lane's marks and its height in pixels. `highest` is the most events of any column."""
    own = max((len(column.events) for column in columns), default=0)
    is_bars = highest > _STACK_MOST
    scale = _BARS_MOST / highest if is_bars else _MARK
    depth = max(int(own * scale), _BARS_LEAST if is_bars else _MARK)
    height = 24 + depth + 8
    marks = [_name(lane, words, own if is_bars else 0)]
    for column in columns:
        if is_bars:
            marks.append(_bar(column, height - 4, scale * len(column.events), is_hollow=lane.is_hollow))
        else:
            marks.extend(
                _mark(event, column.at, height - 8 - _MARK * i, lane) for i, event in enumerate(column.events)
            )
    base = f'<line class="chart-zero" x1="0" x2="100%" y1="{height - 3}" y2="{height - 3}"/>'
    return base + "".join(marks), height


def _name(lane: Lane, words: Words, highest: int) -> str:
    """Return the lane's name at its beginning, with what its highest bar stands for."""
    at = "100%" if words.direction == "rtl" else "0"
    unit = words.say("the highest bar: %(count)s", count=words.format_number(highest)) if highest else ""
    soft = f' <tspan class="chart-soft">({text_of(unit)})</tspan>' if unit else ""
    return f'<text class="chart-lane" x="{at}" y="15" text-anchor="start">{text_of(lane.name)}{soft}</text>'


def _mark(event: Event, at: float, y: float, lane: Lane) -> str:
    if lane.is_square:
        box = 'width="6" height="6" transform="translate(-3 -3)"'
        mark = f'<rect class="chart-square" x="{percent(at)}" y="{rounded(y)}" {box}/>'
    else:
        kind = "chart-dot is-read" if lane.is_hollow else "chart-dot"
        mark = f'<circle class="{kind}" cx="{percent(at)}" cy="{rounded(y)}" r="3.4"/>'
    return (
        f'<a href="{attribute(event.href)}" tabindex="-1" aria-hidden="true">'
        f"<title>{text_of(event.title)}</title>{mark}</a>"
    )


def _bar(column: Column, bottom: float, height: float, *, is_hollow: bool) -> str:
    width = 80 / _COLUMNS
    kind = "chart-column is-read" if is_hollow else "chart-column"
    return (
        f'<rect class="{kind}" x="{percent(column.at - width / 2)}" y="{rounded(bottom - height)}" '
        f'width="{percent(width)}" height="{rounded(height)}"><title>{len(column.events)}</title></rect>'
    )


def _break(axis: DatesAxis, height: int) -> str:
    """Return the blank where time is left out, between two dashed lines."""
    if axis.gap is None:
        return ""
    left, right = axis.gap
    edges = "".join(
        f'<line class="chart-break" x1="{percent(at)}" x2="{percent(at)}" y1="20" y2="{height}"/>'
        for at in (left + 1.5, right - 1.5)
    )
    place = f'x="{percent(left + 1.5)}" width="{percent(right - left - 3)}" y="20" height="{height - 20}"'
    return f'<rect class="chart-blank" {place}/>{edges}'


def _note(axis: DatesAxis, words: Words) -> str:
    if axis.gap is None:
        return ""
    before, after = axis.segments
    note = words.say(
        "The time between %(start)s and %(end)s, of which nothing is dated, is left out.",
        start=words.format_moment(_month_of(before.last)),
        end=words.format_moment(_month_of(after.first)),
    )
    return f'<figcaption class="chart-note">{text_of(note)}</figcaption>'


def _month_of(day: int) -> Moment:
    year, month, _ = date_of_day(day)
    return Moment(year, month, precision="month")
