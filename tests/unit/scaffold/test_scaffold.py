"""Sources and entries that enter an archive."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.records import parse_sidecar, parse_speakers
from sitegen.scaffold.document import document_from_file, find_title, free_id
from sitegen.scaffold.entry import append_entry, keys_of_entry, why_not_an_id
from sitegen.text.language import guess_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The wall was not inspected, and it is said that the town had known of it for years."),
        (
            "fr",
            "Le maire a dit que la digue n'est pas sûre et que les habitants sont dans la rue.",
        ),
        (
            "de",
            "Der Bürgermeister sagte, dass die Mauer nicht sicher sei und von der Stadt geprüft wird.",
        ),
        ("ru", "Мэр сказал, что стена не была проверена и что они не знали об этом до вторника."),
        ("ru", "Вода поднялась за ночь, рассказала глава посёлка. Вывезены жители двух улиц."),
        ("uk", "Вода піднялася за ніч, розповіла голова селища. Вивезені мешканці двох вулиць."),
        ("", "Суу түн ичинде көтөрүлдү, деди айыл башчысы. Эки көчөнүн тургундары көчүрүлдү."),  # Kyrgyz
        ("uk", "Мер сказав, що стіна не була перевірена і що вони не знали про це до вівторка."),
        ("ar", "قال رئيس البلدية إن الجدار لم يفحص في الربيع وإن السكان كانوا قد غادروا من المدينة"),
        ("fa", "شهردار گفت که دیوار در بهار بازرسی شده است و این را از مردم شنیده بود"),
        ("he", "ראש העיר אמר כי הקיר לא נבדק וכי התושבים עזבו את העיר על פי הדיווח של הארגון"),
        ("el", "Ο δήμαρχος είπε ότι το τείχος δεν ελέγχθηκε"),
        ("ja", "市長は壁が点検されなかったと述べた"),
        ("zh", "市长说墙没有检查"),
        ("", "12,500 — 1999"),
        ("", ""),
        ("", "Lorem ipsum dolor"),
    ],
)
def test_language_is_guessed(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "is_markdown", "title"),
    [
        ("\n# The *wall* #\n\nText", True, "The wall"),
        ("Words first\n\n## Then [a link](x)", True, "Then a link"),
        ("The wall\n========\n", True, "The wall"),
        ("The wall\n\nText", False, "The wall"),
        ("word " * 40, False, ""),
        ("", False, ""),
        ("- milk\n- eggs\n", True, ""),
        ("> quoted\n", True, ""),
        ("| a | b |\n|---|---|\n", True, ""),
        ("1. first\n2. second\n", True, ""),
        ("![a picture](x.png)\n\nwords", True, ""),
        ("Date: 3 May 1871\nFrom: the mayor\n", False, ""),
        ("Дата: 3 мая\n", False, ""),
        ("Title: The wall\nDate: 3 May\n", False, "The wall"),
        ("The wall: a report\n\nText", False, "The wall: a report"),
        ("---\ndate: 1871\n---\n\n# The wall\n", True, "The wall"),
    ],
)
def test_title_is_found(text: str, is_markdown: bool, title: str) -> None:  # noqa: FBT001
    assert find_title(text, is_markdown=is_markdown) == title


def test_document_keeps_its_bytes() -> None:
    data = "\ufeffThe wall: a report\r\n\r\nIt was known to the town that the wall was old.\r\n".encode()
    made, wrong = document_from_file("The Wall (final).txt", data, {"the-wall-final"})
    assert made is not None, wrong
    assert (made.path, made.text) == ("documents/the-wall-final-2.txt", data)
    document, found = parse_sidecar(made.sidecar, made.sidecar_path, made.id, made.path)
    assert document is not None
    assert found == ()
    assert (document.title, document.language) == ("The wall: a report", "en")
    assert document.source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_sidecar_is_filled_from_the_front_matter_of_its_source() -> None:
    head = "---\ntitle: The wall\ndate: 3 May 1871\nlang: de\nurl: https://example.org/w\nauthor: Ada\n---\n"
    made, wrong = document_from_file("w.md", f"{head}\n- It was known.\n".encode())
    assert made is not None, wrong
    document, found = parse_sidecar(made.sidecar, made.sidecar_path, made.id, made.path)
    assert document is not None
    assert found == ()
    assert (document.title, document.language, document.source.url) == (
        "The wall",
        "de",
        "https://example.org/w",
    )
    assert b"date: 1871-05-03" in made.sidecar
    assert b"author: Ada" in made.sidecar


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF", "pdftotext"),
        ("a.docx", b"PK", "plain text"),
        ("a", b"", "plain text (.txt)"),
        ("a.txt", "naïve".encode("latin-1"), "iconv"),
        ("a.txt", b"a\0b", "NUL"),
    ],
)
def test_what_is_no_source_is_refused(name: str, data: bytes, words: str) -> None:
    made, wrong = document_from_file(name, data)
    assert made is None
    assert words in wrong


def test_ids_are_free() -> None:
    assert free_id("", ()) == "document"
    assert free_id("index", ()) == "the-index"
    assert free_id("a", {"a", "a-2"}) == "a-3"


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("Ada Holm", "did you mean 'ada-holm'?"),
        ("index", "the-index"),
        ("ada-holm", "already"),
        ("ada", "former id of 'ada-holm'"),
        ("Ада", "did you mean 'ada'?"),
        ("阿達", "did you mean 'ada'?"),
        ("!?", "for example"),
        ("new-one", ""),
    ],
)
def test_ids_of_entries(id_: str, words: str) -> None:
    refusal = why_not_an_id(id_, "speaker", {"ada-holm"}, {"ada": "ada-holm"})
    assert words in refusal
    assert bool(refusal) == bool(words)


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1).filter(str.strip)
ENDS = st.sampled_from(["", "\n", "\n\n", "  # a comment", "\n# a comment\n", "\r\n", "\n...\n", "\n   \n"])
BODIES = st.sampled_from(
    ["", "# nobody yet", "a: {name: A}", "a:\n  name: A\n  description: |\n    Text.\n", "{a: {name: A}}",
     "a:\n  name: A\n  description: |+\n    Text.\n", "a:\r\n  name: A", "---\na: {name: A}",
     "a: {name: 'A\n  B'}"]
)  # fmt: skip


@given(BODIES, ENDS, NAMES)
def test_appending_changes_nothing_else(body: str, end: str, name: str) -> None:
    before = (body + end).encode()
    after, wrong = append_entry(
        before, "speakers.yaml", "new-one", keys_of_entry("speaker", "new-one", {"name": name})
    )
    if after is None:
        assert "add it by hand" in wrong or "cannot be read" in wrong
        assert body.startswith("{") or "..." in end
        return
    assert after.startswith(before)
    held, found = parse_speakers(after, "speakers.yaml")
    assert {each.code for each in found} <= {"F004"}  # a name may have characters that nobody sees
    assert held.pop("new-one").name == name.strip()
    assert held == parse_speakers(before, "speakers.yaml")[0]
