"""Days to dates and back, for any year, in the proleptic Gregorian calendar.

Days are counted as in `model.period`: 1 January of the year 1 is day 1. The algorithms are Howard
Hinnant's (`days_from_civil` and `civil_from_days`, "chrono-Compatible Low-Level Date Algorithms").
"""

from __future__ import annotations

_MARCH_0 = 305  # days from 1 March of the year 0 to 31 December, which is day 0
_ERA = 146097  # days in 400 years


def day_of_date(year: int, month: int, day: int) -> int:
    """Return the number of a day."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * _ERA + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _MARCH_0


def date_of_day(number: int) -> tuple[int, int, int]:
    """Return a day's year, month and day."""
    era, of_era = divmod(number + _MARCH_0, _ERA)
    years = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    months = (5 * of_year + 2) // 153
    day = of_year - (153 * months + 2) // 5 + 1
    month = months + 3 if months < 10 else months - 9
    return (years + era * 400 + (month <= 2), month, day)
