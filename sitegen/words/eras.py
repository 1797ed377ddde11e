"""Seasons, decades, centuries and millennia in words."""

from __future__ import annotations

from sitegen.model.period import Moment
from sitegen.words.catalogue import Catalogue
from sitegen.words.locale_facts import LocaleFacts
from sitegen.words.markers import NP_, InContext
from sitegen.words.patterns import in_digits, shown_year

# In each pair: by itself, and after a preposition (Russian declines it, French adds an article).
_SEASONS: dict[int, tuple[InContext, InContext]] = {
    21: (NP_("date", "spring %(year)s"), NP_("after a preposition", "spring %(year)s")),
    22: (NP_("date", "summer %(year)s"), NP_("after a preposition", "summer %(year)s")),
    23: (NP_("date", "autumn %(year)s"), NP_("after a preposition", "autumn %(year)s")),
    24: (NP_("date", "winter %(year)s"), NP_("after a preposition", "winter %(year)s")),
}
# `ordinal` is English (19th), `roman` is XIX, `number` is 19: each language takes the one it uses.
_DECADE = (NP_("date", "%(year)ss"), NP_("after a preposition", "the %(year)ss"))
_CENTURY = (
    NP_("date", "%(ordinal)s century"),
    NP_("after a preposition", "the %(ordinal)s century"),
)
_MILLENNIUM = (
    NP_("date", "%(ordinal)s millennium"),
    NP_("after a preposition", "the %(ordinal)s millennium"),
)
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def era_text(moment: Moment, catalogue: Catalogue, facts: LocaleFacts, *, alone: bool) -> str:
    """Return a season, decade, century or millennium in words, without the era before year 1."""
    form = 0 if alone else 1
    year = shown_year(moment.year)
    if moment.precision == "season":
        message = _SEASONS[moment.season][form]
    elif moment.precision == "decade":
        message = _DECADE[form]
    else:
        message = (_CENTURY if moment.precision == "century" else _MILLENNIUM)[form]
    number = _number_of(moment)
    return catalogue.pgettext(*message) % {
        "year": in_digits(str(year), facts),
        "number": in_digits(str(number), facts),
        "ordinal": f"{number}{_ending(number)}",
        "roman": _roman(number),
    }


def _number_of(moment: Moment) -> int:
    """Return which century or millennium it is: the one that most of its years belong to."""
    length = 1000 if moment.precision == "millennium" else 100
    return moment.year // length + 1 if moment.year > 0 else -moment.year // length + 1


def _ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
