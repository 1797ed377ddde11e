"""What commands show on a terminal: colours, unless they are not wanted, and words that say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.build.terminal import run_in_terminal
from tests.build.test_lock import TEXT, run, write

ESCAPE = "\x1b"
SLOW = """
from sitegen.commands import output
output.PATIENCE = -1.0
with output.progress() as step:
    step("documents", 1, 2000)
    step("pages", 2, 4)
print("end")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an archive that has an error, a warning, advice, and a passage that waits."""
    content = write(tmp_path)
    assert run("lock", content).exit_code == 0
    write(tmp_path, TEXT.replace("was closed", "is closed"))
    (content / "notes.doc").write_text("x")
    (content / "claims.yaml").write_text("late: {txt: It was late.}\n")
    return tmp_path


COMMANDS = (
    ("build",),
    ("check",),
    ("lock",),
    ("lock", "--check"),
    ("reanchor",),
    ("diff", "content", "content"),
    ("explain", "Q001"),
    ("import", "--help"),
    ("chek",),
)
COLOURED = (("build",), ("check",), ("lock",), ("reanchor",))


@pytest.mark.parametrize("arguments", COLOURED, ids=" ".join)
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": ""}], ids=["unset", "empty"])
def test_findings_have_colours(folder: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert ESCAPE in run_in_terminal(arguments, ["q"], folder, environment)[1]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "0"}, {"TERM": "dumb"}], ids=str)
def test_who_wants_no_colours_gets_none(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    code, shown = run_in_terminal(arguments, ["q"], folder, environment)
    assert shown
    assert ESCAPE not in shown
    assert code == run_in_terminal(arguments, ["q"], folder)[0]


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=str)
def test_a_progress_bar_leaves_nothing_behind(tmp_path: Path, environment: dict[str, str]) -> None:
    _, shown = run_in_terminal([], [], tmp_path, environment, SLOW)
    assert ESCAPE not in shown
    screen = ""
    for part in shown.removesuffix("\n").split("\r"):  # each writes over what stood
        screen = part + screen[len(part) :]
    assert "#" in shown
    assert screen.rstrip() == "end"


def test_severity_is_said_in_words(folder: Path) -> None:
    told = run("check", folder / "content").output
    assert re.search(r"letter\.yaml:3:\d+: error Q009 ", told)
    assert re.search(r"claims\.yaml:1:\d+: error K001 ", told)
    assert "notes.doc: warning F103 " in told
    (folder / "content" / "claims.yaml").write_text("late: {text: It was late.}\n")
    (folder / "content" / "notes.doc").unlink()  # which might be the document that makes the claim
    write(folder)
    assert re.search(r"claims\.yaml:1:\d+: advice [A-Z]\d+ ", run("check", folder / "content").output)
