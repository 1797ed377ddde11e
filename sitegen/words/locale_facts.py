"""`LocaleFacts`: how one language writes dates, numbers and lists, as plain values.

The patterns are those of the Unicode Common Locale Data Repository (UTS 35, parts 2 to 4). Formatting
is done here and not by Babel, because `datetime` has no years before 1 or after 9999, and because
loading Babel takes longer than building a small site.
"""

from __future__ import annotations

from sitegen.record import Record

Halves = tuple[str, str]  # the two parts of an interval pattern: before and after the repeated field


class LocaleFacts(Record, frozen=True):
    """Patterns in CLDR's letters (`d`, `M`, `L`, `y`), month names, separators and digits."""

    months: tuple[str, ...]  # in a date: "3 декабря"
    months_alone: tuple[str, ...]  # by themselves: "декабрь"
    day: str
    month: str
    year: str
    days_of_month: Halves  # 29–31 October 2016
    days_of_year: Halves  # 29 October – 3 November 2016
    days: Halves  # 29 December 2016 – 3 January 2017
    months_of_year: Halves
    months_apart: Halves
    years: Halves
    interval: str  # of any two dates: {0} – {1}
    era: str  # of the years before 1
    era_first: bool  # whether it stands before the year
    decimal: str
    group: str
    minus: str
    grouping: tuple[int, int]  # digits in the last group, and in those before it
    digits: str  # "0123456789", or another script's; empty for the first
    list_two: str
    list_start: str
    list_middle: str
    list_end: str


ENGLISH = LocaleFacts(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_alone=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    day="d MMMM y",
    month="MMMM y",
    year="y",
    days_of_month=("d–", "d MMMM y"),
    days_of_year=("d MMMM\u2009–\u2009", "d MMMM y"),
    days=("d MMMM y\u2009–\u2009", "d MMMM y"),
    months_of_year=("MMMM\u2009–\u2009", "MMMM y"),
    months_apart=("MMMM y\u2009–\u2009", "MMMM y"),
    years=("y–", "y"),
    interval="{0}\u2009–\u2009{1}",
    era="BCE",
    era_first=False,
    decimal=".",
    group=",",
    minus="-",
    grouping=(3, 3),
    digits="",
    list_two="{0} and {1}",
    list_start="{0}, {1}",
    list_middle="{0}, {1}",
    list_end="{0} and {1}",
)
