"""What the steps of one build share."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.build.look import Look
from sitegen.build.options import BuildOptions, Step
from sitegen.build.workers import Workers
from sitegen.disk.listing import read_file
from sitegen.disk.memo import Memo


@dataclass(frozen=True, slots=True)
class Session:
    """`step` is told what is being done, how much of it is done, and of how much."""

    options: BuildOptions
    look: Look
    memo: Memo
    workers: Workers
    step: Step

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the archive."""
        return read_file(self.options.archive, path)
