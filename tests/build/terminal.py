"""A command run in a terminal, and answered when it asks."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

RUN = "from sitegen.cli import main; main(prog_name='sitegen')"


def run_in_terminal(
    arguments: Sequence[str],
    answers: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    code: str = RUN,
) -> tuple[int, str]:
    """Run `sitegen` with the arguments in a folder; return its exit code and all that the terminal showed.

    An answer is typed each time the terminal stands at a question, which ends with its default answer.
    """
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", code, *arguments]
    known = {"TERM": "xterm", **{k: v for k, v in os.environ.items() if k not in ("TERM", "NO_COLOR")}}
    with subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=known | dict(environment or {})
    ) as process:
        os.close(theirs)
        shown = b""
        waiting = list(answers)
        while data := _read(ours):
            shown += data
            if shown.endswith(b"]: ") and waiting:
                os.write(ours, waiting.pop(0).encode() + b"\n")
        os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # what Linux says when the other side is closed
        return b""
