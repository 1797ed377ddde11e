"""What people write for a date, and what is proposed for it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.edtf import is_edtf, parse_period
from sitegen.parse.written_dates import read_written_date
from sitegen.words.words import words_for

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "written_dates.yaml").read_text("utf-8"))
ROWS = [(text, meant) for rows in CASES.values() for text, meant in rows]
LANGUAGES = ("en", "en-US", "ar", "fr", "ru", "de", "es")
MEANT = re.compile(r"did you mean (.*)\?$")


def proposals(text: str) -> list[str]:
    """Return the forms that an author who wrote this is shown."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_period(text)
    found = MEANT.search(str(refused.value))
    return [form.strip("'") for form in found[1].split(" or ")] if found else []


@pytest.mark.parametrize(("text", "meant"), ROWS)
def test_what_was_meant_is_proposed_and_nothing_else(text: str, meant: list[str] | str) -> None:
    written = read_written_date(text)
    assert written.is_undated == (meant == "undated")
    if is_edtf(text):
        assert list(written.forms) == meant
    else:
        assert proposals(text) == ([] if meant == "undated" else meant)


def test_who_wrote_that_there_is_no_date_is_told_to_leave_it_out() -> None:
    with pytest.raises(ValueError, match="leave the key out where none is known"):
        parse_period("n.d.")


WHEN = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
DAYS = WHEN.map(date.isoformat)
PERIODS = st.one_of(
    DAYS,
    WHEN.map(lambda d: d.isoformat()[:7]),
    WHEN.map(lambda d: d.isoformat()[:4]),
    st.builds(lambda d, season: f"{d.year}-{season}", WHEN, st.integers(21, 24)),
    st.integers(101, 299).filter(lambda n: n % 10).map(lambda n: f"{n}X"),
    st.integers(1, 29).map(lambda n: f"{n:02}XX"),
)
ENDS = st.builds(str.__add__, PERIODS, st.sampled_from(["", "~"]))


@given(ENDS, st.sampled_from(LANGUAGES))
def test_a_date_as_pages_show_it_is_read_back(text: str, language: str) -> None:
    shown = words_for(language).format_period(parse_period(text))
    assert list(read_written_date(shown).forms) == [text], shown


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_days_as_pages_show_them_from_one_to_another_are_read_back(a: str, b: str, language: str) -> None:
    low, high = min(a, b), max(a, b)
    text = low if low == high else f"{low}/{high}"
    shown = words_for(language).format_period(parse_period(text))
    assert list(read_written_date(shown).forms) == [text], shown


PIECES = st.sampled_from(
    [
        *("3", "31", "12", "1870", "2024", "44", "/", ".", "-", "–", ", ", "~", "(", "?", "X", "s", "XIX"),
        *("June", "juin", "Juni", "июня", "يونيو", "before", "c.", "BC", "century", "spring", "until", "до"),
    ]
)


@given(
    st.lists(PIECES, max_size=9).map(" ".join)
    | st.lists(PIECES, max_size=9).map("".join)
    | st.text(max_size=30)
)
def test_every_proposal_can_be_read(text: str) -> None:
    if is_edtf(text):
        return
    for form in proposals(text):
        assert is_edtf(form)
        assert form != text
