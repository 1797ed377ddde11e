"""The memo: results of stages kept between builds, by the digest of what they were made from.

One folder holds numbered *packs* (values one after the other) and one *index* (where each value
lies, and a checksum of it). A build appends new values to a pack of its own and replaces the index
in one rename at its end, so that a build that was killed leaves at worst a pack that no index
names, which the next one deletes. Values are bytes: what reads them decodes records whose types it
knows, never objects of the sender's choice. A value whose checksum does not fit is as if it were
not there. Entries that no build asked for in the last `KEPT_BUILDS` are dropped (so that changing
between branches keeps both), and packs are rewritten once more than half of their bytes are dead.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

INDEX_FORMAT = 1  # raised when the form of index or packs changes; another form is ignored
KEPT_BUILDS = 10  # a week of work on a few branches, at little more than the changes' own size
WRITTEN_AT_ONCE = 1 << 18  # bytes: a value is a few thousand
Entry = tuple[int, int, int, int, int]  # pack number, offset, length, CRC-32, the build that used it last


class _Index(msgspec.Struct, array_like=True):
    format: int
    build: int
    packs: dict[int, int]  # number → size in bytes
    entries: dict[bytes, Entry]


class DamagedMemo(Exception):  # noqa: N818 - a state of the disk that is mended, not told
    """A value that the index names cannot be read any more."""


class Memo:
    """Kept results, by key. Use as a context manager; `save` makes what was put last."""

    def __init__(self, folder: Path | None) -> None:
        """Open the memo in a folder, or (None) one that keeps nothing beyond this build."""
        self._folder = folder
        self._index = _Index(INDEX_FORMAT, 0, {}, {})
        self._live: dict[bytes, Entry] = {}
        self._packs: dict[int, BinaryIO] = {}  # open for reading; mapping them would count as memory
        self._kept: dict[bytes, bytes] = {}  # only where there is no folder
        self._pack: BinaryIO | None = None
        self._number = 0
        self._size = 0
        if folder is not None:
            self._index = _load_index(folder)
            self._number = max(self._index.packs, default=0) + 1
        self._build = self._index.build + 1

    def find(self, key: bytes) -> bytes | None:
        """Return the value kept under the key, or None; what is found stays kept."""
        if self._folder is None:
            return self._kept.get(key)
        entry = self._live.get(key) or self._index.entries.get(key)
        if entry is None:
            return None
        value = self._read(entry)
        if value is None:
            self._index.entries.pop(key, None)
            self._live.pop(key, None)
            return None
        self._live[key] = (*entry[:4], self._build)
        return value

    def need(self, key: bytes) -> bytes:
        """Return a value that `keep` said is there; raises `DamagedMemo` where its bytes are not as put."""
        value = self.find(key)
        if value is None:
            raise DamagedMemo
        return value

    def drop_damaged(self) -> None:
        """Read every value, and forget those whose bytes are not as they were put."""
        for key in {**self._index.entries, **self._live}:
            self.find(key)

    def keep(self, key: bytes) -> bool:
        """Mark the value as still in use without reading it; False where there is none."""
        if self._folder is None:
            return key in self._kept
        entry = self._live.get(key) or self._index.entries.get(key)
        if entry is None or self._pack_of(entry[0]) is None:
            return False
        self._live[key] = (*entry[:4], self._build)
        return True

    def keep_last(self, replaced: Collection[bytes]) -> None:
        """Mark all that the last build used as still in use, but for what this one replaced."""
        last = self._index.build
        for key, entry in self._index.entries.items():
            if entry[4] == last and key not in replaced:
                self._live.setdefault(key, (*entry[:4], self._build))

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        if self._folder is None:
            self._kept[key] = value
            return
        if self._pack is None:
            self._pack = open(self._pack_path(self._number), "wb", WRITTEN_AT_ONCE)  # noqa: PTH123, SIM115
        self._pack.write(value)
        self._live[key] = (self._number, self._size, len(value), zlib.crc32(value), self._build)
        self._size += len(value)

    def save(self) -> None:
        """Write the index of all that is still in use; delete packs without use."""
        folder = self._folder
        if folder is None:
            return
        oldest = self._build - KEPT_BUILDS
        for key, entry in self._index.entries.items():
            if entry[4] > oldest:
                self._live.setdefault(key, entry)
        sizes = self._tidy()
        if self._pack is not None:
            self._pack.flush()
            sizes[self._number] = self._size
        data = msgspec.msgpack.encode(_Index(INDEX_FORMAT, self._build, sizes, self._live))
        temporary = folder / f"index.{os.getpid()}"
        temporary.write_bytes(zlib.crc32(data).to_bytes(4, "little") + data)
        temporary.replace(folder / "index")
        kept = {f"pack-{number}" for number in sizes}
        for path in folder.glob("pack-*"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def _tidy(self) -> dict[int, int]:
        """Move what lives in wasteful packs to this build's own; return the sizes of the packs left."""
        used: dict[int, int] = {}
        for pack, _, length, _, _ in self._live.values():
            used[pack] = used.get(pack, 0) + length
        sizes = {n: s for n, s in self._index.packs.items() if n in used and used[n] * 2 >= s}
        moving = [(e, k) for k, e in self._live.items() if e[0] not in sizes and e[0] != self._number]
        for entry, key in sorted(moving):
            value = self._read(entry)
            del self._live[key]
            if value is not None:
                self.put(key, value)
                self._live[key] = (*self._live[key][:4], entry[4])
        return sizes

    def _pack_path(self, number: int) -> Path:
        assert self._folder is not None
        return self._folder / f"pack-{number}"

    def _pack_of(self, number: int) -> BinaryIO | None:
        if number == self._number and self._pack is not None:
            self._pack.flush()
        if number not in self._packs:
            try:
                self._packs[number] = open(self._pack_path(number), "rb", buffering=0)  # noqa: PTH123, SIM115
            except OSError:  # gone
                return None
        return self._packs[number]

    def _read(self, entry: Entry) -> bytes | None:
        number, offset, length, checksum, _ = entry
        if length == 0:
            return b""
        pack = self._pack_of(number)
        if pack is None:
            return None
        pack.seek(offset)
        value = pack.read(length)
        return value if len(value) == length and zlib.crc32(value) == checksum else None

    def close(self) -> None:
        """Close the files; values put since the last `save` are lost."""
        for opened in self._packs.values():
            opened.close()
        self._packs.clear()
        if self._pack is not None:
            self._pack.close()
            self._pack = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _load_index(folder: Path) -> _Index:
    empty = _Index(INDEX_FORMAT, 0, {}, {})
    try:
        raw = (folder / "index").read_bytes()
        if zlib.crc32(raw[4:]).to_bytes(4, "little") != raw[:4]:
            return empty
        index = msgspec.msgpack.decode(raw[4:], type=_Index)
    except (OSError, msgspec.MsgspecError):
        return empty
    return index if index.format == INDEX_FORMAT else empty
