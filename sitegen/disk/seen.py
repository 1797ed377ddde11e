"""What a look saw of an archive's files, reading them as few times as correctness allows.

A file's digest is taken anew unless its size and time of change are those of the last build and
that time lies well before that build looked: a file changed within the clock's resolution of the
look is read again (git calls such an entry "racily clean"). Digest, size and times are of one open file.
A file that is gone by the time it is read is as if it had not been listed.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import SIZE
from sitegen.disk.aside import MANY, working_aside
from sitegen.disk.environment import ArchiveChanged
from sitegen.disk.files import (
    Files,
    join_files,
    numbers_from_bytes,
    pack_files,
    split_digests,
)
from sitegen.disk.listing import Times, not_readable, read_source, times_of
from sitegen.record import Record, encode_record

RACY_NANOSECONDS = 2_000_000_000  # the coarsest clock of a file system in use (FAT) ticks every two seconds
SAMPLE = 20  # files


class Seen(Record, frozen=True):
    """What a look saw: the files, digests of what they held (in that order), and when it began (ns)."""

    files: Files = Files()
    digests: bytes = b""
    looked_at: int = 0

    def is_settled(self) -> bool:
        """Tell whether all files changed so long before the look that another change would have shown."""
        return self.files.latest() < self.looked_at - RACY_NANOSECONDS

    def by_path(self) -> dict[str, bytes]:
        """Return the digest of what each file held, by its path."""
        return dict(zip(self.files.iter_paths(), split_digests(self.digests), strict=True))


class Sight(Record, frozen=True):
    """What was seen of files, what some of them held, and what there is to tell of others."""

    seen: Seen
    held: dict[str, bytes] = {}
    diagnostics: tuple[Diagnostic, ...] = ()


class _Share(Record, frozen=True):
    """What was seen of some files, what those held, and why others among them could not be looked at."""

    files: Files
    digests: bytes
    held: dict[str, bytes]
    failed: tuple[tuple[str, str], ...]


_shares = msgspec.msgpack.Decoder(_Share)


def see_files(
    root: Path,
    paths: Sequence[str],
    known: Seen,
    looked_at: int = 0,
    jobs: int = 1,
    meanwhile: Callable[[], object] = tuple,
    hold: Collection[str] | None = None,
) -> Sight:
    """Look at the files of an archive, reading those that may have changed.

    `known` is what an earlier look saw, `looked_at` when this one began (ns); so many processes look where
    there is much to look at, and `meanwhile` is done here. Of files to `hold`, where that is
    given, and of those that hold something else than was known, the bytes are returned too.
    """
    rows = {path: row for row, path in enumerate(known.files.iter_paths())}
    is_much = len(paths) > MANY and not _is_as_known(root, paths, known, rows)
    see = partial(_see, str(root), known=known, rows=rows, hold=hold)
    shares = _see_aside(see, paths, jobs, meanwhile) if is_much and jobs > 1 else [see(paths)]
    seen = Seen(
        join_files([share.files for share in shares]),
        b"".join([share.digests for share in shares]),
        looked_at,
    )
    return Sight(
        seen,
        {path: data for share in shares for path, data in share.held.items()},
        tuple(
            not_readable(path, f"cannot read '{path}': {why}")
            for share in shares
            for path, why in share.failed
        ),
    )


def _see_aside(
    see: Callable[[Sequence[str]], _Share], paths: Sequence[str], jobs: int, meanwhile: Callable[[], object]
) -> list[_Share]:
    """Let other processes look."""
    size = -(-len(paths) // (jobs - 1))
    with ExitStack() as stack:
        aside = [
            stack.enter_context(
                working_aside(partial(_encoded, partial(see, paths[at : at + size])), is_wanted=True)
            )
            for at in range(0, len(paths), size)
        ]
        meanwhile()
        return [_shares.decode(result()) for result in aside]


def _is_as_known(root: Path, paths: Sequence[str], known: Seen, rows: Mapping[str, int]) -> bool:
    """Tell whether a few of the files show what they did: then few will have to be read, if any."""
    columns = _columns(known.files)
    try:
        return all(
            path in rows and _times_of(f"{root}/{path}") == tuple(column[rows[path]] for column in columns)
            for path in paths[:: len(paths) // SAMPLE + 1]
        )
    except OSError:
        return False


def _columns(files: Files) -> list[array[int]]:
    return [numbers_from_bytes(column) for column in (files.sizes, files.mtimes, files.ctimes)]


def _times_of(place: str) -> Times:
    return times_of(os.stat(place))  # noqa: PTH116 - strings, for speed


def _is_other(digest: bytes, row: int | None, known: Seen) -> bool:
    return row is not None and digest != known.digests[row * SIZE : row * SIZE + SIZE]


def _encoded(see: Callable[[], _Share]) -> bytes:
    return encode_record(see())


def _see(
    root: str, paths: Sequence[str], known: Seen, rows: Mapping[str, int], hold: Collection[str] | None
) -> _Share:
    """Look at some files; `rows` gives their places in `known`."""
    columns = _columns(known.files)
    limit = known.looked_at - RACY_NANOSECONDS
    found: list[tuple[str, int, int, int]] = []
    digests: list[bytes] = []
    held: dict[str, bytes] = {}
    failed: list[tuple[str, str]] = []
    for path in paths:
        try:
            times = _times_of(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            failed.append((path, error.strerror or ""))
            continue
        _, mtime, ctime = times
        row = rows.get(path)
        if (
            row is not None
            and mtime < limit
            and ctime < limit
            and times == (columns[0][row], columns[1][row], columns[2][row])
            and not (hold and path in hold)
        ):
            found.append((path, *times))
            digests.append(known.digests[row * SIZE : row * SIZE + SIZE])
            continue
        try:
            source = read_source(root, path)
        except ArchiveChanged:
            continue
        found.append((path, *source.times))
        digests.append(source.digest)
        if hold is not None and (path in hold or _is_other(source.digest, row, known)):
            held[path] = source.data
    kept = pack_files(*zip(*found, strict=True)) if found else Files()
    return _Share(kept, b"".join(digests), held, tuple(failed))
