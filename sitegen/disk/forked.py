"""Processes forked from this one: they share its memory, and end no later than it does."""

from __future__ import annotations

import gc
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import NoReturn

from sitegen.disk.stops import STOPS, stops_deferred

CAN_FORK = hasattr(os, "fork")  # not on Windows
HEADER = 8  # bytes before a message: how many it has
READ_AT_ONCE = 65_536  # bytes: what a pipe holds


class Forked:
    """A forked process, and pipes to and from it that no other process has the far ends of.

    So whatever becomes of it, whoever waits for it here finds the pipe at its end.
    """

    def __init__(self, pid: int, reader: int, writer: int) -> None:
        self._pid = pid
        self._reader = reader
        self._writer = writer

    def receive(self) -> bytes | None:
        """Return the next message, or None where it ended before it had sent one whole."""
        return receive(self._reader)

    def send(self, message: bytes) -> bool:
        """Send a message; tell whether it was still there to take it."""
        try:
            send(self._writer, message)
        except BrokenPipeError:
            return False
        return True

    def kill(self) -> None:
        """End the process, if it has not ended."""
        os.kill(self._pid, signal.SIGKILL)  # it is still ours where it has, until `wait`

    def wait(self) -> None:
        """Wait until the system has let go of it."""
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


@contextmanager
def forked(work: Callable[[int, int], None]) -> Iterator[Forked]:
    """Fork a process for the time of a `with`. The work is given the handles it reads and writes messages by.

    It runs nothing else, and nothing that this process would have run at its end. Signals that stop this
    process are not its concern: it is ended from here, or ends itself as soon as this process is gone.
    """
    near, far, lifeline = os.pipe(), os.pipe(), os.pipe()
    (reader, far_writer), (far_reader, writer) = near, far
    kept = [reader, writer, lifeline[1]]
    work_there = partial(work, far_reader, far_writer)
    process: Forked | None = None
    try:
        # A signal that is dealt with in the midst of this would leave a process that nobody ends, or one
        # that does at its end what this one does.
        with stops_deferred():
            try:
                pid = _fork()
                if pid == 0:
                    _work_and_exit(work_there, kept, lifeline[0])
                process = Forked(pid, reader, writer)
            finally:
                for handle in (far_reader, far_writer, lifeline[0]):
                    os.close(handle)
        yield process
    finally:
        if process is not None:
            process.kill()
            process.wait()
        for handle in kept:
            os.close(handle)


def _fork() -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of the threads of libraries, which take no part in what is done.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _work_and_exit(work: Callable[[], None], not_its: list[int], lifeline: int) -> NoReturn:
    status = 1
    try:
        for stop in STOPS:  # Ctrl+C is sent to every process of a terminal: the first of them ends this one
            signal.signal(stop, signal.SIG_IGN if stop == signal.SIGINT else signal.SIG_DFL)
        gc.freeze()  # what is here now is never collected, so its memory is not copied
        for handle in not_its:
            os.close(handle)
        threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
        work()
        status = 0
    finally:
        os._exit(status)


def _end_with_parent(lifeline: int) -> None:
    """End this process as soon as the one it was forked from is gone: killed, that could not end it.

    Else it would work for nobody, or wait for work for ever, and hold the locks of a build that is no more.
    """
    os.read(lifeline, 1)  # nothing is ever written: it ends where nobody could
    os._exit(1)


def send(handle: int, message: bytes) -> None:
    """Write a message into a pipe. Raises `BrokenPipeError` where nobody reads it any more."""
    for part in (len(message).to_bytes(HEADER, "little"), message):
        view = memoryview(part)
        while view:
            view = view[os.write(handle, view) :]


def receive(handle: int) -> bytes | None:
    """Read a message from a pipe; None where the pipe ends before it is whole."""
    header = _read(handle, HEADER)
    return None if header is None else _read(handle, int.from_bytes(header, "little"))


def _read(handle: int, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = os.read(handle, min(size - len(data), READ_AT_ONCE))
        if not piece:
            return None
        data += piece
    return bytes(data)
