"""The labels of an axis of dates: as many as fit, on a wide screen and on a narrow one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sitegen.record import Record
from sitegen.site.charts.dates_axis import DatesAxis, Tick
from sitegen.site.charts.svg import percent, text_of
from sitegen.words.words import Words

Anchor = Literal["start", "middle", "end"]

_WIDE, _NARROW = 640, 280  # pixels of a plot for which labels are chosen
_LETTER = 6.6  # pixels, a generous mean at the labels' size
_APART = 10


class Label(Record, frozen=True):
    text: str
    at: float  # per cent
    anchor: Anchor  # as seen: "start" grows to the right

    def extent(self, width: int) -> tuple[float, float]:
        """Return where the label begins and ends, in pixels of a plot of some width."""
        length, at = len(self.text) * _LETTER, self.at * width / 100
        start = at - {"start": 0.0, "middle": length / 2, "end": length}[self.anchor]
        return (start, start + length)


def render_dates(axis: DatesAxis, words: Words, top: int) -> str:
    """Return the axis's labels as SVG, and lines from them up through the lanes above `top` pixels."""
    firsts = [segment.ticks[0] for segment in axis.segments if segment.ticks]
    others = [tick for segment in axis.segments for tick in segment.ticks[1:]]
    labels = [_label(axis, tick, words) for tick in (*firsts, *others)]
    wide, narrow = _fitting(labels, _WIDE), _fitting(labels, _NARROW)
    lines = "".join(
        f'<line class="chart-grid" x1="{percent(label.at)}" x2="{percent(label.at)}" y1="0" y2="{top}"/>'
        for label in labels
    )
    texts = "".join(
        _text(label, top, words, is_extra=label not in narrow) for label in labels if label in wide
    )
    return lines + texts


def _label(axis: DatesAxis, tick: Tick, words: Words) -> Label:
    at = axis.position(tick.day)
    anchor: Anchor = "start" if at < 16 else "end" if at > 84 else "middle"
    return Label(words.format_moment(tick.moment), at, anchor)


def _fitting(labels: Sequence[Label], width: int) -> list[Label]:
    """Return the labels that stand beside each other; the earlier in the list, the more important."""
    kept: list[Label] = []
    for label in labels:
        start, end = label.extent(width)
        if all(
            end + _APART < other_start or other_end + _APART < start
            for other_start, other_end in (one.extent(width) for one in kept)
        ):
            kept.append(label)
    return kept


def _text(label: Label, top: int, words: Words, *, is_extra: bool) -> str:
    kind = "chart-label chart-extra-long" if is_extra else "chart-label"
    anchor = label.anchor
    if words.direction == "rtl":  # text that is written to the left starts at its right
        anchor = "end" if anchor == "start" else "start" if anchor == "end" else "middle"
    return (
        f'<text class="{kind}" x="{percent(label.at)}" y="{top + 16}" text-anchor="{anchor}">'
        f"{text_of(label.text)}</text>"
    )
