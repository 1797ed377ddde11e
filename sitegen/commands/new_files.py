"""New files on disk: all or none, and never in place of one that stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure

LISTED = 8  # files in the way that are named


def write_new_files(root: Path, files: Mapping[str, bytes], way_out: str) -> None:
    """Write files below a folder, which is made where it is missing.

    Raises `EnvironmentFailure` where one of them stands already (then nothing is written; `way_out` is
    what to do about it) or cannot be written (then what had been written is taken away again).
    """
    standing = [path for path in files if (root / path).exists() or (root / path).is_symlink()]
    if standing:
        named = ", ".join(standing[:LISTED]) + (", ..." if len(standing) > LISTED else "")
        raise EnvironmentFailure(f"in {str(root)!r} there is already {named}; {way_out}")
    written: list[Path] = []
    for path, data in files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                written.append(target)
                file.write(data)
        except OSError as error:
            for done in written:
                done.unlink(missing_ok=True)
            raise EnvironmentFailure(f"cannot write {str(target)!r}: {error.strerror}") from error


def read_source(path: Path) -> bytes:
    """Return the bytes of a file that a person named; `EnvironmentFailure` where there are none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {str(path)!r}: {error.strerror}") from error


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put a file's new bytes in its place, if it still holds what was read; at once or not at all."""
    if path.exists() and path.read_bytes() != before:
        raise EnvironmentFailure(f"{str(path)!r} was changed meanwhile; nothing was written, try again")
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(after)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentFailure(f"cannot write {str(path)!r}: {error.strerror}") from error
