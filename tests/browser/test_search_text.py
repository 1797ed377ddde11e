"""The text pipeline in the browser is the one in Python: over all code points, languages and stems."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sitegen.search.porter import stem_english
from sitegen.search.settings import make_text_settings
from sitegen.search.stemmers import LANGUAGES
from sitegen.search.terms import terms_of
from tests.browser.search_stock import open_bench

_ENDINGS = (
    "s sses ies eed ed ing ational tional enci anci izer bli alli entli eli ousli ization ation "
    "ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful "
    "ness al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize sion tion e "
    "ll y"
)
ENDINGS = _ENDINGS.split()


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = open_bench(browser)
    settings = make_text_settings([*LANGUAGES, "pl"])
    page.evaluate("(settings) => { window.TEXT = makeText(settings); }", settings)
    yield page
    page.close()


def differences(bench: Page, asked: list[tuple[str, str]]) -> list[object]:
    answers = bench.evaluate(
        "(asked) => asked.map(([language, text]) => TEXT.termsOf(text, language))", asked
    )
    return [
        (language, text[:60], [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]][:3])
        for (language, text), theirs in zip(asked, answers, strict=True)
        if (ours := terms_of(text, language)) != theirs
    ]


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_character_known_to_both_gives_the_same_terms(bench: Page, language: str) -> None:
    # What this Python's Unicode has not assigned yet may be a letter to a newer browser.
    known = [
        chr(code)
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000 and unicodedata.category(chr(code)) not in ("Cn", "Co")
    ]
    asked = [
        (language, " ".join(f"a{c}b {c} {c}{c}" for c in known[start : start + 1000]))
        for start in range(0, len(known), 1000)
    ]
    assert differences(bench, asked) == []


@pytest.mark.parametrize("language", sorted({*LANGUAGES, "pl"}))
def test_random_words_of_every_language_give_the_same_terms(bench: Page, language: str) -> None:
    chance = random.Random(language)
    letters = [
        *"aaeeiioouustrnlcdyg'’-._ 0123,.  ",
        *"éèßşıİğçöüåñ",
        *"ёйжлвроастеиямы",
        *"اللكتبمحدوينةهءأإآ",
        *"αβγδειοσςάή",
        *"कखगािीुूे",
        *"中国政府ไทยかな",
    ]
    asked = [(language, "".join(chance.choices(letters, k=300))) for _ in range(60)]
    assert differences(bench, asked) == []


def test_numbers_in_any_punctuation_give_the_same_terms(bench: Page) -> None:
    chance = random.Random(3)
    asked = [
        ("en", "".join(chance.choices([*"0123456789", *".,'’٫٬_ ", "٣", "५"], k=200))) for _ in range(200)
    ]
    assert differences(bench, asked) == []


def test_english_stems_are_stock_lunrs_on_both_sides(bench: Page) -> None:
    chance = random.Random(4)
    words = [
        "".join(chance.choices("aeioulsztyrnbdg", k=chance.randint(1, 6))) + chance.choice(ENDINGS)
        for _ in range(20_000)
    ]
    found = bench.evaluate(
        "(words) => words.map((word) => "
        "[lunr.stemmer(new lunr.Token(word, {})).toString(), stemEnglish(word)])",
        words,
    )
    assert [word for word, (stock, own) in zip(words, found, strict=True) if stock != own] == []
    assert [word for word, (stock, _) in zip(words, found, strict=True) if stock != stem_english(word)] == []
