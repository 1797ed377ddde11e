"""Tables of quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.import_.bringing_in import bring_in, by_words, passages, reasons

TEXT = "The mayor spoke of about 1,200 people. Nobody left, and nobody was warned.\n\nNobody came.\n"


def test_a_row_is_an_annotation() -> None:
    table = (
        "Document,Quote,Speaker,Via,Claim,Stance,Figure,Value,Approximate,Unit,"
        "Topics,Mode,mood\n"
        'a.txt,"about 1,200 people",The mayor,"Ann; Bob",People left,denies,People who left,"1,200",yes,'
        "people,flood; river,indirect,calm\n"
    )
    imported, documents = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    found = by_words(documents["a"])["about 1,200 people"]
    assert (found.speaker, found.via, found.mode) == ("the-mayor", ("ann", "bob"), "indirect")
    assert [(use.id, use.stance) for use in found.claims] == [("people-left", "denies")]
    assert [(use.id, use.amount.value, use.amount.approximate) for use in found.figures] == [
        ("people-who-left", Decimal(1200), True)
    ]
    assert found.topics == ("flood", "river")
    assert found.note == "mood: calm"
    assert imported.losses == ()


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("document,quote\na.txt,nobody left at all\n", "does not stand"),
        ("document,quote\na.txt,Nobody\n", "2 times"),
        ("document,quote,speaker\na.txt,,Ann\n", "no words"),
        ("document,quote,mode\na.txt,mayor,spoken\n", "its mode is left out"),
        ("document,quote,said\na.txt,mayor,yesterday\n", "its said is left out"),
        ("document,quote,figure,value\na.txt,mayor,x,many\n", "'many' is not a number"),
        ("document,quote,figure,value\na.txt,mayor,x,3\n", "no unit"),
        ("document,quote\na.txt,mayor,more\n", "1 cells have no column"),
        ("document;words\na.txt;mayor\n", "no column `quote`"),
        ("", "no column `quote`"),
    ],
)
def test_what_is_lost_is_told(table: str, why: str) -> None:
    imported, _ = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    assert why in reasons(imported)


GERMAN = "Es waren 2,500 Liter Wasser, und in der Stadt lebten 1.200 Leute, die es nicht wussten.\n"


@pytest.mark.parametrize(
    ("text", "cell", "value", "why"),
    [
        (GERMAN, "1.200", "1200", ""),
        (GERMAN, "2,500", "2.500", "may be 2500 or 2.500"),
        (GERMAN, "2,50", "2.50", ""),
        (TEXT, "1,200", "1200", ""),
        (TEXT, "2.500", "2.500", "may be 2500 or 2.500"),
        (TEXT, "2.50", "2.50", ""),
        ("1.200\n", "1.200", None, "may be 1200 or 1.200; give the table a column `language`"),
        ("1.200\n", "1200", "1200", ""),
    ],
)
def test_a_number_is_read_as_the_texts_language_writes_it_and_doubt_is_told(
    text: str, cell: str, value: str | None, why: str
) -> None:
    quote = text.split()[2] if " " in text else "1.200"
    table = f"quote;figure;value;unit\n{quote};x;{cell};m\n"
    imported, documents = bring_in("csv", {"q.csv": table, "a.txt": text})
    figures = by_words(documents["a"])[quote].figures
    assert [str(use.amount.value) for use in figures] == ([] if value is None else [value])
    assert why in reasons(imported)
    assert bool(imported.losses) == bool(why)


def test_delimiters_and_encodings() -> None:
    imported, documents = bring_in(
        "csv", {"q.tsv": "quote\tnote\nnobody was warned\tcafé\n".encode("cp1252"), "a.txt": TEXT}
    )
    assert passages(documents["a"]) == ["nobody was warned"]
    assert by_words(documents["a"])["nobody was warned"].note == "café"
    assert "Windows-1252" in reasons(imported)


def test_occurrence_and_context() -> None:
    table = "quote,occurrence,prefix\nNobody,2,\nobody was,,n\n"
    _, documents = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    assert [(a.passage, a.spans[0][0]) for a in documents["a"].annotations] == [
        (("obody was",), TEXT.index("nobody was") + 1), (("Nobody",), TEXT.index("Nobody came")),
    ]  # fmt: skip
