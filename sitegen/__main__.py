"""The program `sitegen`, and `python -m sitegen` where it is not on the path.

Whoever stops it while it is still being loaded, or lets it run out of memory, is told so in a line; for
that, all that takes a moment to load is loaded where that is caught.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

STOPPED = 128  # exit codes from here on tell by which signal, as shells do
INTERRUPTED = 130


def run() -> None:
    """Run the command line as a process of its own."""
    try:
        _end_in_order()
        from sitegen.cli import run as run_command  # noqa: PLC0415 - as above

        run_command("sitegen")
    except KeyboardInterrupt:
        _end("Aborted!", INTERRUPTED)
    except MemoryError:
        _end("sitegen: there is not enough memory to start", 2)


def _end_in_order() -> None:
    """Have whatever is under way put in order where this process is asked to end, as after Ctrl+C.

    Not where the request is ignored already, as `nohup` has it.
    """
    import signal  # noqa: PLC0415 - as above

    def leave(number: int, _frame: FrameType | None) -> None:
        for stop in stops:
            signal.signal(stop, signal.SIG_IGN)  # once is enough, and may take a moment
        sys.exit(STOPPED + number)

    names = (name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
    stops = [stop for stop in (getattr(signal, n) for n in names) if signal.getsignal(stop) == signal.SIG_DFL]
    for stop in stops:
        signal.signal(stop, leave)


def _end(words: str, code: int) -> None:
    """End at once: more than a line would have to be loaded first."""
    os.write(2, f"{words}\n".encode())
    os._exit(code)


if __name__ == "__main__":
    run()
