"""The cache folder of one build: made, locked against a second build, or done without."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import create_own
from sitegen.disk.lock import hold_lock

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
    """Give the folder, made where needed, for this build alone: a second build says so and waits."""
    if folder is None:
        yield None
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "README").is_file():
            for name, text in (("README", NOTE), (".gitignore", "*\n")):
                with os.fdopen(create_own(folder / name), "wb") as file:
                    file.write(text.encode())
    except OSError as error:
        raise EnvironmentFailure(
            f"cannot keep results in {str(folder)!r}: {error.strerror}; name another folder with --cache, "
            "or build with --no-cache"
        ) from error
    with hold_lock(
        folder / "lock", lambda: tell("another build is at work with the same cache; waiting for it")
    ):
        yield folder
