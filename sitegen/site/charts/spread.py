"""The small multiple: all readings of a figure on one line, with the gap that parts them."""

from __future__ import annotations

from sitegen.model.whole import FigureAccount
from sitegen.site.charts.chart_words import describe_account
from sitegen.site.charts.gaps import gap_ends
from sitegen.site.charts.marks import render_mark
from sitegen.site.charts.rows import scaled_numbers
from sitegen.site.charts.scale import Scale, make_scale
from sitegen.site.charts.svg import named_image, percent
from sitegen.words.words import Words


def render_spread(account: FigureAccount, words: Words, *, prefix: str) -> str:
    """Return a figure's readings as one line of SVG, as wide as its place; nothing for fewer than two.

    A single reading has nothing to be compared with.
    Marks that would cover each other exactly are drawn once, so that its size has a bound.
    """
    if len(account.readings) < 2:
        return ""
    scale = make_scale(scaled_numbers(account), is_mirrored=words.direction == "rtl")
    apart = {number for gap in account.contests[:1] for number in (gap.first, gap.second)}
    marks: dict[str, str] = {}
    # what is said stands above what the editors read, and what is apart above all
    order = sorted(account.readings, key=lambda r: (r.number in apart, not r.is_editorial_reading))
    for reading in order:
        mark = render_mark(reading, scale)
        kind = "is-apart" if reading.number in apart else "is-other"
        marks[mark] = f"{kind} is-read" if reading.is_editorial_reading else kind
    drawn = "".join(f'<g class="{kind}">{mark}</g>' for mark, kind in _bounded(marks).items())
    base = '<line class="chart-grid" x1="0" x2="100%" y1="50%" y2="50%"/>'
    description = describe_account(account, words)
    body = base + _shade(account, scale) + drawn
    return named_image(prefix, (account.figure.label, description), "chart-spread", "28", body)


def _bounded(marks: dict[str, str], most: int = 80) -> dict[str, str]:
    """Return the marks, thinned evenly where there are more than can be told apart."""
    every = -(-len(marks) // most)
    return {
        mark: kind
        for i, (mark, kind) in enumerate(marks.items())
        if i % every == 0 or kind.startswith("is-apart")
    }


def _shade(account: FigureAccount, scale: Scale) -> str:
    if not account.contests:
        return ""
    low, high = gap_ends(account, account.contests[0], scale)
    if high <= low:
        return ""
    place = f'x="{percent(low)}" y="2" width="{percent(high - low)}" height="24"'
    return f'<rect class="chart-shade" {place}/>'
