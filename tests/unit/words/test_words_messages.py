"""Messages: the reader of catalogues, plural forms, and that no message lacks a translation."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from sitegen.words.catalogue import parse_catalogue
from sitegen.words.direction import direction
from sitegen.words.locale_facts import ENGLISH
from sitegen.words.locales import facts_from_locale
from sitegen.words.words import languages, words_for

ROOT = Path(__file__).parents[3]

OWN = """\
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
" ? 1 : 2);\\n"

#: templates/a.html
msgid "Claims"
msgstr "Утвер"
"ждения"

msgctxt "verb"
msgid "Claims"
msgstr "Утверждает \\"так\\""

#, python-format
msgid "%(count)s document"
msgid_plural "%(count)s documents"
msgstr[0] "%(count)s документ"
msgstr[1] "%(count)s документа"
msgstr[2] "%(count)s документов"

#, fuzzy
msgid "Figures"
msgstr "Угадано"

msgid "Topics"
msgstr ""
"""


def catalogue_path(language: str) -> Path:
    return ROOT / "sitegen" / "words" / "catalogues" / language / "LC_MESSAGES" / "sitegen.po"


def test_every_message_is_translated() -> None:
    command = [sys.executable, str(ROOT / "tools" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_no_message_is_out_of_the_extraction_s_sight() -> None:
    """Before Python 3.12, what is called inside an f-string is not extracted; the syntax tree has it."""
    known = parse_catalogue(catalogue_path("fr").read_text(encoding="utf-8"))
    said = [
        (path.name, call.args[0].value)
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in {"_", "gettext", "say", "say_count"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert said
    assert [one for one in said if ("", str(one[1])) not in known] == []


@pytest.mark.parametrize("language", languages())
def test_reader_agrees_with_babel(language: str) -> None:
    path = catalogue_path(language)
    ours = parse_catalogue(path.read_text(encoding="utf-8"))
    with path.open("rb") as file:
        theirs = [message for message in read_po(file, locale=language) if message.id]
    assert theirs
    for message in theirs:
        context = message.context or ""
        if isinstance(message.id, str):
            assert ours.pgettext(context, message.id) == (message.string or message.id)
        else:
            singular, plural = message.id
            forms = {ours.npgettext(context, singular, plural, number) for number in range(200)}
            assert forms == set(strings_of(message))


@pytest.mark.parametrize("language", languages())
def test_translations_fill_in_the_same_values(language: str) -> None:
    """A name that the message does not have fails at build time; English has spare ones for eras."""
    with catalogue_path(language).open("rb") as file:
        for message in read_po(file, locale=language):
            if not message.id or not all(strings_of(message)) or "%(ordinal)s" in message.id:
                continue
            source = message.id if isinstance(message.id, str) else " ".join(message.id)
            strings = strings_of(message)
            for string in strings:
                assert set(names_in(string)) <= set(names_in(source)), string
            assert set(names_in(strings[-1])) == set(names_in(source)), strings[-1]


def strings_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def names_in(message: str) -> list[str]:
    return re.findall(r"%(?!%)(?:\(\w+\))?\w?", message)


def test_own_catalogue_comes_first() -> None:
    words = words_for("ru", OWN)
    assert words.gettext("Claims") == "Утверждения"
    assert words.pgettext("verb", "Claims") == 'Утверждает "так"'
    assert words.gettext("Figures") != "Угадано"
    assert words.say_in("date", "spring %(year)s", year=2016) == "весна 2016 г."


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 документ"),
        (2, "2 документа"),
        (5, "5 документов"),
        (21, "21 документ"),
        (1204, "1\xa0204 документа"),
    ],
)
def test_count(count: int, text: str) -> None:
    words = words_for("ru", OWN)
    assert words.say_count("%(count)s document", "%(count)s documents", count) == text


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("ar", 1, "تصريح واحد"),
        ("ar", 2, "تصريحان"),
        ("ar", 7, "7 تصريحات"),
        ("ar", 13, "13 تصريحًا"),
        ("ar", 100, "100 تصريح"),
        ("fr", 0, "0 déclaration"),
        ("fr", 2, "2 déclarations"),
        ("ru", 22, "22 высказывания"),
    ],
)
def test_count_in_our_catalogues(language: str, count: int, text: str) -> None:
    said = words_for(language).ngettext("%(num)s statement", "%(num)s statements", count)
    assert said % {"num": count} == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 things"), (1, "1 thing"), (1204, "1,204 things")])
def test_count_without_a_catalogue(count: int, text: str) -> None:
    assert words_for("en").say_count("%(count)s thing", "%(count)s things", count) == text


def test_a_message_that_nobody_translated_is_said_in_english() -> None:
    words = words_for("ar")
    assert words.gettext("Not a message of ours") == "Not a message of ours"
    assert words.say("%(a)s of %(b)s, 5%%", a=1, b=2) == "1 of 2, 5%"


def test_english_facts_are_those_of_the_locale_data() -> None:
    assert facts_from_locale(Locale.parse("en_GB")) == ENGLISH


@pytest.mark.parametrize(
    "language", ["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "en", "ru", "tr", "zh"]
)
def test_direction_agrees_with_babel(language: str) -> None:
    assert direction(language) == (
        "rtl" if Locale.parse(language).character_order == "right-to-left" else "ltr"
    )


@pytest.mark.parametrize(
    ("tag", "way"),
    [("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("AR-eg", "rtl"), ("en-Arab-GB", "rtl"), ("", "ltr")],
)
def test_direction_by_script(tag: str, way: str) -> None:
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("language", "tag", "name"),
    [
        ("en", "ar", "Arabic"),
        ("fr", "ru", "russe"),
        ("ru", "zh-Hant", "китайский, традиционное письмо"),
        ("en", "sr-Latn-RS", "Serbian"),
        ("en", "qqq", "qqq"),
        ("tlh", "ar", "ar"),
    ],
)
def test_name_of_language(language: str, tag: str, name: str) -> None:
    assert words_for(language).format_language(tag) == name


def test_english_does_not_load_babel() -> None:
    code = (
        "import sys; from sitegen.words.words import words_for; "
        "words_for('en').say_count('%(count)s a', '%(count)s b', 2); sys.exit('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT)
    assert done.returncode == 0
