"""An archive as a git revision has it, put into a temporary folder."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure


@contextmanager
def open_archive_state(given: str, archive: Path) -> Iterator[Path]:
    """Give the folder of a state: a folder itself, or REV or REV:PATH out of git.

    PATH is from the repository's root; without it the revision's state of `archive` is meant.
    Raises `EnvironmentFailure` where it is neither.
    """
    if Path(given).is_dir():
        yield Path(given)
        return
    revision, colon, path = given.partition(":")
    where = archive if archive.is_dir() else Path()
    if colon:
        tree = _git(where, given, "rev-parse", "--verify", "--end-of-options", f"{revision}:{path}")
    else:
        prefix = _git(where, given, "rev-parse", "--show-prefix").decode().strip()
        tree = _git(where, given, "rev-parse", "--verify", "--end-of-options", f"{revision}:{prefix}")
    top = _git(where, given, "rev-parse", "--show-toplevel").decode().strip()
    data = _git(Path(top), given, "archive", "--format=zip", tree.decode().strip())
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        with zipfile.ZipFile(io.BytesIO(data)) as files:  # writes no links, and nothing outside the folder
            files.extractall(folder)
        yield Path(folder)


def _git(where: Path, given: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(where), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise EnvironmentFailure(
            f"{given!r} is no folder, and git cannot be run: {error.strerror}"
        ) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EnvironmentFailure(
            f"{given!r} is neither a folder nor what git knows as a revision with that folder"
            + (f" ({lines[-1]})" if lines else "")
            + "; write a folder, a revision such as main or HEAD~1, or REVISION:PATH"
        )
    return done.stdout
