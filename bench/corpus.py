"""Corpora of the benchmark: those of ../shared/bench, in the peers' form and in ours, made once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench"


def make_corpus(work: Path, documents: int) -> tuple[Path, Path]:
    """Return (corpus for the peers, archive of ours) of a size."""
    corpus, archive = work / "corpus" / str(documents), work / "archive" / str(documents)
    if not (archive / "site.yaml").exists():
        _python(SHARED / "make_corpus.py", "--docs", str(documents), "--out", str(corpus))
        _python(SHARED / "to_sitegen.py", str(corpus), str(archive))
    return corpus, archive


def touch_all(archive: Path) -> None:
    """Give every source a new time, as a fresh checkout does."""
    for path in archive.rglob("*"):
        path.touch()


def change_one(archive: Path, document: int = 42) -> None:
    """Change speaker and note of one annotation; the next call changes them again."""
    path = archive / "documents" / f"d{document:06d}.yaml"
    head, mark, rest = path.read_text(encoding="utf-8").partition("- id: a2\n")
    block, end, tail = rest.partition("- id: a3\n")
    speaker = re.search(r"speaker: s(\d+)", block)
    assert mark
    assert speaker is not None
    block = block.replace(speaker[0], f"speaker: s{int(speaker[1]) % 50 + 1:05d}", 1)
    block = re.sub(r"\n  note: .*(\n    .*)*", "", block.rstrip("\n")) + "\n"
    path.write_text(
        f"{head}{mark}{block}  note: Changed for the rebuild, by s{speaker[1]}.\n{end}{tail}",
        encoding="utf-8",
    )


def change_note(archive: Path, document: int = 43) -> None:
    """Change the first note of a document, which no other page shows."""
    path = archive / "documents" / f"d{document:06d}.yaml"
    text = path.read_text(encoding="utf-8")
    note = re.search(r"\n  note: .*", text)
    assert note is not None
    path.write_text(f"{text[: note.end()]} again{text[note.end() :]}", encoding="utf-8")


def _python(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
