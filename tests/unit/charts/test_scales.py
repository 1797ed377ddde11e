"""Scales of numbers and of dates: round ticks, order kept, ends inside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.charts.calendar import date_of_day, day_of_date
from sitegen.site.charts.dates_axis import make_dates_axis
from sitegen.site.charts.scale import make_scale, tick_label
from sitegen.words.words import words_for

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["90000", "250000"], ["0", "50,000", "100,000", "150,000", "200,000", "250,000"]),
        (["7"], ["0", "2", "4", "6", "8"]),
        (["0"], ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (["980", "990"], ["980", "982", "984", "986", "988", "990"]),
        (["-4", "6"], ["-4", "-2", "0", "2", "4", "6"]),
        (["-4"], ["-4", "-3", "-2", "-1", "0"]),
        (["3", "90000"], ["1", "10", "100", "1,000", "10,000", "100,000"]),
        (["1", "1E+12"], ["1", "100", "10,000", "1,000,000", "100,000,000", "10¹⁰", "10¹²"]),
        (["0", "3E+15"], ["0", "10¹⁵", "2×10¹⁵", "3×10¹⁵"]),
    ],
)
def test_ticks(values: list[str], ticks: list[str]) -> None:
    scale = make_scale([Decimal(value) for value in values])
    assert [tick_label(tick, words_for("en")) for tick in scale.ticks] == ticks


@given(st.lists(numbers, min_size=1, max_size=9), st.booleans())
def test_positions_keep_the_order_of_numbers(values: list[Decimal], is_mirrored: bool) -> None:  # noqa: FBT001
    scale = make_scale(values, is_mirrored=is_mirrored)
    assert scale.low <= min(values)
    assert max(values) <= scale.high
    assert 2 <= len(scale.ticks) <= 9
    places = [scale.position(value) for value in sorted(values)]
    assert places == sorted(places, reverse=is_mirrored)
    assert all(4 <= place <= 96 for place in places)


@given(st.integers(1, 3_000_000))
def test_days_agree_with_the_standard_library(day: int) -> None:
    at = date.fromordinal(day)
    assert date_of_day(day) == (at.year, at.month, at.day)
    assert day_of_date(at.year, at.month, at.day) == day


@given(st.integers(-(10**8), 10**8))
def test_days_of_any_year_come_back(day: int) -> None:
    assert day_of_date(*date_of_day(day)) == day


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=9), st.booleans())
def test_dates_axis(days: list[int], is_mirrored: bool) -> None:  # noqa: FBT001
    axis = make_dates_axis(days, is_mirrored=is_mirrored)
    assert sum(len(segment.ticks) for segment in axis.segments) <= 10
    shown = sorted([tick.day for segment in axis.segments for tick in segment.ticks])
    for held in (shown, sorted(days)):
        places = [axis.position(day) for day in held]
        assert places == sorted(places, reverse=is_mirrored)
        assert all(2 <= place <= 98 for place in places)
    if axis.gap is not None:
        assert not any(axis.gap[0] < axis.position(day) < axis.gap[1] for day in days)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ((2016, 10, 28), (2016, 10, 30), ["28 October 2016", "29 October 2016", "30 October 2016"]),
        ((2016, 10, 2), (2017, 1, 3), ["November 2016", "December 2016", "January 2017"]),
        ((2003, 5, 1), (2016, 1, 1), ["2005", "2010", "2015"]),
        ((-200, 1, 1), (150, 1, 1), ["201 BCE", "101 BCE", "1 BCE", "100"]),
    ],
)
def test_dates_ticks(first: tuple[int, int, int], last: tuple[int, int, int], labels: list[str]) -> None:
    start, end = day_of_date(*first), day_of_date(*last)
    axis = make_dates_axis(range(start, end + 1, max(1, (end - start) // 50)), is_mirrored=False)
    ticks = [tick for segment in axis.segments for tick in segment.ticks]
    assert [words_for("en").format_moment(tick.moment) for tick in ticks] == labels


def test_empty_time_is_left_out() -> None:
    early = range(day_of_date(2016, 10, 1), day_of_date(2016, 12, 30))
    axis = make_dates_axis([*early, day_of_date(2026, 5, 1)])
    assert len(axis.segments) == 2
    assert axis.position(early[-1]) > 60
    assert axis.position(day_of_date(2026, 5, 1)) > 86
