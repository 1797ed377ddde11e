"""Where work is done makes no difference to what comes out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from types import FrameType
from typing import NamedTuple

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.build.workers import SMALL, LocalWorkers
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.forked import CAN_FORK
from tests.build.generated import tree, write_archive

DOCUMENTS = SMALL + 20  # enough that processes are started


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("workers"), DOCUMENTS)


@pytest.fixture(scope="module")
def alone(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("alone") / "site"
    build_site(BuildOptions(archive=content, out=out, no_cache=True, jobs=1))
    return tree(out)


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_any_number_of_processes_makes_the_same_site(
    content: Path, alone: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    build_site(BuildOptions(archive=content, out=tmp_path / "site", no_cache=True, jobs=jobs))
    assert tree(tmp_path / "site") == alone


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
def test_what_another_process_made_is_kept_for_the_next_build(content: Path, tmp_path: Path) -> None:
    archive = shutil.copytree(content, tmp_path / "content")
    options = BuildOptions(archive=archive, out=tmp_path / "site", cache=tmp_path / "cache", jobs=3)
    build_site(options)
    assert build_site(options).written == ()
    page = archive / "documents" / "d00007.md"
    page.write_text(page.read_text() + "\n\nA word that nobody wrote before: heliotrope.\n")
    assert len(build_site(options).written) < SMALL
    build_site(BuildOptions(archive=archive, out=tmp_path / "clean", no_cache=True, jobs=1))
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address.replace("tcp://", "dask://")


def test_a_cluster_makes_the_same_site(
    content: Path, alone: dict[str, bytes], tmp_path: Path, cluster: str
) -> None:
    options = BuildOptions(archive=content, out=tmp_path / "site", cache=tmp_path / "cache", executor=cluster)
    build_site(options)
    assert tree(tmp_path / "site") == alone
    assert build_site(options).written == ()


@pytest.mark.parametrize("executor", ["dask://127.0.0.1:1", "slurm://there"])
def test_an_executor_that_is_not_there_is_told(content: Path, tmp_path: Path, executor: str) -> None:
    if executor.startswith("dask"):
        pytest.importorskip("distributed")
    (content / "documents" / "d00000.md").touch()
    with pytest.raises(EnvironmentFailure, match=r"scheduler|executor"):
        build_site(BuildOptions(archive=content, out=tmp_path / "site", no_cache=True, executor=executor))


def test_a_start_loads_no_stage() -> None:
    script = "import sys, sitegen.cli, sitegen.commands.build; print(*sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    heavy = {"pydantic", "numpy", "jinja2", "mistune", "babel", "yaml", "rapidfuzz", "snowballstemmer"}
    assert heavy & set(out.split()) == set()


class Death(NamedTuple):
    """What kills a process other than `here`: its so many-th write to a pipe, or (0) its work.

    The first write tells how long the result is that follows.
    """

    here: int
    writes: int


def _die(death: Death, chunk: list[int]) -> bytes:
    if os.getpid() == death.here:
        return b""
    if chunk[0] > SMALL // 2:  # one process at least has given a result by then
        written = 0

        def watch(_frame: FrameType, event: str, function: object) -> None:
            nonlocal written
            if event == "c_call" and function is os.write:
                written += 1
                if written == death.writes:
                    os.kill(os.getpid(), signal.SIGKILL)

        if death.writes == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(watch)
    return bytes(1_000_000)  # more than a pipe holds, so that it takes several writes


def children() -> set[int]:
    """Return the processes started from this one and not yet gone."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, check=False)
    return set(map(int, found.stdout.split()))


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_process_that_the_system_ends_is_told_in_a_sentence(writes: int) -> None:
    before = children()
    work = LocalWorkers(2).run(_die, Death(os.getpid(), writes), range(SMALL), int)
    with pytest.raises(EnvironmentFailure, match=r"ended by the system.*fewer --jobs"):
        list(work)
    assert len(children() - before) <= 1  # `ps` itself


class Unportable(Exception):  # noqa: N818 - one that holds what cannot be sent
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.lock = Lock()


def _raise(error: Callable[[], Exception], chunk: list[int]) -> None:
    if chunk[0] > 0:
        raise error()


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (lambda: EnvironmentFailure("the disk is full"), EnvironmentFailure),
        (MemoryError, MemoryError),
        (lambda: Unportable("the disk is full"), RuntimeError),
    ],
)
def test_what_is_raised_in_a_process_is_raised_here(
    error: Callable[[], Exception], raised: type[Exception]
) -> None:
    with pytest.raises(raised) as caught:
        list(LocalWorkers(2).run(_raise, error, range(SMALL), int))
    assert "_raise" in "".join([str(caught.value), *getattr(caught.value, "__notes__", ())])


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
def test_processes_need_no_memory_that_is_shared_by_name(content: Path, tmp_path: Path) -> None:
    """Where /dev/shm is full or read-only, no semaphore can be made."""
    code = (
        "import errno, os, sys, _multiprocessing\n"
        "def full(*_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "_multiprocessing.SemLock = full\n"
        "from sitegen.cli import main; main()\n"
    )
    command = [sys.executable, "-c", code, "build", str(content), "--out", str(tmp_path / "site")]
    run = subprocess.run([*command, "--no-cache", "--jobs", "2"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
