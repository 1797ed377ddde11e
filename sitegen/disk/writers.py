"""Whether another program has a file open for writing: what it has still to write would be lost with it."""

from __future__ import annotations

import errno
import signal
import time

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE = 2.0  # seconds: a program that saves has its file open for a moment
POLL_SECONDS = 0.001


def wait_for_writers(handle: int) -> bool:
    """Wait until nobody has a file open for writing, but not for long; tell whether that is so.

    The file is one that this process has open for reading. Linux alone can tell, by a lease: it gives none
    on a file that somebody may write into. Elsewhere nothing is waited for.
    """
    until = time.monotonic() + PATIENCE
    while _has_writers(handle):
        if time.monotonic() > until:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _has_writers(handle: int) -> bool:
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        # Whoever opens the file while there is a lease makes the system send a signal. The one that it
        # sends unasked would end this process; this one does nothing.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN  # anything else says that this disk gives no leases
    return False
