"""`Period`: an EDTF date, month, year or interval, as a range of days.

Days are counted from 1 January of the year 1 in the proleptic Gregorian calendar (that day is 1,
as in `datetime.date.toordinal`), without that module's limits, so that years before 1 and after
9999 compare like all others. Parsing lives in `parse.edtf`, words for people in `words.dates`.
"""

from __future__ import annotations

from typing import Literal

from sitegen.record import Record

# The northern meteorological seasons, which EDTF does not define; winter begins in its year.
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium"]


class Moment(Record, frozen=True):
    """One end of a period: a date as precise as it was given."""

    year: int
    month: int = 0  # 1-12; 0 where only the year is known
    day: int = 0  # 1-31; 0 where only the month is known
    season: int = 0  # EDTF 21-24, spring to winter; 0 for none
    precision: Precision = "day"
    approximate: bool = False
    uncertain: bool = False


class Period(Record, frozen=True):
    """A time, from the first day it may be to the last.

    `start` is `end` (equal values) for a single date. A missing end is open (`2004/..`): there is
    no first or last day and `first` or `last` is None.
    """

    edtf: str
    start: Moment | None
    end: Moment | None
    first: int | None
    last: int | None

    @property
    def is_interval(self) -> bool:
        return self.start != self.end

    @property
    def is_approximate(self) -> bool:
        return any(m is not None and m.approximate for m in (self.start, self.end))

    @property
    def is_uncertain(self) -> bool:
        return any(m is not None and m.uncertain for m in (self.start, self.end))

    def overlaps(self, other: Period) -> bool:
        """Tell whether some day may belong to both."""
        return not self.is_before(other) and not other.is_before(self)

    def is_before(self, other: Period) -> bool:
        """Tell whether every day of this one comes before every day of the other."""
        return self.last is not None and other.first is not None and self.last < other.first


def order_of_period(period: Period | None) -> tuple[int, int, int]:
    """Return a sort key: by first day, then by last; what has no date comes last."""
    if period is None:
        return (1, 0, 0)
    low, high = -(10**12), 10**12
    return (
        0,
        low if period.first is None else period.first,
        high if period.last is None else period.last,
    )
