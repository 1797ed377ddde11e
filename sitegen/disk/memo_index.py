"""The memo's index: where each value lies, in columns, which are read and written as a whole."""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Iterable
from itertools import compress
from pathlib import Path

import msgspec

from sitegen.disk.environment import writing
from sitegen.disk.files import NUMBER_SIZE, numbers_from_bytes, pack_numbers
from sitegen.disk.folder import create_own

INDEX_FORMAT = 3  # raised when the form of index or packs changes; another form is ignored
NAME = "index"
NEVER = 256  # builds: no age is as high
_MOST_PACKS = 1 << 40  # one a build
_OLDER = bytes(min(age + 1, NEVER - 1) for age in range(256))


class _Kept(msgspec.Struct, array_like=True):
    format: int
    packs: dict[int, int]
    live: dict[int, int]
    keys: list[bytes]
    columns: list[bytes]
    ages: bytes


class Index:
    """`rows` gives each key's row in the columns; a row without a key is dropped when the index is saved.

    `packs` gives the size (bytes) of each pack by its number, `live` how much of it is still named. The
    columns are of: pack number, offset, length (bytes), CRC-32. `ages` tells of each row how many builds
    ago it was used last: 0 for this one. A byte each, so that all are changed or compared in one step.
    """

    def __init__(self, packs: dict[int, int] | None = None) -> None:
        self.packs = packs or {}
        self.is_damaged = False  # there was one, and it could not be used
        self.live: dict[int, int] = {}
        self.rows: dict[bytes, int] = {}
        self.ages = bytearray()
        self._set_columns([array("q") for _ in range(4)])

    def _set_columns(self, columns: list[array[int]]) -> None:
        self.numbers, self.offsets, self.lengths, self.checksums = columns

    def columns(self) -> tuple[array[int], ...]:
        """Return the columns of numbers, each as long as the others."""
        return self.numbers, self.offsets, self.lengths, self.checksums

    def add(self, key: bytes, number: int, offset: int, length: int, checksum: int) -> None:
        """Put a key's values, used now, into all columns, in the place of those it had."""
        row = self.rows.setdefault(key, len(self.ages))
        values = (number, offset, length, checksum)
        if row == len(self.ages):
            self.ages.append(0)
            for column, value in zip(self.columns(), values, strict=True):
                column.append(value)
        else:
            self.live[self.numbers[row]] -= self.lengths[row]
            self.ages[row] = 0
            for column, value in zip(self.columns(), values, strict=True):
                column[row] = value
        self.live[number] = self.live.get(number, 0) + length

    def grow_older(self) -> None:
        """Begin another build."""
        self.ages = self.ages.translate(_OLDER)

    def unused(self, builds: int) -> int:
        """Return the size (bytes) of what was used last so many builds ago, or more."""
        unused = self.ages.translate(_are_as_old(builds))
        return sum(compress(self.lengths, unused)) if 1 in unused else 0

    def drop_unused(self, builds: int) -> None:
        """Drop what was used last so many builds ago, or more, and rows without a key."""
        if len(self.rows) < len(self.ages):
            with_keys = bytearray(len(self.ages))
            for row in self.rows.values():
                with_keys[row] = True
            self._keep(self.rows, with_keys)
        if max(self.ages, default=0) >= builds:
            used = self.ages.translate(_are_as_old(builds)).translate(b"\1\0" + bytes(254))
            self._keep(compress(self.rows, used), used)

    def _keep(self, keys: Iterable[bytes], are_kept: bytearray) -> None:
        """Keep these keys, whose rows are kept. Both are in one order: what is new stands last in both."""
        self._set_columns([array("q", [*compress(column, are_kept)]) for column in self.columns()])
        self.ages = bytearray(compress(self.ages, are_kept))
        self.rows = dict(zip(keys, range(len(self.ages)), strict=True))
        self.live = {}
        for number, length in zip(self.numbers, self.lengths, strict=True):
            self.live[number] = self.live.get(number, 0) + length


def _are_as_old(builds: int) -> bytes:
    """Return the table by which ages become 1 where they are as high, or higher."""
    return bytes(age >= builds for age in range(256))


def load_index(folder: Path) -> Index:
    """Return the index kept in a folder, or an empty one where there is none that a build can have saved."""
    try:
        raw = memoryview((folder / NAME).read_bytes())
    except OSError:
        return Index()
    try:
        index = _index_from_bytes(raw)
    except msgspec.MsgspecError:
        index = None
    if index is None:
        index = Index()
        index.is_damaged = True
    return index


def _index_from_bytes(raw: memoryview) -> Index | None:
    """Return the index, None where it is damaged. Raises msgspec.MsgspecError."""
    if zlib.crc32(raw[4:]).to_bytes(4, "little") != raw[:4]:
        return None
    kept = msgspec.msgpack.decode(raw[4:], type=_Kept)
    if kept.format != INDEX_FORMAT:
        return Index()
    index, count = Index(kept.packs), len(kept.keys)
    lengths = [len(column) for column in (*kept.columns, kept.ages)]
    if lengths != [NUMBER_SIZE * count] * 4 + [count]:
        return None
    index.rows = dict(zip(kept.keys, range(count), strict=True))
    index.live, index.ages = kept.live, bytearray(kept.ages)
    index._set_columns([numbers_from_bytes(column) for column in kept.columns])  # noqa: SLF001 - its maker
    return index if len(index.rows) == count and _is_sound(index) else None


def _is_sound(index: Index) -> bool:
    """Tell whether the numbers can be such as a build keeps: a checksum is no proof of who wrote them."""
    packs = {*index.packs, *index.numbers}
    smallest = min((*index.packs.values(), *index.live.values()), default=0)
    return (
        all(0 < number < _MOST_PACKS for number in packs)
        and min(smallest, min(index.offsets, default=0), min(index.lengths, default=0)) >= 0
        and index.live.keys() >= set(index.numbers)
        and sum(index.live.values()) == sum(index.lengths)
    )


def save_index(folder: Path, index: Index) -> None:
    """Write the index in one step; all its rows have keys."""
    columns = [pack_numbers(column) for column in index.columns()]
    kept = _Kept(INDEX_FORMAT, index.packs, index.live, list(index.rows), columns, bytes(index.ages))
    data = msgspec.msgpack.encode(kept)
    temporary = folder / f"{NAME}.{os.getpid()}"
    with writing(folder / NAME):
        with os.fdopen(create_own(temporary), "wb") as file:
            file.write(zlib.crc32(data).to_bytes(4, "little"))
            file.write(data)
        temporary.replace(folder / NAME)
