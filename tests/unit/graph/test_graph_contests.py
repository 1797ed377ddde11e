"""Contests: counting and finding them gives what comparing every pair gives."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.graph.contests import CONTESTS_SHOWN, count_contests, widest_contests
from sitegen.graph.figures import account_of_figure
from sitegen.model.archive import Amount, Figure, OutsideReport
from sitegen.model.period import Period, order_of_period
from sitegen.model.whole import FigureAccount, Reading
from tests.unit.graph.make_archive import between, on_day

FIGURE = Figure(id="crowd", label="Crowd", unit="people", definition="Counted at noon.")


def make_reading(number: int, low: int | None, high: int | None, as_of: Period | None) -> Reading:
    return Reading(
        figure=FIGURE,
        number=number,
        amount=Amount(),
        as_of=as_of,
        chain=(),
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
    )


def gap_of(one: Reading, other: Reading) -> Decimal | None:
    """Return how far two ranges are apart, or None where they meet."""
    for below, above in ((one, other), (other, one)):
        if below.high is not None and above.low is not None and below.high < above.low:
            return above.low - below.high
    return None


def is_comparable(one: Reading, other: Reading, *, varies: bool) -> bool:
    for reading in (one, other):
        if reading.low is not None and reading.high is not None and reading.low > reading.high:
            return False
    if not varies:
        return True
    return one.as_of is not None and other.as_of is not None and one.as_of.overlaps(other.as_of)


numbers = st.none() | st.integers(-20, 20)
days = st.none() | st.integers(1, 12)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(days), draw(days)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return between(first, last)


@st.composite
def reading_lists(draw: st.DrawFn) -> list[Reading]:
    rows = draw(st.lists(st.tuples(numbers, numbers, st.none() | periods()), max_size=14))
    rows.sort(key=lambda row: order_of_period(row[2]))
    return [make_reading(n, *row) for n, row in enumerate(rows, 1)]


@given(reading_lists(), st.booleans(), st.sampled_from([1, 3, CONTESTS_SHOWN]))
def test_contests_are_those_of_all_pairs(readings: list[Reading], varies: bool, limit: int) -> None:  # noqa: FBT001
    expected = sorted(
        (-gap, one.number, other.number)
        for one, other in combinations(readings, 2)
        if is_comparable(one, other, varies=varies) and (gap := gap_of(one, other)) is not None
    )
    contests = widest_contests(readings, varies=varies, limit=limit)
    assert count_contests(readings, varies=varies) == len(expected)
    assert [(-c.gap, c.first, c.second) for c in contests] == expected[:limit]


def account_of(figure: Figure, *amounts: tuple[Amount, Period | None]) -> FigureAccount:
    reports = tuple(OutsideReport(amount=a, as_of=t, speaker="s") for a, t in amounts)
    filled = Figure(
        id=figure.id,
        label=figure.label,
        unit=figure.unit,
        definition=figure.definition,
        period=figure.period,
        varies=figure.varies,
        reports=reports,
    )
    return account_of_figure(filled, ())


def value(number: int) -> Amount:
    return Amount(value=Decimal(number))


def test_a_contest_tells_its_gap_and_ratio() -> None:
    wide = Amount(low=Decimal(200000), high=Decimal(300000))
    account = account_of(FIGURE, (value(90000), on_day(1)), (wide, on_day(1)))
    (contest,) = account.contests
    assert (contest.first, contest.second, contest.gap) == (1, 2, Decimal(110000))
    assert contest.ratio == pytest.approx(200 / 90)


def test_ranges_that_touch_meet() -> None:
    account = account_of(FIGURE, (Amount(high=Decimal(5)), None), (Amount(low=Decimal(5)), None))
    assert not account.contested


def test_nothing_can_be_a_multiple_of_zero() -> None:
    account = account_of(FIGURE, (value(0), on_day(1)), (value(3), on_day(1)))
    assert account.contests[0].ratio is None


def test_a_quantity_that_varies_is_compared_at_one_time_only() -> None:
    rows = ((value(1), on_day(1)), (value(2), on_day(2)), (value(3), on_day(2)), (value(9), None))
    still = account_of(FIGURE, *rows)
    moving = account_of(Figure(id="f", label="F", unit="u", definition="D.", varies=True), *rows)
    assert still.contest_count == 6
    assert [(c.first, c.second) for c in moving.contests] == [(2, 3)]


@pytest.mark.parametrize("varies", [False, True])
def test_only_the_widest_are_kept_of_thousands(*, varies: bool) -> None:
    readings = [make_reading(n, n, n, on_day(1)) for n in range(1, 2001)]
    contests = widest_contests(readings, varies=varies)
    assert count_contests(readings, varies=varies) == 2000 * 1999 // 2
    assert len(contests) == CONTESTS_SHOWN
    assert (contests[0].first, contests[0].second, contests[0].gap) == (1, 2000, Decimal(1999))


CAUTIONS = [
    (FIGURE, [(value(1), on_day(1)), (value(1), on_day(1))], ()),
    (FIGURE, [(value(1), on_day(1)), (value(1), on_day(2))], ("period",)),
    (FIGURE, [(value(1), on_day(1)), (value(1), None)], ("undated",)),
    (Figure(id="f", label="F", unit="u"), [(value(1), on_day(1))], ()),
    (Figure(id="f", label="F", unit="u"), [(value(1), on_day(1))] * 2, ("definition",)),
    (
        Figure(id="f", label="F", unit="u", definition="D.", period=on_day(4)),
        [(value(1), on_day(1))],
        ("period",),
    ),
    (
        Figure(id="f", label="F", unit="u", definition="D.", varies=True),
        [(value(1), on_day(1)), (value(1), on_day(2))],
        (),
    ),
]


@pytest.mark.parametrize(("figure", "rows", "cautions"), CAUTIONS)
def test_cautions(
    figure: Figure, rows: list[tuple[Amount, Period | None]], cautions: tuple[str, ...]
) -> None:
    assert account_of(figure, *rows).cautions == cautions
