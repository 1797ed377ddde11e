"""Which files the site has, which of them must be made, and making them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import compress, count
from pathlib import Path

from sitegen.digest import digest
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files, numbers_from_bytes
from sitegen.disk.manifest import Manifest
from sitegen.disk.output import drop_staging, stage_file
from sitegen.disk.written import Written, WrittenFiles, pack_written


class Outputs:
    """The files of the site that is being built, beside those that stand on disk.

    `before` is what the last build wrote, and `standing` what of it is still as it was. Every file is offered
    once, by its route and the key of what it is made from: one that stands under the same key needs no
    making, and one whose bytes come out the same needs no writing.
    """

    def __init__(self, before: WrittenFiles, standing: WrittenFiles, staging: Path) -> None:
        self.before = before
        self.standing = standing
        self.staging = staging
        self.written: list[str] = []
        self._kept = bytearray(len(standing))  # for each row of what stands, whether it is offered as it is
        self._offered: dict[str, Written] = {}  # all else that is offered

    def files(self) -> WrittenFiles:
        """Return the files of the site: in the order of those that stood, new ones last."""
        changes: dict[int, Written | None] = {row: None for row, kept in enumerate(self._kept) if not kept}
        added = {}
        for route, written in self._offered.items():
            row = self._rows.get(route)
            if row is None:
                added[route] = written
            else:
                changes[row] = written
        return self.standing.with_changes(changes, added)

    def removed(self, on_disk: Files) -> tuple[str, ...]:
        """Return what stands on disk and is no part of the site, in order."""
        standing = self.standing.files
        gone = {route for route, kept in zip(standing.iter_paths(), self._kept, strict=True) if not kept}
        if on_disk.paths != standing.paths:
            gone.update(route for route in on_disk.iter_paths() if route not in self._rows)
        return tuple(sorted(gone - self._offered.keys()))

    def added(self) -> dict[str, Written]:
        """Return what was staged, by its route."""
        return {route: self._offered[route] for route in self.written}

    def has(self, route: str, key: bytes) -> bool:
        """Keep the file that stands at a route, if it was made from the same."""
        row = self._rows.get(route)
        if row is None or self._keys[row] != key:
            return False
        self._kept[row] = True
        return True

    def has_all(self, key: bytes) -> bool:
        """Keep all files that the last build made from the same, if there were any and all stand."""
        return not self.lacking([key])

    def lacking(self, keys: Iterable[bytes]) -> list[bytes]:
        """Do as `has_all` for many keys at once; return those whose files must be made, or have none."""
        wanted = dict.fromkeys(keys)
        whole = (wanted.keys() & set(self._keys)) - self._torn()
        for row in compress(count(), map(whole.__contains__, self._keys)):
            self._kept[row] = True
        return [key for key in wanted if key not in whole]

    def known(self, route: str) -> bytes:
        """Return the digest of the bytes that stand at a route; empty for none."""
        row = self._rows.get(route)
        return b"" if row is None else self.standing.content(row)

    def put(self, route: str, key: bytes, data: bytes) -> None:
        """Take a file's bytes; write them unless they stand there already."""
        content = digest(data)
        if content == self.known(route):
            self.keep(route, key)
        else:
            self.add(route, Written(key, content, len(data), stage_file(str(self.staging), route, data)))

    def keep(self, route: str, key: bytes) -> None:
        """Note that a file came out as it stands, from something else."""
        if not self.has(route, key):
            sizes, mtimes = self._numbers
            row = self._rows[route]
            self._offered[route] = Written(key, self.standing.content(row), sizes[row], mtimes[row])

    def add(self, route: str, written: Written) -> None:
        """Note a file that was staged."""
        self._offered[route] = written
        self.written.append(route)

    def offer(self, route: str, key: bytes, make: Callable[[], bytes]) -> None:
        """Keep the file, or make it."""
        if not self.has(route, key):
            self.put(route, key, make())

    def _torn(self) -> set[bytes]:
        """Return what was made into files of which not all stand."""
        before = self.before
        if len(self.standing) == len(before):
            return set()
        all_files = zip(before.files.iter_paths(), before.list_keys(), strict=True)
        return {key for route, key in all_files if route not in self._rows}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {route: row for row, route in enumerate(self.standing.files.iter_paths())}

    @cached_property
    def _keys(self) -> list[bytes]:
        return self.standing.list_keys()

    @cached_property
    def _numbers(self) -> tuple[array[int], array[int]]:
        files = self.standing.files
        return numbers_from_bytes(files.sizes), numbers_from_bytes(files.mtimes)


@contextmanager
def staging_cleared(out: Path) -> Iterator[None]:
    """Leave nothing staged beside the output folder, however the work ends."""
    try:
        yield
    finally:
        with suppress(OSError, EnvironmentFailure):  # the next build will say so, where it still matters
            drop_staging(out)


def standing_files(manifest: Manifest, on_disk: Files, read: Callable[[str], bytes]) -> WrittenFiles:
    """Return what the last build wrote and is still as it was, reading only what may have been touched.

    A file of the same size with another time is read: a restored copy has new times. After a build that
    was cut short every file is.
    """
    if manifest.is_complete and on_disk == manifest.written.files:
        return manifest.written
    outputs = manifest.outputs
    standing = {}
    for route, size, mtime, _ in on_disk.iter_rows():
        written = outputs.get(route)
        if written is None or size != written.size:
            continue
        if manifest.is_complete and mtime == written.mtime:
            standing[route] = written
        elif digest(read(route)) == written.content:
            standing[route] = Written(written.key, written.content, size, mtime)
    return pack_written(standing)
