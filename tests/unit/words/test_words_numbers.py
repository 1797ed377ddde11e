"""Numbers, amounts and lists as languages write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import Amount
from sitegen.words.words import words_for
from tests.cases.read import read_cases


def amount(value: str = "", low: str = "", high: str = "", *, approximate: bool = False) -> Amount:
    ends = [Decimal(end) if end else None for end in (value, low, high)]
    return Amount(ends[0], ends[1], ends[2], approximate)


AMOUNTS = [
    ("en", amount("90000"), "people", "90,000 people"),
    ("en", amount(high="20"), "sacks", "at most 20 sacks"),
    ("fr", amount("1234567.50"), "", "1\u202f234\u202f567,50"),
    ("ru", amount("250000", "200000", "300000"), "", "250\xa0000 (от 200\xa0000 до 300\xa0000)"),
    ("ar", amount(low="500"), "شخص", "ما لا يقل عن 500 شخص"),
    ("ar-EG", amount("1234.5"), "", "١٬٢٣٤٫٥"),
    ("hi", amount("12345678"), "", "1,23,45,678"),
    ("de", amount("1234.5"), "", "1.234,5"),
]


@pytest.mark.parametrize(("language", "given_amount", "unit", "text"), AMOUNTS)
def test_amount(language: str, given_amount: Amount, unit: str, text: str) -> None:
    words = words_for(language)
    assert words.format_amount(given_amount, unit) == text
    assert words.format_amount(given_amount, unit) == text  # as kept


@pytest.mark.parametrize("case", read_cases("amounts"), ids=lambda case: case["text"])
def test_an_amount_is_told_as_the_annotator_tells_it(case: dict[str, Any]) -> None:
    given_amount = amount(case["value"], case["min"], case["max"], approximate=case["approximate"])
    assert words_for("en").format_amount(given_amount) == case["text"]


def test_equal_numbers_keep_their_own_decimals() -> None:
    words = words_for("en")
    assert [words.format_amount(amount(text)) for text in ("1.0", "1.00", "1")] == ["1.0", "1.00", "1"]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_number_can_be_read_back(number: Decimal) -> None:
    assert Decimal(words_for("en").format_number(number).replace(",", "")) == number


def test_a_number_with_an_exponent_is_written_out() -> None:
    assert words_for("en").format_number(Decimal("9E+4")) == "90,000"


@pytest.mark.parametrize(
    ("language", "items", "text"),
    [
        ("en", [], ""),
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c", "d"], "a, b, c and d"),
        ("en-US", ["a", "b", "c"], "a, b, and c"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("ru", ["a", "b"], "a и b"),
        ("ar", ["أ", "ب", "ج"], "أ وب وج"),
    ],
)
def test_list(language: str, items: list[str], text: str) -> None:
    words = words_for(language)
    assert words.format_list(items) == text
    assert len(words.joints(len(items))) == max(len(items) - 1, 0)
