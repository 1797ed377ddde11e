"""Numbers in words, language by language."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.numerals import number_of, numbers_in_text, readings_in_text, ways_to_read
from tests.unit.checks.spelling import SPELLERS

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "quantities.yaml").read_text("utf-8"))
ROWS = [
    (language, row["text"], row["is"], row.get("not", [])) for language, rows in CASES.items() for row in rows
]


@pytest.mark.parametrize(("language", "text", "there", "not_there"), ROWS)
def test_numbers_in_words(language: str, text: str, there: list[str], not_there: list[str]) -> None:
    found = numbers_in_text(text, language)
    assert {Decimal(number) for number in there} <= found
    assert not {Decimal(number) for number in not_there} & found


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("3.4 million", "en", [("3400000", "3.4")]),
        ("2.50", "en", [("2.50",)]),
        ("2.50 million", "en", [("2500000", "2.50")]),
        ("two and three thousand", "en", [("2", "2000"), ("3000", "3")]),
        ("1.234", "en", [("1234", "1.234")]),
    ],
)
def test_what_each_number_may_be_is_written_without_invented_decimals(
    text: str, language: str, readings: list[tuple[str, ...]]
) -> None:
    assert [tuple(map(str, some)) for some in readings_in_text(text, language)] == readings


@pytest.mark.parametrize(
    ("written", "language", "ways"),
    [
        ("1.200", "de", ["1200"]),
        ("1.200", "en", ["1200", "1.200"]),
        ("1.200", "", ["1200", "1.200"]),
        ("2,500", "de", ["2500", "2.500"]),
        ("2,500", "en", ["2500"]),
        ("2,5", "en", ["2.5"]),
        ("2.50", "de", ["2.50"]),
        ("1,234.50", "de", ["1234.50"]),
        ("1.234,50", "en", ["1234.50"]),
        ("-1,5", "de", ["-1.5"]),
        ("٢٬٥٠٠", "ar", ["2500"]),
        ("1 200", "fr", ["1200"]),
        ("12 people", "en", []),
        ("", "en", []),
        ("1,2,3", "en", []),
    ],
)
def test_in_which_ways_a_number_may_be_read(written: str, language: str, ways: list[str]) -> None:
    assert list(map(str, ways_to_read(written, language))) == ways


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("2.5 million", "en", "2500000"),
        ("half a million", "en", "500000"),
        ("two and three thousand", "en", None),
        ("1.234", "en", None),
        ("1,234", "en", "1234"),
        ("2 billion", "en", "2000000000"),
        ("2 Billionen", "de", "2000000000000"),
        ("2 mil millones", "es", "2000000000"),
        ("5 %", "de", "5"),
        ("forty percent", "en", "40"),
        ("one hundred and two thousand", "en", None),
        ("5万", "zh", "50000"),
        ("no number", "en", None),
    ],
)
def test_the_one_number_of_a_text(text: str, language: str, number: str | None) -> None:
    found = number_of(text, language)
    assert (None if found is None else str(found)) == number


@pytest.mark.parametrize(
    "text",
    [
        "one hundred and ",
        "5 ",
        "5,",
        "a ",
        "a half ",
        "three ",
        "thousand ",
        "and ",
        "MM ",
        "5 % ",
        "one and a ",
    ],
)
def test_a_long_row_of_numbers_is_read(text: str) -> None:
    # Were what stands behind looked at from each of them, it would be thousands of millions of steps.
    assert readings_in_text(text * 40_000, "en") is not None


def test_a_very_long_row_of_chinese_digits_is_no_number_and_stops_nothing() -> None:
    assert readings_in_text("九" * 100_000, "zh") == []


NUMBERS = st.integers(0, 200) | st.integers(0, 10**4) | st.integers(0, 10**9 - 1)


@given(NUMBERS, st.sampled_from(sorted(SPELLERS)))
def test_a_number_that_is_spelled_out_is_read_back(number: int, language: str) -> None:
    written = SPELLERS[language](number)
    assert Decimal(number) in numbers_in_text(f"Some {written} went.", language), written


@given(st.integers(21, 99), st.integers(21, 99))
def test_two_numbers_are_not_added_up(one: int, other: int) -> None:
    found = numbers_in_text(f"{SPELLERS['en'](one)} and {SPELLERS['en'](other)}", "en")
    assert found == {Decimal(one), Decimal(other)}
