"""`Scale`: numbers to per cent positions, with round ticks.

Everything is reckoned in `Decimal`: a reading may be larger than any float, and 0.1 is 0.1. Steps are
1, 2 or 5 times a power of ten (Paul Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import log10

from sitegen.record import Record
from sitegen.words.words import Words

_MARGIN = 4.0  # per cent kept free at each side, so that a mark at the end is whole
_EDGE = 0.5
_LOG_FROM = 30  # highest by lowest: above this, small readings would fall into one on a linear scale
_NEAR_ZERO = Decimal("0.6")  # lowest by highest: below this, the axis begins at zero
_TICKS_MOST = 8
_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS_MOST = 10  # of a tick's label, before it is written as a power of ten


class Scale(Record, frozen=True):
    """`low` and `high` are the ends of the axis; a mirrored one grows to the left."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    is_log: bool = False
    is_mirrored: bool = False
    log_ends: tuple[float, float] = (0.0, 0.0)  # where it is logarithmic

    def position(self, value: Decimal) -> float:
        """Return where a value stands, in per cent; what lies outside the axis stands at its end."""
        if self.is_log:
            start, end = self.log_ends
            share = ((_log10(value) if value > 0 else start) - start) / (end - start)
        else:
            share = float((value - self.low) / (self.high - self.low))
        share = min(max(share, 0.0), 1.0)
        if self.is_mirrored:
            share = 1 - share
        return _MARGIN + share * (100 - 2 * _MARGIN)

    @property
    def open_ends(self) -> tuple[float, float]:
        """Return where a reading without a lower or an upper bound leaves the plot: beyond the axis.

        Below zero it does not go: a count that is "at most 40" is not asked to be negative.
        """
        low, high = (_EDGE, 100 - _EDGE)
        if self.is_mirrored:
            low, high = high, low
        return (self.position(self.low) if self.low == 0 else low, high)


def _log10(value: Decimal) -> float:
    """Return a logarithm, fast: `Decimal.log10` gives 28 digits, of which a drawing has use for four."""
    power = value.adjusted()
    return power + log10(value.scaleb(-power))


def make_scale(values: Sequence[Decimal], *, is_mirrored: bool = False, target: int = 5) -> Scale:
    """Return the scale that holds all values, in about `target` steps."""
    low, high = min(values), max(values)
    if low > 0 and high / low > _LOG_FROM:
        return _log_scale(low, high, is_mirrored)
    low, high = _with_zero(low, high)
    step = _nice_step((high - low) / target)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    if last <= first:  # more digits than the arithmetic has
        first, last, step = low - abs(low), high + abs(high), abs(high)
    count = min(int((last - first) / step), _TICKS_MOST)
    return Scale(first, last, tuple(first + step * n for n in range(count + 1)), is_mirrored=is_mirrored)


def tick_label(tick: Decimal, words: Words) -> str:
    """Return a tick's number, as a power of ten where it would be too long."""
    plain = tick.normalize()
    if plain and (plain.adjusted() >= _DIGITS_MOST or plain.adjusted() < -6):
        factor = plain.scaleb(-plain.adjusted()).normalize()
        power = "10" + str(plain.adjusted()).translate(_POWERS)
        return power if factor == 1 else f"{words.format_number(factor)}×{power}"
    return words.format_number(plain)


def _with_zero(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Widen a range to zero unless its values lie close together and far from it."""
    if low == high == 0:
        return (low, Decimal(1))
    if low >= 0 and (low == high or low < high * _NEAR_ZERO):
        return (Decimal(0), high)
    if high <= 0 and (low == high or high > low * _NEAR_ZERO):
        return (low, Decimal(0))
    return (low, high)


def _nice_step(step: Decimal) -> Decimal:
    power = Decimal(1).scaleb(step.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if step <= power * factor)


def _log_scale(low: Decimal, high: Decimal, is_mirrored: bool) -> Scale:  # noqa: FBT001
    first, last = low.adjusted(), high.adjusted()
    if high != Decimal(1).scaleb(last):
        last += 1
    step = -(-(last - first) // 6)
    last = first + step * -(-(last - first) // step)
    ticks = tuple(Decimal(1).scaleb(power) for power in range(first, last + 1, step))
    ends = (_log10(ticks[0]), _log10(ticks[-1]))
    return Scale(ticks[0], ticks[-1], ticks, is_log=True, is_mirrored=is_mirrored, log_ends=ends)
