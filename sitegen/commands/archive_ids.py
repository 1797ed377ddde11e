"""The ids of an archive on disk."""

from __future__ import annotations

from pathlib import Path

from sitegen.disk.listing import list_archive, read_file
from sitegen.scaffold.known_ids import find_ids


def read_archive_ids(archive: Path) -> dict[str, list[str]]:
    """Return the ids by kind, as `find_ids` does. Raises `EnvironmentFailure` without a folder."""
    return find_ids(list_archive(archive).paths, lambda path: read_file(archive, path))
