"""The range of numbers that a reading allows."""

from __future__ import annotations

from decimal import Context, Decimal

from sitegen.model.archive import Amount

Range = tuple[Decimal | None, Decimal | None]  # both ends included; None is open

# Enough digits that no sum of numbers an author would write is rounded; no traps, so that a number
# beyond all measure gives infinity and not an exception.
ARITHMETIC = Context(prec=60, traps=[])


def half_step(number: Decimal) -> Decimal:
    """Return half a unit of the number's last digit that is not zero: 5,000 for 90,000.

    Zero has no such digit; there its last written one counts.
    """
    digits = number.as_tuple()
    exponent = digits.exponent
    if not isinstance(exponent, int):
        return Decimal(0)
    trailing = 0
    if number:
        while digits.digits[-1 - trailing] == 0:
            trailing += 1
    return Decimal((0, (5,), exponent + trailing - 1))


def range_of_amount(amount: Amount) -> Range:
    """Return the lowest and the highest number that the amount allows, ends included; None is open.

    A lone value is a range of one number. A value beside `min` or `max` is a best estimate: the
    range is theirs, open where only one of them is given. What is approximate allows all that
    rounds to it at its last digit that is not zero, at either end: "about 90,000" is 85,000 to
    95,000, "roughly 200,000 to 300,000" is 150,000 to 350,000.
    """
    low, high = amount.low, amount.high
    if low is None and high is None:
        low = high = amount.value
    if amount.approximate:
        low = None if low is None else ARITHMETIC.subtract(low, half_step(low))
        high = None if high is None else ARITHMETIC.add(high, half_step(high))
    return low, high


def is_sound(low: Decimal | None, high: Decimal | None) -> bool:
    """Tell whether some number is in the range (`checks` reports the ranges where none is)."""
    if any(end is not None and not end.is_finite() for end in (low, high)):
        return False
    return low is None or high is None or low <= high
