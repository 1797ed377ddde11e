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
READ_AT_ONCE = 65_536  # bytes: nearly every file of an archive in one call
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
    for path, entry in _iter_files(str(root), "", 0):
        if isinstance(entry, str):
            problems.append(diagnostic(rules.FILE_NOT_READABLE, Place(path), entry, MAKE_READABLE))
            continue
        if entry.is_symlink():
            target = Path(entry.path).resolve()
            if not target.is_relative_to(real):
                problems.append(_leads_outside(path))
                continue
            if target.is_dir():
                problems.append(
                    diagnostic(
                        rules.FILE_NOT_READABLE,
                        Place(path),
                        f"'{path}' is a link to a folder, or to nothing",
                        help="put the files themselves here",
                    )
                )
                continue
        try:
            status = entry.stat()
        except OSError as error:
            message = f"cannot read '{path}': {error.strerror}"
            problems.append(diagnostic(rules.FILE_NOT_READABLE, Place(path), message, MAKE_READABLE))
            continue
        if stat.S_ISREG(status.st_mode):
            found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        else:
            message = f"'{path}' is no file but a pipe, a socket or a device"
            problems.append(diagnostic(rules.FILE_NOT_READABLE, Place(path), message, MAKE_READABLE))
    return Listing(files=dict(sorted(found.items())), diagnostics=tuple(problems))


def _leads_outside(path: str) -> Diagnostic:
    return diagnostic(
        rules.LINK_LEADS_OUTSIDE,
        Place(path),
        f"'{path}' is a link that leads outside the archive",
        help="copy the file into the archive in place of the link",
    )


def _iter_files(folder: str, prefix: str, depth: int) -> Iterator[tuple[str, os.DirEntry[str] | str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        yield prefix.rstrip("/") or ".", f"cannot list the folder: {error.strerror}"
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name.endswith("~"):
            continue
        path = prefix + name
        try:
            path.encode()
        except UnicodeEncodeError:
            yield ascii(path), "its name is not valid UTF-8; rename it"
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _iter_files(entry.path, path + "/", depth + 1)
        else:
            yield path, entry


def read_file(root: Path, path: str) -> bytes:
    """Return a file's bytes; `EnvironmentFailure` where it cannot be read any more."""
    return _read(f"{root}/{path}")


def _read(path: str) -> bytes:
    """Read by the system's own calls: of 20,000 small files, half the time goes into file objects."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
        try:
            data = os.read(handle, READ_AT_ONCE)
            if len(data) < READ_AT_ONCE:
                return data
            pieces = [data]
            while piece := os.read(handle, READ_AT_ONCE * 64):
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
            seen[path] = SeenFile(size, mtime, ctime, digest(_read(base + path)))
    return seen
