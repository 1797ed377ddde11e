"""Law: match what describe gives, and the span is back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.describe import describe, describe_all, snap
from sitegen.anchor.fold import fold
from sitegen.anchor.match import fold_selector, match_all
from sitegen.model.archive import Selector

WORDS = [
    "the",
    "bridge",
    "“closed”",
    "don’t",
    "don't",
    "a",
    "aa",
    "—",
    "-",
    "…",
    "...",
    "كتاب",
    "قَالَ",
    "мост",
    "İstanbul",
    "ἔστι",
    "e\u0301",
    "é",
    "한국",
    "\u1112\u1161\u11ab",
    "क्षि",
    "日本語",
    "日本",
    "👍🏽",
    "soft\xadly",
    "\u200fx\u200f",
    "ß",
]
GAPS = ["", " ", " ", " ", "  ", "\n", "\n\n", "\xa0", " \u200b "]

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
wild = st.text(max_size=60)
few = st.text('ab \u0301“"…. \u200b', max_size=60)


@given(st.one_of(texts, wild, few), st.data())
def test_match_gives_the_described_span_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = fold(text)
    selector = describe(text, folded, (start, end))
    range_ = snap(folded, (start, end))
    if selector is None:
        assert range_[0] == range_[1]
        return
    (outcome,) = match_all(folded, [(fold_selector(selector),)])
    assert outcome.ranges == (range_,), selector


@given(texts, st.data())
def test_a_span_of_whole_words_comes_back_as_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = fold(text)
    range_ = snap(folded, (start, end))
    if range_[0] == range_[1]:
        return
    span = folded.source_span(*range_)
    assert snap(folded, span) == range_
    words = unicodedata.normalize("NFC", text[slice(*span)])
    assert words.strip() == words


@pytest.mark.parametrize(
    ("text", "words", "number", "expected"),
    [
        ("One two three.", "two", 1, Selector(exact="two")),
        ("He said no. She said no.", "said no", 1, Selector(exact="said no", prefix="He")),
        ("He said no. She said no.", "said no", 2, Selector(exact="said no", prefix="She")),
        ("x no, y; x no way", "no", 2, Selector(exact="no", suffix="way")),
        ("ha ha ha ha", "ha", 1, Selector(exact="ha", suffix="ha ha ha")),
        ("ha ha ha ha", "ha", 2, Selector(exact="ha", occurrence=2)),
        ("no " * 200, "no", 100, Selector(exact="no", occurrence=100)),
    ],
)
def test_the_selector_is_the_shortest(text: str, words: str, number: int, expected: Selector) -> None:
    at = -1
    for _ in range(number):
        at = text.index(words, at + 1)
    assert describe(text, fold(text), (at, at + len(words))) == expected


def test_many_spans_are_described_as_one_by_one() -> None:
    text = "one two, two one; " * 3 + "three"
    folded = fold(text)
    spans = [(i, i + n) for i in range(len(text)) for n in (1, 3, 7) if i + n <= len(text)]
    assert describe_all(text, folded, spans) == tuple(describe(text, folded, span) for span in spans)
