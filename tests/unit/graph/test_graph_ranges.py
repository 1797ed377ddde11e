"""Ranges that amounts allow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.graph.ranges import half_step, is_sound, range_of_amount
from sitegen.model.archive import Amount


def amount(value: str = "", low: str = "", high: str = "", *, approximate: bool = False) -> Amount:
    value_, low_, high_ = (Decimal(text) if text else None for text in (value, low, high))
    return Amount(value=value_, low=low_, high=high_, approximate=approximate)


CASES = [
    (amount("12"), "12", "12"),
    (amount(low="200"), "200", None),
    (amount(high="300"), None, "300"),
    (amount(low="200", high="300"), "200", "300"),
    (amount("250", low="200", high="300"), "200", "300"),
    (amount("250", low="200"), "200", None),
    (amount("90000", approximate=True), "85000", "95000"),
    (amount("90500", approximate=True), "90450", "90550"),
    (amount("7", approximate=True), "6.5", "7.5"),
    (amount("2.50", approximate=True), "2.45", "2.55"),
    (amount("0", approximate=True), "-0.5", "0.5"),
    (amount("-30", approximate=True), "-35", "-25"),
    (amount("9E+4", approximate=True), "85000", "95000"),
    (amount(low="200000", high="300000", approximate=True), "150000", "350000"),
    (amount(low="200", approximate=True), "150", None),
]


@pytest.mark.parametrize(("given", "low", "high"), CASES)
def test_range_of_amount(given: Amount, low: str | None, high: str | None) -> None:
    expected = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert range_of_amount(given) == expected


def test_numbers_beyond_measure_do_not_stop_the_graph() -> None:
    low, high = range_of_amount(amount("1E+999999", approximate=True))
    assert low is not None
    assert high is not None
    assert low < high
    assert half_step(Decimal("Infinity")) == 0


@pytest.mark.parametrize(
    ("low", "high", "sound"),
    [("1", "1", True), ("2", "1", False), (None, "1", True), ("1", None, True), ("NaN", "1", False)],
)
def test_is_sound(low: str | None, high: str | None, *, sound: bool) -> None:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    assert is_sound(*ends) is sound
