"""The cache folder of one build: made, locked against a second build, or done without."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import can_be_used, clear_place, create_own
from sitegen.disk.lock import hold_lock

SAME_CACHE = "another build is at work with the same cache; waiting for it"
_OURS = re.compile(r"README|\.gitignore|index|pack-\d+|manifest-[0-9a-f]+")
NOTE = """\
Made by sitegen: results kept between builds. Safe to delete; not to be committed or published.
"""


def damage_of(folder: Path | None, tell: Callable[[str], None]) -> Callable[[], None]:
    """Return what is to be called where something kept in the folder cannot be used: it tells so once."""
    told: list[str] = []

    def damaged() -> None:
        if not told:
            told.append(f"what was kept in {str(folder)!r} is damaged; it is dropped and made anew")
            tell(told[0])

    return damaged


@contextmanager
def open_cache(folder: Path | None, tell: Callable[[str], None]) -> Iterator[Path | None]:
    """Give the folder, made where needed, for this build alone: a second build says so and waits.

    What stands in the place of a file that is kept there, and cannot be used as one, is told and goes.
    Raises `EnvironmentFailure` where nothing can be kept in the folder.
    """
    if folder is None:
        yield None
        return
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(hold_lock(folder / "lock", partial(tell, SAME_CACHE)))
            if cleared := _clear(folder):
                names = ", ".join(map(repr, cleared))
                tell(f"in {str(folder)!r} there was no file to be used under {names}; it is made anew")
            if not (folder / "README").exists():
                for name, text in (("README", NOTE), (".gitignore", "*\n")):
                    with os.fdopen(create_own(folder / name), "wb") as file:
                        file.write(text.encode())
        except OSError as error:
            raise EnvironmentFailure(
                f"cannot keep results in {str(folder)!r}: {error.strerror}; "
                "name another folder with --cache, or build with --no-cache"
            ) from error
        yield folder


def _clear(folder: Path) -> list[str]:
    """Take away what cannot be used of all that a build looks for by its name; return the names."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if _OURS.fullmatch(entry.name))
    cleared = [name for name in names if not can_be_used(folder / name)]
    for name in cleared:
        clear_place(folder / name)
    return cleared
