"""Links that somebody put into the site, beside it or into the cache lead no build to write elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from tests.serve.running import write_archive

Tree = dict[str, tuple[bytes, int]]


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    options = BuildOptions(
        write_archive(tmp_path / "content"), tmp_path / "out", cache=tmp_path / "cache", jobs=1
    )
    assert not build_site(options).has_failed
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/keep").write_text("keep")
    return options


def tree(folder: Path) -> Tree:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in tree(folder).items()}


def lead_out(place: Path, outside: Path) -> None:
    """Move what stands at a place outside, and put a link there."""
    if place.exists():
        shutil.move(place, outside / place.name)
    place.symlink_to(outside / place.name)


PLACES = ["out/documents", "out/documents/bridge.html", ".out.staging", ".out.old", "out/assets"]


@pytest.mark.parametrize("is_removed", [False, True])
@pytest.mark.parametrize("is_dangling", [False, True])
@pytest.mark.parametrize("place", PLACES)
def test_a_site_is_built_in_its_own_folder(
    options: BuildOptions, tmp_path: Path, place: str, *, is_dangling: bool, is_removed: bool
) -> None:
    outside = tmp_path / "outside"
    if is_dangling or (tmp_path / place).exists():
        lead_out(tmp_path / place, outside)
    else:
        (tmp_path / place).symlink_to(outside)
    before = tree(outside)
    if is_removed:
        for path in (options.archive / "documents").glob("jisr.*"):
            path.unlink()
    text = options.archive / "documents/bridge.txt"
    text.write_text(text.read_text() + "\nNew words.\n")
    assert not build_site(options).has_failed
    assert tree(outside) == before
    assert not [path for path in options.out.rglob("*") if path.is_symlink()]
    clean = BuildOptions(options.archive, tmp_path / "clean", no_cache=True, jobs=1)
    build_site(clean)
    assert contents(options.out) == contents(clean.out)


def names_in_a_cache(cache: Path) -> Iterator[str]:
    for path in cache.iterdir():
        yield path.name
        yield f"{path.name}.{os.getpid()}"
    yield from ("memo-2", "memo-3", "pack-2")


def test_a_cache_that_came_with_links_is_not_written_through(options: BuildOptions, tmp_path: Path) -> None:
    names = list(names_in_a_cache(options.cache_folder or tmp_path))
    assert {"README", "lock"} <= set(names)
    for name in names:
        for target in ("keep", "new"):
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)
            (tmp_path / "cache").mkdir()
            (tmp_path / "cache" / name).symlink_to(tmp_path / "outside" / target)
            with suppress(OSError) if name == "lock" else nullcontext():  # which may not be taken away
                build_site(options)
            assert contents(tmp_path / "outside") == {"keep": b"keep"}
