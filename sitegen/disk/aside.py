"""Work beside this process: looks at large folders, several at a time."""

from __future__ import annotations

import gc
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import active_count
from typing import NoReturn

MANY = 4_000  # files: to look at fewer takes no longer than to start a process


def can_fork() -> bool:
    """Tell whether a process can be forked here and now: the system knows it, and no thread would be lost."""
    return hasattr(os, "fork") and active_count() == 1


@contextmanager
def working_aside(work: Callable[[], bytes], *, is_wanted: bool) -> Iterator[Callable[[], bytes]]:
    """Begin the work in a forked process, and give a function that waits for what it comes to.

    The work leaves nothing behind that matters where its result is not asked for: then the process is ended.
    Where it is not wanted, cannot be, or fails, it is done when the function
    is called, so that whatever it raises is raised there. The function may be called once.
    """
    if not (is_wanted and can_fork()):
        yield work
        return
    reader, writer = os.pipe()
    child = _fork()
    if child == 0:
        os.close(reader)
        _work_and_exit(work, writer)
    os.close(writer)
    waiting = [child]

    def wait() -> int:
        return os.waitpid(waiting.pop(), 0)[1]

    with open(reader, "rb") as file:  # noqa: PTH123 - it has no path

        def result() -> bytes:
            data = file.read()
            return work() if wait() else data

        try:
            yield result
        finally:
            if waiting:  # nobody wants its work any more
                os.kill(child, signal.SIGKILL)
                wait()


def _fork() -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of the threads of libraries, which take no part in looking at a disk.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _work_and_exit(work: Callable[[], bytes], writer: int) -> NoReturn:
    """Exit without running anything that this process would have run at its end."""
    status = 1
    gc.freeze()  # what is here now is never collected, so its memory is not copied
    try:
        data = memoryview(work())
        while data:
            data = data[os.write(writer, data) :]
        status = 0
    finally:
        os._exit(status)
