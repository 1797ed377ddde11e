from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search import terms
from sitegen.search.fold import fold_text, fold_word
from sitegen.search.pieces import cut_texts, terms_by_piece
from sitegen.search.porter import stem_english
from sitegen.search.stemmers import algorithm_of, script_of
from sitegen.search.terms import LONGEST, terms_of, tokens_of
from tests.cases.read import read_cases

CASES = read_cases("terms")
LANGUAGES = ("en", "fr", "de", "es", "ru", "ar", "tr", "zh", "xx")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text'][:30]}")
def test_a_text_gives_these_terms(case: dict[str, Any]) -> None:
    assert terms_of(case["text"], case["language"]) == case["terms"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("250000", "250,000", "en"),
        ("300000", "300 000", "en"),
        ("٣٠٠٠٠٠", "300,000", "ar"),
        ("الكتاب", "كِتاب", "ar"),
        ("أحمد", "احمد", "ar"),
        ("ёлка", "Елка", "ru"),
        ("книга", "книги", "ru"),
        ("email", "e-mail", "en"),
        ("etudes", "Études", "fr"),
        ("haus", "Häuser", "de"),
        ("STRASSE", "Straße", "de"),
        ("naciones", "nación", "es"),
        ("İstanbul", "istanbul", "tr"),
        ("keys", "key", "en"),
        ("bribe", "bribes", "en"),
    ],
)
def test_what_a_reader_types_meets_what_is_written(one: str, other: str, language: str) -> None:
    assert set(terms_of(one, language)) & set(terms_of(other, language))


# What lunr.js 2.3.9 makes of them; lunr.py says "kei", "arrai", "plai".
@pytest.mark.parametrize("case", read_cases("stems"), ids=lambda case: case["word"])
def test_english_stems_are_those_of_lunr(case: dict[str, str]) -> None:
    assert stem_english(case["word"]) == case["stem"]


def test_the_quick_pattern_for_ascii_cuts_as_the_full_one_does() -> None:
    @given(st.text(st.sampled_from("ab01 .,'_-x/")))
    def check(text: str) -> None:
        assert terms._ASCII_TOKENS.findall(text) == terms._any_tokens().findall(text)

    check()


@settings(deadline=None)
@given(st.lists(st.text() | st.text("ab01 .,'’_-x/\0\n é中")), st.sampled_from(LANGUAGES))
def test_pieces_have_the_terms_of_their_texts(texts: list[str], language: str) -> None:
    """However texts are cut to find their terms quickly, the terms are those of their tokens, in order."""
    terms = terms_by_piece(language)
    for text, pieces in zip(texts, cut_texts(texts, language), strict=True):
        found = [term for piece in pieces for term in terms[piece].split("\n") if term]
        assert found == terms_of(text, language)


@settings(deadline=None)
@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_gives_terms_without_blanks(text: str, language: str) -> None:
    for term in terms_of(text, language):
        assert term
        assert not any(character.isspace() for character in term)
        assert len(term) <= 2 * LONGEST


@settings(deadline=None)
@given(st.text(), st.sampled_from(LANGUAGES))
def test_folding_a_token_again_changes_nothing(text: str, language: str) -> None:
    for token in tokens_of(text, language):
        folded = fold_word(token)
        assert fold_word(fold_text(folded, "")) == folded


def test_a_very_long_run_of_letters_is_cut() -> None:
    assert terms_of("x" * 500, "xx") == ["x" * LONGEST]


@pytest.mark.parametrize(
    ("word", "language", "algorithm"),
    [
        ("war", "en", "porter"),
        ("war", "ru", "porter"),
        ("war", "de", "german"),
        ("война", "en", "russian"),
        ("война", "uk", ""),
        ("حرب", "fr", "arabic"),
        ("جنگ", "fa", ""),
        ("war", "pl", ""),
        ("1990s", "en", "porter"),
    ],
)
def test_a_word_is_stemmed_by_its_script_and_its_document(word: str, language: str, algorithm: str) -> None:
    assert algorithm_of(script_of(word), language) == algorithm
