"""Which files the site has, which of them must be made, and making them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sitegen.digest import digest
from sitegen.disk.files import Files
from sitegen.disk.manifest import Manifest, Written
from sitegen.disk.output import remove_folder, stage_file


@dataclass
class Outputs:
    """The files of the site that is being built, beside those that stand on disk.

    `before` is what the last build wrote, by route, and `standing` what of it is still as it was. Every
    file is offered once, by its route and the key of what it is made from: one that stands under the same key
    needs no making, and one whose bytes come out the same needs no writing.
    """

    before: Mapping[str, Written]
    standing: Mapping[str, Written]
    staging: Path
    files: dict[str, Written] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def has(self, route: str, key: bytes) -> bool:
        """Keep the file that stands at a route, if it was made from the same."""
        standing = self.standing.get(route)
        if standing is None or standing.key != key:
            return False
        self.files[route] = standing
        return True

    def has_all(self, key: bytes) -> bool:
        """Keep all files that the last build made from the same, if there were any and all stand."""
        routes = self._routes_by_key.get(key, ())
        if not routes or not all(route in self.standing for route in routes):
            return False
        self.files.update((route, self.standing[route]) for route in routes)
        return True

    def lacking(self, keys: Iterable[bytes]) -> list[bytes]:
        """Do as `has_all` for many keys at once; return those whose files must be made, or have none."""
        wanted = dict.fromkeys(keys, False)
        torn = set()
        if len(self.standing) < len(self.before):
            torn = {written.key for route, written in self.before.items() if route not in self.standing}
        for route, written in self.standing.items():
            if written.key in wanted and written.key not in torn:
                wanted[written.key] = True
                self.files[route] = written
        return [key for key, is_made in wanted.items() if not is_made]

    @cached_property
    def _routes_by_key(self) -> dict[bytes, list[str]]:
        routes: dict[bytes, list[str]] = {}
        for route, written in self.before.items():
            routes.setdefault(written.key, []).append(route)
        return routes

    def known(self, route: str) -> bytes:
        """Return the digest of the bytes that stand at a route; empty for none."""
        standing = self.standing.get(route)
        return standing.content if standing else b""

    def put(self, route: str, key: bytes, data: bytes) -> None:
        """Take a file's bytes; write them unless they stand there already."""
        content = digest(data)
        if content == self.known(route):
            self.keep(route, key)
        else:
            self.add(route, Written(key, content, len(data), stage_file(str(self.staging), route, data)))

    def keep(self, route: str, key: bytes) -> None:
        """Note that a file came out as it stands, from something else."""
        before = self.standing[route]
        self.files[route] = Written(key, before.content, before.size, before.mtime)

    def add(self, route: str, written: Written) -> None:
        """Note a file that was staged."""
        self.files[route] = written
        self.written.append(route)

    def offer(self, route: str, key: bytes, make: Callable[[], bytes]) -> None:
        """Keep the file, or make it."""
        if not self.has(route, key):
            self.put(route, key, make())


@contextmanager
def staging_cleared(outputs: Outputs) -> Iterator[None]:
    """Leave nothing staged behind a failure."""
    try:
        yield
    except BaseException:
        remove_folder(outputs.staging, may_fail=True)
        raise


def standing_files(manifest: Manifest, on_disk: Files, read: Callable[[str], bytes]) -> dict[str, Written]:
    """Return what the last build wrote and is still as it was, reading only what may have been touched.

    A file of the same size with another time is read: a restored copy has new times. After a build that
    was cut short every file is.
    """
    outputs = manifest.outputs
    if manifest.is_complete and on_disk == manifest.written.files:
        return outputs
    standing = {}
    for route, size, mtime, _ in on_disk.iter_rows():
        written = outputs.get(route)
        if written is None or size != written.size:
            continue
        if manifest.is_complete and mtime == written.mtime:
            standing[route] = written
        elif digest(read(route)) == written.content:
            standing[route] = Written(written.key, written.content, size, mtime)
    return standing


def removed_files(on_disk: Files, files: Mapping[str, Written]) -> tuple[str, ...]:
    """Return what stands on disk and is no part of the site, in order."""
    return tuple(sorted(route for route in on_disk.iter_paths() if route not in files))
