"""CLDR date patterns, filled in."""

from __future__ import annotations

import re

from sitegen.model.period import Moment
from sitegen.words.locale_facts import LocaleFacts

_FIELD = re.compile(r"'([^']*)'|(d+|M+|L+|y+)")


def fill_pattern(pattern: str, moment: Moment, facts: LocaleFacts) -> str:
    """Return the pattern with a moment's day, month and year in it; the year is without its era."""

    def replace(match: re.Match[str]) -> str:
        field = match[2]
        if field is None:
            return match[1] or "'"
        if field[0] == "y":
            return in_digits(str(shown_year(moment.year)), facts)
        if field[0] == "d":
            return in_digits(str(moment.day).zfill(len(field)), facts)
        if len(field) < 3:
            return in_digits(str(moment.month).zfill(len(field)), facts)
        names = facts.months if field[0] == "M" else facts.months_alone
        return names[moment.month - 1]

    return _FIELD.sub(replace, pattern)


def shown_year(year: int) -> int:
    """Return a year's number as people count it: ISO 8601 has a year 0, which they call 1 BCE."""
    return year if year > 0 else 1 - year


def in_digits(text: str, facts: LocaleFacts) -> str:
    """Return the text with its digits in the language's own."""
    return text.translate(str.maketrans("0123456789", facts.digits)) if facts.digits else text
