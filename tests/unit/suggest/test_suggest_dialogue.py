"""Speech over several paragraphs, behind dashes and in transcripts; names by their heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import Archive, Document, Site, Speaker
from sitegen.parse.plain import parse_plain
from sitegen.suggest.draft import Draft
from sitegen.suggest.names import Names
from sitegen.suggest.suggest import suggest_annotations

SPEAKERS = {
    speaker.id: speaker
    for speaker in (
        Speaker("ada-holm", "Ada Holm", "person"),
        Speaker("brigade", "The fire brigade of Lissport", "organization"),
        Speaker("port-office", "Port Office for Lissport", "organization"),
        Speaker("anne-of-brome", "Anne of Brome", "person"),
    )
}


def drafts(text: str, language: str = "") -> tuple[Draft, ...]:
    archive = Archive(Site("A site"), speakers=SPEAKERS)
    reading = parse_plain(text)
    return suggest_annotations(reading, Document("x", "documents/x.txt", "X", language=language), archive)


def said(text: str, language: str = "") -> list[tuple[str, str, str]]:
    """Return the words of each quotation, who is named for them, and how they are given."""
    return [
        (" | ".join(s.exact for s in d.selectors), d.speaker or d.speaker_words, d.mode or "")
        for d in drafts(text, language)
        if d.kind != "figure"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“Nobody was told of it,” said Ada Holm. “It was late.\n\n“We ran uphill.\n\n“Then it was dark.”",
            [("Nobody was told of it", "ada-holm", "direct"),
             ("It was late. | We ran uphill. | Then it was dark.", "", "direct")],
        ),
        (
            "Ada Holm said: “Nobody was told of it.\n\n“We ran.”",
            [("Nobody was told of it. | We ran.", "ada-holm", "direct")],
        ),
        (
            "«Personne n’a été prévenu ce soir-là.\n\n«Nous avons couru.», dit Ada Holm.",
            [("Personne n’a été prévenu ce soir-là. | Nous avons couru.", "ada-holm", "direct")],
        ),
        ("“We have nothing to add here.”\n\n“Nor do we, for now at least.”", None),
        ("“We have nothing to add here.\n\nNobody closed the mark.", []),
    ],
)  # fmt: skip
def test_a_quotation_over_several_paragraphs(text: str, found: list[tuple[str, str, str]] | None) -> None:
    language = "fr" if "«" in text else "en"
    if found is None:  # two quotations, each closed, are two
        assert [words for words, _, _ in said(text, language)] == [
            "We have nothing to add here.", "Nor do we, for now at least."
        ]  # fmt: skip
    else:
        assert said(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "— Я не знаю, — сказал Иван Ро.", [("Я не знаю", "direct")]),
        ("ru", "— Мост закрыт! — ответила Мария Ро. — Уходите.",
         [("Мост закрыт!", "direct"), ("Уходите.", "direct")]),
        ("fr", "— Je ne sais pas, dit Ada Holm.\n\n— Le pont est fermé.",
         [("Je ne sais pas", "direct"), ("Le pont est fermé.", "direct")]),
        ("fr", "– Non, dit-elle.", [("Non", "direct")]),
        ("en", "—I never saw the dam break, said Ada Holm.", [("I never saw the dam break", "direct")]),
        ("en", "— The dam — the old one — never broke at all.",
         [("The dam — the old one — never broke at all.", "direct")]),
        ("ru", "— Мы ушли, — сказала Мария Ро, — и не вернулись.", [("Мы ушли | и не вернулись.", "direct")]),
        ("en", "— boots and four other dry things\n— a lamp", []),  # a list
    ],
)  # fmt: skip
def test_speech_behind_a_dash(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert [(words, mode) for words, _, mode in said(text, language)] == found


TRANSCRIPT = "MS. HOLM: The gate was shut.\n\nTHE COURT: Who shut it?\n\nMS. HOLM: I did, with 12 people.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TRANSCRIPT, [("The gate was shut.", "ada-holm"), ("Who shut it?", "THE COURT"),
                      ("I did, with 12 people.", "ada-holm")]),
        ("Q: Who shut it?\nA: I did.\nQ: When?\nA: At dawn.\n",
         [("Who shut it?", "Q"), ("I did.", "A"), ("When?", "Q"), ("At dawn.", "A")]),
        ("记者：谁关的？\n\n市长：我关的。\n", [("谁关的？", "记者"), ("我关的。", "市长")]),
        ("Mr. Roe (Spain): We agree.\n\nMr. Doe (Chad): We do not.",
         [("We agree.", "Mr. Roe (Spain)"), ("We do not.", "Mr. Doe (Chad)")]),
        ("Date: 3 May 1904\nTo: Ada Holm\nFrom: the port\n\nThe gate was shut.", []),
        ("Note: the gate was shut.\n\nNothing else is known of that night, and nobody has asked since.", []),
    ],
)  # fmt: skip
def test_a_transcript_names_who_speaks(text: str, found: list[tuple[str, str]]) -> None:
    assert [(words, who) for words, who, _ in said(text, "en")] == found


def test_numbers_of_a_transcript_are_those_of_who_speaks() -> None:
    (number,) = [d for d in drafts(TRANSCRIPT, "en") if d.kind == "figure"]
    assert (number.speaker, number.unit) == ("ada-holm", "people")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The fire brigade came.", ["brigade"]),
        ("A report by the Port Office.", ["port-office"]),
        ("A port office opened.", []),
        ("Then the anne spoke.", []),
    ],
)
def test_an_organization_is_known_by_the_head_of_its_name(text: str, named: list[str]) -> None:
    assert [n.speaker for n in Names(SPEAKERS).find_in(text)] == named


def test_a_text_in_another_language_than_the_site_is_read_in_its_own() -> None:
    text = "Selon la mairie, la digue a cédé dans la nuit, et le pont est fermé."
    assert [d.cue for d in drafts(text)] == ["Selon"]


PIECES = st.sampled_from(
    ["—", "– ", " — ", "“", "”", "«", "»", '"', "\n\n", "\n", "A: ", "Ada Holm", " said ", "сказал", ". ",
     "?", "，", "x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "fr", "ru", ""]))
def test_every_draft_has_words_of_the_text(text: str, language: str) -> None:
    found = drafts(text, language)
    reading = parse_plain(text).text
    for draft in found:
        assert all(reading[start:end].strip() for start, end in draft.spans)
        assert list(draft.spans) == sorted(draft.spans)
    assert [d.spans[0] for d in found] == sorted(d.spans[0] for d in found)
