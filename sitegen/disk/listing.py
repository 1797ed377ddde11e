"""List an archive's files, and read them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.digest import digest
from sitegen.disk.environment import ArchiveChanged, EnvironmentFailure
from sitegen.disk.files import iter_entries
from sitegen.disk.folder import open_source
from sitegen.record import Record

TRIES = 3  # readings of a file that changes meanwhile: whoever writes it all the time is not waited for
UNSETTLED = -1  # the time of a file that changed while it was read: no disk shows it
MAX_DEPTH = 40  # folders in folders; nobody writes more by hand
MOST_FILES = 1_000_000  # the largest archives that were tried have a tenth of it
_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_LEFT_BEHIND = (
    *(".DS_Store", "._", ".localized", ".Trash", ".fseventsd", ".Spotlight"),  # macOS
    *(".git", ".keep", ".placeholder", ".svn", ".hg"),
    *(".#", ".~lock.", ".directory", ".nfs", ".fuse_hidden", ".idea", ".vscode"),
)
MAKE_READABLE = "give yourself leave to read it, mend its name or its link, or move it out of the archive"


Times = tuple[int, int, int]  # a file's size, and when it and its entry changed (ns)


class Source(Record, frozen=True):
    """What a file of an archive held, the digest of just that, and how the disk showed the file then."""

    data: bytes
    digest: bytes
    times: Times


class Listing(Record, frozen=True):
    """The files of an archive by their paths relative to it, in no particular order."""

    paths: list[str] = []
    diagnostics: tuple[Diagnostic, ...] = ()


def list_archive(root: Path) -> Listing:
    """List the archive's files. Links that lead outside it are diagnostics and are left out."""
    if not root.is_dir():
        raise EnvironmentFailure(
            f"there is no archive folder {str(root)!r}; name one, or make one with `sitegen init`"
        )
    problems: list[Diagnostic] = []
    return Listing(list(_iter_paths(root, "", problems)), tuple(problems))


def list_below(root: Path, folder: str) -> list[str]:
    """Return the files below one folder of the archive, if there is one, by their paths in it, in order."""
    with suppress(FileNotFoundError):
        if stat.S_ISDIR((root / folder).lstat().st_mode):
            return sorted(_iter_paths(root, folder, []))
    return []


def _iter_paths(root: Path, folder: str, problems: list[Diagnostic]) -> Iterator[str]:
    """Iterate over the paths of all that can be read."""
    for count, (path, entry) in enumerate(_iter_files(str(root), folder, problems)):
        if count == MOST_FILES:
            words = f"there are more than {MOST_FILES:,} files; those beyond are not read"
            problems.append(not_readable(".", words, "is a disk mounted in it, or in a circle? take it out"))
            return
        try:
            if entry.is_file(follow_symlinks=False) or _is_other_file(root, path, problems):
                yield path
        except OSError as error:
            problems.append(not_readable(path, f"cannot read '{path}': {error.strerror}"))


def _is_other_file(root: Path, path: str, problems: list[Diagnostic]) -> bool:
    """Tell whether it is a link inside the archive that leads to a file of the archive."""
    place = root / path
    mode = place.lstat().st_mode
    if not stat.S_ISLNK(mode):
        words = f"'{path}' is {_KINDS.get(stat.S_IFMT(mode), 'something')} and no file"
        problems.append(not_readable(path, words, "move it out of the archive"))
        return False
    if _is_outside(root, place):
        problems.append(_leads_outside(path))
        return False
    if place.is_dir():
        words = f"'{path}' is a link to a folder, or to nothing"
        problems.append(not_readable(path, words, "put the files themselves here"))
        return False
    return stat.S_ISREG(place.stat().st_mode)


def _is_outside(root: Path, link: Path, *, is_hidden: bool = False) -> bool:
    """Tell whether a link leads to what is no part of the archive: outside it, or to a hidden name in it.

    Among hidden names links are nobody's concern.
    """
    top, target = Path(os.path.realpath(root)), Path(os.path.realpath(link))  # these bear circles
    if not target.is_relative_to(top):
        return True
    return not is_hidden and any(map(_is_hidden, target.relative_to(top).parts))


def _leads_outside(path: str) -> Diagnostic:
    from sitegen.diagnostics.rules import folders as rules  # noqa: PLC0415 - mostly there is nothing to tell

    is_hidden = _is_hidden(path.rpartition("/")[2])
    return diagnostic(
        rules.HIDDEN_LINK if is_hidden else rules.LINK_LEADS_OUTSIDE,
        Place(path),
        f"'{path}' is a link that leads outside the archive",
        help="take it out of the archive"
        if is_hidden
        else "copy the file into the archive in place of the link",
    )


def not_readable(path: str, words: str, help: str = "") -> Diagnostic:
    """Return the finding that a file cannot be read."""
    from sitegen.diagnostics.rules import folders as rules  # noqa: PLC0415 - as above

    return diagnostic(rules.FILE_NOT_READABLE, Place(path), words, help or MAKE_READABLE)


def _iter_files(root: str, start: str, problems: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Iterate over all that is no folder, folder by folder, with its path."""
    waiting = [(f"{root}/{start}" if start else root, f"{start}/" if start else "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            for entry in iter_entries(folder):
                name = entry.name
                path = prefix + name
                if _is_hidden(name):
                    if entry.is_symlink() and _is_outside(Path(root), Path(folder, name), is_hidden=True):
                        problems.append(_leads_outside(path))
                    elif path.startswith("static/") and not _is_left_behind(name):
                        problems.append(_not_published(path))
                elif not name.isascii() and not _is_utf8(name):
                    problems.append(not_readable(ascii(path), "its name is not valid UTF-8; rename it"))
                elif not entry.is_dir(follow_symlinks=False):
                    yield path, entry
                elif prefix.count("/") < MAX_DEPTH:
                    waiting.append((f"{folder}/{name}", path + "/"))
                else:
                    words = f"folders lie in one another more than {MAX_DEPTH} deep; nothing below is read"
                    problems.append(not_readable(path, words, "move what it holds further up"))
        except OSError as error:
            path = prefix.rstrip("/") or "."
            problems.append(not_readable(path, f"cannot list the folder: {error.strerror}"))


def _is_hidden(name: str) -> bool:
    """Tell whether a file of that name is no part of an archive: editors and systems keep theirs so."""
    return name[0] == "." or name[-1] == "~"


def _is_left_behind(name: str) -> bool:
    """Tell whether a hidden name is one that systems, editors and git leave without being asked."""
    return name.endswith(("~", ".swp", ".swo", ".tmp", ".part")) or name.startswith(_LEFT_BEHIND)


def _not_published(path: str) -> Diagnostic:
    from sitegen.diagnostics.rules import folders as rules  # noqa: PLC0415 - as above

    words = f"'{path}' is not published: its name begins with a dot"
    help_ = (
        "rename it, or put it into the folder of the built site: at its top, builds leave such names alone"
    )
    return diagnostic(rules.HIDDEN_IN_STATIC, Place(path), words, help_)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_source(root: str, path: str) -> Source:
    """Read a file of an archive: the one way in which a build comes by what files hold.

    The digest is of the bytes that are returned, and size and times are those of the open file. One that
    is written meanwhile is read again; if it still is, its times are such as will never be seen again.
    Raises `ArchiveChanged` where there is no such file (any more), `EnvironmentFailure` where it cannot
    be read, or a link leads out of the archive by now.
    """
    try:
        handle = open_source(root, path)
        try:
            for _ in range(TRIES):
                before = times_of(os.fstat(handle))
                os.lseek(handle, 0, os.SEEK_SET)
                data = _read_open(handle, before[0])
                if times_of(os.fstat(handle)) == before and len(data) == before[0]:
                    return Source(data, digest(data), before)
            return Source(data, digest(data), (len(data), UNSETTLED, UNSETTLED))
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveChanged(path) from error
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {f'{root}/{path}'!r}: {error.strerror}") from error


def times_of(status: os.stat_result) -> Times:
    """Return what tells whether a file has changed."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read_file(root: Path, path: str) -> bytes:
    """Return the bytes of a file that no build keeps anything of; `EnvironmentFailure` where it cannot.

    No link is followed out of the folder that it lies below.
    """
    place = f"{root}/{path}"
    try:
        handle = open_source(str(root), path)
        try:
            return _read_open(handle, os.fstat(handle).st_size)
        finally:
            os.close(handle)
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {place!r}: {error.strerror}") from error


def _read_open(handle: int, size: int) -> bytes:
    """Return what an open file of a size holds, and no more than a byte beyond, which tells that it grows.

    By the system's own calls: of 20,000 small files, half the time goes into file objects.
    """
    data = os.read(handle, size + 1)
    while len(data) < size and (piece := os.read(handle, size - len(data))):  # no system reads 3 GB at once
        data += piece
    return data
