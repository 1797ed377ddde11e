"""Drafts from texts of four languages: who, with which words, and what is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.resolve import anchor_document
from sitegen.model.archive import Amount, Annotation, Archive, Document, Figure, Selector, Site, Speaker
from sitegen.parse.plain import parse_plain
from sitegen.parse.records import parse_sidecar
from sitegen.suggest.amounts import iter_amounts
from sitegen.suggest.draft import Draft, render_drafts
from sitegen.suggest.names import Names
from sitegen.suggest.sentences import iter_quotations, iter_sentences
from sitegen.suggest.suggest import suggest_annotations

SPEAKERS = (
    Speaker("ada-holm", "Ada Holm", aliases=("the mayor", "la maire", "رئيسة البلدية")),
    Speaker("fire-brigade", "the fire brigade", "organization"),
    Speaker("ivan-petrov", "Иван Петров", "person", aliases=("МЧС",)),
    Speaker("leila-nasser", "ليلى ناصر", "person"),
    Speaker("paul-smith", "Paul Smith", "person"),
    Speaker("anna-smith", "Anna Smith", "person"),
)
ARCHIVE = Archive(
    Site("A site"),
    speakers={speaker.id: speaker for speaker in SPEAKERS},
    figures={"left": Figure("left", "People who left", "people")},
)


def drafts(text: str, language: str = "en", annotations: tuple[Annotation, ...] = ()) -> tuple[Draft, ...]:
    reading = parse_plain(text)
    anchored, _ = anchor_document(annotations, reading, "x.yaml")
    document = Document("x", "documents/x.txt", "X", language=language, annotations=anchored)
    return suggest_annotations(reading, document, ARCHIVE)


@pytest.mark.parametrize(
    ("language", "text", "quotes", "speaker", "cue", "mode"),
    [
        ("en", "“Nobody found a crack,” said Ada Holm.",
         ["Nobody found a crack"], "ada-holm", "said", "direct"),
        ("en", '"It was," the mayor said, "as sound as ever."',
         ["It was", "as sound as ever."], "ada-holm", "said", "direct"),
        ("en", "The wall held, according to the fire brigade.", ["The wall held"], "", "", None),
        ("en", "The wall had held till noon, according to the fire brigade.",
         ["The wall had held till noon"], "fire-brigade", "according to", "indirect"),
        ("en", "Ada Holm said that the wall was sound enough.",
         ["the wall was sound enough"], "ada-holm", "said", "indirect"),
        ("en", "The wall was sound enough, the mayor said.",
         ["The wall was sound enough"], "ada-holm", "said", "indirect"),
        ("en", "The wall was sound enough, the mayor said pointing to the stones of the old quay.",
         ["The wall was sound enough"], "ada-holm", "said", "indirect"),
        ("en", "The mayor said nothing was wrong with it.",
         ["nothing was wrong with it"], "ada-holm", "said", "indirect"),
        ("en", "Ada Holm’s wall, ‘the best we’ve ever had’, she said.",
         ["the best we’ve ever had"], "ada-holm", "said", "mixed"),
        ("fr", "« La digue est sûre », a affirmé la maire.",
         ["La digue est sûre"], "ada-holm", "affirmé", "direct"),
        ("fr", "Selon Ada Holm, la digue était vraiment sûre.",
         ["la digue était vraiment sûre"], "ada-holm", "Selon", "indirect"),
        ("ru", "«Стена была проверена весной», — заявил Иван Петров.",
         ["Стена была проверена весной"], "ivan-petrov", "заявил", "direct"),
        ("ru", "По словам Ивана Петрова, стена была проверена весной.",
         ["стена была проверена весной"], "ivan-petrov", "По словам", "indirect"),
        ("ru", "Петров сообщил, что стена была проверена весной.",
         ["стена была проверена весной"], "ivan-petrov", "сообщил", "indirect"),
        ("ar", "قالت ليلى ناصر إن الجدار لم يفحص في الربيع.",
         ["الجدار لم يفحص في الربيع"], "leila-nasser", "قالت", "indirect"),
        ("ar", "وقالت رئيسة البلدية: «لم نجد أي شق في الجدار».",
         ["لم نجد أي شق في الجدار"], "ada-holm", "قالت", "direct"),
        ("en", "„So ist es nun einmal hier“, said Paul Smith.",
         ["So ist es nun einmal hier"], "paul-smith", "said", "direct"),
        ("en", "“Nobody found a single crack,” said Smith.",
         ["Nobody found a single crack"], "", "said", "direct"),
        ("en", "He reads “A Tale of Walls” daily.", ["A Tale of Walls"], "", "", "direct"),
        ("en", "The so-called “wall” fell.", [], "", "", None),
    ],
)  # fmt: skip
def test_who_said_it(
    language: str, text: str, quotes: list[str], speaker: str, cue: str, mode: str | None
) -> None:
    found = [d for d in drafts(text, language) if d.kind != "figure"]
    if mode is None:
        assert found == []
        return
    (draft,) = found
    assert [selector.exact for selector in draft.selectors] == quotes
    assert (draft.speaker, draft.cue, draft.mode) == (speaker, cue, mode)


@pytest.mark.parametrize(
    ("language", "text", "amount", "unit"),
    [
        ("en", "About 1,200 people left.", Amount(Decimal(1200), approximate=True), "people left"),
        ("en", "at least 2.5 million homes", Amount(low=Decimal(2500000)), "homes"),
        ("en", "up to 300 wounded soldiers", Amount(high=Decimal(300)), "wounded soldiers"),
        ("en", "200–300 people", Amount(low=Decimal(200), high=Decimal(300)), "people"),
        ("en", "between 2 and 3 million people",
         Amount(low=Decimal(2000000), high=Decimal(3000000)),
         "people"),
        ("en", "12% of homes", Amount(Decimal(12)), "homes"),
        ("fr", "environ 1 200 personnes", Amount(Decimal(1200), approximate=True), "personnes"),
        ("fr", "2,5 millions de personnes", Amount(Decimal(2500000)), "personnes"),
        ("ru", "более 90 тысяч жителей города", Amount(low=Decimal(90000)), "жителей города"),
        ("ar", "نحو ١٢٠٠ شخص", Amount(Decimal(1200), approximate=True), "شخص"),
    ],
)  # fmt: skip
def test_what_is_counted(language: str, text: str, amount: Amount, unit: str) -> None:
    (found,) = iter_amounts(text, language)
    assert (found.amount, found.unit) == (amount, unit)


@pytest.mark.parametrize(
    "text",
    ["in 2016 the town", "on 14 May they", "May 14 was dry", "at 12:30 sharp", "the 3rd wall",
     "route A1 north",
     "2016-05-14 report", "14 мая река", "page 3 of it", "in 2016.", "http://a/12 b", "12 and 13 people"],
)  # fmt: skip
def test_dates_and_labels_count_nothing(text: str) -> None:
    assert list(iter_amounts(text, "en")) == []


@pytest.mark.parametrize(
    ("language", "text", "words", "quote"),
    [
        ("en", "The chair said that the budget was not approved.", "The chair",
         "the budget was not approved"),
        ("en", "The budget was never approved, according to the chair.", "the chair",
         "The budget was never approved"),
        ("en", "“The budget is late again,” said a tired clerk.", "a tired clerk",
         "The budget is late again"),
        ("en", "He said that the budget was not approved.", "", "the budget was not approved"),
        ("fr", "Le maire a déclaré que la digue était sûre.", "Le maire", "la digue était sûre"),
        ("ru", "Жители города сообщили, что воды там больше нет.", "Жители города",
         "воды там больше нет"),
        ("ar", "قال رئيس المجلس إن الميزانية لم تعتمد بعد.", "رئيس المجلس", "الميزانية لم تعتمد بعد"),
    ],
)  # fmt: skip
def test_who_is_told_as_printed(language: str, text: str, words: str, quote: str) -> None:
    (draft,) = drafts(text, language)
    assert (draft.speaker, draft.speaker_words) == ("", words)
    assert [selector.exact for selector in draft.selectors] == [quote]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "According to the council, about 340 people were moved out; Paul Smith counted 412 people.",
         {"340 people": "the council", "412 people": ""}),
        ("en", "According to the council, about 340 people were moved out before Paul Smith arrived.",
         {"340 people": "the council"}),
        ("en", "According to the head of the brigade, Ada Holm, about 340 people were moved out.",
         {"340 people": "ada-holm"}),
        ("en", "About 340 people were moved out, the mayor said; the council speaks of 412 people.",
         {"340 people": "ada-holm", "412 people": ""}),
        ("ru", "По данным МЧС, вывезено 1 250 человек; волонтёры говорят о 1 800 человек.",
         {"1 250 человек": "ivan-petrov", "1 800 человек": ""}),
    ],
)  # fmt: skip
def test_a_number_is_theirs_alone_who_give_it(language: str, text: str, said: dict[str, str]) -> None:
    found = drafts(text, language)
    numbers = {draft.selectors[0].exact: draft for draft in found if draft.kind == "figure"}
    told = {
        words: draft.speaker or draft.speaker_words
        for words in said
        for exact, draft in numbers.items()
        if exact.endswith(words)
    }
    assert told.keys() == said.keys()
    for words, who in said.items():
        if who:
            assert told[words] == who
        else:
            assert told[words] not in set(said.values()) - {""}, "the other's number"


def test_a_pronoun_and_what_follows_it_name_nobody() -> None:
    (draft,) = drafts("«Нас никто не предупредил», — заявила она журналистам во вторник.", "ru")
    assert (draft.speaker, draft.speaker_words, draft.cue) == ("", "", "заявила")


def test_what_a_colon_opens_is_said_in_full() -> None:
    (draft,) = drafts("وقالت ليلى ناصر: «أخبرناهم مرات كثيرة».", "ar")
    assert (draft.speaker, draft.mode) == ("leila-nasser", "direct")


@pytest.mark.parametrize(
    "text",
    ["The claims that were made about it are old.", "Holm’s claims that it held were heard.",
     "The council says little about the wall and its cracks.", "It was not a warning that anybody heard."],
)  # fmt: skip
def test_nouns_report_nothing(text: str) -> None:
    assert drafts(text) == ()


def test_a_known_figure_is_proposed() -> None:
    (draft,) = drafts("About 1,200 people left.")
    assert draft.figures == ("left",)
    text = render_drafts("x", (draft,))
    assert "figure: {id: left, value: 1200, approximate: true}" in text
    assert "figure: {id: ..., value: 5}" in render_drafts("x", drafts("5 walls fell."))


def test_what_is_annotated_is_left_out() -> None:
    text = "“Nobody found a crack,” said Ada Holm. About 1,200 people left."
    before = Annotation("a", 1, named=True, selectors=(Selector("Nobody found a crack"),))
    assert [d.kind for d in drafts(text)] == ["quotation", "figure"]
    assert [d.kind for d in drafts(text, annotations=(before,))] == ["figure"]


def test_names_two_speakers_have_are_nobodys() -> None:
    names = Names(ARCHIVE.speakers)
    assert [n.speaker for n in names.find_in("Smith met Anna Smith and Petrov.")] == ["anna-smith"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One\ntwo. Three", ["One\ntwo.", " Three"]),
        ("One. Two! Three?", ["One.", " Two!", " Three?"]),
        ("One said; two said. Three؛ four", ["One said;", " two said.", " Three؛", " four"]),
        ("Mr. Holm of the U.S. Army left. He", ["Mr. Holm of the U.S. Army left.", " He"]),
        ("نعم؟ لا.", ["نعم؟", " لا."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in iter_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“a ‘b’ c” d", ["a ‘b’ c"]),
        ("« a » b «c»", [" a ", "c"]),
        ("it's 6' and 5\" tall", []),
        ("„a“ “b” 「c」", ["a", "b", "c"]),
        ("the town’s ‘old’ wall", ["old"]),
        ("“never closed", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for a, b in iter_quotations(text)] == quoted


PIECES = st.sampled_from(
    ["“", "”", "«", "»", '"', "‘", "’", " ", ". ", ", ", "said", "Ada Holm", "according to", "сказал",
     "قال", "Петрова",
     "12", "1,200 people", "that", "wall", "\n\n", "\u200f", "é", "что", "Х. ", "about ", "%"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["en", "fr", "ru", "ar", "", "de"]))
def test_every_draft_is_a_ready_annotation(text: str, language: str) -> None:
    found = drafts(text, language)
    sidecar = ("title: X\n" + render_drafts("x", found)).encode()
    document, wrong = parse_sidecar(sidecar, "x.yaml", "x", "documents/x.txt")
    assert {each.code for each in wrong} <= {"F004"}  # a passage may have characters that nobody sees
    assert document is not None
    annotations, _ = anchor_document(document.annotations, parse_plain(text), "x.yaml")
    assert [a.spans for a in annotations] != [()] * len(annotations) or not found
    for draft, annotation in zip(found, annotations, strict=True):
        assert annotation.id == draft.id
        assert annotation.spans
        assert [s.exact for s in annotation.selectors] == [s.exact for s in draft.selectors]
