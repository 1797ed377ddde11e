"""`import` as it is typed: files on disk, an archive that is there already, mistakes in sentences."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sitegen.build import BuildOptions, check_archive
from sitegen.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def codes(archive: Path) -> set[str]:
    result = check_archive(BuildOptions(archive=archive, no_cache=True))
    assert not result.has_failed, result.diagnostics
    return {d.code for d in result.diagnostics}


def test_a_new_archive(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a_txt="Ann said yes.", a_ann="T1\tX 9 12\tyes\nT2\tX 80 90\tno\n")
    result = run(
        "import", "brat", source, "--out", tmp_path / "out", "--report", tmp_path / "r.json", "--strict"
    )
    assert result.exit_code == 1, result.output
    assert "1 of 2 annotations placed" in result.output
    assert json.loads((tmp_path / "r.json").read_text())["lost"] == 1
    assert codes(tmp_path / "out") == set()


def test_an_archive_that_stands_keeps_its_people(tmp_path: Path) -> None:
    run("init", tmp_path)
    content = tmp_path / "content"
    before = {p: p.read_bytes() for p in content.rglob("*") if p.is_file()}
    write(
        tmp_path, q_csv="document,quote,speaker\nb.txt,yes,the mayor\nb.txt,no,Somebody\n", b_txt="yes or no"
    )
    result = run("import", "csv", tmp_path / "q.csv", tmp_path / "b.txt", "-o", content)
    assert result.exit_code == 0, result.output
    assert "speaker: ada-holm" in (content / "documents" / "b.yaml").read_text()
    assert (content / "speakers" / "imported-csv.yaml").read_text() == "somebody:\n  name: Somebody\n"
    assert all(path.read_bytes() == data for path, data in before.items())
    assert codes(content) == set()
    again = run("import", "csv", tmp_path / "q.csv", tmp_path / "b.txt", "-o", content)
    assert again.exit_code == 0, again.output
    assert (content / "documents" / "b-2.yaml").is_file()
    assert codes(content) == {"R014"}  # two documents of one title


def test_mistakes_are_sentences(tmp_path: Path) -> None:
    write(tmp_path / "in", a_pdf="x")
    assert ".xml" in run("import", "tei", tmp_path / "in", "-o", tmp_path / "o").output
    result = run("import", "w3c", tmp_path / "none.json", "-o", tmp_path / "o")
    assert result.exit_code == 2
    assert "cannot read" in result.output
    write(tmp_path, a_json="[]")
    result = run("import", "w3c", tmp_path / "a.json", "-o", tmp_path / "o", "--text", "a.txt")
    assert result.exit_code == 2
    assert "--text" in result.output


def test_what_brings_nothing_in_writes_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a_xml="no markup", b_pdf="%PDF")
    result = run("import", "tei", source / "a.xml", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "cannot be read as XML: Start tag expected" in result.output
    assert "nothing was written" in result.output
    assert not (tmp_path / "out").exists()
    refused = run("import", "w3c", source / "b.pdf", "-o", tmp_path / "out")
    assert (refused.exit_code, "b.pdf' is none of .json, .jsonld" in refused.output) == (2, True)


def test_the_folder_around_an_archive_is_not_taken_for_it(tmp_path: Path) -> None:
    run("init", tmp_path / "mine")
    source = write(tmp_path / "in", a_txt="Ann said yes.", a_ann="T1\tX 9 12\tyes\n")
    result = run("import", "brat", source, "-o", tmp_path / "mine")
    assert (result.exit_code, "did you mean" in result.output) == (2, True)
    assert "did you mean" in run("schema", "-a", tmp_path / "mine", "-o", tmp_path / "s").output


def test_links_in_the_archive_lead_nothing_out_of_it(tmp_path: Path) -> None:
    write(tmp_path, q_csv="document,quote,speaker\nb.txt,yes,Somebody\n", b_txt="yes or no")
    for folder in ("documents", "speakers"):
        run("init", tmp_path / folder)
        content, outside = tmp_path / folder / "content", tmp_path / folder / "outside"
        outside.mkdir()
        if (content / folder).exists():
            (content / folder).rename(tmp_path / folder / "aside")
        (content / folder).symlink_to("../outside")
        before = sorted((tmp_path / folder).rglob("*"))
        result = run("import", "csv", tmp_path / "q.csv", tmp_path / "b.txt", "-o", content)
        assert result.exit_code != 0
        assert "is a link, and nothing is written through links" in result.output
        assert sorted((tmp_path / folder).rglob("*")) == before


TEI = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>Words.</p></body></text></TEI>"


@pytest.mark.parametrize(
    ("form", "files", "words"),
    [
        ("w3c", {"a.json": "[]", "a.txt": "Some words."}, "w3c is W3C Web Annotations"),
        ("w3c", {"a.json": "[", "a.txt": "Some words."}, "it is not JSON"),
        ("hypothesis", {"a.json": '{"rows": []}', "a.txt": "Some words."}, "what Hypothesis' API answers"),
        ("hypothesis", {"a.json": "{}", "a.txt": "Some words."}, "it has no `rows`"),
        ("brat", {"a.txt": "Some words.", "a.ann": ""}, "brat standoff"),
        ("brat", {"a.txt": "Some words."}, "there is no .ann beside it"),
        ("tei", {"a.xml": TEI}, "said, q, quote"),
        ("tei", {"a.xml": "no markup"}, "cannot be read as XML"),
        ("csv", {"a.csv": "document,quote\n", "a.txt": "Some words."}, "a table of quotes"),
        ("csv", {"a.csv": "document,words\na,Some\n", "a.txt": "Some words."}, "no column `quote`"),
    ],
)  # fmt: skip
def test_an_import_that_reads_nothing_fails_and_says_why(
    tmp_path: Path, form: str, files: dict[str, str], words: str
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name, text in files.items():
        (source / name).write_text(text)
    result = run("import", form, source, "-o", tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert "; nothing was written" in result.output
    assert "0 of 0" not in result.output
    assert not (tmp_path / "out").exists()


def test_an_import_that_places_nothing_does_not_end_well(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a_txt="Some words.", q_csv="document,quote\na.txt,Others\n")
    result = run("import", "csv", source, "-o", tmp_path / "out")
    assert (result.exit_code, "0 of 1 annotations placed" in result.output) == (1, True)


HALF = "\ud800"
W3C = {
    "id": "https://example.org/notes/first",
    "type": "Annotation",
    "creator": {"name": "Ann", "id": "ann"},
    "created": "2024-01-02",
    "motivation": "tagging",
    "body": [{"type": "TextualBody", "value": "a note", "purpose": "tagging"}],
    "target": {
        "source": "https://example.org/a.txt",
        "selector": [{"type": "TextQuoteSelector", "exact": "words", "prefix": "Some ", "suffix": "."}],
    },
    "other": "x",
}
HYPOTHESIS = {
    "id": "abc",
    "uri": "https://example.org/a.txt",
    "text": "a note",
    "tags": ["flood"],
    "user": "acct:ann@hypothes.is",
    "created": "2024-01-02T00:00:00",
    "document": {"title": ["A"]},
    "target": [W3C["target"]],
    "references": [],
}


def spoiled(value: Any) -> Iterator[Any]:
    """Yield a JSON value again and again, each time with another of its texts or keys spoiled."""
    if isinstance(value, str):
        yield value + HALF
    elif isinstance(value, list):
        for at, part in enumerate(value):
            for other in spoiled(part):
                yield [*value[:at], other, *value[at + 1 :]]
    elif isinstance(value, dict):
        for key, part in value.items():
            for other in spoiled(part):
                yield {**value, key: other}
        yield {**value, f"x{HALF}": 1}


@pytest.mark.parametrize(
    ("form", "row"),
    [
        *(("w3c", row) for row in spoiled(W3C)),
        *(("hypothesis", row) for row in spoiled(HYPOTHESIS)),
        ("hypothesis", {**HYPOTHESIS, "references": ["x"], "text": HALF}),
    ],
)
def test_half_a_surrogate_pair_loses_its_annotation_and_no_other(
    tmp_path: Path, form: str, row: dict[str, Any]
) -> None:
    sound = W3C if form == "w3c" else HYPOTHESIS
    source = write(tmp_path / "in", a_json=json.dumps([row, sound]), a_txt="Some words.")
    result = run("import", form, source, "-o", tmp_path / "out", "--report", tmp_path / "r.json")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 0, result.output
    assert "half of a surrogate pair" in result.output
    counted = 1 if row.get("references") else 2
    assert f"1 of {counted} annotations placed" in result.output
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["placed"] == 1
    assert codes(tmp_path / "out") <= {"N004", "R012"}


@pytest.mark.parametrize("around", [{"@context": HALF}, {"next": HALF}, {"first": [HALF]}, {"type": HALF}])
def test_half_a_surrogate_pair_around_annotations_is_told(tmp_path: Path, around: dict[str, Any]) -> None:
    source = write(tmp_path / "in", a_json=json.dumps({"items": [W3C], **around}), a_txt="Some words.")
    result = run("import", "w3c", source, "-o", tmp_path / "out", "--report", tmp_path / "r.json")
    assert result.exit_code == 0, (result.output, result.exception)
    assert "1 of 1 annotations placed" in result.output
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["lost"] == 0


@pytest.mark.parametrize(
    ("form", "name"),
    [("csv", b"q\xff.csv"), ("brat", b"a\xff.txt"), ("tei", b"\xff.xml"), ("w3c", b"\xff.json")],
)
def test_a_name_that_is_not_utf8_is_told(tmp_path: Path, form: str, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text("document,quote\na,b\n")
    for source in (tmp_path, os.fsdecode(path)):
        result = run("import", form, source, "-o", tmp_path / "out")
        assert (result.exit_code, "not UTF-8; rename it" in result.output) == (2, True), result.exception
