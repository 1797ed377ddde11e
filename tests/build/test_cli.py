"""The commands as a newcomer meets them: what is printed where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.build.test_invalid_archives import INVALID

FINE, ERRORS, FAILURE = 0, 1, 2
SITEGEN = (sys.executable, "-m", "sitegen")


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A sound archive with one warning: a file that nothing reads."""
    return write(
        tmp_path / "content",
        {
            "site.yaml": "title: A valley\n",
            "documents/letter.txt": "It rained.\n",
            "documents/letter.yaml": "title: A letter\n",
            "notes.doc": "x",
        },
    )


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*SITEGEN, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60)


def test_defaults_build_content_into_build(archive: Path) -> None:
    done = run(archive.parent, "build")
    assert done.returncode == FINE, done.stderr
    assert (archive.parent / "build" / "documents" / "letter.html").is_file()
    assert "1 document, 0 annotations, 0 speakers, 0 claims, 0 figures, 0 contested figures" in done.stderr
    assert "1 warning" in done.stderr
    assert done.stdout == ""


def test_a_process_ends_in_order(archive: Path) -> None:
    code = "import atexit, sitegen.cli; atexit.register(print, 'the end'); sitegen.cli.run('sitegen')"
    command = [
        sys.executable,
        "-c",
        code,
        "check",
        str(archive),
        "--strict",
        "--format",
        "json",
        "--no-cache",
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    found, _, last = done.stdout.rpartition("the end\n")
    assert (done.returncode, done.stderr, last) == (ERRORS, "", "")
    assert json.loads(found)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="not on this system")
def test_output_that_cannot_be_written_is_told(archive: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [*SITEGEN, "check", str(archive), "--format", "json", "--no-cache"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode not in (FINE, ERRORS)
    assert b"No space left" in done.stderr


def test_a_log_has_no_bars_and_no_colours(archive: Path) -> None:
    done = run(archive.parent, "build")
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr
    assert len(done.stderr.splitlines()) <= 5


def test_a_second_build_writes_nothing(archive: Path) -> None:
    run(archive.parent, "build")
    before = {p: p.stat().st_mtime_ns for p in (archive.parent / "build").rglob("*")}
    done = run(archive.parent, "build")
    assert "0 pages written" in done.stderr
    assert {p: p.stat().st_mtime_ns for p in (archive.parent / "build").rglob("*")} == before


def test_warnings_stop_a_strict_build(archive: Path) -> None:
    done = run(archive.parent, "build", "--strict")
    assert done.returncode == ERRORS
    assert "F103" in done.stderr
    assert "nothing was written" in done.stderr
    assert not (archive.parent / "build").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_errors_are_told_with_path_line_and_column(archive: Path, command: str) -> None:
    write(archive, {"documents/letter.yaml": "title: A letter\nauthr: anna\n"})
    done = run(archive.parent, command)
    assert done.returncode == ERRORS
    assert "content/documents/letter.yaml:2:1: error K001" in done.stderr
    assert "did you mean 'author'?" in done.stderr


def test_json_is_one_document_on_the_output(archive: Path) -> None:
    done = run(archive.parent, "check", "--format", "json")
    told = json.loads(done.stdout)
    assert "F103" in json.dumps(told)
    assert done.stderr == ""


def test_json_of_nothing_is_json(archive: Path) -> None:
    (archive / "notes.doc").unlink()
    assert json.loads(run(archive.parent, "check", "--format", "json").stdout) is not None
    sarif = json.loads(run(archive.parent, "check", "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"] == []


def test_sarif_names_rules_and_places() -> None:
    done = run(INVALID, "check", INVALID / "duplicate-key", "--no-cache", "--format", "sarif")
    sarif = json.loads(done.stdout)
    assert sarif["version"] == "2.1.0"
    results = sarif["runs"][0]["results"]
    rules = {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert results
    assert {result["ruleId"] for result in results} <= rules
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        assert "\\" not in place["artifactLocation"]["uri"]
        assert place.get("region", {"startLine": 1})["startLine"] >= 1


def test_github_gets_its_commands(archive: Path) -> None:
    write(archive, {"documents/letter.yaml": "title: A letter\nauthr: anna\n"})
    done = run(archive.parent, "check", "--format", "github")
    assert "::error file=content/documents/letter.yaml,line=2,col=1" in done.stdout
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "contnt"], "no archive folder 'contnt'"),
        (["check", "nowhere"], "no archive folder 'nowhere'"),
        (["build", "--out", "foreign"], "'foreign' holds files that sitegen did not make"),
        (["build", "--out", "content"], "'content' holds the archive"),
        (["build", "--out", "content/build"], "'content/build' lies inside the archive"),
        (["build", "--out", "."], "'.' holds the archive"),
        (["build", "--out", "content/site.yaml/x"], "lies inside the archive"),
        (["build", "--out", "foreign/letter.txt/x"], "Not a directory"),
        (["build", "--executor", "abc"], "no executor 'abc'"),
        (["explain", "X999"], "no rule 'X999'"),
        (["bild"], "Did you mean 'build'?"),
        (["build", "--formt", "json"], "--format"),
        (["build", "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_a_broken_environment_is_told_in_a_sentence(
    archive: Path, arguments: Sequence[str], said: str
) -> None:
    write(archive.parent, {"foreign/letter.txt": "mine"})
    done = run(archive.parent, *arguments)
    assert done.returncode == FAILURE
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (archive.parent / "foreign" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert (archive / "site.yaml").is_file()


def test_the_folder_one_is_in_is_not_replaced(archive: Path) -> None:
    (archive.parent / "here").mkdir()
    done = run(archive.parent / "here", "build", "../content", "--out", ".")
    assert done.returncode == FAILURE
    assert "is where you are" in done.stderr


def test_inside_an_archive_the_site_is_put_beside_it(archive: Path) -> None:
    done = run(archive, "build")
    assert done.returncode == FINE
    assert "the archive is the folder you are in, 'content'" in done.stderr
    assert (archive.parent / "build" / "index.html").is_file()
    assert run(archive, "build", ".", "--out", "../build").returncode == FINE


def test_a_link_to_the_output_folder_stays_a_link(archive: Path) -> None:
    (archive.parent / "real").mkdir()
    (archive.parent / "link").symlink_to("real")
    for _ in range(2):
        assert run(archive.parent, "build", "--out", "link", "--no-cache").returncode == FINE
        assert (archive.parent / "link").is_symlink()
        assert (archive.parent / "real" / "index.html").is_file()
    assert sorted(p.name for p in archive.parent.iterdir()) == ["content", "link", "real"]


def test_explain_and_help_read_well(tmp_path: Path) -> None:
    assert "# Q001" in run(tmp_path, "explain", "quote-not-found").stdout.replace("Q001 ", "# Q001 ")
    told = run(tmp_path, "explain").stdout
    assert "Q001" in told
    assert "T004" in told
    assert "build" in run(tmp_path, "--help").stdout
    assert run(tmp_path, "--version").stdout.startswith("sitegen ")


def test_on_a_terminal_findings_have_colours(archive: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*SITEGEN, "build"]
    with subprocess.Popen(command, cwd=archive.parent, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end was closed
                break
            if not piece:
                break
            told += piece
    os.close(ours)
    assert process.returncode == FINE
    assert b"\x1b[" in told
    assert b"F103" in told
