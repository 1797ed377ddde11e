"""Change files of an archive: all of them or none, and only where they are still what was read.

This is how everything is written that is not a build's own output or cache. New bytes are staged beside
each file first, so that a full disk is met before anything is changed. Then a file and its staged one
exchange names in one step, and what was swapped out is looked at once more: another program may have
replaced the file, or written into it, since it was compared. If so, or if a later file cannot be changed,
the names are exchanged again, which needs no room.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.folder import LeadsOutFailure, OpenFolder, open_folder, read_all
from sitegen.disk.lock import CAN_LOCK_FOLDERS, hold_folder
from sitegen.disk.writers import wait_for_writers

MANY = 100  # files: to wait for each of more takes longer than for all that the system has yet to write
PATIENCE = 10.0  # seconds: a change of another process of ours takes a few hundredths of one
_turn = Lock()  # for systems where a folder cannot be locked: no two threads, at least


@dataclass(frozen=True, slots=True)
class Change:
    """What a file holds and what it is to hold; None is no file. `path` is that below the folder."""

    path: str
    before: bytes | None
    after: bytes | None


class ChangeFailure(EnvironmentFailure):
    """A file cannot be changed, and none was. `path` is that below the folder."""

    def __init__(self, root: Path, path: str, before: str, after: str) -> None:
        super().__init__(f"{before}{str(root / path)!r}{after}")
        self.path = path


class WriteFailure(ChangeFailure):
    """The system refuses: `reason` says why."""

    def __init__(self, root: Path, path: str, reason: str) -> None:
        super().__init__(root, path, "cannot write ", f": {reason}")
        self.reason = reason


class ChangedFailure(ChangeFailure):
    """The file is not what was read."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root, path, "", " was changed meanwhile; nothing was written, try again")


class BusyFailure(ChangeFailure):
    """Another program has the file open for writing and keeps it so."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root, path, "another program has ", " open for writing; nothing was written")


class KeptFailure(ChangeFailure):
    """Several programs wrote a file at once: what one of them wrote is in the file `kept` beside it."""

    def __init__(self, root: Path, path: str, kept: str) -> None:
        after = f" at once; what one of them wrote is in {kept!r} beside it: look at both"
        super().__init__(root, path, "several programs wrote ", after)
        self.kept = kept


def change_files(root: Path, changes: Sequence[Change]) -> None:
    """Make changes below a folder that is there, all or none; folders on the way to new files are made.

    Raises `ChangeFailure` and `LeadsOutFailure`, both of them an `EnvironmentFailure`.
    """
    made: list[str] = []
    with _turn, _alone(root), ExitStack() as stack:
        folders = _Folders(root, stack)
        staged = [_Staged(root, folders, change) for change in changes if change.before != change.after]
        try:
            for each in staged:
                made += each.make_folders()
                each.stage()
            _sync(staged)
            for each in staged:
                each.place()
            for each in staged:
                each.look_back()
        except BaseException as error:
            kept = [each for each in reversed(staged) if not each.take_back()]
            _remove_folders(root, made)
            if kept:
                raise KeptFailure(root, kept[0].change.path, kept[0].spare) from error
            raise
        for each in staged:
            each.finish()
        for path in {each.change.path.rpartition("/")[0] for each in staged}:
            with suppress(OSError, EnvironmentFailure), folders.open(path) as folder:
                folder.sync()


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let no other process of ours change files of the folder meanwhile."""
    if not CAN_LOCK_FOLDERS:
        yield
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_folder(root, patience=PATIENCE))
        except OSError as error:
            raise WriteFailure(root, "", error.strerror or str(error)) from error
        yield


@dataclass(frozen=True, slots=True)
class _Folders:
    """Folders that stay open until all is done: what was staged in one is there, should it be moved away."""

    root: Path
    stack: ExitStack
    opened: dict[str, OpenFolder] = field(default_factory=dict)

    @contextmanager
    def open(self, path: str) -> Iterator[OpenFolder]:
        if path in self.opened:
            yield self.opened[path]
        elif len(self.opened) < MANY:  # a process may have a few hundred files open
            self.opened[path] = self.stack.enter_context(open_folder(self.root, path))
            yield self.opened[path]
        else:
            with open_folder(self.root, path) as folder:
                yield folder


@dataclass(slots=True)
class _Staged:
    """A change on its way. `spare` names the staged file and, once that is placed, what stood there."""

    root: Path
    folders: _Folders
    change: Change
    spare: str = ""

    def make_folders(self) -> list[str]:
        """Make the folders that a new file needs; return those that were not there, outermost first."""
        if self.change.before is not None or self.change.after is None:
            return []
        parts = self.change.path.split("/")[:-1]
        paths = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
        missing = [path for path in paths if not os.path.lexists(self.root / path)]
        if missing:
            with self._told(), open_folder(self.root, paths[-1], makes=True):
                pass
        return missing

    def stage(self) -> None:
        """Write the new bytes beside the file, which is compared with what was read."""
        with self._opened() as (folder, name):
            if folder.is_link(name):
                raise LeadsOutFailure(self.root, self.change.path)
            status = None
            if self.change.before is not None:
                self._compare(folder, name, wait=False)
                status = folder.status(name)
            elif _stands(folder, name):
                raise ChangedFailure(self.root, self.change.path)
            if self.change.after is not None:
                self.spare = folder.create(self.change.after, status)

    def place(self) -> None:
        """Put the staged file in its place, after a last look at what stands there."""
        with self._opened() as (folder, name):
            if self.change.before is None:
                folder.rename(self.spare, name)
                return
            self._compare(folder, name, wait=True)
            if self.change.after is None:
                self.spare = _free_name()
                folder.rename(name, self.spare)
            else:
                self._exchange(folder, name)

    def look_back(self) -> None:
        """Compare what was swapped out, which nobody can reach any more, with what was read."""
        if self.change.before is not None:
            with self._opened() as (folder, _):
                self._compare(folder, self.spare, wait=True)

    def take_back(self) -> bool:
        """Put back what stood there; tell whether nothing is left that another program wrote.

        Where something is, it is in the spare file, which then has a name that a person can see.
        """
        if not self.spare:
            return True
        try:
            with self._opened() as (folder, name):
                return self._take_back(folder, name)
        except (EnvironmentFailure, OSError):
            return False

    def finish(self) -> None:
        """Delete what was swapped out."""
        if self.change.before is not None:
            with suppress(EnvironmentFailure), self._opened() as (folder, _):
                folder.remove(self.spare)

    def sync(self) -> None:
        """Wait until the staged file is on the disk."""
        if self.change.after is not None:
            with self._opened() as (folder, _):
                folder.sync(self.spare)

    def _take_back(self, folder: OpenFolder, name: str) -> bool:
        after = self.change.after
        if after is None:
            if _stands(folder, self.spare):
                folder.rename(self.spare, name)  # or it stays, if there is a new file of that name
            return True
        if _stands(folder, self.spare) and _holds(folder, self.spare, after):  # it was not placed
            folder.remove(self.spare)
            return True
        if self.change.before is None:
            if _stands(folder, name) and _holds(folder, name, after):
                folder.rename(name, self.spare)
                return self._discard(folder)
            return True  # somebody has written into the new file, so it stays, or has taken it away
        self._exchange(folder, name)
        return self._discard(folder)

    def _discard(self, folder: OpenFolder) -> bool:
        """Delete the staged file, if it is still what was staged; else make it visible."""
        with folder.reading(self.spare) as handle:
            wait_for_writers(handle)
            if read_all(handle) == self.change.after:
                folder.remove(self.spare)
                return True
        visible = f"{self.change.path.rpartition('/')[2][:100]}.{os.urandom(4).hex()}~"
        folder.rename(self.spare, visible)
        self.spare = visible
        return False

    def _exchange(self, folder: OpenFolder, name: str) -> None:
        if folder.exchange(self.spare, name):
            return
        aside = _free_name()
        folder.rename(name, aside)
        try:
            folder.rename(self.spare, name)
        except OSError:
            folder.rename(aside, name)
            raise
        self.spare = aside

    def _compare(self, folder: OpenFolder, name: str, *, wait: bool) -> None:
        """Raise `ChangedFailure` where a file is not what was read; with `wait`, once nobody writes it."""
        try:
            with folder.reading(name) as handle:
                if wait and not wait_for_writers(handle):
                    raise BusyFailure(self.root, self.change.path)
                is_same = read_all(handle) == self.change.before
        except OSError as error:
            raise ChangedFailure(self.root, self.change.path) from error
        if not is_same:
            raise ChangedFailure(self.root, self.change.path)

    @contextmanager
    def _opened(self) -> Iterator[tuple[OpenFolder, str]]:
        path, _, name = self.change.path.rpartition("/")
        with self._told(), self.folders.open(path) as folder:
            yield folder, name

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (FileNotFoundError, FileExistsError) as error:
            raise ChangedFailure(self.root, self.change.path) from error
        except OSError as error:
            raise WriteFailure(self.root, self.change.path, error.strerror or str(error)) from error


def _stands(folder: OpenFolder, name: str) -> bool:
    with suppress(FileNotFoundError):
        folder.status(name)
        return True
    return False


def _holds(folder: OpenFolder, name: str, data: bytes) -> bool:
    try:
        return folder.read(name) == data
    except OSError:
        return False


def _sync(staged: Sequence[_Staged]) -> None:
    if len(staged) > MANY and hasattr(os, "sync"):
        os.sync()
        return
    for each in staged:
        each.sync()


def _remove_folders(root: Path, made: Sequence[str]) -> None:
    for path in reversed(made):
        outer, _, name = path.rpartition("/")
        with suppress(OSError, EnvironmentFailure), open_folder(root, outer) as folder:
            folder.remove_folder(name)


def _free_name() -> str:
    return f".sitegen-{os.urandom(12).hex()}.old"
