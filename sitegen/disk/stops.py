"""Signals that stop a process: Ctrl+C, the end of a terminal, a polite request to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stops_deferred() -> Iterator[None]:
    """Let them wait until the end of a `with`, which is not to be left half done.

    By handlers and not by the system's mask: a thread of a library that is not ours might be given the
    signal instead, and it would be dealt with here and now. Threads other than the first are not stopped.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {stop: handler for stop in STOPS if callable(handler := signal.getsignal(stop))}
    waiting: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        waiting.append(number)

    try:
        for stop in before:
            signal.signal(stop, note)
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)
        if waiting:
            before[signal.Signals(waiting[0])](waiting[0], None)
