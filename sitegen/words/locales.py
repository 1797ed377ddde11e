"""Facts and names from Babel's locale data, loaded when the first language but English is met."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.words.locale_facts import ENGLISH, Halves, LocaleFacts

if TYPE_CHECKING:
    from babel import Locale

_DAY_FIRST = "en-GB"  # a bare `en` writes days before months


@lru_cache(maxsize=64)
def facts_for(language: str) -> LocaleFacts:
    """Return how a language (BCP 47) writes dates and numbers; English where nothing is known of it."""
    if language in {"", "en", _DAY_FIRST}:
        return ENGLISH
    locale = find_locale(language)
    return ENGLISH if locale is None else facts_from_locale(locale)


@lru_cache(maxsize=256)
def find_locale(language: str) -> Locale | None:
    """Return Babel's locale for a tag, or for the longest beginning of it that Babel knows."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  English sites never need it

    parts = [part for part in language.split("-") if part]
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return None


@lru_cache(maxsize=1024)
def name_of_language(tag: str, language: str) -> str:
    """Return what a language calls another one; the tag itself where Babel has no name for it."""
    if tag == "en" and language in {"", "en", _DAY_FIRST}:
        return "English"  # most sites meet no other, and need no Babel
    where = find_locale(_DAY_FIRST if language in {"", "en"} else language)
    named = find_locale(tag)
    if where is None or named is None:
        return tag
    whole = "_".join(tag.split("-")[:2])
    name = where.languages.get(whole) or where.languages.get(named.language)
    return str(name) if name else tag


def facts_from_locale(locale: Locale) -> LocaleFacts:
    """Return a locale's facts. Months are written in full wherever CLDR shortens them."""
    numbering = locale.default_numbering_system
    symbols = locale.number_symbols.get(numbering) or locale.number_symbols["latn"]
    era = locale.datetime_skeletons["Gy"].pattern if "Gy" in locale.datetime_skeletons else "y G"
    lists = locale.list_patterns["standard"]
    grouping = locale.decimal_formats[None].grouping
    return LocaleFacts(
        months=_names(locale.months["format"]["wide"]),
        months_alone=_names(locale.months["stand-alone"]["wide"]),
        day=_widen(locale.date_formats["long"].pattern),
        month=_widen(locale.datetime_skeletons["yMMMM"].pattern),
        year=_widen(locale.datetime_skeletons["y"].pattern),
        days_of_month=_halves(locale, "yMMMd", "d", ENGLISH.days_of_month),
        days_of_year=_halves(locale, "yMMMd", "M", ENGLISH.days_of_year),
        days=_halves(locale, "yMMMd", "y", ENGLISH.days),
        months_of_year=_halves(locale, "yMMMM", "M", ENGLISH.months_of_year),
        months_apart=_halves(locale, "yMMMM", "y", ENGLISH.months_apart),
        years=_halves(locale, "y", "y", ENGLISH.years),
        interval=locale.interval_formats.get(None) or ENGLISH.interval,
        era=str(locale.eras["abbreviated"][0]) if locale.language != "en" else ENGLISH.era,
        era_first=era.startswith("G"),
        decimal=symbols.get("decimal", "."),
        group=symbols.get("group", ","),
        minus=symbols.get("minusSign", "-"),
        grouping=(int(grouping[0]), int(grouping[1])),
        digits=_digits(numbering),
        list_two=lists["2"],
        list_start=lists["start"],
        list_middle=lists["middle"],
        list_end=lists["end"],
    )


def _names(months: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(str(months[number]) for number in range(1, 13))


def _widen(pattern: str) -> str:
    return re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", pattern)


def _halves(locale: Locale, skeleton: str, differs: str, otherwise: Halves) -> Halves:
    parts = locale.interval_formats.get(skeleton, {}).get(differs)
    if parts is None or len(parts) != 2:
        return otherwise
    return (_widen(parts[0]), _widen(parts[1]))


def _digits(numbering: str) -> str:
    """Return the ten digits of a numbering system. Only those that Babel names by default occur."""
    zero = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}.get(numbering)
    return "" if zero is None else "".join(chr(ord(zero) + n) for n in range(10))
