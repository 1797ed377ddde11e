"""What is wrong with the surroundings rather than with the archive."""

from __future__ import annotations


class EnvironmentFailure(Exception):  # noqa: N818 - it is told, not raised at a caller's mistake
    """The build cannot go on: a folder that is not there, a disk that is full. Exit code 2.

    The message says what failed and what to do. Caught once, in `cli`.
    """


class ArchiveChanged(EnvironmentFailure):
    """A file of the archive (`path`) is gone, or holds something else than when it was looked at.

    A build looks again and goes on with what it finds; it is told only where nothing else can be done.
    """

    def __init__(self, path: str) -> None:
        super().__init__(f"'{path}' was changed while the archive was read; try it again")
        self.path = path
