"""Who speaks, kept apart by document where nobody is named."""

from __future__ import annotations

import pytest

from sitegen.import_.voices import is_nobodys_name
from tests.unit.import_.bringing_in import bring_in, reasons


@pytest.mark.parametrize(
    ("name", "text", "nobody"),
    [
        ("he", "", True),
        ("She", "", True),
        ("они", "", True),
        ("هم", "", True),
        ("他们", "", True),
        ("the newspaper", "", True),
        ("The newspaper", "The newspaper said so.", True),
        ("a spokesman for the port", "", True),
        ("Officials", "Officials said so; other officials did not.", True),
        ("le porte-parole", "", True),
        ("Ann Roe", "", False),
        ("Reuters", "", False),
        ("the Port Office", "", False),
        ("The White House", "", False),
        ("NASA", "nasa", False),
        ("mayor", "", False),  # an id
        ("witness-4", "", False),
        ("市长", "", False),
        ("\u2026", "", True),
    ],
)
def test_who_is_nobody_in_particular(name: str, text: str, nobody: bool) -> None:  # noqa: FBT001
    assert is_nobodys_name(name, text) is nobody


TEXT = "The dam held, he said. Ann Roe said that it rose."


def sheet(*sources: str) -> str:
    lines = ["T1\tQuote 0 12\tThe dam held", "T2\tCue 17 21\tsaid", "T3\tQuote 40 48\tit rose."]
    for n, words in enumerate(sources, 4):
        at = TEXT.index(words)
        lines.append(f"T{n}\tSource {at} {at + len(words)}\t{words}")
    return "\n".join(lines)


def test_a_pronoun_of_one_document_is_not_that_of_another() -> None:
    made = sheet("he", "Ann Roe") + "\nE1\tCue:T2 Content:T1 Source:T4\nR1\tSays Content:T3 Source:T5\n"
    files = {
        f"{name}.{ending}": data for name in ("a", "b") for ending, data in (("txt", TEXT), ("ann", made))
    }
    imported, documents = bring_in("brat", files)
    who = {
        id_: [a.speaker for a in d.annotations if "quote" in a.topics and a.speaker]
        for id_, d in documents.items()
    }
    assert who == {"a": ["he", "ann-roe"], "b": ["he-2", "ann-roe"]}
    assert "2 without a name of their own (“he”) were kept apart" in reasons(imported)
    speakers = imported.files["speakers.yaml"].decode()
    assert "name: he (A)" in speakers


def test_words_that_a_cue_reports_and_nobody_says_are_not_the_documents_own() -> None:
    made = sheet() + "\nE1\tCue:T2 Content:T1\n"
    files = {
        f"{name}.{ending}": data for name in ("a", "b") for ending, data in (("txt", TEXT), ("ann", made))
    }
    imported, documents = bring_in("brat", files)
    who = [a.speaker for d in documents.values() for a in d.annotations if a.cue]
    assert who == ["unnamed-speaker", "unnamed-speaker-2"]
    assert imported.files["speakers.yaml"].count(b"kind: anonymous") == 2


def test_rows_of_a_table_and_elements_of_tei_keep_them_apart_too() -> None:
    rows = [f"{name}.txt,{row}\n" for name in "ab" for row in ("The dam held,he", "it rose,Ann Roe")]
    table = f"document,quote,speaker\n{''.join(rows)}"
    _, documents = bring_in("csv", {"q.csv": table, "a.txt": TEXT, "b.txt": TEXT})
    assert [a.speaker for d in documents.values() for a in d.annotations] == [
        "he",
        "ann-roe",
        "he-2",
        "ann-roe",
    ]
    words = "<text><body><p><said>We left.</said></p></body></text>"
    tei = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{words}</TEI>"
    imported, documents = bring_in("tei", {"a.xml": tei, "b.xml": tei})
    assert [a.speaker for d in documents.values() for a in d.annotations] == [
        "unnamed-speaker",
        "unnamed-speaker-2",
    ]
    assert "kept apart by document" in reasons(imported)


def test_one_person_who_speaks_and_is_quoted_in_a_record_is_one_speaker() -> None:
    tei = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><profileDesc><particDesc><listPerson>"
        "<person xml:id='ann'><persName>Ann Roe</persName></person></listPerson></particDesc></profileDesc>"
        "</teiHeader><text><body><u who='#ann'>We left. <said who='#ann'>Go!</said></u></body></text></TEI>"
    )
    imported, _ = bring_in("tei", {"a.xml": tei})
    assert imported.files["speakers.yaml"].count(b"name:") == 1
