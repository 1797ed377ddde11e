"""How a document's lock stands, and what it should say: the plan that `lock` and `reanchor` carry out."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.anchor.lock import Lock, make_lock, render_lock
from sitegen.anchor.lock_changes import LockChanges, changes_of, report_stale
from sitegen.build.documents import Settings
from sitegen.build.options import severity_of
from sitegen.build.source import Anchored, SourceBytes, anchor_source
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.parse.layout import LOCK_ENDING, SourceFiles
from sitegen.parse.locate import locate
from sitegen.record import Record


class Standing(Record, frozen=True):
    """What a document's lock file holds (`before`, None where there is none) and should hold (`data`).

    `data` is None where there should be no lock, since nothing is annotated. `errors` are the findings
    that keep the lock from being written; `waiting` are the ids of the annotations that wait for a person.
    """

    files: SourceFiles
    before: bytes | None
    data: bytes | None
    changes: LockChanges
    waiting: tuple[str, ...]
    errors: tuple[Diagnostic, ...]

    @property
    def lock_path(self) -> str:
        return lock_path_of(self.files)

    @property
    def is_current(self) -> bool:
        return self.data == self.before

    @property
    def is_settled(self) -> bool:
        """Whether every passage of the document is placed beyond doubt."""
        return not self.errors

    def report(self) -> Diagnostic:
        """Return the finding that the lock is not up to date."""
        if self.files.lock:
            return report_stale(self.files.lock, self.changes)
        found = report_stale(self.files.sidecar, self.changes)
        return replace(found, message=f"the document has no anchor lock: {self.changes.in_words()}")


def lock_path_of(files: SourceFiles) -> str:
    """Return where a document's lock stands, or would."""
    return files.sidecar.removesuffix(".yaml") + LOCK_ENDING


def find_standings(settings: Settings, chunk: list[SourceBytes]) -> list[Standing]:
    """Return how the locks of documents stand; runs in any process."""
    return [standing_of(source, anchor_source(source, settings)) for source in chunk]


def standing_of(source: SourceBytes, anchored: Anchored) -> Standing:
    """Return how the lock of an anchored document stands."""
    errors = tuple(_located(d, source) for d in anchored.diagnostics if severity_of(d) == "error")
    if anchored.document is None:
        return Standing(source.files, source.lock, source.lock, LockChanges((), (), ()), (), errors)
    annotations = anchored.document.annotations
    lock = make_lock(anchored.reading, annotations, anchored.lock)
    data = render_lock(lock).encode() if annotations else None
    return Standing(
        files=source.files,
        before=source.lock,
        data=data,
        changes=changes_of(anchored.lock, lock),
        waiting=waiting_ids(lock),
        errors=errors,
    )


def _located(problem: Diagnostic, source: SourceBytes) -> Diagnostic:
    return locate(problem, source.sidecar) if problem.place.path == source.files.sidecar else problem


def waiting_ids(lock: Lock) -> tuple[str, ...]:
    """Return the ids of the annotations that wait for a person."""
    return tuple(id_ for id_, entry in lock.annotations.items() if entry.waiting)
