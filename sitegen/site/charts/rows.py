"""Which readings a figure's chart draws one by one, and which it folds into bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sitegen.model.whole import Contest, FigureAccount, Reading
from sitegen.record import Record

ROWS_MOST = 60  # readings that are drawn one by one; a longer chart is no longer looked at
BANDS_MOST = 36
GAPS_MOST = 3  # contested pairs whose gap is drawn


class Band(Record, frozen=True):
    """Readings next to each other in time, folded into one row."""

    readings: tuple[Reading, ...]
    low: Decimal
    high: Decimal


Row = Reading | Band


def numbers_of(reading: Reading) -> tuple[Decimal, ...]:
    """Return all numbers that a reading's mark is drawn with. There is at least one."""
    amount = reading.amount
    all_ = (amount.value, amount.low, amount.high, reading.low, reading.high)
    return tuple(number for number in all_ if number is not None)


def scaled_numbers(account: FigureAccount) -> list[Decimal]:
    """Return all numbers that the scale has to hold; a single reading is shown against zero."""
    numbers = [number for reading in account.readings for number in numbers_of(reading)]
    return numbers if len(account.readings) > 1 else [*numbers, Decimal(0)]


def rows_from_account(account: FigureAccount) -> tuple[Row, ...]:
    """Return the chart's rows in order of time.

    Where there are too many, the first, the last, the lowest, the highest and those whose gap is
    drawn stay single; the others between them become bands.
    """
    readings = account.readings
    if len(readings) <= ROWS_MOST:
        return readings
    kept = _kept(account)
    size = -(-(len(readings) - len(kept)) // BANDS_MOST)
    return tuple(_iter_rows(readings, kept, size))


def drawn_gaps(account: FigureAccount) -> tuple[Contest, ...]:
    """Return the contested pairs whose gap is drawn: the widest."""
    return account.contests[:GAPS_MOST]


def _kept(account: FigureAccount) -> frozenset[int]:
    readings = account.readings
    lowest = min(readings, key=lambda reading: min(numbers_of(reading)))
    highest = max(readings, key=lambda reading: max(numbers_of(reading)))
    pairs = (number for gap in drawn_gaps(account) for number in (gap.first, gap.second))
    return frozenset((readings[0].number, readings[-1].number, lowest.number, highest.number, *pairs))


def _iter_rows(readings: Sequence[Reading], kept: frozenset[int], size: int) -> Iterator[Row]:
    waiting: list[Reading] = []
    for reading in readings:
        if reading.number in kept or len(waiting) == size:
            yield from _folded(waiting)
            waiting = []
        if reading.number in kept:
            yield reading
        else:
            waiting.append(reading)
    yield from _folded(waiting)


def _folded(readings: Sequence[Reading]) -> Iterator[Row]:
    if len(readings) == 1:
        yield readings[0]
    elif readings:
        numbers = [number for reading in readings for number in numbers_of(reading)]
        yield Band(tuple(readings), min(numbers), max(numbers))
