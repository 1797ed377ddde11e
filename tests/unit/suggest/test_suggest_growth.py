"""Texts that repeat themselves: what is looked at grows as they do."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import Span
from sitegen.suggest.finds import find_in_block
from sitegen.suggest.names import Names
from sitegen.suggest.sentences import LONGEST, PAIRS, iter_quotations
from sitegen.suggest.spans import Spans

CLOSES = dict(PAIRS)
MARKS = "“”„«»‹›「」‟‘’‚\"'"


def calls_to_find_in(text: str) -> int:
    """Return how many functions are called, those of the language's own kinds too."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_in_block(text, "en", Names({}))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        "said the mayor ",
        "5 % ",
        "“said ",
        "“said he” 5 dogs ",
        "John Smith said ",
        "“a b c d e” said Ada Holm, ",
        "‘it’s ",
        '"a ',
    ],
)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    find_in_block(unit * 10, "en", Names({}))  # patterns are compiled once
    one, two = (calls_to_find_in(unit * n) for n in (200, 400))
    assert two < 2.5 * one


def test_a_text_of_marks_that_nothing_closes_is_read() -> None:
    # To look for each mark's end in thousands of characters would be four hundred million steps.
    assert list(iter_quotations("“said " * 100_000)) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9))), st.integers(0, 200), st.integers(0, 200))
def test_spans_near_a_place_are_those_that_reach_it(
    steps: list[tuple[int, int]], one: int, other: int
) -> None:
    spans: list[Span] = []
    for gap, length in steps:
        start = (spans[-1][1] if spans else 0) + gap
        spans.append((start, start + length))
    start, end = min(one, other), max(one, other)
    known = Spans(spans)
    assert list(known.between(start, end)) == [s for s in spans if s[1] >= start and s[0] <= end]
    assert known.looked <= len(list(known.between(start, end))) + 1


@given(st.text(alphabet=MARKS + " ab1,", max_size=40))
def test_quotations_end_where_a_reader_would_count_marks(text: str) -> None:
    """One mark after the other, by counting: slow, and plain."""
    for start, end in iter_quotations(text):
        opening = "''" if text[start - 2 : start] == "''" else text[start - 1]
        assert end - start < LONGEST
        assert any(text.startswith(mark, end) for mark in (CLOSES[opening] if opening != "''" else ("''",)))
        inside = text[start:end]
        if opening in "“„«‹「‟":
            depth = 0
            for mark in inside:
                depth += (mark == opening) - (mark in CLOSES[opening])
                assert depth >= 0
            assert depth == 0
        elif opening == '"':
            assert '"' not in inside
