"""Periods in words, in the four languages that are complete and in some that are not."""

from __future__ import annotations

import pytest

from sitegen.model.period import Moment, Period, Precision
from sitegen.words.words import words_for


def moment(year: int, month: int = 0, day: int = 0, marks: str = "") -> Moment:
    precision: Precision = "day" if day else "month" if month else "year"
    return Moment(year, month, day, precision=precision, approximate="~" in marks, uncertain="?" in marks)


def single(at: Moment) -> Period:
    return Period(repr(at), at, at, 1, 1)


def between(start: Moment | None, end: Moment | None) -> Period:
    return Period(repr((start, end)), start, end, None, None)


AUTUMN = Moment(2016, season=23, precision="season")
CENTURY = Moment(1800, precision="century")
DECADE = Moment(1990, precision="decade", approximate=True)

CASES = [
    ("en", single(moment(2016, 12, 3, "~")), "about 3 December 2016"),
    ("en", between(moment(2016, 10, 29), moment(2016, 10, 31)), "29–31 October 2016"),
    ("en", between(moment(2016, 10, 29), moment(2016, 11, 3)), "29 October\u2009–\u20093 November 2016"),
    ("en", between(moment(2016, 12, 31), moment(2017, 1, 2)), "31 December 2016\u2009–\u20092 January 2017"),
    ("en", between(moment(2016, 10), moment(2016, 12)), "October\u2009–\u2009December 2016"),
    ("en", between(moment(2015), moment(2017)), "2015–2017"),
    ("en", between(moment(2015), moment(2016, 3)), "2015\u2009–\u2009March 2016"),
    ("en", between(moment(2015, marks="~"), moment(2017, marks="~")), "about 2015–2017"),
    ("en", between(moment(2015, marks="~"), moment(2017)), "about 2015\u2009–\u20092017"),
    ("en", between(moment(2004), None), "since 2004"),
    ("en", between(None, moment(2010)), "until 2010"),
    ("en", between(None, moment(2010, marks="~?")), "until about 2010 (uncertain)"),
    ("en", between(None, None), "at any time"),
    ("en", single(moment(2016, 12)), "December 2016"),
    ("en", single(moment(2016, 12, 0, "?")), "December 2016 (uncertain)"),
    ("en", single(AUTUMN), "autumn 2016"),
    ("en", single(CENTURY), "19th century"),
    ("en", single(DECADE), "about the 1990s"),
    ("en", single(Moment(1000, precision="millennium")), "2nd millennium"),
    ("en", single(Moment(1100, precision="century")), "12th century"),
    ("en", single(moment(0)), "1 BCE"),
    ("en", single(moment(-43, 3, 15)), "15 March 44 BCE"),
    ("en", between(moment(-43), moment(14)), "44 BCE\u2009–\u200914"),
    ("en", single(moment(12016)), "12016"),
    ("en-US", single(moment(2016, 12, 3)), "December 3, 2016"),
    ("fr", single(moment(2016, 12, 3, "~")), "vers le 3 décembre 2016"),
    ("fr", between(moment(2016, 12), None), "depuis décembre 2016"),
    ("fr", between(None, moment(2016, 12, 3)), "jusqu’au 3 décembre 2016"),
    ("fr", between(AUTUMN, None), "depuis l’automne 2016"),
    ("fr", single(CENTURY), "XIXe siècle"),
    ("ru", single(moment(2016, 12)), "декабрь 2016 г."),
    ("ru", between(moment(2016, 12), None), "с декабря 2016 г."),
    ("ru", between(moment(-43), None), "с 44 года до н. э."),
    ("ru", between(moment(2016, 10, 29), moment(2016, 10, 31)), "29–31 октября 2016\u202fг."),
    ("ar", single(moment(2016, 12, 3, "~")), "نحو 3 ديسمبر 2016"),
    ("ar-EG", single(moment(2016, 12, 3)), "٣ ديسمبر ٢٠١٦"),
    ("de", between(moment(2016, 10, 29), moment(2016, 10, 31)), "29.–31. Oktober 2016"),
    ("zh", single(moment(-43, 3, 15)), "公元前44年3月15日"),
    ("zh", between(moment(-43), None), "since 公元前44年"),
    ("tlh", single(moment(2016, 12, 3)), "3 December 2016"),
]


@pytest.mark.parametrize(("language", "period", "text"), CASES, ids=[f"{c[0]} {c[2]}" for c in CASES])
def test_period(language: str, period: Period, text: str) -> None:
    words = words_for(language)
    assert words.format_period(period) == text
    assert words.format_period(period) == text  # as kept


def test_moment() -> None:
    assert words_for("en").format_moment(moment(2016, 5, 0, "~")) == "about May 2016"


def test_no_period_is_no_words() -> None:
    words = words_for("en")
    assert words.format_period(None) == ""
    assert words.format_datetime(None) == ""


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (single(moment(2016, 12, 3, "~")), "2016-12-03"),
        (single(moment(2016, 2)), "2016-02"),
        (single(moment(800)), "0800"),
        (single(moment(-43)), ""),
        (single(AUTUMN), ""),
        (between(moment(2004), None), ""),
        (between(None, moment(2004)), ""),
        (between(moment(2004), moment(2005)), ""),
    ],
)
def test_datetime_attribute(period: Period, value: str) -> None:
    assert words_for("en").format_datetime(period) == value
