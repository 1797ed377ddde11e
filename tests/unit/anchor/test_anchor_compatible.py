"""Quotes in other forms of the same characters, and quotes that something stands in between."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.compatible import fold_compatible, fold_words_compatible
from sitegen.anchor.fold import fold
from sitegen.anchor.lock import make_lock
from sitegen.anchor.pieces import find_pieces
from sitegen.anchor.resolve import anchor_document
from sitegen.model.archive import Annotation, Selector
from sitegen.model.reading_text import Block, ReadingText
from sitegen.text.folding import INVISIBLE

CASES = json.loads((Path(__file__).parents[2] / "cases" / "folding.json").read_text(encoding="utf-8"))
STEPS = ["exact", "typographic", "compatibility"]
texts = st.one_of(
    st.text(), st.text("ab-\n \xad\u2010ﬁﬂ\ufe0f\u200b\u0301é½ﬀＡ１"), st.text("कि\u094d\u200dदाक்ஷ가각ﾊﾟ")
)


def reading_of(text: str) -> ReadingText:
    return ReadingText(text=text, blocks=(Block(span=(0, len(text))),), rows=())


def anchored(text: str, *quote: str | Selector) -> tuple[Annotation, list[str], str]:
    selectors = tuple(Selector(exact=q) if isinstance(q, str) else q for q in quote)
    annotation = Annotation(id="a", number=1, named=True, selectors=selectors)
    (placed,), findings = anchor_document([annotation], reading_of(text), "x.yaml")
    told = "\n".join(f"{d.message} {d.help} {' | '.join(d.details)}" for d in findings)
    return placed, [d.code for d in findings], told


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_quote_is_found_at_the_lowest_step_at_which_it_stands(case: dict[str, str]) -> None:
    placed, codes, _ = anchored(case["text"], case["words"])
    step = case["step"]
    assert codes == {"compatibility": ["Q013"], "search": ["Q001"]}.get(step, [])
    assert "".join(placed.passage) == case.get("passage", "")
    if step in STEPS:
        lock = make_lock(reading_of(case["text"]), [placed])
        assert lock.annotations["a"].level == STEPS.index(step)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("the muni-\ncipal hall", "municipal", "divided at the end of a line"),
        ("the ﬁrst ﬂood", "first flood", "ﬁ (fi), ﬂ (fl)"),
        ("a ⚠️ sign", "⚠ sign", "nobody sees"),
        ("It ends.\n\nIt begins.", "ends.It begins", "without a space"),
    ],
)
def test_what_differs_is_told(text: str, words: str, told: str) -> None:
    _, codes, said = anchored(text, words)
    assert codes == ["Q013"]
    assert told in said


def test_a_quote_that_stands_twice_in_other_forms_asks_which() -> None:
    text = "The ﬁre came first. Then a ﬁre came again."
    _, codes, told = anchored(text, "fire came")
    assert codes == ["Q002"]
    assert "Then a" in told
    placed, codes, _ = anchored(text, Selector("fire came", prefix="Then a"))
    assert (placed.passage, codes) == (("ﬁre came",), ["Q013"])


def test_as_written_comes_before_other_forms() -> None:
    placed, codes, _ = anchored("A ﬁre. A fire.", "fire")
    assert (placed.spans, codes) == (((9, 13),), [])


def test_a_letter_of_a_ligature_is_not_cut() -> None:
    assert anchored("the ﬁrst", "irst")[1] == ["Q001"]


def test_a_hyphen_of_the_words_own_stays() -> None:
    text = "a well-\nknown muni-\ncipal man, well-known"
    assert anchored(text, "well-known municipal")[0].passage == ("well-\nknown muni-\ncipal",)
    assert anchored("a re-\ncovered hat", "re-covered")[0].passage == ("re-\ncovered",)
    assert anchored("a re-\ncovered hat", "recovered")[0].passage == ("re-\ncovered",)
    assert anchored("a re-covered hat", "recovered")[1] == ["Q001"]


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold_compatible(text).text
    assert fold_compatible(folded).text == folded


@given(texts, st.data())
def test_a_span_holds_what_its_range_was_folded_from(text: str, data: st.DataObject) -> None:
    folded = fold_compatible(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    if folded.is_boundary(start) and folded.is_boundary(end):
        span = folded.source_span(start, end)
        assert 0 <= span[0] < span[1] <= len(text)
        assert folded.folded_span(*span) == (start, end)


@given(texts)
def test_what_is_the_same_typographically_is_so_in_compatibility_forms(text: str) -> None:
    assert fold_compatible(fold(text).text).text.replace("-", "") == fold_compatible(text).text.replace(
        "-", ""
    ) or (
        "\n" in text  # a divided word is seen only while its line's end is there
    )


@given(st.text(st.characters(categories=["L", "N", "Zs", "Pd", "Po"]), min_size=1))
def test_whatever_form_it_is_written_in_a_text_finds_itself(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold_words_compatible(unicodedata.normalize(form, text)) == fold_words_compatible(text)


def test_what_nobody_sees_is_in_the_table() -> None:
    assert all(not fold_compatible(c).text for c in "\u200b\ufe0f\U000e0041\u00ad\u2060\x07\u3164\u180b")
    assert "\t" not in INVISIBLE


SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:03,000\nThe gate was\n\n2\n00:00:03,500 --> 00:00:05,000\nshut before noon."
)


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        (SUBTITLES, "The gate was shut before noon.", ["The gate was", "shut before noon."]),
        (
            "They saw the wall\n\n- 12 -\n\nMINUTES\n\nfall at four.",
            "saw the wall fall at four",
            ["saw the wall", "fall at four"],
        ),
        (
            "She left, he said, before the rain.",
            "She left, before the rain",
            ["She left,", "before the rain"],
        ),
        ("The gate, which was old, was shut.", "The gate ... was shut", ["The gate", "was shut"]),
        ("The gate, which was old, was shut.", "The gate, [...] was shut", ["The gate,", "was shut"]),
        ("The gate was shut.", "The gate was open", []),
        ("The gate was shut.", "The gate was shut by somebody", []),
        ("one " * 50, "one two", []),
        ("", "words", []),
    ],
)
def test_pieces_of_a_quote_that_something_stands_in(text: str, words: str, pieces: list[str]) -> None:
    folded = fold(text)
    asked = fold(words).text
    assert [folded.text[start:end] for start, end in find_pieces(folded, asked)] == pieces


def test_pieces_are_offered_to_paste_and_are_found_so() -> None:
    _, codes, told = anchored(SUBTITLES, "The gate was shut before noon.")
    assert codes == ["Q001"]
    assert '- "The gate was" |   - "shut before noon."' in told
    placed, codes, _ = anchored(SUBTITLES, "The gate was", "shut before noon.")
    assert (len(placed.spans), codes) == (2, [])
