"""Files as a disk shows them, packed so that 40,000 of them are kept, read and compared as one."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import eq

from sitegen.digest import SIZE
from sitegen.record import Record

NUMBER_SIZE = 8  # bytes
_MOST = (1 << 63) - 1
_BETWEEN = "\0"  # what no name of a file can hold
_NUL = _BETWEEN.encode()
_CAN_SCAN_OPEN = os.scandir in os.supports_fd  # not on Windows, which tells status with the name


class Files(Record, frozen=True):
    """A column for each thing that is told of files, in the order in which the disk lists them.

    Two looks at folders in which nothing has changed are equal. Numbers are packed as this machine does it:
    what was kept by another kind of machine looks changed. Of a built site there are no `ctimes`.
    """

    paths: bytes = b""
    sizes: bytes = b""
    mtimes: bytes = b""  # nanoseconds
    ctimes: bytes = b""  # nanoseconds: changes with every write, and cannot be set back by a tool

    def __len__(self) -> int:
        return len(self.sizes) // NUMBER_SIZE

    def is_even(self, *digests: bytes) -> bool:
        """Tell whether all columns are of one length, and columns of digests as long."""
        count = len(self)
        return (
            (self.paths.count(_NUL) + 1 if self.paths else 0) == count
            and _is_text(self.paths)
            and len(self.sizes) == len(self.mtimes) == count * NUMBER_SIZE
            and len(self.ctimes) in (0, count * NUMBER_SIZE)
            and all(len(column) == count * SIZE for column in digests)
        )

    def iter_paths(self) -> Iterator[str]:
        """Iterate over the paths."""
        return iter(split_names(self.paths))

    def iter_rows(self) -> Iterator[tuple[str, int, int, int]]:
        """Iterate over path, size, mtime and ctime of each file; without ctimes these are 0."""
        ctimes = numbers_from_bytes(self.ctimes) if self.ctimes else repeat(0, len(self))
        sizes, mtimes = numbers_from_bytes(self.sizes), numbers_from_bytes(self.mtimes)
        return zip(self.iter_paths(), sizes, mtimes, ctimes, strict=True)

    def is_as(self, other: Files) -> bool:
        """Tell whether both show the same files, which a disk may list in another order."""
        if self == other:
            return True
        there = dict(zip(other.iter_paths(), other.iter_shown(), strict=True))
        found = map(there.get, self.iter_paths())
        return len(self) == len(other) and all(map(eq, found, self.iter_shown()))

    def iter_shown(self) -> Iterator[tuple[int, ...]]:
        """Iterate over what is told of each file but its path."""
        columns = [column for column in (self.sizes, self.mtimes, self.ctimes) if column]
        return zip(*map(numbers_from_bytes, columns), strict=True)

    def latest(self) -> int:
        """Return the last time at which any of the files changed, or 0."""
        times = (max(numbers_from_bytes(packed), default=0) for packed in (self.mtimes, self.ctimes))
        return max(times)


def pack_files(
    paths: Sequence[str], sizes: Sequence[int], mtimes: Sequence[int], ctimes: Sequence[int] = ()
) -> Files:
    """Return the columns, packed."""
    return Files(join_names(paths), pack_numbers(sizes), pack_numbers(mtimes), pack_numbers(ctimes))


def join_files(parts: Sequence[Files]) -> Files:
    """Return the columns of several as one."""
    columns = ([getattr(part, name) for part in parts] for name in ("sizes", "mtimes", "ctimes"))
    return Files(_NUL.join([part.paths for part in parts if part.paths]), *map(b"".join, columns))


def join_names(names: Iterable[str]) -> bytes:
    """Return names as one; none of them may be empty. They may be such as are not valid in UTF-8."""
    return _BETWEEN.join(names).encode("utf-8", "surrogatepass")


def split_names(joined: bytes) -> list[str]:
    """Return the names that `join_names` joined."""
    return joined.decode("utf-8", "surrogatepass").split(_BETWEEN) if joined else []


def split_digests(joined: bytes) -> list[bytes]:
    """Return the digests that stand one after the other."""
    return [joined[at : at + SIZE] for at in range(0, len(joined), SIZE)]


def _is_text(names: bytes) -> bool:
    try:
        names.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Return numbers as bytes, of each so many bits as fit."""
    try:
        return array("q", numbers).tobytes()
    except OverflowError:  # a time after the year 2262, which some disks can tell
        return array("q", [number & _MOST for number in numbers]).tobytes()


def numbers_from_bytes(packed: bytes) -> array[int]:
    """Return the numbers that `pack_numbers` packed."""
    return array("q", packed)


def iter_entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Iterate over what a folder holds, so that asking an entry for its status meanwhile is quick.

    The system then looks for it in the open folder, and not from the root on. `path` of an entry is not set.
    """
    if not _CAN_SCAN_OPEN:
        with os.scandir(folder) as entries:
            yield from entries
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(handle) as entries:
            yield from entries
    finally:
        os.close(handle)
