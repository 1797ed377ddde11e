"""A file's digest and times are those of the bytes that are returned, whatever is done to it meanwhile."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from sitegen.digest import digest
from sitegen.disk.environment import ArchiveChanged, EnvironmentFailure
from sitegen.disk.listing import TRIES, UNSETTLED, Source, read_source, times_of

CALLS = (
    os.open,
    os.fstat,
    os.lseek,
    os.read,
    os.close,
)  # of the system, between any two of which others write


@contextmanager
def before_each_call(act: Callable[[int], None]) -> Iterator[list[int]]:
    """Do something just before each call of the system, by its number; give their count."""
    calls = [0]

    def watch(_frame: FrameType, event: str, function: object) -> None:
        if event == "c_call" and function in CALLS:
            sys.setprofile(None)  # what is done here is not watched
            act(calls[0])
            calls[0] += 1
            sys.setprofile(watch)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def calls_of_a_reading(path: Path) -> int:
    with before_each_call(lambda _: None) as calls:
        read_source(str(path.parent), path.name)
    return calls[0]


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda path: path.write_bytes(b"another, and longer"),
    "shorter": lambda path: path.write_bytes(b"-"),
    "empty": lambda path: path.write_bytes(b""),
    "other file": lambda path: (
        path.with_name("new").write_bytes(b"renamed") and path.with_name("new").replace(path)
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"as it was")
    count = calls_of_a_reading(path)
    assert count >= len(CALLS)  # opened, looked at, read, looked at, closed
    read = set()
    for at in range(count):
        path.write_bytes(b"as it was")
        os.utime(path, ns=(0, 0))  # a coarse clock would hide that it is written

        def act(call: int, at: int = at) -> None:
            if call == at:
                CHANGES[change](path)

        with before_each_call(act):
            source = read_source(str(tmp_path), "a")
        now = path.read_bytes()
        assert source.digest == digest(source.data)
        assert source.data == now or source.times != times_of(
            path.stat()
        )  # or it would be believed unchanged
        read.add(source.data)
    assert read == {b"as it was", now}


def test_a_file_that_is_written_all_the_time_is_seen_at_a_time_that_never_was(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")

    def act(call: int) -> None:
        with path.open("ab") as file:
            file.write(b"%d," % call)

    with before_each_call(act) as calls:
        source = read_source(str(tmp_path), "a")
    assert source == Source(source.data, digest(source.data), (len(source.data), UNSETTLED, UNSETTLED))
    assert calls[0] < TRIES * 10
    assert path.read_bytes().startswith(source.data)


def test_a_file_that_is_gone_or_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for gone in ("nothing", "folder/nothing", "file/nothing"):
        with pytest.raises(ArchiveChanged, match=gone):
            read_source(str(tmp_path), gone)
    with pytest.raises(EnvironmentFailure, match=r"cannot read '.*folder': it is no file"):
        read_source(str(tmp_path), "folder")
    outside, inside = tmp_path / "file", tmp_path / "folder" / "link"
    inside.symlink_to(outside)
    with pytest.raises(EnvironmentFailure, match="a link leads outside"):
        read_source(str(tmp_path / "folder"), "link")


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 300_000])
def test_a_file_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a").write_bytes(data)
    assert read_source(str(tmp_path), "a") == Source(data, digest(data), times_of((tmp_path / "a").stat()))
