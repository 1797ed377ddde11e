"""List an archive's files, and read them as few times as correctness allows.

A file's digest is taken anew unless its size and time of change are those of the last build and
that time lies well before that build looked: a file changed within the clock's resolution of the
look is read again (git calls such an entry "racily clean").
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.digest import digest
from sitegen.disk.aside import MANY, working_aside
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files, iter_entries, pack_files, split_digests
from sitegen.record import Record

RACY_NANOSECONDS = 2_000_000_000  # the coarsest clock of a file system in use (FAT) ticks every two seconds
READ_AT_ONCE = 65_536  # bytes
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends
MAX_DEPTH = 40  # folders in folders; nobody writes more by hand, and a loop of links would
MAKE_READABLE = "give yourself leave to read it, mend its name or its link, or move it out of the archive"


class Listing(Record, frozen=True):
    """The files of an archive by their paths relative to it, in no particular order."""

    files: Files = Files()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def paths(self) -> list[str]:
        """The paths of the files."""
        return list(self.files.iter_paths())


def list_archive(root: Path) -> Listing:
    """List the archive's files. Links that lead outside it are diagnostics and are left out."""
    if not root.is_dir():
        inside = " (you are in one: `sitegen build . --out ../build`)" if Path("site.yaml").exists() else ""
        raise EnvironmentFailure(
            f"there is no archive folder {str(root)!r}; name one, or make one with `sitegen init`{inside}"
        )
    paths: list[str] = []
    sizes: list[int] = []
    mtimes: list[int] = []
    ctimes: list[int] = []
    problems: list[Diagnostic] = []
    for path, entry in _iter_files(str(root), problems):
        try:
            is_plain = entry.is_file(follow_symlinks=False)
            status = entry.stat(follow_symlinks=False) if is_plain else _status_of_other(root, path, problems)
        except OSError as error:
            problems.append(_not_readable(path, f"cannot read '{path}': {error.strerror}"))
            continue
        if status is not None:
            paths.append(path)
            sizes.append(status.st_size)
            mtimes.append(status.st_mtime_ns)
            ctimes.append(status.st_ctime_ns)
    return Listing(pack_files(paths, sizes, mtimes, ctimes), tuple(problems))


def _status_of_other(root: Path, path: str, problems: list[Diagnostic]) -> os.stat_result | None:
    """Return the status of the file that a link inside the archive leads to; None for all else."""
    place = root / path
    if place.is_symlink():
        target = place.resolve()
        if not target.is_relative_to(root.resolve()):
            problems.append(_leads_outside(path))
            return None
        if target.is_dir():
            words = f"'{path}' is a link to a folder, or to nothing"
            problems.append(_not_readable(path, words, "put the files themselves here"))
            return None
    status = place.stat()
    return status if stat.S_ISREG(status.st_mode) else None


def _leads_outside(path: str) -> Diagnostic:
    from sitegen.diagnostics.rules import folders as rules  # noqa: PLC0415 - mostly there is nothing to tell

    return diagnostic(
        rules.LINK_LEADS_OUTSIDE,
        Place(path),
        f"'{path}' is a link that leads outside the archive",
        help="copy the file into the archive in place of the link",
    )


def _not_readable(path: str, words: str, help: str = "") -> Diagnostic:
    from sitegen.diagnostics.rules import folders as rules  # noqa: PLC0415 - as above

    return diagnostic(rules.FILE_NOT_READABLE, Place(path), words, help or MAKE_READABLE)


def _iter_files(root: str, problems: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Iterate over all that is no folder, folder by folder, with its path."""
    waiting = [(root, "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            for entry in iter_entries(folder):
                name = entry.name
                if name[0] == "." or name[-1] == "~":
                    continue
                path = prefix + name
                if not name.isascii() and not _is_utf8(name):
                    problems.append(_not_readable(ascii(path), "its name is not valid UTF-8; rename it"))
                elif not entry.is_dir(follow_symlinks=False):
                    yield path, entry
                elif prefix.count("/") < MAX_DEPTH:
                    waiting.append((f"{folder}/{name}", path + "/"))
        except OSError as error:
            path = prefix.rstrip("/") or "."
            problems.append(_not_readable(path, f"cannot list the folder: {error.strerror}"))


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


class Seen(Record, frozen=True):
    """What a look saw: the files, digests of what they held (in that order), and when it began (ns)."""

    files: Files = Files()
    digests: bytes = b""
    looked_at: int = 0

    def is_settled(self) -> bool:
        """Tell whether all files changed so long before the look that another change would have shown."""
        return self.files.latest() < self.looked_at - RACY_NANOSECONDS

    def by_path(self) -> dict[str, bytes]:
        """Return the digest of what each file held, by its path, in order."""
        held = dict(zip(self.files.iter_paths(), split_digests(self.digests), strict=True))
        return {path: held[path] for path in sorted(held)}


def digest_files(root: Path, files: Files, known: Seen, jobs: int = 1) -> bytes:
    """Return digests of what the files hold, one after the other, reading those that may have changed.

    `known` is what an earlier build saw; so many processes read where there is much to read.
    """
    if files == known.files and known.is_settled():
        return known.digests
    limit = known.looked_at - RACY_NANOSECONDS
    before = dict(zip(known.files.iter_rows(), split_digests(known.digests), strict=True))
    digests: list[bytes] = []
    unknown: list[tuple[str, int]] = []
    base = f"{root}/"
    for row in files.iter_rows():
        path, size, mtime, ctime = row
        found = before.get(row) if mtime < limit and ctime < limit else None
        if found is None:
            unknown.append((base + path, size))
        digests.append(found or b"")
    read = iter(split_digests(_digest_aside(unknown, jobs if len(unknown) > MANY else 1)))
    return b"".join([found or next(read) for found in digests])


def _digest_aside(files: list[tuple[str, int]], jobs: int) -> bytes:
    """Return the digests of files by path and about their sizes, each process reading a part of them."""
    share = -(-len(files) // jobs) or 1
    with ExitStack() as stack:
        parts = [partial(_digest_all, files[at : at + share]) for at in range(share, len(files), share)]
        others = [stack.enter_context(working_aside(part, is_wanted=True)) for part in parts]
        return _digest_all(files[:share]) + b"".join([other() for other in others])


def _digest_all(files: list[tuple[str, int]]) -> bytes:
    return b"".join([digest(_read(path, size)) for path, size in files])
