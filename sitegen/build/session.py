"""What the steps of one build share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from sitegen.build.look import Look, look_again
from sitegen.build.options import BuildOptions, Step
from sitegen.build.workers import Workers
from sitegen.disk.environment import ArchiveChanged
from sitegen.disk.listing import read_source
from sitegen.disk.memo import Memo

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Session:
    """`step` is told what is being done, how much of it is done, and of how much."""

    options: BuildOptions
    look: Look
    memo: Memo
    workers: Workers
    step: Step

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the archive: those of which the look has the digest.

        What is made of them may so be kept under that digest. Raises `ArchiveChanged` where the file has
        changed since.
        """
        held = self.look.held.get(path)
        if held is not None:
            return held
        source = read_source(str(self.options.archive), path)
        if source.digest != self.look.seen.get(path):
            raise ArchiveChanged(path)
        return source.data


def with_settled(session: Session, work: Callable[[Session], Result]) -> tuple[Look, Result]:
    """Do the work; return with it what was seen of the files that it was done with.

    Where a file changes meanwhile the work is done once more with what the archive holds by then, so that
    it is never made of one file as it was and another as it is. What has been kept of the rest is found.
    """
    while True:
        try:
            return session.look, work(session)
        except ArchiveChanged as changed:
            options = session.options
            look = look_again(options.archive, session.look, changed.path, options.processes)
            session = replace(session, look=look)
