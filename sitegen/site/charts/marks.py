"""The mark of one reading: its shape says what kind of statement it is, so that colour need not.

A disc is a number; a ring with a dashed line is an approximate one, with what it allows; a bar is a range; an
arrow leads where a reading is open. Positions are per cent of the plot.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from sitegen.model.archive import Amount
from sitegen.model.whole import Reading
from sitegen.site.charts.scale import Scale
from sitegen.site.charts.svg import glyph, line, percent

Shape = Literal["exact", "about", "range", "about-range", "estimate", "at-least", "at-most", "band"]

_STOP = "M0 -7V7"
_ARROW = {True: "M-8 -5.5L1 0L-8 5.5", False: "M8 -5.5L-1 0L8 5.5"}  # to the right, to the left


def shape_of(amount: Amount) -> Shape:
    """Return the shape that an amount is drawn as."""
    if amount.value is not None:
        if amount.low is not None or amount.high is not None:
            return "estimate"
        return "about" if amount.approximate else "exact"
    if amount.low is not None and amount.high is not None:
        return "about-range" if amount.approximate else "range"
    return "at-least" if amount.low is not None else "at-most"


def render_mark(reading: Reading, scale: Scale) -> str:
    """Return a reading's mark as SVG elements."""
    return render_amount(reading.amount, reading.low, reading.high, scale)


def render_amount(amount: Amount, low: Decimal | None, high: Decimal | None, scale: Scale) -> str:
    """Return an amount's mark; `low` and `high` are what it allows, which an approximate value shows."""
    shape = shape_of(amount)
    if shape == "exact":
        return _disc(scale.position(_value(amount)), "chart-disc")
    if shape == "about":
        at = scale.position(_value(amount))
        return _span(low, high, scale, "chart-allow") + _disc(at, "chart-ring")
    if shape in {"range", "about-range"}:
        kind = "chart-bar" if shape == "range" else "chart-bar chart-bar-about"
        return _bar(amount, scale, kind)
    if shape == "estimate":
        disc = _disc(scale.position(_value(amount)), "chart-ring" if amount.approximate else "chart-disc")
        return _limits(amount, scale) + disc
    return _limits(amount, scale)


def render_bar(low: Decimal, high: Decimal, scale: Scale) -> str:
    """Return the bar of a band of folded readings."""
    return _span(low, high, scale, "chart-band")


def _limits(amount: Amount, scale: Scale) -> str:
    """Draw what an amount allows: to a stop where it says where, to an arrow where it is open."""
    parts = [_span(amount.low, amount.high, scale, "chart-reach")]
    near, far = scale.open_ends
    for end, edge, towards_far in ((amount.low, near, False), (amount.high, far, True)):
        if end is not None:
            parts.append(glyph(scale.position(end), _STOP, "chart-stop"))
        else:
            parts.append(glyph(edge, _ARROW[towards_far is not scale.is_mirrored], "chart-arrowhead"))
    return "".join(parts)


def _bar(amount: Amount, scale: Scale, kind: str) -> str:
    ends = sorted(scale.position(end) for end in (amount.low, amount.high) if end is not None)
    width = max(ends[1] - ends[0], 0.1)
    stops = "".join(glyph(end, _STOP, "chart-stop") for end in ends)
    box = f'x="{percent(ends[0])}" y="50%" width="{percent(width)}" height="8" transform="translate(0 -4)"'
    return f'<rect class="{kind}" {box}/>{stops}'


def _span(low: Decimal | None, high: Decimal | None, scale: Scale, kind: str) -> str:
    near, far = scale.open_ends
    start = near if low is None else scale.position(low)
    end = far if high is None else scale.position(high)
    return line(min(start, end), max(start, end), kind)


def _disc(at: float, kind: str) -> str:
    return f'<circle class="{kind}" cx="{percent(at)}" cy="50%" r="5.5"/>'


def _value(amount: Amount) -> Decimal:
    assert amount.value is not None
    return amount.value
