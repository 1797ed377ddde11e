"""What stands at the target is the old site or the new one, and never somebody else's files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files
from sitegen.disk.output import (
    clear_staging,
    look_at_output,
    move_in,
    refuse_foreign,
    stage_file,
    staging_folder,
    swap_in,
)

HOME = b'<!doctype html><meta name="generator" content="sitegen 1">'


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def stage(out: Path, files: dict[str, bytes]) -> Path:
    staging = clear_staging(out)
    for route, data in files.items():
        stage_file(str(staging), route, data)
    return staging


def test_a_whole_site_is_swapped_in(tmp_path: Path) -> None:
    out = tmp_path / "build"
    swap_in(stage(out, {"index.html": HOME, "a/b.html": b"b"}), out)
    (out / ".git").mkdir()
    (out / ".git" / "config").write_bytes(b"kept")
    swap_in(stage(out, {"index.html": HOME, "c.html": b"c"}), out)
    assert tree(out) == {"index.html": HOME, "c.html": b"c", ".git/config": b"kept"}
    assert [p.name for p in tmp_path.iterdir()] == ["build"]


def test_changed_files_are_moved_in_and_empty_folders_go(tmp_path: Path) -> None:
    out = tmp_path / "build"
    swap_in(stage(out, {"index.html": HOME, "a/b/c.html": b"c", "d.html": b"d"}), out)
    untouched = (out / "d.html").stat()
    move_in(stage(out, {"e/f.html": b"f"}), out, ["e/f.html"], ["a/b/c.html"])
    assert tree(out) == {"index.html": HOME, "d.html": b"d", "e/f.html": b"f"}
    assert not (out / "a").exists()
    assert (out / "d.html").stat() == untouched


@pytest.mark.parametrize("first", ["x.html", "x.html/y"])
def test_a_file_and_a_folder_may_change_places(tmp_path: Path, first: str) -> None:
    out = tmp_path / "build"
    second = "x.html/y" if first == "x.html" else "x.html"
    swap_in(stage(out, {"index.html": HOME, first: b"1"}), out)
    move_in(stage(out, {second: b"2"}), out, [second], [first])
    assert tree(out) == {"index.html": HOME, second: b"2"}


def test_a_foreign_folder_in_the_way_is_cleared(tmp_path: Path) -> None:
    out = tmp_path / "build"
    swap_in(stage(out, {"index.html": HOME}), out)
    (out / "x.html").mkdir()
    (out / "y").write_bytes(b"a file where a folder must be")
    move_in(stage(out, {"x.html": b"x", "y/z.html": b"z"}), out, ["x.html", "y/z.html"], [])
    assert tree(out) == {"index.html": HOME, "x.html": b"x", "y/z.html": b"z"}


def test_a_swap_cut_short_is_mended(tmp_path: Path) -> None:
    out = tmp_path / "build"
    swap_in(stage(out, {"index.html": HOME}), out)
    out.rename(tmp_path / ".build.old")  # as a build killed between its two renames leaves it
    clear_staging(out)
    assert tree(out) == {"index.html": HOME}
    assert not any(staging_folder(out).iterdir())


class Death(BaseException):
    """The end of a process, which nothing is done after."""


_heard: Callable[[], None] | None = None


def _hear(event: str, _arguments: object) -> None:
    if _heard is not None and event.startswith(("os.", "shutil.", "ctypes.", "open")):
        _heard()


@cache
def listen() -> None:
    """Hear of what the system is asked for, in this process from here on: it cannot be taken away again."""
    sys.addaudithook(_hear)


@contextmanager
def before_each_step(act: Callable[[int], None]) -> Iterator[list[int]]:
    """Do something before each thing that is asked of the system, by its number; give their count."""
    global _heard  # noqa: PLW0603 - a hook can be set, and not be taken away
    listen()
    steps = [0]

    def hear() -> None:
        steps[0] += 1
        act(steps[0] - 1)

    _heard = hear
    try:
        yield steps
    finally:
        _heard = None


def begin_swap(tmp_path: Path) -> tuple[Path, Path]:
    """Return a staged site and the folder with the old one and what is not the build's."""
    out = tmp_path / "build"
    swap_in(stage(out, {"index.html": HOME, "old.html": b"old"}), out)
    for name in (".git", ".well-known"):
        (out / name).mkdir()
        (out / name / "config").write_bytes(b"kept")
    return stage(out, {"index.html": HOME, "new.html": b"new"}), out


def test_a_swap_cut_short_anywhere_loses_nothing(tmp_path: Path) -> None:
    kept = {".git/config": b"kept", ".well-known/config": b"kept"}
    staging, out = begin_swap(tmp_path / "whole")
    with before_each_step(lambda _: None) as steps:
        swap_in(staging, out)
    sites = []
    for at in range(steps[0]):
        staging, out = begin_swap(tmp_path / str(at))

        def die(step: int, at: int = at) -> None:
            if step == at:
                raise Death

        with pytest.raises(Death), before_each_step(die):
            swap_in(staging, out)
        clear_staging(out)
        sites.append(tree(out))
        assert sites[-1] in (
            {"index.html": HOME, "old.html": b"old", **kept},
            {"index.html": HOME, "new.html": b"new", **kept},
        )
        assert sorted(p.name for p in out.parent.iterdir()) == [".build.staging", "build"]
    assert sites[0] != sites[-1]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="the system cannot exchange folders")
def test_there_is_a_site_at_every_moment_of_a_swap(tmp_path: Path) -> None:
    staging, out = begin_swap(tmp_path)
    missing: list[int] = []
    is_looking = False

    def look(step: int) -> None:
        nonlocal is_looking
        if not is_looking:
            is_looking = True
            if not os.path.exists(f"{out}/index.html"):  # noqa: PTH110 - a path would be listed
                missing.append(step)
            is_looking = False

    with before_each_step(look) as steps:
        swap_in(staging, out)
    assert missing == []
    assert steps[0] > len(tree(out))


def test_what_would_be_lost_stops_a_build(tmp_path: Path) -> None:
    """After a kill in the midst of a swap, and somebody's `git init` in the new site."""
    staging, out = begin_swap(tmp_path)
    (staging / ".git").mkdir()
    with pytest.raises(EnvironmentFailure, match=r"staging/.git' was left .* take one of them away"):
        clear_staging(out)
    assert (staging / ".git").is_dir()


def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "home"
    refuse_foreign(out)
    out.mkdir()
    (out / ".git").mkdir()
    refuse_foreign(out)
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(EnvironmentFailure, match="did not make"):
        refuse_foreign(out)
    (out / "index.html").write_bytes(HOME)
    refuse_foreign(out)
    with pytest.raises(EnvironmentFailure, match="is a file"):
        refuse_foreign(out / "thesis.txt")


def test_the_look_at_a_site_leaves_dot_files_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x").write_bytes(b"1")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".b").write_bytes(b"12")
    assert [(route, size) for route, size, _, _ in look_at_output(tmp_path).iter_rows()] == [("a/.b", 2)]
    assert look_at_output(tmp_path / "none") == Files()


def test_the_look_at_a_site_shows_names_that_are_not_valid(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")).write_bytes(b"")
    except OSError:
        pytest.skip("this disk takes no such names")
    assert sorted(look_at_output(tmp_path).iter_paths()) == ["b", os.fsdecode(b"\xff")]
