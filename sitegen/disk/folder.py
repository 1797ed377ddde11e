"""A folder that nothing is read or written out of: no link is followed on the way to a file in it.

Each folder on the way is opened in the one before it, and a link in its place is refused by the system
itself, so that none can be put there between a look and what is done. The folder that a person named may
be reached by links: that is theirs to say.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.rename import exchange, rename_never_over

READ_AT_ONCE = 65_536  # bytes
_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)  # Windows would change line ends
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # for a pipe that nobody writes into
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _PLAIN
_CAN_STAY_OPEN = os.open in os.supports_dir_fd and NO_LINK != 0  # not on Windows


class LeadsOutFailure(EnvironmentFailure):
    """A link stands in the place of a file, or on the way to it. `path` is that of the link in its folder."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(
            f"{f'{root}/{path}'!r} is a link, and nothing is written through links: put the file or folder "
            "itself there, or change what it leads to"
        )
        self.path = path


class OpenFolder:
    """A folder held open; names are those of what it holds. Methods raise `OSError` as the system does."""

    def __init__(self, path: str, handle: int | None) -> None:
        self.path = path
        self._handle = handle

    def status(self, name: str) -> os.stat_result:
        """Return what stands under a name, be it a link."""
        return os.stat(self._at(name), dir_fd=self._handle, follow_symlinks=False)

    def is_link(self, name: str) -> bool:
        """Tell whether a link stands there; not where there is nothing."""
        with suppress(FileNotFoundError):
            status = self.status(name)
            return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) != 0
        return False

    @contextmanager
    def reading(self, name: str) -> Iterator[int]:
        """Hold a plain file open for the time of a `with`."""
        handle = self.open_plain(name)
        try:
            yield handle
        finally:
            os.close(handle)

    def open_plain(self, name: str) -> int:
        """Open a plain file for reading; return the handle."""
        return _plain(self._open(name, os.O_RDONLY | _NO_WAIT), name)

    def read(self, name: str) -> bytes:
        """Return a plain file's bytes."""
        with self.reading(name) as handle:
            return read_all(handle)

    def create(self, data: bytes, like: os.stat_result | None = None) -> str:
        """Write a new file under a name that nobody can foresee, with the rights of another; return the name.

        One that could not be written whole is gone again.
        """
        name = f".sitegen-{os.urandom(12).hex()}.new"
        handle = self._open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            try:
                if like is not None:
                    _give_rights(handle, like)
                view = memoryview(data)
                while view:
                    view = view[os.write(handle, view) :]
            finally:
                os.close(handle)
        except BaseException:
            with suppress(OSError):
                self.remove(name)
            raise
        return name

    def remove(self, name: str) -> None:
        """Remove a file, or the link that stands in its place."""
        os.unlink(self._at(name), dir_fd=self._handle)

    def remove_folder(self, name: str) -> None:
        """Remove an empty folder."""
        os.rmdir(self._at(name), dir_fd=self._handle)

    def rename(self, old: str, new: str) -> None:
        """Rename; `FileExistsError` where something has the new name."""
        rename_never_over(self._at(old), self._at(new), self._handle)

    def exchange(self, one: str, other: str) -> bool:
        """Give two files each other's names in one step; tell whether that can be done here."""
        return exchange(one, other, self._handle)

    def sync(self, name: str = "") -> None:
        """Wait until a file, or else the folder's list of names, is on the disk."""
        if name:
            handle = self._open(name, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        elif self._handle is not None:
            with suppress(OSError):  # some disks cannot do so for folders
                os.fsync(self._handle)

    def enter(self, name: str, *, makes: bool) -> OpenFolder:
        """Open a folder in this one, made where it is wanted and missing; its way to be closed is `close`."""
        if makes:
            with suppress(FileExistsError):
                os.mkdir(self._at(name), dir_fd=self._handle)
        if self._handle is None:
            if self.is_link(name):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), self._at(name))
            return OpenFolder(self._at(name), None)
        return OpenFolder(f"{self.path}/{name}", self._open(name, _FOLDER))

    def close(self) -> None:
        """Let go of the folder."""
        if self._handle is not None:
            os.close(self._handle)

    def _open(self, name: str, flags: int) -> int:
        if not NO_LINK and self.is_link(name):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), self._at(name))
        return os.open(self._at(name), flags | _PLAIN | NO_LINK, 0o666, dir_fd=self._handle)

    def _at(self, name: str) -> str:
        """Return what the system's calls are given for a name, beside the handle."""
        return name if self._handle is not None else f"{self.path}/{name}"


@contextmanager
def open_folder(root: Path, path: str = "", *, makes: bool = False) -> Iterator[OpenFolder]:
    """Hold a folder below `root` open; with `makes`, those that are missing on the way are made.

    Raises `LeadsOutFailure` for a link on the way and for `..`, `OSError` where it cannot be opened.
    """
    folder = OpenFolder(str(root), os.open(root, _FOLDER) if _CAN_STAY_OPEN else None)
    walked: list[str] = []
    try:
        for name in Path(path).parts:
            walked.append(name)
            if name == "..":
                raise LeadsOutFailure(root, path)
            try:
                inner = folder.enter(name, makes=makes)
            except OSError as error:
                if folder.is_link(name):
                    raise LeadsOutFailure(root, "/".join(walked)) from error
                raise
            folder.close()
            folder = inner
        yield folder
    finally:
        folder.close()


def open_source(root: str, path: str) -> int:
    """Open a plain file below a folder for reading; return the handle, which is the caller's to close.

    A link in its place may lead to another file below the folder, and a link on the way may not be. Raises
    `OSError`; that of a link has `errno.ELOOP`.
    """
    if not _CAN_STAY_OPEN:
        return _open_found(root, path)
    *folders, name = path.split("/")
    folder = os.open(root, _FOLDER)
    try:
        for each in folders:
            inner = os.open(each, _FOLDER | NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = inner
        handle = os.open(name, os.O_RDONLY | _NO_WAIT | _PLAIN | NO_LINK, dir_fd=folder)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        return _open_found(root, path)
    finally:
        os.close(folder)
    return _plain(handle, path)


def _open_found(root: str, path: str) -> int:
    """Open what a link leads to, if that is below the folder and there is no link on the way to the link."""
    place = Path(root, path)
    top, found = Path(os.path.realpath(root)), Path(os.path.realpath(place))
    if not found.is_relative_to(top) or Path(os.path.realpath(place.parent)) != (top / path).parent:
        raise OSError(errno.ELOOP, "a link leads outside, or in a circle", path)
    if not _CAN_STAY_OPEN:
        return _plain(os.open(found, os.O_RDONLY | _PLAIN), path)
    try:
        with open_folder(top, found.parent.relative_to(top).as_posix()) as opened:
            return opened.open_plain(found.name)
    except LeadsOutFailure as error:  # put there this very moment
        raise OSError(errno.ELOOP, "a link leads outside, or in a circle", path) from error


def read_inside(root: Path, path: str) -> bytes | None:
    """Return what a file below a folder holds, None where there is none. Raises `EnvironmentFailure`."""
    try:
        handle = open_source(str(root), path)
        try:
            return read_all(handle)
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {str(root / path)!r}: {error.strerror}") from error


def create_own(path: Path) -> int:
    """Open a new file in a folder of ours, where names can be foreseen; return the handle.

    Whatever stands there goes first; a link that somebody put there is not followed.
    """
    clear_place(path)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN | NO_LINK, 0o666)


def clear_place(path: Path) -> None:
    """Let nothing stand in the place of a file of ours; a link goes, and what it leads to stays.

    A folder that holds something may be a person's, who named the wrong one: it stays, under another name.
    """
    try:
        is_folder = stat.S_ISDIR(path.lstat().st_mode)
        if not is_folder:
            path.unlink()
            return
    except FileNotFoundError:
        return
    try:
        path.rmdir()
    except OSError:
        path.rename(path.with_name(f"aside-{os.urandom(6).hex()}-{path.name}"))


def can_be_used(path: Path) -> bool:
    """Tell whether a plain file that can be read and written stands there, or nothing."""
    try:
        handle = os.open(path, os.O_RDWR | _NO_WAIT | _PLAIN | NO_LINK)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        return stat.S_ISREG(os.fstat(handle).st_mode)
    finally:
        os.close(handle)


def read_all(handle: int) -> bytes:
    """Return all bytes of an open file, from its beginning."""
    os.lseek(handle, 0, os.SEEK_SET)
    pieces = []
    while piece := os.read(handle, READ_AT_ONCE):
        pieces.append(piece)
    return b"".join(pieces)


def _plain(handle: int, path: str) -> int:
    """Return the handle of a plain file, or close it and raise `OSError`."""
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is no file but a folder, a pipe or a device", path)


def _give_rights(handle: int, like: os.stat_result) -> None:
    """Give an open file the owner and the rights of another, as far as this process may."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(handle, like.st_uid, like.st_gid)
        os.fchmod(handle, like.st_mode & 0o7777)
