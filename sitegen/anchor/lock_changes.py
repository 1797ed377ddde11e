"""What has changed since a lock was written, told as one finding a document."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.anchor.lock import Lock, LockedAnnotation, make_lock, quote_digest, render_lock, text_digest
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import anchors
from sitegen.model.archive import Annotation, Span
from sitegen.model.reading_text import ReadingText
from sitegen.record import Record

LISTED = 8  # ids of moved passages that are named


class LockChanges(Record, frozen=True):
    """Ids of annotations, in the lock's order: at another place, not locked yet, locked but no more there."""

    moved: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    def in_words(self) -> str:
        """Return for instance `2 passages moved, 1 new, 1 gone`; nothing where none is any of these."""
        counts = ((self.moved, "moved"), (self.new, "new"), (self.gone, "gone"))
        parts = [f"{len(ids)} {word}" for ids, word in counts if ids]
        return ", ".join(parts)


def changes_of(old: Lock | None, new: Lock) -> LockChanges:
    """Return what a new lock has that the old one has not; a quote that was edited counts as new."""
    before = old.annotations if old else {}
    same = [
        id_
        for id_, entry in new.annotations.items()
        if id_ in before and before[id_].quote == entry.quote and not before[id_].waiting
    ]
    return LockChanges(
        moved=tuple(id_ for id_ in same if _spans(before[id_]) != _spans(new.annotations[id_])),
        new=tuple(id_ for id_ in new.annotations if id_ not in set(same)),
        gone=tuple(id_ for id_ in before if id_ not in new.annotations),
    )


def find_stale(
    data: bytes, path: str, lock: Lock, reading: ReadingText, annotations: Sequence[Annotation]
) -> tuple[Diagnostic, ...]:
    """Return the advice to renew a lock, where all passages are placed and the lock says otherwise.

    `data` is what the lock file at `path` (relative to the archive) holds, and `lock` what it says.
    """
    if not all(annotation.spans for annotation in annotations) or _is_current(lock, reading, annotations):
        return ()
    renewed = make_lock(reading, annotations, lock)
    if render_lock(renewed).encode() == data:
        return ()
    return (report_stale(path, changes_of(lock, renewed)),)


def _is_current(lock: Lock, reading: ReadingText, annotations: Sequence[Annotation]) -> bool:
    """Tell, without making the lock anew, that it says of the same text what is so.

    The words that it keeps follow from these, unless somebody edited them: `sitegen lock --check` sees that.
    """
    if lock.text != text_digest(reading) or [*lock.annotations] != [a.id for a in annotations]:
        return False
    pairs = zip(lock.annotations.values(), annotations, strict=True)
    return all(
        not entry.waiting
        and tuple(_spans(entry)) == annotation.spans
        and entry.quote == quote_digest(annotation.selectors)
        for entry, annotation in pairs
    )


def report_stale(path: str, changes: LockChanges) -> Diagnostic:
    """Return the finding on a lock that says less, or other, than where the passages are."""
    words = changes.in_words() or "the document was changed around its passages"
    named = ", ".join(changes.moved[:LISTED]) + (", …" if len(changes.moved) > LISTED else "")
    return diagnostic(
        anchors.LOCK_OUT_OF_DATE,
        Place(path=path, line=1, column=1),
        f"the anchor lock is not up to date: {words}",
        help="run `sitegen lock`, and commit what it writes",
        details=(f"moved: {named}",) if named else (),
    )


def _spans(entry: LockedAnnotation) -> list[Span]:
    return [piece.span for piece in entry.pieces]
