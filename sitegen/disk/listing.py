"""List an archive's files, and read them as few times as correctness allows.

A file's digest is taken anew unless its size and time of change are those of the last build and
that time lies well before that build looked: a file changed within the clock's resolution of the
look is read again (git calls such an entry "racily clean").
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import folders as rules
from sitegen.digest import digest
from sitegen.disk.environment import EnvironmentFailure
from sitegen.record import Record

RACY_NANOSECONDS = 2_000_000_000  # the coarsest clock of a file system in use (FAT) ticks every two seconds
READ_AT_ONCE = 65_536  # bytes
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends
MAX_DEPTH = 40  # folders in folders; nobody writes more by hand, and a loop of links would
MAKE_READABLE = "give yourself leave to read it, mend its name or its link, or move it out of the archive"


class SeenFile(Record, frozen=True):
    """What was known of a file when it was last read."""

    size: int
    mtime: int  # nanoseconds
    ctime: int  # nanoseconds: changes with every write, and cannot be set back by a tool
    digest: bytes


class Listing(Record, frozen=True):
    """The files of an archive by their paths relative to it, in order, with size and times."""

    files: dict[str, tuple[int, int, int]]
    diagnostics: tuple[Diagnostic, ...]


def list_archive(root: Path) -> Listing:
    """List the archive's files. Links that lead outside it are diagnostics and are left out."""
    if not root.is_dir():
        inside = " (you are in one: `sitegen build . --out ../build`)" if Path("site.yaml").exists() else ""
        raise EnvironmentFailure(
            f"there is no archive folder {str(root)!r}; name one, or make one with `sitegen init`{inside}"
        )
    found: dict[str, tuple[int, int, int]] = {}
    problems: list[Diagnostic] = []
    real = root.resolve()
    for path, entry in _iter_files(str(root), problems):
        if entry.is_symlink():
            target = Path(entry.path).resolve()
            if not target.is_relative_to(real):
                problems.append(_leads_outside(path))
                continue
            if target.is_dir():
                words = f"'{path}' is a link to a folder, or to nothing"
                problems.append(_not_readable(path, words, "put the files themselves here"))
                continue
        try:
            status = entry.stat()
        except OSError as error:
            problems.append(_not_readable(path, f"cannot read '{path}': {error.strerror}"))
            continue
        if stat.S_ISREG(status.st_mode):
            found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return Listing(files=dict(sorted(found.items())), diagnostics=tuple(problems))


def _leads_outside(path: str) -> Diagnostic:
    return diagnostic(
        rules.LINK_LEADS_OUTSIDE,
        Place(path),
        f"'{path}' is a link that leads outside the archive",
        help="copy the file into the archive in place of the link",
    )


def _not_readable(path: str, words: str, help: str = "") -> Diagnostic:
    return diagnostic(rules.FILE_NOT_READABLE, Place(path), words, help or MAKE_READABLE)


def _iter_files(root: str, problems: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is no folder, folder by folder."""
    waiting = [(root, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            path = prefix.rstrip("/") or "."
            problems.append(_not_readable(path, f"cannot list the folder: {error.strerror}"))
            continue
        for entry in entries:
            name = entry.name
            if name[0] == "." or name[-1] == "~":
                continue
            path = prefix + name
            if not name.isascii() and not _is_utf8(name):
                problems.append(_not_readable(ascii(path), "its name is not valid UTF-8; rename it"))
            elif not entry.is_dir(follow_symlinks=False):
                yield path, entry
            elif prefix.count("/") < MAX_DEPTH:
                waiting.append((entry.path, path + "/"))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_file(root: Path, path: str) -> bytes:
    """Return a file's bytes; `EnvironmentFailure` where it cannot be read any more."""
    return _read(f"{root}/{path}", READ_AT_ONCE)


def _read(path: str, size: int) -> bytes:
    """Read by the system's own calls: of 20,000 small files, half the time goes into file objects.

    A file of about the given size is read in one call; a buffer much larger than it would cost more.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
        try:
            data = os.read(handle, size + 1)
            if len(data) <= size:
                return data
            pieces = [data]
            while piece := os.read(handle, READ_AT_ONCE):
                pieces.append(piece)
            return b"".join(pieces)
        finally:
            os.close(handle)
    except OSError as error:
        raise EnvironmentFailure(f"cannot read {path!r}: {error.strerror}") from error


def digest_files(
    root: Path, listing: Listing, known: Mapping[str, SeenFile], looked_at: int
) -> dict[str, SeenFile]:
    """Return what is now known of every listed file, reading those that may have changed.

    `known` is from an earlier build and `looked_at` the time (ns) at which that build listed files.
    """
    seen: dict[str, SeenFile] = {}
    limit = looked_at - RACY_NANOSECONDS
    base = f"{root}/"
    for path, (size, mtime, ctime) in listing.files.items():
        before = known.get(path)
        if (
            before is not None
            and before.size == size
            and before.mtime == mtime < limit
            and before.ctime == ctime < limit
        ):
            seen[path] = before
        else:
            seen[path] = SeenFile(size, mtime, ctime, digest(_read(base + path, size)))
    return seen
