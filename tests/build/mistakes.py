"""A small archive that is right in every way, and the same with a mistake in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.build import BuildOptions, check_archive
from sitegen.diagnostics.diagnostic import Diagnostic

SIDECAR = """\
title: The flood
date: 2024-06-03
language: en
author: reporter
annotations:
  - id: dyke
    quote: The dyke will hold
    speaker: mayor
    claim: dyke-holds
  - id: losses
    quote: twelve hundred people lost their homes
    speaker: clerk
    via: [mayor]
    figure: {id: homeless, value: 1200}
"""

RIGHT: Mapping[str, str] = {
    "site.yaml": "title: Floods\nlanguage: en\n",
    "speakers.yaml": """\
mayor:
  name: The mayor
  aliases: [Anna Lund]
clerk:
  name: A clerk
reporter:
  name: The Valley Post
""",
    "claims.yaml": "dyke-holds:\n  text: The dyke will hold.\n",
    "figures.yaml": "homeless:\n  label: Homeless people\n  unit: people\n",
    "documents/flood.txt": (
        "“The dyke will hold”, said the mayor.\n\n"
        "A clerk counted: twelve hundred people lost their homes, 45 percent of the town.\n"
    ),
    "documents/flood.yaml": SIDECAR,
}

Files = Mapping[str, str | bytes | None]  # None: the file is not there


def write_archive(folder: Path, changes: Files) -> Path:
    """Write the archive with some files changed; return its folder."""
    for path, content in {**RIGHT, **changes}.items():
        if content is None:
            continue
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def findings_of(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what `sitegen check` tells of an archive."""
    return check_archive(BuildOptions(archive=folder, no_cache=True, jobs=1)).diagnostics


def with_line(path: Path, number: int, line: str, count: int = 1) -> None:
    """Put a line in the place of `count` lines of a file, from line `number` on."""
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[number - 1 : number - 1 + count] = [line]
    path.write_text("\n".join(lines), encoding="utf-8")
