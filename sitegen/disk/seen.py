"""What a look saw of an archive's files, reading them as few times as correctness allows.

A file's digest is taken anew unless its size and time of change are those of the last build and
that time lies well before that build looked: a file changed within the clock's resolution of the
look is read again (git calls such an entry "racily clean").
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import compress, count
from operator import ne
from pathlib import Path

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import SIZE, digest
from sitegen.disk.aside import MANY, working_aside
from sitegen.disk.files import (
    NUMBER_SIZE,
    Files,
    join_files,
    numbers_from_bytes,
    pack_files,
    split_digests,
    split_names,
)
from sitegen.disk.listing import not_readable, read_about
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


def changed_paths(before: Seen, now: Seen) -> set[str] | None:
    """Return which files hold something else than before; None where there are others than before."""
    if before.files.paths != now.files.paths:
        return None
    one, other = map(numbers_from_bytes, (before.digests, now.digests))
    paths, each = split_names(now.files.paths), SIZE // NUMBER_SIZE
    return {paths[at // each] for at in compress(count(), map(ne, one, other))}


class _Share(Record, frozen=True):
    """What was seen of some files, and why others among them could not be looked at."""

    files: Files
    digests: bytes
    failed: tuple[tuple[str, str], ...]


_shares = msgspec.msgpack.Decoder(_Share)


def see_files(
    root: Path,
    paths: Sequence[str],
    known: Seen,
    looked_at: int = 0,
    jobs: int = 1,
    meanwhile: Callable[[], object] = tuple,
) -> tuple[Seen, tuple[Diagnostic, ...]]:
    """Look at the files of an archive, reading those that may have changed; return what there is to tell.

    `known` is what an earlier build saw, `looked_at` when this look began (ns); so many processes look where
    there is much to look at, and `meanwhile` is done here.
    """
    rows = {path: row for row, path in enumerate(known.files.iter_paths())}
    is_much = len(paths) > MANY and not _is_as_known(root, paths, known, rows)
    see = partial(_see, str(root), known=known, rows=rows)
    shares = _see_aside(see, paths, jobs, meanwhile) if is_much and jobs > 1 else [see(paths)]
    seen = Seen(
        join_files([share.files for share in shares]),
        b"".join([share.digests for share in shares]),
        looked_at,
    )
    failed = [each for share in shares for each in share.failed]
    return seen, tuple(not_readable(path, f"cannot read '{path}': {why}") for path, why in failed)


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


def _times_of(place: str) -> tuple[int, int, int]:
    status = os.stat(place)  # noqa: PTH116 - strings, for speed
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _encoded(see: Callable[[], _Share]) -> bytes:
    return encode_record(see())


def _see(root: str, paths: Sequence[str], known: Seen, rows: Mapping[str, int]) -> _Share:
    """Look at some files; `rows` gives their places in `known`."""
    columns = _columns(known.files)
    limit = known.looked_at - RACY_NANOSECONDS
    found: list[tuple[str, int, int, int]] = []
    digests: list[bytes] = []
    failed: list[tuple[str, str]] = []
    for path in paths:
        place = f"{root}/{path}"
        try:
            times = _times_of(place)
        except OSError as error:
            failed.append((path, error.strerror or ""))
            continue
        size, mtime, ctime = times
        found.append((path, *times))
        row = rows.get(path)
        if (
            row is not None
            and mtime < limit
            and ctime < limit
            and times == (columns[0][row], columns[1][row], columns[2][row])
        ):
            digests.append(known.digests[row * SIZE : row * SIZE + SIZE])
        else:
            digests.append(digest(read_about(place, size)))
    kept = pack_files(*zip(*found, strict=True)) if found else Files()
    return _Share(kept, b"".join(digests), tuple(failed))
