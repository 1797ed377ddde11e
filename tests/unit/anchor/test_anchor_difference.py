"""Two wordings as one row of segments: nothing of either is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.difference import COMPARED, compare_words, mark_difference

words = st.lists(
    st.sampled_from(["the", "bridge", "was", "is", "closed", "—", "大", "橋", "الجسر"]), max_size=30
)
texts = words.map(" ".join)


@given(texts, texts)
def test_both_texts_are_in_the_segments(first: str, second: str) -> None:
    segments = compare_words(first, second)
    assert "".join(text for kind, text in segments if kind != "new") == first
    assert "".join(text for kind, text in segments if kind != "gone") == second


@pytest.mark.parametrize(
    ("first", "second", "segments"),
    [
        ("", "", ()),
        ("was shut", "was shut", (("same", "was shut"),)),
        ("was shut today", "is shut today", (("gone", "was"), ("new", "is"), ("same", " shut today"))),
        ("橋封鎖", "橋開放", (("same", "橋"), ("gone", "封鎖"), ("new", "開放"))),
    ],
)
def test_words_are_compared_whole(first: str, second: str, segments: tuple[tuple[str, str], ...]) -> None:
    assert compare_words(first, second) == segments


def test_long_texts_keep_both_ends() -> None:
    middle = [f"w{n}" for n in range(COMPARED)]
    first, second = " ".join(["a", *middle, "z"]), " ".join(["a", *middle[::-1], "z"])
    segments = compare_words(first, second)
    assert segments[0] == ("same", "a ")
    assert segments[-1] == ("same", " z")
    assert "".join(text for kind, text in segments if kind != "new") == first
    assert "".join(text for kind, text in segments if kind != "gone") == second


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        (
            "re\u0301sume\u0301 read",
            "re\u0301sume\u0300 read",
            "[-re\u0301sume\u0301-]{+re\u0301sume\u0300+} read",
        ),
        ("e\u0301te\u0301 a", "e\u0301te\u0300 a", "[-e\u0301te\u0301-]{+e\u0301te\u0300+} a"),
        ("किताब है", "किताबी है", "[-किताब-]{+किताबी+} है"),
        ("קָמַץ", "קָמֵץ", "[-קָמַץ-]{+קָמֵץ+}"),
        ("が好き", "か\u3099好き", "[-が-]{+か\u3099+}好き"),
    ],
)
def test_a_letter_keeps_its_signs(first: str, second: str, marked: str) -> None:
    assert mark_difference(first, second) == marked
