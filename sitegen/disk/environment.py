"""What is wrong with the surroundings rather than with the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath


class EnvironmentFailure(Exception):  # noqa: N818 - it is told, not raised at a caller's mistake
    """The build cannot go on: a folder that is not there, a disk that is full. Exit code 2.

    The message says what failed and what to do. Caught once, in `cli`.
    """


@contextmanager
def writing(path: str | PurePath) -> Iterator[None]:
    """Raise `EnvironmentFailure` with the file's name where one cannot be written.

    Of a disk that is full, the system tells only whoever writes, and not which file it was.
    """
    try:
        yield
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: str | PurePath, error: OSError) -> EnvironmentFailure:
    """Return the failure that a file cannot be written."""
    return EnvironmentFailure(f"cannot write {str(path)!r}: {error.strerror or error}")


class ArchiveChanged(EnvironmentFailure):
    """A file of the archive (`path`) is gone, or holds something else than when it was looked at.

    A build looks again and goes on with what it finds; it is told only where nothing else can be done.
    """

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' was changed while the archive was read; try it again")
        self.path = path
