"""The memo's index: where each value lies, in columns, which are read and written as a whole."""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Iterable
from itertools import compress
from pathlib import Path

import msgspec

from sitegen.disk.files import NUMBER_SIZE, numbers_from_bytes, pack_numbers

INDEX_FORMAT = 2  # raised when the form of index or packs changes; another form is ignored
NAME = "index"


class _Kept(msgspec.Struct, array_like=True):
    format: int
    build: int
    packs: dict[int, int]
    keys: list[bytes]
    columns: list[bytes]


class Index:
    """`rows` gives each key's row in the columns; a row without a key is dropped when the index is saved.

    `build` numbers the build that saved it, `packs` gives the size (bytes) of each pack by its number. The
    columns are of: pack number, offset, length (bytes), CRC-32, and the build that used the value last.
    """

    def __init__(self, build: int = 0, packs: dict[int, int] | None = None) -> None:
        self.build = build
        self.packs = packs or {}
        self.rows: dict[bytes, int] = {}
        self._set_columns([array("q") for _ in range(5)])

    def _set_columns(self, columns: list[array[int]]) -> None:
        self.numbers, self.offsets, self.lengths, self.checksums, self.builds = columns

    def columns(self) -> tuple[array[int], ...]:
        """Return the columns, each as long as the others."""
        return self.numbers, self.offsets, self.lengths, self.checksums, self.builds

    def add(self, key: bytes, *values: int) -> None:
        """Put a key's values into all columns, in the place of those it had."""
        row = self.rows.setdefault(key, len(self.builds))
        for column, value in zip(self.columns(), values, strict=True):
            if row == len(column):
                column.append(value)
            else:
                column[row] = value

    def unused(self, oldest: int) -> int:
        """Return the size (bytes) of what was used last by that build or an earlier one."""
        return sum(compress(self.lengths, map(oldest.__ge__, self.builds)))

    def drop_unused(self, oldest: int) -> None:
        """Drop what was used last by that build or an earlier one, and rows without a key."""
        if len(self.rows) < len(self.builds):
            with_keys = bytearray(len(self.builds))
            for row in self.rows.values():
                with_keys[row] = True
            self._keep(self.rows, with_keys)
        if min(self.builds, default=oldest + 1) <= oldest:
            used = bytes(build > oldest for build in self.builds)
            self._keep(compress(self.rows, used), used)

    def _keep(self, keys: Iterable[bytes], are_kept: Iterable[int]) -> None:
        """Keep these keys, whose rows are kept. Both are in one order: what is new stands last in both."""
        self._set_columns([array("q", [*compress(column, are_kept)]) for column in self.columns()])
        self.rows = dict(zip(keys, range(len(self.builds)), strict=True))


def load_index(folder: Path) -> Index:
    """Return the index kept in a folder, or an empty one where none can be read."""
    try:
        raw = memoryview((folder / NAME).read_bytes())
        if zlib.crc32(raw[4:]).to_bytes(4, "little") != raw[:4]:
            return Index()
        kept = msgspec.msgpack.decode(raw[4:], type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return Index()
    index = Index(kept.build, kept.packs)
    size = NUMBER_SIZE * len(kept.keys)
    if kept.format != INDEX_FORMAT or [len(column) for column in kept.columns] != [size] * 5:
        return Index()
    index.rows = dict(zip(kept.keys, range(len(kept.keys)), strict=True))
    if len(index.rows) < len(kept.keys):
        return Index()
    index._set_columns([numbers_from_bytes(column) for column in kept.columns])  # noqa: SLF001 - its maker
    return index


def save_index(folder: Path, index: Index) -> None:
    """Write the index in one step; all its rows have keys."""
    columns = [pack_numbers(column) for column in index.columns()]
    data = msgspec.msgpack.encode(_Kept(INDEX_FORMAT, index.build, index.packs, list(index.rows), columns))
    temporary = folder / f"{NAME}.{os.getpid()}"
    with temporary.open("wb") as file:
        file.write(zlib.crc32(data).to_bytes(4, "little"))
        file.write(data)
    temporary.replace(folder / NAME)
