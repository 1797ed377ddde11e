"""Where work is done makes no difference to what comes out."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.build.workers import CAN_FORK, SMALL, LocalWorkers
from sitegen.disk.environment import EnvironmentFailure
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
    import subprocess  # noqa: PLC0415

    script = "import sys, sitegen.cli, sitegen.commands.build; print(*sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    heavy = {"pydantic", "numpy", "jinja2", "mistune", "babel", "yaml", "rapidfuzz", "snowballstemmer"}
    assert heavy & set(out.split()) == set()


def _end_unless(here: int, _chunk: list[int]) -> None:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not CAN_FORK, reason="processes are forked")
def test_a_process_that_the_system_ends_is_told_in_a_sentence() -> None:
    work = LocalWorkers(2).run(_end_unless, os.getpid(), range(SMALL), int)
    with pytest.raises(EnvironmentFailure, match="fewer --jobs"):
        list(work)
