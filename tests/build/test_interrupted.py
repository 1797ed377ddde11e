"""Builds that are killed, meet another, or find their cache damaged: the next one mends it all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.build.workers import SMALL
from sitegen.disk.forked import CAN_FORK
from tests.build.generated import tree, write_archive, write_document

DOCUMENTS = 12


def build(content: Path, out: Path, cache: Path | None) -> BuildResult:
    return build_site(BuildOptions(archive=content, out=out, cache=cache, no_cache=cache is None, jobs=1))


def start(content: Path, out: Path, cache: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from sitegen.cli import main; main()", "build", str(content)]
    return subprocess.Popen(
        [*command, "--out", str(out), "--cache", str(cache), "--jobs", "2"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive and the clean build of it."""
    folder = tmp_path_factory.mktemp("archive")
    content = write_archive(folder, DOCUMENTS)
    build(content, folder / "clean", None)
    return content, folder / "clean"


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(moments=st.lists(st.floats(0.05, 1.5), min_size=1, max_size=3), edit=st.booleans())
def test_a_killed_build_is_mended_by_the_next(
    archive: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
    moments: list[float],
    edit: bool,  # noqa: FBT001
) -> None:
    content, clean = archive
    folder = tmp_path_factory.mktemp("killed")
    out, cache = folder / "site", folder / "cache"
    for moment in moments:
        write_document(content, 1, "Changed." if edit else "")
        process = start(content, out, cache)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
        write_document(content, 1)
    build(content, out, cache)
    assert tree(out) == tree(clean)
    assert not [p.name for p in folder.iterdir() if p.name not in ("site", "cache")]
    shutil.rmtree(folder)


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
def test_a_killed_builds_other_processes_do_not_outlive_it(tmp_path: Path) -> None:
    content = write_archive(tmp_path, SMALL + 100)
    out, cache = tmp_path / "site", tmp_path / "cache"
    process = start(content, out, cache)
    pages = tmp_path / ".site.staging" / "documents"
    while process.poll() is None and not (pages.is_dir() and any(pages.iterdir())):
        time.sleep(0.01)
    process.kill()  # the others are not told
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    again = start(content, out, cache)
    told = again.communicate(timeout=60)[1]  # it would wait for their locks
    assert again.returncode == 0, told
    build(content, tmp_path / "clean", None)
    assert tree(out) == tree(tmp_path / "clean")


def test_two_builds_at_once_do_no_harm(archive: tuple[Path, Path], tmp_path: Path) -> None:
    content, clean = archive
    running = [start(content, tmp_path / "site", tmp_path / "cache") for _ in range(3)]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], told
    assert tree(tmp_path / "site") == tree(clean)


def test_builds_with_different_caches_take_turns_at_a_folder(
    archive: tuple[Path, Path], tmp_path: Path
) -> None:
    content, clean = archive
    out = tmp_path / "site"
    running = [start(content, out, tmp_path / f"cache{n % 2}") for n in range(4)]
    told = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, told
    assert any(b"the same folder; waiting for it" in each for each in told)
    assert tree(out) == tree(clean)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache0", "cache1", "site"]


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(["index", "manifest-", "pack-"]),
    blow=st.sampled_from(["flip", "cut", "empty", "foreign", "gone"]),
    where=st.floats(0, 0.999),
)
def test_a_damaged_cache_is_as_good_as_none(
    archive: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    blow: str,
    where: float,
) -> None:
    content, clean = archive
    folder = tmp_path_factory.mktemp("damaged")
    out, cache = folder / "site", folder / "cache"
    build(content, out, cache)
    victim = next(p for p in sorted(cache.iterdir()) if p.name.startswith(kind))
    if blow == "gone":
        victim.unlink()
    else:
        victim.write_bytes(_hurt(victim.read_bytes(), blow, where))
    write_document(content, 2, "Changed.")
    build(content, out, cache)
    write_document(content, 2)
    build(content, out, cache)
    assert tree(out) == tree(clean)
    shutil.rmtree(folder)


def _hurt(value: bytes, blow: str, where: float) -> bytes:
    at = int(len(value) * where)
    if blow == "flip":
        return value[:at] + bytes([value[at] ^ 0x55]) + value[at + 1 :]
    if blow == "cut":
        return value[:at]
    return b"" if blow == "empty" else b"\x93\x01\x02\x03 no cache of ours"


def test_the_report_names_what_changed(archive: tuple[Path, Path], tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    content, _ = archive
    out, cache = tmp_path / "site", tmp_path / "cache"
    build(content, out, cache)
    before = tree(out)
    write_document(content, 3, "Changed.")
    result = build(content, out, cache)
    write_document(content, 3)
    after = tree(out)
    changed = sorted(route for route in after if before.get(route) != after[route])
    report = json.loads(result.report())
    assert report["written"] == changed
    assert "documents/d00003.html" in changed
    assert report["removed"] == sorted(before.keys() - after.keys())
    assert report["unchanged"] == len(after) - len(changed)
    assert "documents/d00003.html" in result.summary()
