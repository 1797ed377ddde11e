"""`import` as it is typed: files on disk, an archive that is there already, mistakes in sentences."""

from __future__ import annotations

import json
from pathlib import Path

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
    assert codes(content) == set()


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
    assert result.exit_code == 2
    assert "cannot be read as XML: Start tag expected" in result.output
    assert "no document came of it; nothing was written" in result.output
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
