"""Periods in words: "about 3 December 2016", "29–31 October 2016", "since 2004".

A date may change its form after a preposition (Russian declines the month, French adds an
article), so that every phrase is a message of its own for each of four contexts: a day, a month, a
year, and an era (season, decade, century, millennium).
"""

from __future__ import annotations

from sitegen.model.period import Moment, Period
from sitegen.words.catalogue import Catalogue
from sitegen.words.eras import era_text
from sitegen.words.locale_facts import Halves, LocaleFacts
from sitegen.words.markers import NP_, InContext
from sitegen.words.patterns import fill_pattern

_CONTEXTS = {"day": 0, "month": 1, "year": 2}  # every other precision: 3
_ABOUT = (
    NP_("day", "about %(date)s"),
    NP_("month", "about %(date)s"),
    NP_("year", "about %(date)s"),
    NP_("era", "about %(date)s"),
)
_SINCE = (
    NP_("day", "since %(date)s"),
    NP_("month", "since %(date)s"),
    NP_("year", "since %(date)s"),
    NP_("era", "since %(date)s"),
)
_SINCE_ABOUT = (
    NP_("day", "since about %(date)s"),
    NP_("month", "since about %(date)s"),
    NP_("year", "since about %(date)s"),
    NP_("era", "since about %(date)s"),
)
_UNTIL = (
    NP_("day", "until %(date)s"),
    NP_("month", "until %(date)s"),
    NP_("year", "until %(date)s"),
    NP_("era", "until %(date)s"),
)
_UNTIL_ABOUT = (
    NP_("day", "until about %(date)s"),
    NP_("month", "until about %(date)s"),
    NP_("year", "until about %(date)s"),
    NP_("era", "until about %(date)s"),
)
_ABOUT_RANGE = NP_("range of dates", "about %(date)s")
_UNCERTAIN = NP_("date", "%(date)s (uncertain)")
_ANY_TIME = NP_("date", "at any time")

Phrases = tuple[InContext, InContext, InContext, InContext]


def format_period(period: Period, catalogue: Catalogue, facts: LocaleFacts) -> str:
    """Return a period in words."""
    start, end = period.start, period.end
    if start is None and end is None:
        return catalogue.pgettext(*_ANY_TIME)
    if end is None and start is not None:
        phrases = _SINCE_ABOUT if start.approximate else _SINCE
        return _doubted(_phrase(phrases, start, catalogue, facts), start.uncertain, catalogue)
    if start is None and end is not None:
        phrases = _UNTIL_ABOUT if end.approximate else _UNTIL
        return _doubted(_phrase(phrases, end, catalogue, facts), end.uncertain, catalogue)
    assert start is not None
    assert end is not None
    return format_moment(start, catalogue, facts) if start == end else _range(start, end, catalogue, facts)


def format_moment(moment: Moment, catalogue: Catalogue, facts: LocaleFacts) -> str:
    """Return one date in words, with how sure it is."""
    if moment.approximate:
        text = _phrase(_ABOUT, moment, catalogue, facts)
    else:
        text = _in_era(_bare(moment, catalogue, facts, alone=True), moment, facts)
    return _doubted(text, moment.uncertain, catalogue)


def format_datetime(period: Period) -> str:
    """Return what HTML's `datetime` attribute may say of a period, empty where it has no word for it."""
    moment = period.start
    if moment is None or period.is_interval or moment.year < 1:
        return ""
    if moment.precision == "day":
        return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    if moment.precision == "month":
        return f"{moment.year:04}-{moment.month:02}"
    return f"{moment.year:04}" if moment.precision == "year" else ""


def _range(start: Moment, end: Moment, catalogue: Catalogue, facts: LocaleFacts) -> str:
    alike = (start.approximate, start.uncertain) == (end.approximate, end.uncertain)
    halves = _halves(start, end, facts) if alike else None
    if halves is None:
        first, last = format_moment(start, catalogue, facts), format_moment(end, catalogue, facts)
        return facts.interval.replace("{0}", first).replace("{1}", last)
    text = fill_pattern(halves[0], start, facts) + fill_pattern(halves[1], end, facts)
    if start.approximate:
        text = catalogue.pgettext(*_ABOUT_RANGE) % {"date": text}
    return _doubted(text, start.uncertain, catalogue)


def _halves(start: Moment, end: Moment, facts: LocaleFacts) -> Halves | None:
    """Return the pattern that says what both dates share only once, where there is one."""
    if start.precision != end.precision or start.year < 1:
        return None
    same_year = start.year == end.year
    if start.precision == "day":
        if same_year and start.month == end.month:
            return facts.days_of_month
        return facts.days_of_year if same_year else facts.days
    if start.precision == "month":
        return facts.months_of_year if same_year else facts.months_apart
    return facts.years if start.precision == "year" else None


def _phrase(phrases: Phrases, moment: Moment, catalogue: Catalogue, facts: LocaleFacts) -> str:
    pattern = catalogue.pgettext(*phrases[_CONTEXTS.get(moment.precision, 3)])
    date = _bare(moment, catalogue, facts, alone=False)
    if facts.era_first:
        return pattern % {"date": _in_era(date, moment, facts)}
    return _in_era(pattern % {"date": date}, moment, facts)  # "с 44 года до н. э."


def _bare(moment: Moment, catalogue: Catalogue, facts: LocaleFacts, *, alone: bool) -> str:
    if moment.precision == "day":
        return fill_pattern(facts.day, moment, facts)
    if moment.precision == "month":
        return fill_pattern(facts.month if alone else facts.month.replace("L", "M"), moment, facts)
    if moment.precision == "year":
        return fill_pattern(facts.year, moment, facts)
    return era_text(moment, catalogue, facts, alone=alone)


def _in_era(text: str, moment: Moment, facts: LocaleFacts) -> str:
    if moment.year > 0:
        return text
    return f"{facts.era}{text}" if facts.era_first else f"{text} {facts.era}"


def _doubted(text: str, uncertain: bool, catalogue: Catalogue) -> str:  # noqa: FBT001
    return catalogue.pgettext(*_UNCERTAIN) % {"date": text} if uncertain else text
