"""One build at a time into one output folder, whatever cache each of them uses.

The folder itself is locked, so that no file of ours stands in a site or beside it. A build puts another
folder in its place, so whoever has waited looks again which one it is now.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.lock import CAN_LOCK_FOLDERS, hold_folder
from sitegen.disk.output import aside_folder, is_aside, restore_aside


@contextmanager
def hold_output(out: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold an output folder for the time of a `with`; where another build does, call `wait` and wait.

    A folder that is not there yet is made, and is gone again if nothing was put into it. Raises
    `EnvironmentFailure` where it cannot be made or read.
    """
    if not CAN_LOCK_FOLDERS:
        yield
        return
    made: list[Path] = []
    with ExitStack() as stack:
        try:
            try:
                while not _hold(out, wait, made, stack):
                    stack.close()
            except OSError as error:
                raise EnvironmentFailure(f"cannot use {str(out)!r}: {error.strerror}") from error
            yield
        finally:
            for folder in reversed(made):
                with suppress(OSError):  # it is there to stay, since something stands in it
                    folder.rmdir()


def _hold(out: Path, wait: Callable[[], None], made: list[Path], stack: ExitStack) -> bool:
    """Lock what stands for the output folder now; tell whether it still does once it is locked."""
    real, aside = out.resolve(), aside_folder(out)
    # Without the folder, but with the one taken away, another build is just swapping them, or died then.
    was_aside = is_aside(out)
    if not was_aside:
        made += _make_folder(real)
    locked = stack.enter_context(hold_folder(aside if was_aside else real, wait))
    if locked is None or was_aside != is_aside(out):
        return False
    if was_aside:
        restore_aside(out)
    try:
        return os.path.samestat(locked, real.stat())
    except FileNotFoundError:
        return False


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those it lies in; return what was not there before, outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]
