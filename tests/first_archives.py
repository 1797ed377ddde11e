"""Archives as commands make them, before anybody has written a word into them."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sitegen.cli import main

TEXT = """\
# Minutes of the harbour board

The chairman said that the wall was sound. Nobody asked him how he knew.

- The north pier: closed.
- The south pier: *open*.
"""
QUOTES = """\
document,quote,speaker,note
minutes.txt,The pier will close,The chairman,He said so twice.
samvad.txt,समझौता नहीं हुआ,अध्यक्ष,
"""


def write_first_archives(folder: Path) -> dict[str, Path]:
    """Make an archive by each command that makes one; return their folders by what they began with."""
    folder.mkdir()
    given = {
        "minutes.md": TEXT,
        "minutes.txt": "The pier will close, the board was told.\n\nIt did not.\n",
        "samvad.txt": "अध्यक्ष ने कहा कि समझौता नहीं हुआ।\n",
        "quotes.csv": QUOTES,
    }
    for name, text in given.items():
        (folder / name).write_text(text, encoding="utf-8")
    _run("init", folder / "example")
    _run("init", "--from", folder / "minutes.md", folder / "text")
    texts = (folder / "minutes.txt", folder / "samvad.txt")
    _run("import", "csv", folder / "quotes.csv", *texts, "--out", folder / "imported", "--strict")
    return {
        "example": folder / "example" / "content",
        "text": folder / "text" / "content",
        "imported": folder / "imported",
    }


def _run(*arguments: object) -> None:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
