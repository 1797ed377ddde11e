"""Accounts to draw, for the tests of charts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sitegen.model.archive import Amount, Figure
from sitegen.model.period import Moment, Period
from sitegen.model.whole import Contest, FigureAccount, Reading
from sitegen.site.charts.calendar import date_of_day

FIGURE = Figure("sacks", "Sacks on the pier", "sacks")


def period_of_day(day: int) -> Period:
    year, month, of_month = date_of_day(day)
    moment = Moment(year, month, of_month)
    return Period(f"{year:04}-{month:02}-{of_month:02}", moment, moment, day, day)


def reading_of(number: int, amount: Amount, day: int | None = 736000) -> Reading:
    low, high = amount.low, amount.high
    if amount.value is not None:
        low, high = (amount.value if low is None else low), (amount.value if high is None else high)
    when = None if day is None else period_of_day(day)
    return Reading(FIGURE, number, amount, when, ("mate", "harbour"), low, high)


def account_of(amounts: Sequence[Amount]) -> FigureAccount:
    """Return the account of amounts a day apart, with the gaps between those that do not meet."""
    readings = tuple(reading_of(i + 1, amount, 736000 + i) for i, amount in enumerate(amounts))
    gaps = [
        Contest(one.number, two.number, low - high, float(low / high) if high > 0 else None)
        for one in readings
        for two in readings
        for low, high in [(one.low, two.high)]
        if low is not None and high is not None and low > high
    ]
    gaps.sort(key=lambda gap: (-gap.gap, gap.first, gap.second))
    return FigureAccount(FIGURE, readings, (), lambda _: len(gaps), lambda _: tuple(gaps[:20]))


def exact(number: int | str) -> Amount:
    return Amount(Decimal(number))


ALL_SHAPES = (
    Amount(Decimal(90), approximate=True),
    Amount(low=Decimal(200), high=Decimal(300)),
    Amount(Decimal(250), Decimal(200), Decimal(275)),
    Amount(low=Decimal(120)),
    Amount(high=Decimal(40)),
    Amount(low=Decimal(60), high=Decimal(110), approximate=True),
    Amount(Decimal(107)),
)
