"""Saving, deleting and taking back: the only writes that the server makes.

A file is changed only if it is what the page was made from. Changes are plain files that git shows;
the last ones are remembered, in memory alone, so that they can be taken back to the byte.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sitegen.diagnostics.rules import find_rule
from sitegen.disk.change import (
    BusyFailure,
    Change,
    ChangedFailure,
    KeptFailure,
    WriteFailure,
    change_files,
)
from sitegen.disk.folder import LeadsOutFailure
from sitegen.parse.sidecar import parse_sidecar
from sitegen.serve.annotate.desk import DocumentDesk
from sitegen.serve.annotate.refused import RefusedError
from sitegen.words.markers import N_
from sitegen.words.words import Words

REMEMBERED = 100  # changes that can be taken back
TRIES = 5  # of a save, where other programs change registries meanwhile
T = TypeVar("T")


class ConflictError(Exception):
    """The file changed since the page was made. `theirs` and `mine` are what became of it, as lines."""

    def __init__(self, version: str, theirs: list[str], mine: list[str]) -> None:
        super().__init__(version)
        self.version = version
        self.theirs = theirs
        self.mine = mine


@dataclass(frozen=True)
class Label:
    """What a change was: a message of the catalogues about an annotation's id."""

    message: str
    id: str

    def told(self, words: Words) -> str:
        return words.say(self.message, id=self.id)


@dataclass(frozen=True)
class Done:
    """A change that was made: what it was, and the files before and after."""

    document: str
    label: Label
    changes: tuple[Change, ...]


@dataclass
class Store:
    """What was changed of an archive, and what pages have been shown: sidecars by their version."""

    archive: Path
    done: list[Done] = field(default_factory=list)
    shown: dict[str, bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def note_shown(self, desk: DocumentDesk) -> None:
        """Remember the sidecar that a page was made from."""
        self.shown[desk.version] = desk.data
        while len(self.shown) > REMEMBERED:
            del self.shown[next(iter(self.shown))]

    def again(self, action: Callable[[], T]) -> T:
        """Do what reads files and writes them, again where another program changed one in between.

        Whatever it changed is then looked at afresh: it may be a conflict.
        """
        with self.lock:
            for _ in range(TRIES - 1):
                try:
                    return action()
                except ChangedFailure:
                    continue
            try:
                return action()
            except ChangedFailure as failure:
                raise RefusedError(
                    N_("%(file)s was changed meanwhile; please try again"), file=failure.path
                ) from failure

    def write(self, document: str, label: Label, changes: Sequence[Change]) -> None:
        """Write files, all or none, and remember what they were.

        Raises `RefusedError`, and `ChangedFailure` where a file is not what was read.
        """
        self._change(changes)
        self.done = [*self.done[-REMEMBERED + 1 :], Done(document, label, tuple(changes))]

    def last(self, document: str) -> Done | None:
        """Return the last change of a document that can be taken back."""
        return next((done for done in reversed(self.done) if done.document == document), None)

    def undo(self, document: str) -> Label:
        """Take a document's last change back; return what it was. Raises `RefusedError`."""
        done = self.last(document)
        if done is None:
            raise RefusedError(N_("there is nothing to take back"))
        try:
            self._change([Change(c.path, c.after, c.before) for c in reversed(done.changes)])
        except ChangedFailure as failure:
            raise RefusedError(
                N_("%(file)s was changed since; it cannot be taken back here"), file=failure.path
            ) from failure
        self.done = [other for other in self.done if other is not done]
        return done.label

    def _change(self, changes: Sequence[Change]) -> None:
        try:
            change_files(self.archive, changes)
        except WriteFailure as failure:
            raise RefusedError(
                N_("cannot write %(file)s: %(reason)s"), file=failure.path, reason=failure.reason
            ) from failure
        except LeadsOutFailure as failure:
            raise RefusedError(
                N_(
                    "%(file)s is a link, and nothing is written through links; "
                    "put the file or folder itself there"
                ),
                file=failure.path,
            ) from failure
        except BusyFailure as failure:
            raise RefusedError(
                N_("another program has %(file)s open for writing; nothing was written"), file=failure.path
            ) from failure
        except KeptFailure as failure:
            raise RefusedError(
                N_(
                    "several programs wrote %(file)s at once; "
                    "what one of them wrote is in %(kept)s beside it: look at both"
                ),
                file=failure.path,
                kept=failure.kept,
            ) from failure


def refuse_conflict(desk: DocumentDesk, version: str, shown: dict[str, bytes], mine: bytes) -> None:
    """Raise `ConflictError` where the sidecar is no longer the version that a page showed.

    `mine` is the sidecar as it would be, made from that version where it is still known.
    """
    if version == desk.version:
        return
    base = shown.get(version, desk.data)
    raise ConflictError(desk.version, diff_lines(base, desk.data), diff_lines(base, mine))


def refuse_errors(desk: DocumentDesk, data: bytes) -> None:
    """Raise `RefusedError` where a new sidecar has an error that the old one had not."""
    known = {(d.code, d.message) for d in _findings(desk, desk.data)}
    for finding in _findings(desk, data):
        rule = find_rule(finding.code)
        if rule is not None and rule.severity == "error" and (finding.code, finding.message) not in known:
            raise RefusedError(f"{finding.message}. {finding.help}".strip(" ."))


def diff_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines that differ, each after a sign: a space, a plus or a minus; … for lines left out."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    lines = list(difflib.unified_diff(old, new, lineterm="", n=1))[3:]
    return ["…" if line.startswith("@@") else line for line in lines]


def _findings(desk: DocumentDesk, data: bytes) -> tuple:  # type: ignore[type-arg]
    return parse_sidecar(data, desk.sidecar_path, desk.id, desk.text_path)[1]
