"""Builds that are killed, meet another, or find their cache damaged: the next one mends it all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
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
    command = [sys.executable, "-m", "sitegen", "build", str(content)]
    return subprocess.Popen(
        [*command, "--out", str(out), "--cache", str(cache), "--jobs", "2"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def start_and_wait_for_pages(content: Path, out: Path, cache: Path) -> subprocess.Popen[bytes]:
    """Start a build and return it when it has written its first pages, or has ended."""
    process = start(content, out, cache)
    pages = out.with_name(f".{out.name}.staging") / "documents"
    while process.poll() is None and not (pages.is_dir() and any(pages.iterdir())):
        time.sleep(0.01)
    return process


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
    process = start_and_wait_for_pages(content, out, cache)
    process.kill()  # the others are not told
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    again = start(content, out, cache)
    told = again.communicate(timeout=60)[1]  # it would wait for their locks
    assert again.returncode == 0, told
    build(content, tmp_path / "clean", None)
    assert tree(out) == tree(tmp_path / "clean")


def processes_of(session: int) -> list[int]:
    """Return the processes of a session that are still at work."""
    shown = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in shown.stdout.splitlines() if "Z" not in line]


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
@pytest.mark.parametrize("stop", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("is_all", [True, False], ids=["all", "first"])
def test_a_build_that_is_asked_to_end_leaves_nothing_behind(tmp_path: Path, stop: str, is_all: bool) -> None:  # noqa: FBT001
    content = write_archive(tmp_path, SMALL + 60)
    out, cache = tmp_path / "site", tmp_path / "cache"
    process = start_and_wait_for_pages(content, out, cache)
    (os.killpg if is_all else os.kill)(process.pid, getattr(signal, stop))
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 128 + getattr(signal, stop)
    assert b"Traceback" not in told
    assert processes_of(process.pid) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "content"]
    build(content, out, cache)
    build(content, tmp_path / "clean", None)
    assert tree(out) == tree(tmp_path / "clean")


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
def test_a_build_one_process_of_which_is_killed_says_so(tmp_path: Path) -> None:
    content = write_archive(tmp_path, SMALL + 60)
    out, cache = tmp_path / "site", tmp_path / "cache"
    process = start_and_wait_for_pages(content, out, cache)
    for pid in processes_of(process.pid):
        if pid != process.pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    told = process.communicate(timeout=60)[1]
    # On a slow machine they may have done all there was to do.
    assert (process.returncode, b"ended by the system" in told) in ((2, True), (0, False))
    assert processes_of(process.pid) == []
    assert not list(tmp_path.glob(".site*"))
    build(content, out, cache)
    build(content, tmp_path / "clean", None)
    assert tree(out) == tree(tmp_path / "clean")


# Libraries are loaded before: Python's own import, refused memory by the system, can end without a word.
LIMITED = """
import resource, sys
from sitegen.__main__ import run
import sitegen.build.anew, sitegen.build.source, sitegen.commands.build

kind, limit = sys.argv[1], int(sys.argv[2])
if kind == "RLIMIT_AS":
    limit += int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(getattr(resource, kind), (limit, limit))
sys.argv = ["sitegen", *sys.argv[3:]]
run()
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the system does not tell how much is in use"
)
@pytest.mark.parametrize(
    ("kind", "limit", "told"),
    [
        *(("RLIMIT_AS", megabytes << 20, "memory") for megabytes in (48, 64, 96)),
        *(("RLIMIT_FSIZE", size, "cannot ") for size in (0, 1_000, 10_000, 100_000)),
    ],
)
def test_where_memory_or_the_disk_is_full_a_line_says_so(
    archive: tuple[Path, Path], tmp_path: Path, kind: str, limit: int, told: str
) -> None:
    content, clean = archive
    if (
        kind == "RLIMIT_AS"
    ):  # so much that it is for this that memory runs out, not for a small thing at random
        content = shutil.copytree(content, tmp_path / "content")
        (content / "documents" / "long.txt").write_text("Words of a long source. " * 2_000_000, "utf-8")
        (content / "documents" / "long.yaml").write_text("title: Long\n", "utf-8")
    out, cache = tmp_path / "site", tmp_path / "cache"
    shutil.copytree(clean, out)
    command = [sys.executable, "-c", LIMITED, kind, str(limit), "build", str(content), "--out", str(out)]
    run = subprocess.run(
        [*command, "--cache", str(cache), "--jobs", "1"], capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 2), run.stderr
    assert "Traceback" not in run.stderr
    if run.returncode:
        assert told in run.stderr
        assert f"'{tmp_path}" in run.stderr or kind == "RLIMIT_AS"
        assert run.stderr.count("\n") == 1
    assert tree(out) == tree(clean)
    assert not list(tmp_path.glob(".site*"))


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4])
def test_a_start_that_is_interrupted_shows_no_traceback(
    archive: tuple[Path, Path], tmp_path: Path, wait: float
) -> None:
    # Not before the program is there: what the interpreter itself says is not ours.
    code = "import sys; from sitegen.__main__ import run; print(flush=True); sys.argv[0] = 'sitegen'; run()"
    command = [
        sys.executable,
        "-c",
        code,
        "build",
        str(archive[0]),
        "--out",
        str(tmp_path / "site"),
        "--no-cache",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    told = process.communicate()[1]
    assert process.returncode in (0, 128 + signal.SIGINT)
    assert b"Traceback" not in told


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
