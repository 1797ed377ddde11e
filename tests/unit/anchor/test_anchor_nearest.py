"""The nearest passage, and how a difference is marked."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.difference import mark_difference
from sitegen.anchor.fold import fold
from sitegen.anchor.match import fold_selector
from sitegen.anchor.nearest import LIKE_ENOUGH, find_nearest
from sitegen.anchor.shown import quoted_scalar
from sitegen.model.archive import Selector

NUMBERS = " ".join(f"item{i:05d} word{i * 7919 % 9973}" for i in range(5_000))


def nearest(text: str, selector: Selector | str) -> str | None:
    folded = fold(text)
    selector = Selector(exact=selector) if isinstance(selector, str) else selector
    near = find_nearest(folded, fold_selector(selector))
    return folded.text[slice(*near.range)] if near else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He said the vote, held in May, was fair.", "the vote, held in June,", "the vote, held in May,"),
        ("He said the vote, held in May, was fair.", "the vote, held in June", "the vote, held in May"),
        ("He said the vote was fair.", "The Vote was Fair", "the vote was fair"),
        ("He said the vote was fair.", "nothing of the kind was there", None),
        ("Колонна вышла из города утром.", "колонна вошла из города утром", "Колонна вышла из города утром"),
        ("قال الوزير إن الهدنة ستستمر أسبوعا", "الوزير إن الهدنة تستمر", "الوزير إن الهدنة ستستمر"),
        ("首相は記者会見で、増税について否定した。", "増税について肯定した", "増税について否定した"),
        ("", "anything at all", None),
    ],
)
def test_cases(text: str, words: str, expected: str | None) -> None:
    assert nearest(text, words) == expected


def test_the_context_decides_between_passages_as_near() -> None:
    text = "In May the vote was fair enough. " + "filler " * 50 + "In June the vote was fair enough."
    words = "the vote was fare enough"
    folded = fold(text)
    first = find_nearest(folded, Selector(words, prefix="In May"))
    second = find_nearest(folded, Selector(words, prefix="In June"))
    assert first is not None
    assert second is not None
    assert first.range[0] < 40 < second.range[0]


def test_it_is_found_in_a_long_text() -> None:
    words = NUMBERS[40_010:40_400]
    wrong = words.replace(words[100:110], "otherwise", 1)
    found = nearest(NUMBERS, wrong)
    assert found is not None
    assert words.strip() in found or found in words


def test_long_words_are_found() -> None:
    words = NUMBERS[10_000:80_000].strip()
    found = nearest(NUMBERS, words.replace("item02000", "other"))
    assert found is not None
    assert abs(len(found) - len(words)) < 40


@given(st.text("ab ,“", min_size=1, max_size=80), st.text("abc ", max_size=40), st.text("ab", max_size=4))
def test_what_is_offered_is_alike_and_within_the_text(text: str, words: str, prefix: str) -> None:
    folded = fold(text)
    near = find_nearest(folded, fold_selector(Selector(words, prefix=prefix)))
    if near:
        assert 0 <= near.range[0] < near.range[1] <= len(folded.text)
        assert near.similarity >= LIKE_ENOUGH


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a {+b+} c"),
        ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("the cat’s 90,000", "the cat’s 80,000", "the cat’s [-90-]{+80+},000"),
        ("増税を肯定", "増税を否定", "増税を[-肯-]{+否+}定"),
        ("x " + "w " * 40 + "y", "z " + "w " * 40 + "y", "[-x-]{+z+} w w w w w w…"),
        ("x " + "w " * 40 + "y", "x " + "w " * 40 + "z", "…w w w w w w [-y-]{+z+}"),
    ],
)
def test_differences_are_marked(first: str, second: str, expected: str) -> None:
    assert mark_difference(first, second) == expected


words_of_few = st.lists(st.sampled_from(["a", "b", "c", "d,"]), max_size=5).map(" ".join)


@given(words_of_few, words_of_few)
def test_both_wordings_can_be_read_from_a_short_difference(first: str, second: str) -> None:
    marked = mark_difference(first, second)
    old = re.sub(r"\{\+.*?\+\}", "", marked).replace("[-", "").replace("-]", "")
    new = re.sub(r"\[-.*?-\]", "", marked).replace("{+", "").replace("+}", "")
    assert (old.split(), new.split()) == (first.split(), second.split())


def test_a_difference_is_never_long() -> None:
    assert len(mark_difference("a b " * 3_000, "c d " * 3_000)) < 900


@given(st.text())
def test_a_scalar_means_the_words(words: str) -> None:
    assert yaml.safe_load(f"key: {quoted_scalar(words)}") == {"key": words}
