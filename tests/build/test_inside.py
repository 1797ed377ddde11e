"""Commands in an archive's own folder, or with the name of one that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="sitegen")


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a person is in: an archive."""
    assert CliRunner().invoke(main, ["init", str(tmp_path / "mine")]).exit_code == 0
    folder = tmp_path / "mine" / "content"
    monkeypatch.chdir(folder)
    return folder


SAID = "the archive is the folder you are in, 'content'"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--strict", "--format", "json"),
        ("build",),
        ("lock",),
        ("lock", "--check"),
        ("reanchor",),
        ("suggest",),
        ("suggest", "harbour-hearing"),
        ("diff", "."),
        ("new", "speaker", "eve"),
        ("new", "claim", "late", "--text", "It was late."),
        ("new", "figure", "cracks", "--unit", "cracks"),
    ],
    ids=" ".join,
)
def test_the_archive_around_is_taken_and_named(inside: Path, arguments: tuple[str, ...]) -> None:
    before = {p.relative_to(inside) for p in inside.rglob("*")}
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert SAID in result.stderr
    assert SAID not in result.stdout
    assert {p.relative_to(inside) for p in inside.rglob("*")} == before


def test_a_site_is_put_beside_the_archive(inside: Path) -> None:
    assert "../build: " in run("build").output
    assert (inside.parent / "build" / "index.html").is_file()
    assert (inside.parent / ".sitegen").is_dir()
    again = run("build", "--out", "../other")
    assert (again.exit_code, (inside.parent / "other" / "index.html").is_file()) == (0, True)


def test_paths_are_told_from_where_a_person_is(inside: Path) -> None:
    (inside / "claims.yaml").write_text("late: {txt: It was late.}\n")
    told = run("check").stderr.splitlines()
    assert any(line.startswith("claims.yaml:1:8: error ") for line in told)


def test_a_folder_called_content_is_no_archive_by_its_name(inside: Path) -> None:
    (inside / "content").mkdir()
    assert SAID in run("check").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "none"), "write `sitegen check`"),
        (("build", "none"), "write `sitegen build`"),
        (("lock", "none"), "write `sitegen lock`"),
        (("serve", "none"), "write `sitegen serve`"),
        (("suggest", "--archive", "none"), "write `sitegen suggest` without --archive"),
        (("new", "speaker", "x", "-a", "none"), "write `sitegen new speaker` without --archive"),
    ],
    ids=str,
)
def test_the_command_that_was_run_is_proposed(inside: Path, arguments: tuple[str, ...], words: str) -> None:
    assert inside.is_dir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert "there is no archive folder 'none'" in result.output
    assert words in result.output


@pytest.mark.parametrize("command", ["check", "build", "lock", "reanchor", "serve", "suggest"])
def test_outside_nothing_else_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command)
    assert result.exit_code == 2
    assert "there is no archive folder 'content'; name one, or make one with `sitegen init`" in result.output
    assert "you are in" not in result.output


def test_an_import_makes_the_folder_that_it_is_told_to(inside: Path) -> None:
    source = inside.parent / "q.csv"
    source.write_text("document,quote\na,Some words\n")
    result = run("import", "csv", str(source), "-o", "../new")
    assert (result.exit_code, (inside.parent / "new" / "site.yaml").is_file()) == (0, True), result.output
