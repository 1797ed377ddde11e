"""Files are read when they may have changed, and links do not lead outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import RACY_NANOSECONDS, SeenFile, digest_files, list_archive


def seen(root: Path, known: dict[str, SeenFile], looked_at: int) -> dict[str, SeenFile]:
    return digest_files(root, list_archive(root), known, looked_at)


def later(file: SeenFile) -> int:
    return max(file.mtime, file.ctime) + RACY_NANOSECONDS + 1


def test_an_old_unchanged_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = seen(tmp_path, {}, 0)["a"]
    marked = SeenFile(first.size, first.mtime, first.ctime, b"not read again")
    assert seen(tmp_path, {"a": marked}, later(first))["a"].digest == b"not read again"


def test_a_file_changed_within_the_clocks_resolution_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = seen(tmp_path, {}, 0)["a"]
    marked = SeenFile(first.size, first.mtime, first.ctime, b"stale")
    assert seen(tmp_path, {"a": marked}, first.mtime)["a"].digest == first.digest


def test_a_file_whose_time_was_set_back_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    first = seen(tmp_path, {}, 0)["a"]
    path.write_text("two")
    os.utime(path, ns=(first.mtime, first.mtime))
    again = seen(tmp_path, {"a": first}, later(first))["a"]
    assert again.digest != first.digest


def test_links_stay_inside(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "documents").mkdir(parents=True)
    (archive / "documents" / "a.txt").write_text("inside")
    (tmp_path / "secret").write_text("outside")
    (archive / "inner").symlink_to("documents/a.txt")
    (archive / "outer").symlink_to("../secret")
    (archive / "folder").symlink_to("documents")
    (archive / "nowhere").symlink_to("gone")
    (archive / ".hidden").write_text("")
    (archive / "draft~").write_text("")
    listing = list_archive(archive)
    assert sorted(listing.files) == ["documents/a.txt", "inner"]
    assert sorted((d.code, d.place.path) for d in listing.diagnostics) == [
        ("F101", "folder"),
        ("F101", "nowhere"),
        ("F102", "outer"),
    ]


def test_no_folder_is_the_environments_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="no archive folder"):
        list_archive(tmp_path / "gone")
