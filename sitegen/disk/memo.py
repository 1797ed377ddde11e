"""The memo: results of stages kept between builds, by the digest of what they were made from.

One folder holds numbered *packs* (values one after the other) and one *index* (where each value
lies, and a checksum of it). A build appends new values to a pack of its own and replaces the index
in one rename at its end, so that a build that was killed leaves at worst a pack that no index
names, which the next one deletes. Values are bytes: what reads them decodes records whose types it
knows, never objects of the sender's choice. A value whose checksum does not fit is as if it were
not there. Entries that no build asked for in the last `KEPT_BUILDS` are dropped once they take up
more than a little (so that changing between branches keeps both), and packs are rewritten once more
than half of their bytes are dead.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sitegen.disk.environment import not_written, writing
from sitegen.disk.folder import create_own
from sitegen.disk.memo_index import NEVER, Index, load_index, save_index
from sitegen.record import Record

KEPT_BUILDS = 10  # a week of work on a few branches, at little more than the changes' own size
FEW = 16  # bytes of which one may be without use: else each rebuild would drop a few of 60,000 entries
WRITTEN_AT_ONCE = 1 << 18  # bytes: a value is a few thousand


_CAN_READ_AT = hasattr(os, "pread")  # not on Windows, where nothing is forked


class DamagedMemo(Exception):  # noqa: N818 - a state of the disk that is mended, not told
    """A value that the index names cannot be read any more."""


class Taken(Record, frozen=True):
    """What one memo takes over from another: keys of values in use, and values to keep, by their keys."""

    used: list[bytes]
    kept: dict[bytes, bytes]


class Memo:
    """Kept results, by key. Use as a context manager; `save` makes what was put last."""

    def __init__(self, folder: Path | None) -> None:
        """Open the memo in a folder, or (None) one that keeps nothing beyond this build."""
        self._folder = folder
        self._index = Index() if folder is None else load_index(folder)
        self._packs: dict[int, BinaryIO] = {}  # open for reading; mapping them would count as memory
        self._kept: dict[bytes, bytes] = {}  # only where there is no folder
        self._pack: BinaryIO | None = None
        self._number = max(self._index.packs, default=0) + 1
        self._size = 0
        self._index.grow_older()

    def find(self, key: bytes) -> bytes | None:
        """Return the value kept under the key, or None; what is found stays kept."""
        if self._folder is None:
            return self._kept.get(key)
        index = self._index
        row = index.rows.get(key)
        if row is None:
            return None
        value = self._read(row)
        if value is None:
            del index.rows[key]
        else:
            index.ages[row] = 0
        return value

    def need(self, key: bytes) -> bytes:
        """Return a value that `keep` said is there; raises `DamagedMemo` where its bytes are not as put."""
        value = self.find(key)
        if value is None:
            raise DamagedMemo
        return value

    @property
    def is_damaged(self) -> bool:
        """Whether an index was there that could not be used."""
        return self._index.is_damaged

    def drop_all(self) -> None:
        """Forget every value."""
        self._index.rows.clear()

    def drop_damaged(self) -> None:
        """Read every value, and forget those whose bytes are not as they were put."""
        for key in list(self._index.rows):
            self.find(key)

    def keep(self, key: bytes) -> bool:
        """Mark the value as still in use without reading it; False where there is none."""
        if self._folder is None:
            return key in self._kept
        index = self._index
        row = index.rows.get(key)
        if row is None or self._pack_of(index.numbers[row]) is None:
            return False
        index.ages[row] = 0
        return True

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._folder is None:
            self._kept[key] = value
            return
        try:
            if self._pack is None:
                self._pack = os.fdopen(create_own(self._pack_path(self._number)), "wb", WRITTEN_AT_ONCE)
            self._pack.write(value)
        except OSError as error:
            raise not_written(self._pack_path(self._number), error) from error
        self._index.add(key, self._number, self._size, len(value), zlib.crc32(value))
        self._size += len(value)

    def take(self, taken: Taken) -> None:
        """Take over what another memo was asked for, or keeps."""
        for key in taken.used:
            self.keep(key)
        for key, value in taken.kept.items():
            self.put(key, value)

    def flush(self) -> None:
        """Let processes that are forked from now on find what was put."""
        if self._pack is not None:
            with writing(self._pack_path(self._number)):
                self._pack.flush()

    def save(self) -> None:
        """Write the index of all that is still in use; delete packs without use."""
        if self._folder is None:
            return
        index = self._index
        index.drop_unused(
            KEPT_BUILDS if index.unused(KEPT_BUILDS) * FEW > sum(index.packs.values()) else NEVER
        )
        index.packs = self._tidy()
        index.drop_unused(NEVER)  # but for what could not be moved
        if self._pack is not None:
            self.flush()
            index.packs[self._number] = self._size
        save_index(self._folder, index)
        kept = {f"pack-{number}" for number in index.packs}
        for path in self._folder.glob("pack-*"):
            if path.name not in kept and path.name.removeprefix("pack-").isdecimal():
                path.unlink(missing_ok=True)

    def _tidy(self) -> dict[int, int]:
        """Move what lives in wasteful packs to this build's own; return the sizes of the packs left."""
        index = self._index
        sizes = {n: size for n, size in index.packs.items() if n in index.live and index.live[n] * 2 >= size}
        stay = {*sizes, self._number}
        if index.live.keys() <= stay:
            return sizes
        moving = [
            (index.numbers[row], index.offsets[row], key, row)
            for key, row in index.rows.items()
            if index.numbers[row] not in stay
        ]
        for _, _, key, row in sorted(moving):
            value, age = self._read(row), index.ages[row]
            if value is None:
                del index.rows[key]
            else:
                self.put(key, value)
                index.ages[row] = age
        index.live = {number: size for number, size in index.live.items() if number in stay}
        return sizes

    def _pack_path(self, number: int) -> Path:
        assert self._folder is not None
        return self._folder / f"pack-{number}"

    def _pack_of(self, number: int) -> BinaryIO | None:
        if number == self._number:
            self.flush()
        if number not in self._packs:
            try:
                self._packs[number] = open(self._pack_path(number), "rb", buffering=0)  # noqa: PTH123, SIM115
            except OSError:  # gone
                return None
        return self._packs[number]

    def _read(self, row: int) -> bytes | None:
        index = self._index
        length = index.lengths[row]
        if length == 0:
            return b""
        pack = self._pack_of(index.numbers[row])
        if pack is None or index.offsets[row] + length > os.fstat(pack.fileno()).st_size:
            return None
        value = _read_at(pack, index.offsets[row], length)
        return value if len(value) == length and zlib.crc32(value) == index.checksums[row] else None

    def close(self) -> None:
        """Close the files; values put since the last `save` are lost."""
        for opened in self._packs.values():
            opened.close()
        self._packs.clear()
        if self._pack is not None:
            pack, self._pack = self._pack, None
            with writing(self._pack_path(self._number)):
                pack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_at(pack: BinaryIO, offset: int, length: int) -> bytes:
    """Read without moving where the file stands, which forked processes share."""
    if _CAN_READ_AT:
        return os.pread(pack.fileno(), length, offset)
    pack.seek(offset)
    return pack.read(length)
