"""The first look: which files there are, what they hold by digest, and which of them is what."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.build.tool import whole_digest
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.listing import list_archive
from sitegen.disk.manifest import Manifest
from sitegen.disk.seen import Seen, see_files
from sitegen.record import encode_record

if TYPE_CHECKING:
    from sitegen.parse.layout import Layout


class Look(msgspec.Struct, frozen=True, dict=True):
    """What decides what the site holds: the archive's files, what there is to tell of these, and the tool.

    `known_layout` is what an earlier build kept as `kept_layout`, if there were files of the same names.
    `held` is what the files hold that have changed while a build was at work.
    """

    files: Seen
    listed: tuple[Diagnostic, ...]
    tool: bytes
    known_layout: bytes = b""
    held: dict[str, bytes] = {}

    @cached_property
    def seen(self) -> dict[str, bytes]:
        """The digest of what each file holds, by its path."""
        return self.files.by_path()

    @cached_property
    def inputs(self) -> bytes:
        """Digest all that decides what the site holds."""
        paths = sorted(self.seen)
        return digest(self.tool, "\n".join(paths).encode(), *[self.seen[path] for path in paths])

    @cached_property
    def _sorted(self) -> tuple[bytes, Layout, tuple[Diagnostic, ...]]:
        from sitegen.parse.layout import Layout, layout_from_paths  # noqa: PLC0415 - where files have changed

        with suppress(msgspec.MsgspecError):  # none is kept
            known = msgspec.msgpack.decode(self.known_layout, type=tuple[Layout, tuple[Diagnostic, ...]])
            return self.known_layout, *known
        found = layout_from_paths(self.seen)
        return encode_record(found), *found

    @property
    def kept_layout(self) -> bytes:
        """Which file is what, and what there is to tell of that, as bytes."""
        return self._sorted[0]

    @property
    def layout(self) -> Layout:
        """Which file is what."""
        return self._sorted[1]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.listed + self._sorted[2]

    def is_as(self, manifest: Manifest) -> bool:
        """Tell whether nothing has changed that decides what the site holds."""
        if self.tool != manifest.tool or self.listed != manifest.listed:
            return False
        now, then = self.files, manifest.seen
        if now.files.paths == then.files.paths:
            return now.digests == then.digests
        return self.seen == then.by_path()


def look_at(
    archive: Path, manifest: Manifest, jobs: int = 1, meanwhile: Callable[[], object] = tuple
) -> Look:
    """List and digest an archive's files, reading only those that may differ from the manifest's.

    `meanwhile` is done here where other processes read.
    """
    looked_at = time.time_ns()
    listing = list_archive(archive)
    sight = see_files(
        archive, listing.paths, manifest.seen, looked_at, jobs, lambda: (whole_digest(), meanwhile())
    )
    tool = whole_digest()
    is_known = tool == manifest.tool and sight.seen.files.paths == manifest.seen.files.paths
    return Look(
        sight.seen, listing.diagnostics + sight.diagnostics, tool, manifest.layout if is_known else b""
    )


def look_again(archive: Path, last: Look, changed: str, jobs: int = 1) -> Look:
    """Look as `look_at` does where a file has changed since the `last` look.

    What such files hold is kept, so that a build comes to its end however many change, and however often.
    """
    looked_at = time.time_ns()
    listing = list_archive(archive)
    hold = {*last.held, changed}
    sight = see_files(archive, listing.paths, last.files, looked_at, jobs, hold=hold)
    is_known = sight.seen.files.paths == last.files.files.paths
    return Look(
        sight.seen,
        listing.diagnostics + sight.diagnostics,
        last.tool,
        last.kept_layout if is_known else b"",
        sight.held,
    )
