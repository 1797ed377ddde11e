"""Work beside this process: looks at large folders, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import active_count

from sitegen.disk.forked import CAN_FORK, forked, send

MANY = 4_000  # files: to look at fewer takes no longer than to start a process


def can_fork() -> bool:
    """Tell whether a process can be forked here and now: the system knows it, and no thread would be lost."""
    return CAN_FORK and active_count() == 1


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
    with forked(lambda _, writer: send(writer, work())) as process:

        def result() -> bytes:
            found = process.receive()
            return work() if found is None else found

        yield result
