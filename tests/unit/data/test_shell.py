"""Names in the commands that findings show."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import main
from sitegen.diagnostics.shell import shell_word
from sitegen.parse.source import decode_text

NAMES = (
    "letter.txt",
    "two words.yaml",
    "x';touch pwn;'.yaml",
    "$(touch pwn).txt",
    "`touch pwn`.md",
    "a\\b.txt",
    '"quoted".yaml',
    "a&b;c|d>e.txt",
    "Überflut.txt",
    "*.txt",
    "~",
    "#.txt",
    "-rf.txt",
    "--help.yaml",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_word_of_a_shell_and_no_option(name: str) -> None:
    (word,) = shlex.split(shell_word(name), comments=True)
    assert word.removeprefix("./") == name
    assert not word.startswith("-")
    assert shell_word("letter.txt") == "letter.txt"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfea\0"], ids=["latin-1", "utf-16"])
def test_the_line_that_converts_a_file_names_that_file(name: str, data: bytes) -> None:
    _, (told,) = decode_text(data, f"documents/{name}")
    line = told.help.partition("convert the file: ")[2]
    words = shlex.split(line.partition(" > new.txt")[0], comments=True)
    assert words[0] == "iconv"
    assert words[-2:] == ["UTF-8", words[-1]]
    assert words[-1].removeprefix("./") == name


@pytest.mark.parametrize("name", ["two words", "x';touch pwn;'", "$(touch pwn)"])
def test_lines_that_name_an_archive_name_it_for_a_shell(tmp_path: Path, name: str) -> None:
    made = CliRunner().invoke(main, ["init", str(tmp_path / name)]).output
    assert f"  cd {shlex.quote(str(tmp_path / name))}\n" in made
    archive = tmp_path / name / "content"
    (archive / "documents" / "harbour-hearing.lock.yaml").unlink()
    checked = CliRunner().invoke(main, ["lock", str(archive), "--check"]).output
    assert f"`sitegen lock {shlex.quote(str(archive))}`" in checked
    table = tmp_path / "q.csv"
    table.write_text("document,quote\na,Some words\n")
    brought = CliRunner().invoke(main, ["import", "csv", str(table), "-o", str(tmp_path / f"{name}2")]).output
    assert f"`sitegen build {shlex.quote(str(tmp_path / f'{name}2'))}`" in brought
