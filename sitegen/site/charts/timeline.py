"""The timeline: lanes of what happened when, one dot an event, or bars where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sitegen.record import Record
from sitegen.site.charts.dates_axis import DatesAxis, make_dates_axis, render_dates
from sitegen.site.charts.svg import attribute, named_drawing, percent, rounded, text_of
from sitegen.words.words import Words

_COLUMNS = 36  # dots of one column do not touch those of the next at 320 px
_DOT = 8  # pixels from one dot of a column to the next
_STACK_MOST = 9  # dots in a column; a lane with a higher one is drawn as bars
_BARS_MOST = 72.0  # pixels


class Event(Record, frozen=True):
    """Something on a day (counted as in `model.period`), with the page that tells more."""

    day: int
    title: str
    href: str


class Lane(Record, frozen=True):
    """Events of one kind, in any order. Every second lane has squares in place of discs."""

    name: str
    events: tuple[Event, ...]


def render_timeline(lanes: Sequence[Lane], words: Words, *, title: str, prefix: str) -> str:
    """Return lanes above each other on one axis of dates; nothing where nothing has a date.

    The page lists the events as well: the dots, though they can be clicked, are neither read out nor
    part of the order of focus.
    """
    days = [event.day for lane in lanes for event in lane.events]
    if not days:
        return ""
    axis = make_dates_axis(min(days), max(days), is_mirrored=words.direction == "rtl")
    parts, top = [], 0
    for number, lane in enumerate(lanes):
        body, height = _lane(lane, axis, words, "square" if number % 2 else "dot")
        parts.append(f'<svg y="{top}" height="{height}" width="100%">{body}</svg>')
        top += height
    labels = render_dates(axis, words, top)
    description = " ".join(_describe(lane, words) for lane in lanes)
    body = labels + "".join(parts)
    drawing = named_drawing(prefix, (title, description), "chart-lanes", str(top + 24), body, role="group")
    return f'<figure class="chart chart-timeline">{drawing}</figure>'


def _describe(lane: Lane, words: Words) -> str:
    return words.say("%(lane)s: %(count)s.", lane=lane.name, count=words.format_number(len(lane.events)))


def _lane(lane: Lane, axis: DatesAxis, words: Words, shape: str) -> tuple[str, int]:
    """Return a lane's marks and its height in pixels."""
    width = (axis.last - axis.first + 1) / _COLUMNS
    columns = [
        (column, tuple(events))
        for column, events in groupby(
            sorted(lane.events, key=lambda event: (event.day, event.href)),
            key=lambda event: int((event.day - axis.first) / width),
        )
    ]
    highest = max((len(events) for _, events in columns), default=0)
    is_bars = highest > _STACK_MOST
    depth = int(_BARS_MOST) if is_bars else max(highest, 1) * _DOT
    height = 24 + depth + 8
    marks = [_name(lane, words, is_bars=is_bars, highest=highest)]
    for column, events in columns:
        middle = axis.position(axis.first + (column + 0.5) * width)
        if is_bars:
            marks.append(_bar(events, middle, height - 4, _BARS_MOST * len(events) / highest))
        else:
            marks.extend(_dot(event, middle, height - 8 - _DOT * i, shape) for i, event in enumerate(events))
    base = f'<line class="chart-zero" x1="0" x2="100%" y1="{height - 3}" y2="{height - 3}"/>'
    return base + "".join(marks), height


def _name(lane: Lane, words: Words, *, is_bars: bool, highest: int) -> str:
    """Return the lane's name at its beginning, with what a mark stands for."""
    at = "100%" if words.direction == "rtl" else "0"
    unit = (
        words.say("the highest bar: %(count)s", count=words.format_number(highest))
        if is_bars
        else words.say("each mark is one")
    )
    return (
        f'<text class="chart-lane" x="{at}" y="15" text-anchor="start">{text_of(lane.name)} '
        f'<tspan class="chart-soft">({text_of(unit)})</tspan></text>'
    )


def _dot(event: Event, at: float, y: float, shape: str) -> str:
    if shape == "dot":
        mark = f'<circle class="chart-dot" cx="{percent(at)}" cy="{rounded(y)}" r="3.4"/>'
    else:
        box = 'width="6" height="6" transform="translate(-3 -3)"'
        mark = f'<rect class="chart-square" x="{percent(at)}" y="{rounded(y)}" {box}/>'
    return (
        f'<a href="{attribute(event.href)}" tabindex="-1" aria-hidden="true">'
        f"<title>{text_of(event.title)}</title>{mark}</a>"
    )


def _bar(events: Sequence[Event], at: float, bottom: float, height: float) -> str:
    left, width = at - 40 / _COLUMNS, 80 / _COLUMNS
    return (
        f'<rect class="chart-column" x="{percent(left)}" y="{rounded(bottom - height)}" '
        f'width="{percent(width)}" height="{rounded(height)}"><title>{len(events)}</title></rect>'
    )
