"""Commands that write do not write through links that stand in an archive or beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with an archive in `content`; there is a folder `outside` beside it."""
    (tmp_path / "work").mkdir()
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert CliRunner().invoke(main, ["init", "."]).exit_code == 0
    (tmp_path / "letter.txt").write_text("It rained for the whole of that year.\n")
    return tmp_path / "work"


COMMANDS = {
    "new document": ("content/documents", ["new", "document", "../letter.txt"]),
    "new speaker": ("content/speakers.yaml", ["new", "speaker", "ann", "--name", "Ann"]),
    "new claim": ("content/claims.yaml", ["new", "claim", "it-rained", "--text", "It rained."]),
    "lock": ("content/documents/harbour-hearing.lock.yaml", ["lock"]),
    "init, what the host needs": ("other/.github", ["init", "other"]),
    "init, the editor's settings": ("other/.vscode", ["init", "other"]),
    "schema": (".vscode", ["schema"]),
    "schema into a folder": ("schemas/sidecar.json", ["schema", "--out", "schemas"]),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_nothing_is_written_outside(folder: Path, case: str) -> None:
    path, arguments = COMMANDS[case]
    place = folder / path
    if place.exists():
        place.rename(folder.parent / "aside")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(
        folder.parent / "outside" / ("" if place.suffix in {"", ".vscode", ".github"} else "new")
    )
    before = sorted(folder.parent.rglob("*"))
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code != 0
    assert "link" in done.output + str(done.exception)
    assert sorted(folder.parent.rglob("*")) == before


def test_a_folder_that_a_person_names_may_be_a_link(folder: Path) -> None:
    (folder / "schemas").symlink_to(folder.parent / "outside")
    assert CliRunner().invoke(main, ["schema", "--out", "schemas"]).exit_code == 0
    assert (folder.parent / "outside/sidecar.json").is_file()


def test_what_cannot_be_written_leaves_no_folder(folder: Path) -> None:
    (folder / "file").write_text("")
    for out in ("file/below", "file"):
        assert CliRunner().invoke(main, ["init", out]).exit_code != 0
    assert (folder / "file").read_text() == ""
