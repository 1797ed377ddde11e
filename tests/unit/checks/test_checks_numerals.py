"""Numbers in a text: a table of how they are written, and a law over groupings and digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.numerals import is_written_plainly, numbers_in_text

FOUND = [
    # text, language, a number that it gives
    ("a populated area with 90,000 residents", "en", "90000"),
    ("90 000", "ru", "90000"),
    ("90\u00a0000", "fr", "90000"),
    ("90\u202f000", "fr", "90000"),
    ("90\u2009000", "en", "90000"),
    ("90.000", "de", "90000"),
    ("90.000", "en", "90000"),
    ("1'234'567", "de-CH", "1234567"),
    ("1’234’567", "de-CH", "1234567"),
    ("10,00,000", "en-IN", "1000000"),
    ("1,234,567.89", "en", "1234567.89"),
    ("1.234.567,89", "de", "1234567.89"),
    ("1 234 567,5", "ru", "1234567.5"),
    ("0,125", "de", "0.125"),
    ("1.234", "en", "1.234"),
    ("1,234", "de", "1.234"),
    ("٩٠٬٠٠٠ شخص", "ar", "90000"),
    ("٢٫٥ مليون", "ar", "2500000"),
    ("१०,००,०००", "hi", "1000000"),
    ("a $300 bribe per person", "en", "300"),
    ("400 kg", "en", "400"),
    ("400kg", "en", "400"),
    ("5 %", "de", "5"),
    ("5%", "en", "0.05"),
    ("2 million", "en", "2000000"),
    ("2.5 million", "en", "2500000"),
    ("2½ million", "en", "2500000"),
    ("2.5 млн", "ru", "2500000"),
    ("3 тыс. человек", "ru", "3000"),
    ("40 Mio. Euro", "de", "40000000"),
    ("2 Billionen", "de", "2000000000000"),
    ("2 billion", "en", "2000000000"),
    ("2 mil millones", "es", "2000000000"),
    ("2 bin", "tr", "2000"),
    ("300k", "en", "300000"),
    ("5万人", "zh", "50000"),
    ("between 2 and 3 million", "en", "2000000"),
    ("two to three million", "en", "2000000"),
    ("two hundred thousand", "en", "200000"),
    ("a million", "en", "1000000"),
    ("a dozen", "en", "12"),
    ("Twelve Syrians managed", "en", "12"),
    ("zwölf", "de", "12"),
    ("Zwölf", "de-AT", "12"),
    ("douze", "fr", "12"),
    ("doce", "es", "12"),
    ("двенадцати", "ru", "12"),
    ("четырёх", "ru", "4"),
    ("اثنا عشر", "ar", "12"),
    ("وَثَلاثة", "ar", "3"),
    ("on iki", "tr", "12"),
    ("İKİ", "tr", "2"),
    ("twelve", "de", "12"),
    ("90\u00ad,000", "en", "90000"),
    ("\u200f90,000\u200f", "ar", "90000"),
    ("1,2,3", "fr", "3"),
    ("on 3.12.2016", "en", "2016"),
    ("in 2016 300 people", "en", "300"),
    ("½ acre", "en", "0.5"),
]

NOT_FOUND = [
    ("90,000 residents", "en", "90"),
    ("90 000", "fr", "90"),
    ("2 million", "en", "1"),
    ("2 million", "en", "1000000"),
    ("1.234", "de", "1.234"),
    ("14,000 people", "en", "1400"),
    ("14,000 people", "en", "140000"),
    ("a bridge", "en", "1"),
    ("on the bridge", "en", "10"),
    ("zwölf", "en", "12"),
    ("once upon a time", "en", "11"),
    ("2,5", "de", "25"),
    ("0.125", "de", "125"),
    ("", "en", "0"),
]


@pytest.mark.parametrize(("text", "language", "number"), FOUND)
def test_numbers_are_found(text: str, language: str, number: str) -> None:
    assert Decimal(number) in numbers_in_text(text, language)


@pytest.mark.parametrize(("text", "language", "number"), NOT_FOUND)
def test_what_only_looks_like_a_number_is_not(text: str, language: str, number: str) -> None:
    assert Decimal(number) not in numbers_in_text(text, language)


zeros = st.sampled_from("0٠۰०০๐０")
joints = st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’"])


@given(st.integers(0, 10**15), joints, zeros, st.text("abc ,.\n", max_size=5))
def test_a_number_is_found_in_any_grouping_and_digits(
    number: int, joint: str, zero: str, before: str
) -> None:
    grouped = f"{number:,}".replace(",", joint)
    written = "".join(chr(ord(zero) + int(c)) if c.isdecimal() else c for c in grouped)
    assert Decimal(number) in numbers_in_text(f"{before} {written} people", "en")


@given(st.text(max_size=60), st.sampled_from(["en", "de", "ar", "tr", "ru", ""]))
def test_no_text_stops_the_reading(text: str, language: str) -> None:
    assert all(number.is_finite() for number in numbers_in_text(text, language))


digits_and_joints = st.text("0129., a\u00a0", max_size=12)


@given(st.integers(0, 3000).map(Decimal), digits_and_joints)
def test_what_is_written_plainly_is_in_the_text(number: Decimal, text: str) -> None:
    if is_written_plainly(number, text):
        assert number in numbers_in_text(text, "en")


def test_plain_numbers_have_no_digits_near() -> None:
    assert is_written_plainly(Decimal(90000), "some 90,000 people")
    assert is_written_plainly(Decimal("2.5"), "2.5%")
    assert not is_written_plainly(Decimal(90), "90 000")
    assert not is_written_plainly(Decimal("1E+400"), "1")
