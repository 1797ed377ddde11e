"""Saying something in the terminal without waiting for it: it may be stopped, or a pipe that nobody reads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Thread

WAITING = 1_000  # messages that are kept for a terminal that takes none; what comes after them is lost
LAST_WORDS = 1.0  # seconds that are given to the last of them


@contextmanager
def saying(say: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Give a function that says what `say` does, in order, and never waits."""
    waiting: Queue[str | None] = Queue(WAITING)

    def work() -> None:
        while (words := waiting.get()) is not None:
            try:
                say(words)
            except OSError:  # the terminal is closed; the site is served all the same
                continue

    def put(words: str | None) -> None:
        try:
            waiting.put_nowait(words)
        except Full:
            return

    # Nothing waits for it at the end: it may be waiting for the terminal for good.
    thread = Thread(target=work, name="saying", daemon=True)
    thread.start()
    try:
        yield put
    finally:
        put(None)
        thread.join(LAST_WORDS)


class SayingHandler(logging.Handler):
    """Says what libraries log."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say one record."""
        self._say(self.format(record))
