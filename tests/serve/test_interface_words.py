"""The live scripts' own words: every one is in the catalogues, and a page hands them over in its language."""

from __future__ import annotations

import json

import pytest

from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.words import facts_of_language, interface_words, language_of_page, script_messages
from sitegen.words.words import languages


@pytest.mark.parametrize("language", languages())
def test_a_page_hands_over_every_message_in_its_language(language: str) -> None:
    facts = facts_of_language(language)
    words = json.loads(facts["words"])
    same = [message for message in script_messages() if message not in words]
    # Some words are the same in French: what is left in English would be more than these.
    assert set(same) <= {"Note", "Citation", "Adresse"}, same
    assert len(words) > 150
    assert facts["direction"] == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(
    ("page", "language", "told"),
    [
        (b'<!doctype html>\n<html lang="ar" dir="rtl">', "ar", "ar"),
        (b"<!doctype html>\n<html lang='de'>", "en", "en"),
        (b'<!doctype html>\n<html lang="de">', "de", "en"),
        (b'<html class="x" lang="fr-CA" dir="ltr">', "fr-CA", "fr-CA"),
        (b"no page", "en", "en"),
    ],
)
def test_the_language_is_the_pages_and_english_without_a_catalogue(
    page: bytes, language: str, told: str
) -> None:
    assert language_of_page(page) == language
    assert facts_of_language(language)["language"] == told


def test_a_refusal_is_told_in_the_sites_language() -> None:
    refused = RefusedError("there is no document '%(id)s'", id="100%")
    assert str(refused) == "there is no document '100%'"
    assert refused.told(interface_words("fr")) == "il n’y a pas de document « 100% »"
    assert RefusedError("100% wrong").told(interface_words("fr")) == "100% wrong"
