"""Time a whole process: wall, CPU of it and its children, and the peak memory of all of them together."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

SAMPLE_SECONDS = 0.05
ASIDE = "aside"
DELETED = "deleted"  # its time tells when what was put aside was deleted
REST_SECONDS = 360  # for so long ext4 passes over the inode of a file that was deleted


class Run(TypedDict):
    wall: float
    cpu: float
    peak_mb: float


def measure(command: Sequence[str], cwd: Path, jobs: int) -> Run:
    """Run a command on so many processors, quietly; raises `CalledProcessError` where it fails."""
    os.sync()  # that what ran before still writes is not this one's burden
    started = time.perf_counter()
    processors = sorted(os.sched_getaffinity(0))[:jobs]
    process = subprocess.Popen(
        ["taskset", "--cpu-list", ",".join(map(str, processors)), *command],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    peaks = [0.0]
    is_over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, is_over, peaks))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    is_over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    peak = max(peaks[0], usage.ru_maxrss / 1024)  # of the largest alone, where it was gone too soon
    return Run(wall=round(wall, 3), cpu=round(usage.ru_utime + usage.ru_stime, 3), peak_mb=round(peak, 1))


def put_aside(folder: Path, work: Path) -> None:
    """Move what an earlier run made out of the way, to be deleted when nothing more is measured.

    Files that are made soon after many were deleted cost more on some disks: ext4 looks at each inode that
    was just let go of for every file that it makes, which takes 5 to 9 s of CPU time for 40,000 files.
    """
    if folder.exists():
        aside = work / ASIDE
        aside.mkdir(exist_ok=True)
        folder.rename(aside / str(len(list(aside.iterdir()))))


def delete_aside(work: Path) -> None:
    """Delete what was put aside."""
    if (work / ASIDE).exists():
        shutil.rmtree(work / ASIDE)
        (work / DELETED).touch()


def await_rest(work: Path) -> None:
    """Wait until the disk has forgotten what was deleted last."""
    deleted = work / DELETED
    left = deleted.stat().st_mtime + REST_SECONDS - time.time() if deleted.exists() else 0
    if left > 0:
        print(f"{left:.0f} s until what the last run deleted no longer counts")
        time.sleep(left)


def median_of(runs: Sequence[Run]) -> Run:
    """Return the medians of several runs, and the highest peak."""
    return Run(
        wall=statistics.median(r["wall"] for r in runs),
        cpu=statistics.median(r["cpu"] for r in runs),
        peak_mb=max(r["peak_mb"] for r in runs),
    )


def _watch(session: int, is_over: threading.Event, peaks: list[float]) -> None:
    while not is_over.wait(SAMPLE_SECONDS):
        peaks[0] = max(peaks[0], _memory_of_session(session))


def _memory_of_session(session: int) -> float:
    """Return the memory of all processes of a session in MB, shared pages counted once (PSS)."""
    total = 0
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - names only
        try:
            if os.getsid(int(name)) == session:
                text = Path(f"/proc/{name}/smaps_rollup").read_text(encoding="ascii")
                total += int(text.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):
            continue
    return total / 1024
