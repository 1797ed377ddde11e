"""A lock between processes, which the system lets go of should its holder be killed."""

from __future__ import annotations

import errno
import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.disk.folder import NO_LINK, can_be_used, clear_place

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

POLL_SECONDS = 0.05
# What says that another holds it. Anything else says that this disk knows no locks, as some network disks
# do not: there is then nothing to wait for.
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
CAN_LOCK_FOLDERS = fcntl is not None


@contextmanager
def hold_lock(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock for the time of a `with`; where another process holds it, call `wait` once and wait.

    The file is ours: whatever else stands in its place goes. Raises `OSError` where it cannot be made.
    """
    if not can_be_used(path):
        with hold_folder(path.parent):  # or one that does the same would lose what it locked
            if not can_be_used(path):
                clear_place(path)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK, 0o644)
    try:
        _lock(handle, wait)
        yield
    finally:
        _let_go(handle)


@contextmanager
def hold_folder(
    folder: Path, wait: Callable[[], None] = lambda: None, patience: float = math.inf
) -> Iterator[os.stat_result | None]:
    """Hold a folder itself, as `hold_lock` does a file: nothing is written into it.

    Gives what was locked, for it may not be the folder of that name any more; None where there is none.
    Raises `TimeoutError` where another process still holds it after so many seconds.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        yield None
        return
    try:
        _lock(handle, wait, patience)
        yield os.fstat(handle)
    finally:
        _let_go(handle)


def _lock(handle: int, wait: Callable[[], None], patience: float = math.inf) -> None:
    if _try(handle):
        return
    wait()
    until = time.monotonic() + patience
    while not _try(handle):
        if time.monotonic() > until:
            raise TimeoutError(errno.ETIMEDOUT, "another process holds it and does not let go")
        time.sleep(POLL_SECONDS)


def _let_go(handle: int) -> None:
    """Unlock, which closing alone does not where a forked process has the handle too."""
    if fcntl is not None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)


def _try(handle: int) -> bool:
    try:
        if fcntl is None:
            import msvcrt  # noqa: PLC0415 - Windows alone has it

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True
