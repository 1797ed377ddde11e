"""Characters that no page can show, speech in notes, pieces in any order, folders side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.build import BuildOptions, check_archive
from sitegen.cli import main
from tests.unit.import_.bringing_in import bring_in, passages, reasons


@pytest.mark.parametrize("form", ["w3c", "csv", "brat"])
def test_characters_that_no_page_can_show(form: str, tmp_path: Path) -> None:
    """What Windows-1252 had as quotation marks is often taken for controls; none of it fails a check."""
    text = "The \x93dam\x94 held.\x07 Nothing else.\n"
    files = {
        "w3c": {"a.json": json.dumps([
            {"type": "Annotation", "body": "n \x92 \x07", "creator": "A\x85B",
             "target": {"source": "https://example.org/a",
                        "selector": {"type": "TextQuoteSelector", "exact": "\x93dam\x94 held.\x07"}}}])},
        "csv": {"q.csv": "document,quote,speaker,note\na,\x93dam\x94 held.\x07,Ann \x92,n \x07\n"},
        "brat": {"a.ann": "T1\tX 4 15\t\x93dam\x94 held.\x07\n#1\tAnnotatorNotes T1\tn \x07\n"},
    }[form]  # fmt: skip
    imported, documents = bring_in(form, {**files, "a.txt": text})
    assert passages(documents["a"]) == ["\ufffddam\ufffd held.\ufffd"]
    assert "no page can show" in reasons(imported)
    archive = tmp_path / "archive"
    for name, data in {"site.yaml": b"title: T\n", **imported.files}.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_bytes(data)
    result = check_archive(BuildOptions(archive=archive, no_cache=True))
    assert not result.has_failed, result.diagnostics


def test_speech_in_what_is_left_out_is_counted_and_told() -> None:
    tei = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p><said who='#a'>We left.</said>"
        "<note>As <said xml:id='s2' who='#b'>I did</said>, and <q>so</q>, <q who='#c'>yes</q>.</note>"
        "</p></body></text></TEI>"
    )
    imported, documents = bring_in("tei", {"a.xml": tei})
    assert passages(documents["a"]) == ["We left."]
    assert (imported.counted, imported.lost) == (3, 2)
    assert "<said> s2: it stands in a <note>" in reasons(imported)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T1\tX 8 12;0 3\theld The", "The | held"),
        ("T1\tX 0 3;8 12\tThe held", "The | held"),
        ("T1\tX 8 12;0 3;4 7\theld The dam", "The | dam | held"),
    ],
)
def test_pieces_of_brat_in_any_order(line: str, words: str) -> None:
    _, documents = bring_in("brat", {"a.txt": "The dam held. held The dam", "a.ann": line})
    assert passages(documents["a"]) == [words]


def test_texts_and_sheets_in_folders_side_by_side() -> None:
    files = {f"txt/{n}.txt": "The dam held." for n in "abc"} | {
        f"ann/{n}.ann": "T1\tX 4 7\tdam\n" for n in "abcd"
    }
    files |= {"more/c.txt": "Another.", "ann/d.ann": "T1\tX 4 7\tdam\n"}
    imported, documents = bring_in("brat", files)
    assert [passages(documents[f"txt/{n}"]) for n in "ab"] == [["dam"], ["dam"]]
    told = reasons(imported)
    assert "2 sheets were taken for the texts of the same names" in told
    assert "ann/c.ann: there is no .txt beside it" in told  # two texts are called so
    assert "ann/d.ann: there is no .txt beside it; give the text" in told


def test_what_is_the_same_of_many_documents_is_told_once(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for n in range(30):
        (source / f"{n}.xml").write_text(
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p><said who='#a'>We left.</said>"
            f"<note>{n}</note><note>x</note></p></body></text></TEI>"
        )
    result = CliRunner().invoke(main, ["import", "tei", str(source), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert result.output.count("<note> left out") == 1
    assert "in 30 places: <note> left out: no words of the text (60 times)" in result.output
