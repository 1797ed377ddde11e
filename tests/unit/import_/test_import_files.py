"""What files are before their annotations are read: their kind, their encoding, what they are about."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.import_.bringing_in import bring_in, by_words, passages, reasons

TEXT = "The dam held. Nobody was warned, she said.\n\nNobody slept. The river rose by night.\n"
PAGE = "https://example.org/dam"


def quote(exact: str, **more: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def row(exact: str, uri: str = PAGE, **more: Any) -> dict[str, Any]:
    return {
        "id": exact[:3], "uri": uri, "user": "acct:ida@example.org", "text": "n", "tags": ["flood"],
        "target": [{"source": uri, "selector": [quote(exact)]}], **more,
    }  # fmt: skip


def target(*selectors: Any, source: str | None = PAGE, **more: Any) -> dict[str, Any]:
    about = {"selector": list(selectors)} | ({} if source is None else {"source": source})
    return {"type": "Annotation", "target": about, **more}


def test_hypothesis_own_export() -> None:
    export = {
        "export_date": "2024-05-03T10:00:00Z", "export_userid": "acct:ida@example.org",
        "client_version": "1.1500.0", "annotations": [row("The dam held")],
    }  # fmt: skip
    _, documents = bring_in("hypothesis", {"e.json": json.dumps(export), "dam.txt": TEXT})
    found = by_words(documents["dam"])["The dam held"]
    assert (found.annotator, found.topics) == ("ida", ("flood",))


COLUMNS = (
    ("Created at", "Author", "Page", "URL", "Group", "Type", "Quote/description", "Comment", "Tags"),
    ("Created at", "Author", "Page", "URL", "Group", "Annotation/Reply Type", "Quote", "Comment", "Tags"),
    ("Creation Date", "User", "Page", "URL", "Group", "Annotation/Reply Type", "Quote", "Body", "Tags"),
)


@pytest.mark.parametrize("form", ["hypothesis", "csv"])
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_hypothesis_own_table(form: str, columns: tuple[str, ...], mark: str) -> None:
    rows = (
        columns,
        (
            "2024-05-03 10:00",
            "ida",
            "iv",
            PAGE,
            "Public",
            "Annotation",
            "The dam held",
            "well",
            '"flood,dams"',
        ),
        ("2024-05-03 11:00", "bo", "", PAGE, "Public", "Reply", "", "no", ""),
    )
    table = "\n".join(mark.join(cells) for cells in rows)
    imported, documents = bring_in(form, {"e.csv": table, "dam.txt": TEXT})
    found = by_words(documents["dam"])["The dam held"]
    assert (found.annotator, found.topics, found.note) == ("ida", ("flood", "dams"), "well\n\npage: iv")
    assert found.annotated is not None
    assert found.annotated.edtf == "2024-05-03"
    assert documents["dam"].source.url == PAGE
    assert (imported.counted, imported.placed) == (1, 1)
    assert "it is a reply" in reasons(imported)


@pytest.mark.parametrize(
    ("form", "value", "told"),
    [
        ("w3c", {"rows": [row("The dam held")]}, "Hypothesis"),
        ("hypothesis", [target(quote("The dam held"), body="n")], "Web Annotations"),
    ],
)
def test_a_file_is_read_as_what_it_is(form: str, value: Any, told: str) -> None:
    imported, documents = bring_in(form, {"a.json": json.dumps(value), "dam.txt": TEXT})
    assert passages(documents["dam"]) == ["The dam held"]
    assert f"{told}" in reasons(imported)
    assert "was read as such" in reasons(imported)


RUSSIAN = "Мэр сказала, что плотина выдержала. Никто не спал, и это было в мае на реке.\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("windows-1251", "Windows-1251")],
)
def test_tables_and_texts_in_other_encodings(encoding: str, told: str) -> None:
    table = (
        f"document,quote,note\nplotina.txt,{RUSSIAN[13:35].strip()},да и нет на реке с и по как это было\n"
    )
    files = {"q.csv": table.encode(encoding), "plotina.txt": RUSSIAN.encode(encoding)}
    imported, documents = bring_in("csv", files)
    assert passages(documents["plotina"]) == [RUSSIAN[13:35].strip()]
    assert documents["plotina"].annotations[0].note.startswith("да и нет")
    assert imported.files["documents/plotina.txt"].decode("utf-8-sig") == RUSSIAN
    assert told in reasons(imported)


@pytest.mark.parametrize(
    ("form", "files", "why"),
    [
        ("csv", {"q.csv": "a,b\n1,2\n"}, "no column `quote`"),
        ("hypothesis", {"s.json": "not json"}, "it is not JSON"),
        ("w3c", {"s.json": '{"type": "Thing"}'}, "Thing without annotations"),
        ("tei", {"s.xml": "<TEI"}, "cannot be read as XML"),
    ],
)
def test_a_file_that_is_not_read_is_an_error(form: str, files: dict[str, str], why: str) -> None:
    imported, _ = bring_in(form, files)
    assert [loss.is_unread for loss in imported.losses if why in loss.why] == [True]


ADDRESSES = (
    "http://www.example.org/dam/", "https://example.org/dam?utm_source=x&fbclid=y", PAGE,
    "https://via.hypothes.is/https://example.org/dam", "https://example.org/dam#:~:text=held",
)  # fmt: skip


def test_one_page_under_several_addresses_is_one_document() -> None:
    words = ("The dam held", "was warned", "slept", "rose", "by night")
    rows = [row(exact, uri) for exact, uri in zip(words, ADDRESSES, strict=True)]
    imported, documents = bring_in("hypothesis", {"s.json": json.dumps(rows), "dam.txt": TEXT})
    assert list(documents) == ["dam"]
    assert passages(documents["dam"]) == list(words)
    assert documents["dam"].source.url == PAGE
    assert "5 addresses were taken for one page" in reasons(imported)


def test_two_pages_with_one_text_are_told() -> None:
    rows = [row("The dam held", f"{PAGE}?p={n}") for n in (1, 2)]
    imported, documents = bring_in("hypothesis", {"s.json": json.dumps(rows), "dam.txt": TEXT})
    assert len(documents) == 2
    assert "taken for the text of 2 pages" in reasons(imported)


@pytest.mark.parametrize(
    ("texts", "document"),
    [(("dam.txt",), "dam"), (("notes.txt", "dam.txt"), "notes"), ((), "notes")],
)
def test_annotations_that_name_no_source(texts: tuple[str, ...], document: str) -> None:
    """RecogitoJS writes none: the text is the one that is there, or the one called as the file is."""
    made = [
        target(quote("The dam held"), {"type": "TextPositionSelector", "start": 0, "end": 12}, source=None),
        {"id": "x", "bodies": [{"purpose": "commenting", "value": "n"}],
         "target": {"annotation": "x", "selector": [{"quote": "slept", "start": 52, "end": 57}]}},
    ]  # fmt: skip
    imported, documents = bring_in("w3c", {"notes.json": json.dumps(made), **dict.fromkeys(texts, TEXT)})
    assert passages(documents[document]) == ["The dam held", "slept"]
    assert documents[document].annotations[1].note == "n"
    assert imported.placed == 2


def test_a_source_that_may_be_any_of_several_texts_is_told() -> None:
    made = json.dumps(target(quote("slept"), source=None))
    imported, _ = bring_in("w3c", {"x.json": made, "a.txt": TEXT, "b.txt": TEXT})
    assert imported.placed == 0
    assert "any of 2 texts" in reasons(imported)


def test_annotations_on_annotations() -> None:
    made = [
        target(quote("slept"), id="#a1", body="first"),
        {"id": "#a2", "type": "Annotation", "motivation": "linking", "creator": "Bo",
         "body": [{"type": "TextualBody", "value": "near", "purpose": "tagging"}],
         "target": [{"id": "#a1"}, {"id": "#gone"}]},
        {"id": "#a3", "type": "Annotation", "target": "#a1", "body": "second"},
    ]  # fmt: skip
    imported, documents = bring_in("w3c", {"a.json": json.dumps(made), "dam.txt": TEXT})
    assert list(documents) == ["dam"]
    assert documents["dam"].annotations[0].note == "first\n\nBo: near\n\nsecond"
    assert (imported.counted, imported.placed) == (3, 1)
    assert "about other annotations (#a1, #gone)" in reasons(imported)


def test_a_source_of_which_nothing_is_quoted_makes_no_empty_document() -> None:
    made = json.dumps([{"id": "p", "uri": PAGE, "text": "Read this", "target": [{"source": PAGE}]}])
    imported, documents = bring_in("hypothesis", {"s.json": made})
    assert documents == {}
    assert "Read this" in reasons(imported)


EMOJI = "🌊🌊 She was thinking of it. The dam held.\n"


def at(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "selectors", "words", "told"),
    [
        (EMOJI, [[at(11, 19)]], ["thinking"], "were read as characters"),
        (EMOJI, [[at(13, 21)]], ["thinking"], "were read as UTF-16 units"),
        (
            EMOJI,
            [[quote("The dam held"), at(29, 41)], [at(9, 21)]],
            ["was thinking", "The dam held"],
            "UTF-16",
        ),
        (EMOJI, [[at(12, 20)]], [], "within a word"),
        (TEXT, [[at(5, 12)]], [], "within a word"),
        ("市长说桥已经关闭了。\n", [[at(2, 5)]], ["说桥已"], ""),
        (
            "A dam, a dam 🌊, a dam.\n",
            [[quote("dam"), at(19, 22)], [quote("🌊"), at(13, 15)]],
            ["🌊", "dam"],
            "",
        ),
    ],
)
def test_positions_never_cut_words_and_say_what_they_count(
    text: str, selectors: list[list[Any]], words: list[str], told: str
) -> None:
    made = [target(*chosen) for chosen in selectors]
    imported, documents = bring_in("w3c", {"a.json": json.dumps(made), "dam.txt": text})
    assert passages(documents["dam"]) == words
    assert told in reasons(imported)


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("she said.Nobody slept", ["she said. Nobody slept"]),
        ("she said. Nobody slept", ["she said. Nobody slept"]),
        ("shesaid.Nobody slept", []),  # within a line words stay apart
        ("Nobody w as warned", []),
    ],
)
def test_words_that_a_program_joined_over_the_end_of_a_paragraph(exact: str, words: list[str]) -> None:
    _, documents = bring_in("w3c", {"a.json": json.dumps(target(quote(exact))), "dam.txt": TEXT})
    assert passages(documents["dam"]) == words


@pytest.mark.parametrize(
    ("sheet", "words", "why"),
    [
        ("T1\tX 4 12\tdam\nheld\n", ["dam held"], ""),
        ("T1\tX 4 12\tdam\nT2\tX 0 3\tThe\n", ["The"], "the row is cut"),
        ("T1\tX 4 12\tdam\nheld\nand more\n", ["dam held"], "cannot be read"),
        ("T1\tX 4 12\tdam\n\nheld and more words\n", [], "the row is cut"),
    ],
)
def test_rows_of_brat_that_were_cut_at_a_line_end(sheet: str, words: list[str], why: str) -> None:
    imported, documents = bring_in("brat", {"a.txt": "The dam\nheld by night.", "a.ann": sheet})
    assert passages(documents["a"]) == words
    assert why in reasons(imported)


def test_who_is_named_by_rows_without_a_place_only_is_not_made() -> None:
    table = "document,quote,speaker,topics\na.txt,slept,Ida,night\na.txt,nowhere at all,Nobody Else,day\n"
    imported, _ = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    assert imported.files["speakers.yaml"] == b"ida:\n  name: Ida\n"
    assert imported.files["topics.yaml"] == b"night:\n  name: night\n"


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (("06/03/2024", "13/06/2024"), ("2024-03-06", "2024-06-13")),
        (("06/03/2024", "06/13/2024"), ("2024-06-03", "2024-06-13")),
        (("06/03/2024", "3 June 2024"), ("", "2024-06-03")),
        (("13/06/2024", "06/14/2024"), ("2024-06-13", "2024-06-14")),
        (("2024-06-03T10:00:00Z", "03.06.2024"), ("2024-06-03T10:00:00Z", "2024-06-03")),
    ],
)
def test_the_dates_of_a_table_are_read_by_one_convention(
    cells: tuple[str, str], dates: tuple[str, str]
) -> None:
    table = f"quote;said\nThe dam held;{cells[0]}\nslept;{cells[1]}\n"
    imported, documents = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    assert tuple(a.said.edtf if a.said else "" for a in documents["a"].annotations) == dates
    assert ("may be" in reasons(imported)) == ("" in dates)


@pytest.mark.parametrize(
    ("others", "cell", "value"),
    [
        ("2,5", "1.200", "1200"),
        ("2.5", "1,200", "1200"),
        ("2,5", "1,200", "1.200"),
        ("1.234,5", "1.200", "1200"),
    ],
)
def test_the_numbers_of_a_table_are_read_by_one_convention(others: str, cell: str, value: str) -> None:
    table = f"quote;figure;value;unit\nThe dam held;one;{others};m\nslept;two;{cell};m\n"
    imported, documents = bring_in("csv", {"q.csv": table, "a.txt": TEXT})
    assert str(documents["a"].annotations[1].figures[0].amount.value) == value
    # The text is English: only what it would write otherwise is told.
    assert ("as the table writes its other numbers" in reasons(imported)) == (others != "2.5")
