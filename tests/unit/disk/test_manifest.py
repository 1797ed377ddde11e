"""A manifest gives back what was kept in it, and nothing where it was damaged."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sitegen.disk.files import pack_files
from sitegen.disk.manifest import (
    Manifest,
    load_manifest,
    mark_cut_short,
    save_manifest,
)
from sitegen.disk.seen import Seen
from sitegen.disk.written import Written, pack_written

OUTPUTS = {
    "index.html": Written(b"k" * 17, b"c" * 16, 10, 1_700_000_000_000_000_001),
    "assets/site.css": Written(b"", b"d" * 16, 0, 5),
}


def a_manifest() -> Manifest:
    seen = Seen(pack_files(["a.txt"], [1], [2], [3]), b"s" * 16, 4)
    written = pack_written(OUTPUTS)
    return Manifest(tool=b"t", seen=seen, written=written, is_complete=True)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    save_manifest(tmp_path / "m", a_manifest())
    loaded = load_manifest(tmp_path / "m")
    assert loaded == a_manifest()
    assert loaded.outputs == OUTPUTS
    assert loaded.seen.by_path() == {"a.txt": b"s" * 16}


def test_a_mark_says_that_putting_in_place_was_cut_short(tmp_path: Path) -> None:
    save_manifest(tmp_path / "m", a_manifest())
    mark_cut_short(tmp_path / "m")
    marked = load_manifest(tmp_path / "m")
    assert not marked.is_complete
    assert marked == msgspec.structs.replace(a_manifest(), is_complete=False)


def test_an_empty_one_is_kept_too(tmp_path: Path) -> None:
    save_manifest(tmp_path / "m", Manifest())
    assert load_manifest(tmp_path / "m") == Manifest()
    assert Manifest().outputs == {}


@pytest.mark.parametrize("at", [1, 5, 40, -1])
def test_a_damaged_one_is_as_none(tmp_path: Path, at: int) -> None:
    path = tmp_path / "m"
    save_manifest(path, a_manifest())
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert load_manifest(path) == Manifest()


@pytest.mark.parametrize(
    "changes",
    [
        {"seen": Seen(pack_files(["a", "b"], [1, 2], [3, 4], [5, 6]), b"s" * 16)},
        {"seen": Seen(pack_files(["a"], [1, 2], [3, 4], [5, 6]), b"s" * 32)},
        {"written": msgspec.structs.replace(pack_written(OUTPUTS), lengths=b"k\0")},
        {"format": 1},
    ],
)
def test_a_foreign_one_is_as_none(tmp_path: Path, changes: dict[str, object]) -> None:
    save_manifest(tmp_path / "m", msgspec.structs.replace(a_manifest(), **changes))
    assert load_manifest(tmp_path / "m") == Manifest()


def test_none_is_an_empty_one(tmp_path: Path) -> None:
    assert load_manifest(tmp_path / "m") == Manifest()
