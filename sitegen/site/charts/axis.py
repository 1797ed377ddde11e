"""The axis above a chart, and the grid behind its rows."""

from __future__ import annotations

from sitegen.site.charts.scale import Scale, tick_label
from sitegen.site.charts.svg import named_image, percent, text_of
from sitegen.words.words import Words

_LABELS_NARROW = 4  # labels that fit beside each other at 320 px


def render_axis(scale: Scale, words: Words, prefix: str, title: str, description: str) -> str:
    """Return the axis with its labels. It carries the whole chart's title and description."""
    every = 2 if len(scale.ticks) > _LABELS_NARROW else 1
    labels = "".join(
        _label(scale.position(tick), tick_label(tick, words), is_extra=i % every != 0)
        for i, tick in enumerate(scale.ticks)
    )
    return named_image(prefix, (title, description), "chart-plot chart-axis", "28", labels + _ticks(scale))


def render_grid(scale: Scale) -> str:
    """Return the lines behind a row, the one at zero set off."""
    return "".join(
        f'<line class="{"chart-zero" if tick == 0 else "chart-grid"}" x1="{x}" x2="{x}" y1="0" y2="100%"/>'
        for tick in scale.ticks
        for x in (percent(scale.position(tick)),)
    )


def anchor_at(position: float) -> str:
    """Return how a label stands to its position, so that the outermost stay inside."""
    return "start" if position < 12 else "end" if position > 88 else "middle"


def _label(position: float, label: str, *, is_extra: bool) -> str:
    kind = "chart-label chart-extra" if is_extra else "chart-label"
    return (
        f'<text class="{kind}" x="{percent(position)}" y="16" direction="ltr" '
        f'text-anchor="{anchor_at(position)}">{text_of(label)}</text>'
    )


def _ticks(scale: Scale) -> str:
    return "".join(
        f'<line class="chart-grid" x1="{x}" x2="{x}" y1="22" y2="28"/>'
        for tick in scale.ticks
        for x in (percent(scale.position(tick)),)
    )
