"""EDTF (ISO 8601-2, level 1) to `Period`.

Plain dates, with a qualifier or as an interval, are read here: they are nearly all there are, and the `edtf`
library takes a third of a second to import. All other forms go through the library, part by part.
Day numbers are computed by Howard Hinnant's `days_from_civil`
(https://howardhinnant.github.io/date_algorithms.html), which has no limits of years.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

import msgspec

from sitegen.model.period import SEASON_MONTHS, Moment, Period, Precision

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LONGEST = 40  # characters of a date; the library recurses over brackets
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ORDER = (
    "; dates are written as year, month, day: 2016, 2016-12 or 2016-12-03; "
    "about a time 2016~, before and after it ../2016 and 2016/.."
)

_End = tuple[Moment, int, int]  # with its first and last day


@lru_cache(maxsize=65_536)
def parse_period(text: str) -> Period:
    """Return the period that an EDTF text names.

    Raises ValueError with words for its author: what is not a date, and where it can be told, what was
    meant ("did you mean '2016-12-03'?").
    """
    try:
        return _parse(text)
    except _NotEdtfError:
        raise ValueError(_refusal(text)) from None


def is_edtf(text: str) -> bool:
    """Tell whether a text can be read as a period."""
    try:
        _parse(text)
    except ValueError:
        return False
    return True


class _NotEdtfError(ValueError):
    """A text is no EDTF; what was meant by it is looked for where somebody is told."""


def _parse(text: str) -> Period:
    parts = text.strip().split("/")
    if len(parts) > 2:
        raise _NotEdtfError
    ends = [None if part in ("", "..") else _parse_end(part, text) for part in parts]
    start, end = ends[0], ends[-1]
    if start is None and end is None:
        fault = f"'{text}' names no date" if text.strip() else "the date is empty"
        raise ValueError(f"{fault}; leave the key out, or write a date as in 2016-12-03")
    if start is not None and end is not None and start[1] > end[2]:
        raise ValueError(f"'{text}' ends before it starts; did you mean '{parts[1]}/{parts[0]}'?")
    return Period(
        edtf=text.strip(),
        start=start and start[0],
        end=end and end[0],
        first=start and start[1],
        last=end and end[2],
    )


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day of the proleptic Gregorian calendar; 1 January of the year 1 is 1."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 305


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month (1-12)."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month - 1]


def _parse_end(part: str, text: str) -> _End:
    bare = part[:-1] if part[-1] in "~?%" else part
    approximate, uncertain = part[-1] in "~%", part[-1] in "?%"
    plain = _PLAIN.fullmatch(bare)
    if plain is None:
        return _parse_by_library(bare, approximate=approximate, uncertain=uncertain)
    year, month, day = int(plain[1]), int(plain[2] or 0), int(plain[3] or 0)
    if month > 12:
        # 21 to 24 are seasons.
        return _parse_by_library(bare, approximate=approximate, uncertain=uncertain)
    if plain[2] and not month:
        raise ValueError(f"'{text}' has no month 00: months are 01 to 12")
    if plain[3] and not 1 <= day <= month_length(year, month):
        raise ValueError(f"'{text}' is not in the calendar: that month has {month_length(year, month)} days")
    return _end(Moment(year, month, day, 0, _precision(month, day), approximate, uncertain))


def _precision(month: int, day: int) -> Precision:
    return "day" if day else "month" if month else "year"


def _end(moment: Moment) -> _End:
    """Return the moment with its first and last day."""
    year, month, day = moment.year, moment.month, moment.day
    if moment.season:
        month = SEASON_MONTHS[moment.season]
        end_year, end_month = (year + 1, 2) if month == 12 else (year, month + 2)
        last = day_number(end_year, end_month, month_length(end_year, end_month))
        return moment, day_number(year, month, 1), last
    low, high = year, year
    if (span := {"decade": 10, "century": 100, "millennium": 1000}.get(moment.precision)) is not None:
        low, high = (year, year + span - 1) if year >= 0 else (year - span + 1, year)
    first = day_number(low, month or 1, day or 1)
    last_month = month or 12
    return moment, first, day_number(high, last_month, day or month_length(high, last_month))


def _parse_by_library(part: str, *, approximate: bool, uncertain: bool) -> _End:
    """Return what the `edtf` library reads: seasons, unspecified digits, negative and long years, times."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's grammar is older than the parser it is written for
        import edtf  # noqa: PLC0415

        try:
            parsed = edtf.parse_edtf(part[:_LONGEST])
        except edtf.EDTFParseException:
            raise _NotEdtfError from None
    if isinstance(parsed, edtf.DateAndTime):
        parsed = parsed.date
    if type(parsed) not in {edtf.LongYear, edtf.Season, edtf.Date, edtf.Unspecified}:
        raise _NotEdtfError
    year = str(parsed.year)
    month, day = (str(getattr(parsed, name, "") or "") for name in ("month", "day"))
    season = int(parsed.season) if isinstance(parsed, edtf.Season) else 0
    if season:
        month, day = "", ""
    moment = _moment(year, month, day, season)
    if moment is None:
        raise _NotEdtfError
    return _end(msgspec.structs.replace(moment, approximate=approximate, uncertain=uncertain))


def _moment(year: str, month: str, day: str, season: int) -> Moment | None:
    """Return the moment of digits some of which may be X, None where that goes beyond level 1."""
    unknown = year.count("X")
    if unknown > 3 or (unknown and month) or ("X" in month and day not in ("", "XX")):
        return None
    if not re.fullmatch("-?[0-9]{1,9}X{0,3}", year) or season not in {0, *SEASON_MONTHS}:
        return None
    month_number = 0 if "X" in month else int(month or 0)
    day_of_month = 0 if "X" in day else int(day or 0)
    precisions: tuple[Precision, ...] = ("decade", "century", "millennium")
    precision = precisions[unknown - 1] if unknown else _precision(month_number, day_of_month)
    return Moment(
        year=int(year.replace("X", "0")),
        month=month_number,
        day=day_of_month,
        season=season,
        precision="season" if season else precision,
    )


def _refusal(text: str) -> str:
    """Return why a text is no date, with what was probably meant: where that is in doubt, all of it."""
    from sitegen.parse.written_dates import read_written_date  # noqa: PLC0415  nobody's dates need it but these

    written = read_written_date(text)
    if written.is_undated:
        return f"'{text}' is not a date; leave the key out where none is known"
    forms = [f"'{form}'" for form in written.forms if form != text and is_edtf(form)]
    meant = f"; did you mean {' or '.join(forms)}?" if forms else _ORDER
    return f"'{text}' is not a date{meant}"
