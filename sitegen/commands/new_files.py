"""Files that commands write for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.disk.change import Change, change_files
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import read_inside

LISTED = 8  # files in the way that are named


def write_new_files(root: Path, files: Mapping[str, bytes], way_out: str) -> None:
    """Write files below a folder, which is made where it is missing: all or none.

    Raises `EnvironmentFailure` where one of them stands already (`way_out` is what to do about it) or
    cannot be written.
    """
    standing = [path for path in files if (root / path).exists() or (root / path).is_symlink()]
    if standing:
        named = ", ".join(standing[:LISTED]) + (", ..." if len(standing) > LISTED else "")
        raise EnvironmentFailure(f"in {str(root)!r} there is already {named}; {way_out}")
    _change_below(root, [Change(path, None, data) for path, data in files.items()])


def replace_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, which is made where it is missing, in place of any that stand: all or none.

    Raises `EnvironmentFailure` where one cannot be written.
    """
    _change_below(root, [Change(path, read_inside(root, path), data) for path, data in files.items()])


def _change_below(root: Path, changes: Sequence[Change]) -> None:
    missing = [folder for folder in (root, *root.parents) if not folder.exists()]
    try:
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFailure(f"cannot make {str(root)!r}: {error.strerror}") from error
        change_files(root, changes)
    except EnvironmentFailure:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise


def read_source(path: Path) -> bytes:
    """Return the bytes of a file that a person named; `EnvironmentFailure` where there are none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {str(path)!r}: {error.strerror}") from error


def write_report(path: Path, data: bytes) -> None:
    """Write a file that a person named, wherever that leads. Raises `EnvironmentFailure`."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise EnvironmentFailure(f"cannot write {str(path)!r}: {error.strerror}") from error
