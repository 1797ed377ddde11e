"""Folding: the table of cases, and the laws of folded texts."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.characters import FOLDS, WHITE_SPACE
from sitegen.anchor.fold import fold, fold_words

CASES = json.loads((Path(__file__).parents[2] / "cases" / "fold.json").read_text(encoding="utf-8"))
SPECIAL = "".join(FOLDS) + " .ae\u0301\u0327\u1112\u1161\u11abÅ\u212b\u0958\u0344"
texts = st.one_of(st.text(), st.text(SPECIAL), st.text(" \n\u200b\xade\u0301…“"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    assert fold_words(case["text"]) == case["folded"]


def test_the_table_holds_all_white_space() -> None:
    known = {chr(n) for n in range(0x110000) if chr(n).isspace()}
    assert known == {" ", *WHITE_SPACE}


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded
    assert fold(folded).lumps == ()


@given(texts)
def test_a_folded_text_is_composed_and_has_nothing_to_fold(text: str) -> None:
    folded = fold(text).text
    assert unicodedata.is_normalized("NFC", folded)
    assert not set(folded) & set(FOLDS)
    assert "  " not in folded


@given(st.text(st.characters(exclude_characters="".join(FOLDS) + " ")))
def test_composition_in_runs_is_that_of_the_whole(text: str) -> None:
    assert fold(text).text == unicodedata.normalize("NFC", text)


@given(texts)
def test_words_are_the_text_without_space_around(text: str) -> None:
    assert fold_words(text) == fold(text).text.strip(" ")


@given(texts, st.data())
def test_a_span_holds_what_its_range_was_folded_from(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    if not (folded.is_boundary(start) and folded.is_boundary(end)):
        return
    span = folded.source_span(start, end)
    assert fold(text[slice(*span)]).text == folded.text[start:end]
    assert folded.folded_span(*span) == (start, end)


@given(texts)
def test_spans_of_the_characters_are_in_order(text: str) -> None:
    folded = fold(text)
    bounds = [i for i in range(len(folded.text) + 1) if folded.is_boundary(i)]
    spans = [folded.source_span(a, b) for a, b in pairwise(bounds)]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("a  b\n\nc", "b c", "b\n\nc"),
        ("a\u200b b\u200b c", "b", "b"),
        ("so\xadft\xad ly", "soft", "so\xadft"),
        ("\u200fword\u200f.", "word", "word"),
        ("wait… what", "... what", "… what"),
        ("cafe\u0301s", "cafés", "cafe\u0301s"),
        ("\ufeffBegin", "Begin", "Begin"),
        ("x\r\ny", "x y", "x\r\ny"),
    ],
)
def test_a_span_covers_exactly_the_words(text: str, words: str, found: str) -> None:
    folded = fold(text)
    at = folded.text.index(words)
    start, end = folded.source_span(at, at + len(words))
    assert text[start:end] == found


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("x\u0302y", 1, False),
        ("x\u0302y", 2, True),
        ("a…b", 2, False),
        ("a…b", 4, True),
        ("कि", 1, False),
        ("👍🏽", 1, False),
        (" \u0301", 1, True),
        ("ab", 1, True),
    ],
)
def test_boundaries_are_between_characters(text: str, offset: int, expected: bool) -> None:  # noqa: FBT001
    assert fold(text).is_boundary(offset) is expected
