"""EDTF: a table of forms, what is said of what is none, and the laws of periods."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.period import Moment, Period, order_of_period
from sitegen.parse.edtf import _parse_by_library, _parse_end, day_number, month_length, parse_period


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# text, start, first and last day
SINGLE = [
    ("2016", Moment(2016, precision="year"), day("2016-01-01"), day("2016-12-31")),
    ("2016-02", Moment(2016, 2, precision="month"), day("2016-02-01"), day("2016-02-29")),
    ("2016-12-03", Moment(2016, 12, 3), day("2016-12-03"), day("2016-12-03")),
    ("2016-12-03~", Moment(2016, 12, 3, approximate=True), day("2016-12-03"), day("2016-12-03")),
    ("2016-12?", Moment(2016, 12, precision="month", uncertain=True), day("2016-12-01"), day("2016-12-31")),
    (
        "2016%",
        Moment(2016, precision="year", approximate=True, uncertain=True),
        day("2016-01-01"),
        day("2016-12-31"),
    ),
    ("201X", Moment(2010, precision="decade"), day("2010-01-01"), day("2019-12-31")),
    ("19XX", Moment(1900, precision="century"), day("1900-01-01"), day("1999-12-31")),
    ("1XXX", Moment(1000, precision="millennium"), day("1000-01-01"), day("1999-12-31")),
    ("2004-XX", Moment(2004, precision="year"), day("2004-01-01"), day("2004-12-31")),
    ("2004-02-XX", Moment(2004, 2, precision="month"), day("2004-02-01"), day("2004-02-29")),
    ("2004-XX-XX", Moment(2004, precision="year"), day("2004-01-01"), day("2004-12-31")),
    ("2016-21", Moment(2016, season=21, precision="season"), day("2016-03-01"), day("2016-05-31")),
    (
        "2016-24~",
        Moment(2016, season=24, precision="season", approximate=True),
        day("2016-12-01"),
        day("2017-02-28"),
    ),
    ("0000", Moment(0, precision="year"), -365, 0),
    ("-0001-12-31", Moment(-1, 12, 31), -366, -366),
    ("-012X", Moment(-120, precision="decade"), day_number(-129, 1, 1), day_number(-120, 12, 31)),
    ("Y-17000", Moment(-17000, precision="year"), day_number(-17000, 1, 1), day_number(-17000, 12, 31)),
    (
        "Y170000002",
        Moment(170000002, precision="year"),
        day_number(170000002, 1, 1),
        day_number(170000002, 12, 31),
    ),
    ("1985-04-12T23:20:30Z", Moment(1985, 4, 12), day("1985-04-12"), day("1985-04-12")),
]


@pytest.mark.parametrize(("text", "moment", "first", "last"), SINGLE)
def test_single_dates(text: str, moment: Moment, first: int, last: int) -> None:
    assert parse_period(text) == Period(text, moment, moment, first, last)


INTERVALS = [
    ("2016-10-29/2016-10-31", day("2016-10-29"), day("2016-10-31")),
    ("2016/2017", day("2016-01-01"), day("2017-12-31")),
    ("2016-12/2016-12-03", day("2016-12-01"), day("2016-12-03")),
    ("2004/..", day("2004-01-01"), None),
    ("2004/", day("2004-01-01"), None),
    ("../2004-02", None, day("2004-02-29")),
    ("/2004", None, day("2004-12-31")),
    ("1985?/199X", day("1985-01-01"), day("1999-12-31")),
    ("-0044/0014", day_number(-44, 1, 1), day("0014-12-31")),
]


@pytest.mark.parametrize(("text", "first", "last"), INTERVALS)
def test_intervals(text: str, first: int | None, last: int | None) -> None:
    period = parse_period(text)
    assert (period.first, period.last) == (first, last)
    assert (period.start is None, period.end is None) == (first is None, last is None)


REFUSED = [
    ("", "empty"),
    ("..", "names no date"),
    ("/", "names no date"),
    ("3 December 2016", "'2016-12-03'"),
    ("December 2016", "'2016-12'"),
    ("3.12.2016", "'2016-12-03'"),
    ("2016-1-2", "'2016-01-02'"),
    ("2016/12/03", "'2016-12-03'"),
    ("1900s", "'190X'"),
    ("summer 2016", "'2016-22'"),
    ("2016–2017", "'2016/2017'"),
    ("2017/2016", "'2016/2017'"),
    ("12/3/2016", "'2016-03-12' or '2016-12-03'"),
    ("12/3/16", "year, month, day"),
    ("2016-13", "is not a date"),
    ("2016-00", "months are 01 to 12"),
    ("2015-02-29", "28 days"),
    ("2016-02-30/2017", "29 days"),
    ("2016-25", "is not a date"),
    ("XXXX", "is not a date"),
    ("156X-12-25", "is not a date"),
    ("[1667,1668]", "is not a date"),
    ("Y17E7", "is not a date"),
    ("٢٠١٦", "is not a date"),
    ("(" * 10_000, "is not a date"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_date_is_told_with_what_was_meant(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_period(text)
    assert words in str(refused.value)


@given(st.dates())
def test_days_are_counted_as_in_datetime(when: date) -> None:
    period = parse_period(when.isoformat())
    assert period.first == period.last == when.toordinal()
    month = parse_period(when.isoformat()[:7])
    assert month.last is not None
    assert month.first is not None
    assert month.last - month.first + 1 == month_length(when.year, when.month)


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_a_day_comes_before_the_next(when: date) -> None:
    today, tomorrow = (parse_period(d.isoformat()) for d in (when, when + timedelta(days=1)))
    assert today.is_before(tomorrow)
    assert not today.overlaps(tomorrow)
    assert order_of_period(today) < order_of_period(tomorrow)


YEARS = st.integers(0, 9999).map(lambda y: f"{y:04}")
ENDS = st.one_of(
    YEARS,
    st.builds(lambda y, m: f"{y}-{m:02}", YEARS, st.integers(1, 12)),
    st.dates().map(date.isoformat),
    st.builds(lambda y, s: f"{y}-{s}", YEARS, st.integers(21, 24)),
    st.integers(0, 999).map(lambda y: f"{y:03}X"),
)
QUALIFIED = st.builds(str.__add__, ENDS, st.sampled_from(["", "~", "?", "%"]))


@given(QUALIFIED, QUALIFIED)
def test_the_first_day_is_never_after_the_last(one: str, other: str) -> None:
    a, b = parse_period(one), parse_period(other)
    assert a.first is not None
    assert a.last is not None
    assert a.first <= a.last
    assert a.overlaps(b) == b.overlaps(a)
    assert sum([a.is_before(b), b.is_before(a), a.overlaps(b)]) == 1
    if not b.is_before(a):
        both = parse_period(f"{one}/{other}")
        assert (both.first, both.last) == (a.first, b.last)
        assert both.is_approximate == (a.is_approximate or b.is_approximate)


@given(
    st.one_of(
        YEARS,
        st.builds(lambda y, m: f"{y}-{m:02}", YEARS, st.integers(1, 12)),
        st.dates().map(date.isoformat),
    )
)
def test_plain_dates_are_read_as_the_library_reads_them(text: str) -> None:
    assert _parse_end(text, text) == _parse_by_library(text, approximate=False, uncertain=False)
