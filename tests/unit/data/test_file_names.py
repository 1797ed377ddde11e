"""Names of files that other systems cannot hold, and those that no line of a log can."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.build import BuildOptions, build_site
from sitegen.cli import main
from sitegen.parse.names import report_names
from sitegen.scaffold.document import free_id
from sitegen.scaffold.entry import why_not_an_id
from sitegen.splice.propose import propose_id
from sitegen.text.devices import is_device

# Paths, and the rules that tell of them, in their order.
CASES: list[tuple[list[str], list[str]]] = [
    (["documents/2016/a-letter.txt", "static/scan 2.pdf", "static/\u05e9.png", "static/.x"], []),
    (["static/console.txt", "static/com10", "static/a.con", "static/auxiliary/nul-and-void.txt"], []),
    (["documents/con.txt", "documents/con.yaml", "documents/con.lock.yaml"], ["F113"]),
    (["static/CON", "static/Aux.tar.gz", "static/lpt\u00b9.txt"], ["F113"] * 3),
    (["documents/nul/x.txt", "documents/nul/y.txt", "documents/a/nul/x.txt"], ["F113"] * 2),
    (["static/com1 .txt", "static/conin$"], ["F113"] * 2),
    (["static/a.", "static/b ", "static/c./d"], ["F113"] * 3),
    (
        ["static/a:b", "static/what?.pdf", "static/a\\b", "static/x|y", 'static/"q"', "static/<b>*"],
        ["F113"] * 6,
    ),
    (["static/A.png", "static/a.png"], ["F113"]),
    (["static/Scans/a.png", "static/scans/b.png"], ["F113"]),
    (["static/Scans/a.png", "static/scans/a.png"], ["F113"]),
    (["static/\u00e9.png", "static/e\u0301.png"], ["F113"]),
    (["static/" + "\u0436" * 127 + ".png"], ["F113"]),
    (["static/" + "\u0436" * 125 + ".png"], []),
    (["static/a\nb", "static/a\x1bc", "static/\x85"], ["F111"] * 3),
    (["static/\u202efdp.exe", "static/a\u200bb"], ["F112"] * 2),
    (["static/\u0645\u06cc\u200c\u062e.pdf"], []),
    (["static/a\x07\u202e?"], ["F111", "F112", "F113"]),
]


@pytest.mark.parametrize(("paths", "codes"), CASES)
def test_names_are_told(paths: list[str], codes: list[str]) -> None:
    assert [finding.code for finding in report_names(paths)] == codes
    assert [finding.code for finding in report_names(paths[::-1])] == codes


def _archive(root: Path, files: dict[str, str]) -> Path:
    for path, text in {"site.yaml": "title: T\n", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_build_and_check_tell_of_names_that_make_pages(tmp_path: Path) -> None:
    archive = _archive(
        tmp_path / "a",
        {
            "documents/con.txt": "Words that are said.\n",
            "documents/con.yaml": (
                "title: T\ntopics: [aux]\nannotations: [{quote: are said, speaker: nul, topics: [lpt1]}]\n"
            ),
            "speakers.yaml": "nul: {name: N}\n",
            "topics.yaml": "prn: {name: P}\n",
            "pages/com1.md": "---\ntitle: P\n---\n",
            "static/A.png": "",
            "static/a.png": "",
        },
    )
    result = build_site(BuildOptions(archive, tmp_path / "out"))
    told = sorted((d.place.path, d.place.line) for d in result.diagnostics if d.code == "F113")
    assert told == [
        ("documents/con.txt", 0),
        ("documents/con.yaml", 2),
        ("documents/con.yaml", 3),
        ("pages/com1.md", 1),
        ("speakers.yaml", 1),
        ("static/a.png", 0),
        ("topics.yaml", 1),
    ]
    assert not result.has_failed
    checked = CliRunner().invoke(main, ["check", str(archive), "--no-cache"])
    assert checked.output.count("F113") == 7


def test_a_name_forges_no_line_in_what_commands_print(tmp_path: Path) -> None:
    archive = _archive(tmp_path / "a", {"static/x": ""})
    for name in ("a\n::add-mask::x.pdf", "\x1b]0;t\x07", "\u202efdp.exe", "##[error]x"):
        (archive / "static" / name).touch()
    (archive / os.fsdecode(b"\n::error::\xff.txt")).touch()
    for command in (
        ["check", str(archive), "--no-cache"],
        ["check", str(archive), "--no-cache", "--format", "github"],
        ["build", str(archive), "--out", str(tmp_path / "out"), "--no-cache"],
    ):
        output = CliRunner().invoke(main, command).output
        assert "F111" in output
        assert "<U+202E>fdp.exe" in output
        lines = output.split("\n")
        forged = [x for x in lines if x.lstrip().startswith("::") and "github" not in command]
        forged += [x for x in lines if x.lstrip().startswith(("::add-mask", "::error::")) or "##[" in x]
        assert not forged
        assert not set(output) & set("\x1b\x07\u202e\r")


@pytest.mark.parametrize("id_", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_nothing_of_ours_makes_such_an_id(id_: str, tmp_path: Path) -> None:
    assert is_device(id_)
    assert not is_device(free_id(id_, ()))
    assert not is_device(propose_id(id_, (), "person"))
    assert "Windows" in why_not_an_id(id_, "speaker", (), {})
    archive = _archive(tmp_path / "a", {})
    (tmp_path / f"{id_}.txt").write_text("Words.\n")
    text = str(tmp_path / f"{id_}.txt")
    made = CliRunner().invoke(main, ["new", "document", text, "--archive", str(archive)])
    assert made.exit_code == 0, made.output
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"document,quote,speaker\n{id_}/{id_},Words,{id_}\n")
    (tmp_path / "texts" / id_).mkdir(parents=True)
    (tmp_path / "texts" / id_ / f"{id_}.txt").write_text("Words.\n")
    imported = CliRunner().invoke(
        main,
        ["import", "csv", str(sheet), str(tmp_path / "texts"), "--out", str(tmp_path / "in")],
    )
    assert imported.exit_code == 0, imported.output
    for folder in (archive, tmp_path / "in"):
        paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        assert any(path.startswith("documents/") for path in paths)
        assert not list(report_names(paths))
    refused = CliRunner().invoke(main, ["new", "speaker", id_, "--name", "N", "--archive", str(archive)])
    assert refused.exit_code != 0
    assert "Windows" in refused.output


def test_a_source_s_first_line_is_printed_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    archive = _archive(tmp_path / "a", {})
    (tmp_path / "letter.txt").write_text("A \x1b]0;t\x07letter \u202eof\u202c ##[error]1921\n\nWords.\n")
    made = CliRunner().invoke(
        main, ["new", "document", str(tmp_path / "letter.txt"), "--archive", str(archive)], color=True
    )
    assert made.exit_code == 0, made.output
    assert "letter" in made.output
    assert not set(made.output) & set("\x07\u202e\u202c")
    assert "\x1b]" not in made.output
    assert "##[" not in made.output
