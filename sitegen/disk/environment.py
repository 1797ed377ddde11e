"""What is wrong with the surroundings rather than with the archive."""

from __future__ import annotations


class EnvironmentFailure(Exception):  # noqa: N818 - it is told, not raised at a caller's mistake
    """The build cannot go on: a folder that is not there, a disk that is full. Exit code 2.

    The message says what failed and what to do. Caught once, in `cli`.
    """
