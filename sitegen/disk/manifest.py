"""The manifest: what the last build of one archive into one folder read and wrote."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.environment import writing
from sitegen.disk.folder import NO_LINK, create_own
from sitegen.disk.seen import Seen
from sitegen.disk.written import Written, WrittenFiles
from sitegen.record import Record

MANIFEST_FORMAT = 4
_COMPLETE, _CUT_SHORT = b"\1", b"\0"  # the first byte, which is changed where it stands
_CHECKED_FROM = 5  # bytes: that one, and a checksum of all that follows


class Manifest(Record, frozen=True, gc=True, dict=True):
    """`tool`, `seen` and `listed` are all that decides what the site holds.

    Of the many files columns are kept, which are mostly only compared.
    """

    format: int = MANIFEST_FORMAT
    tool: bytes = b""  # digest of the tool and its templates
    seen: Seen = Seen()
    listed: tuple[Diagnostic, ...] = ()  # what there was to tell of the archive's files as such
    written: WrittenFiles = WrittenFiles()
    layout: bytes = b""  # which file of the archive is what, as whoever reads them keeps it
    diagnostics: tuple[Diagnostic, ...] = ()
    counts: dict[str, int] = {}
    is_complete: bool = False  # false while its outputs are being put in place

    @cached_property
    def outputs(self) -> dict[str, Written]:
        """What is known of each output file, by its route."""
        return self.written.by_route()

    def has_even_columns(self) -> bool:
        """Tell whether columns that belong together are of one length, as those of a build are."""
        return self.seen.files.is_even(self.seen.digests) and self.written.is_even()


def manifest_path(cache: Path, archive: Path, out: Path) -> Path:
    """Return where the manifest of this archive and output folder lies in a cache folder.

    The two are named as they lie to the cache folder, so that a checkout elsewhere finds it again.
    """
    parts = [os.path.relpath(p.resolve(), cache.resolve()).encode() for p in (archive, out)]
    return cache / f"manifest-{digest(*parts).hex()[:12]}"


def load_manifest(path: Path, damaged: Callable[[], object] = bool) -> Manifest:
    """Return the manifest, or an empty one where there is none that can be read.

    `damaged` is called where there is one, but none that a build can have saved.
    """
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return Manifest()
    try:
        manifest = _manifest_from_bytes(data)
    except ValueError:  # of msgspec, or of names that are no text
        manifest = None
    if manifest is None:
        damaged()
        return Manifest()
    return manifest if data[:1] == _COMPLETE else msgspec.structs.replace(manifest, is_complete=False)


def _manifest_from_bytes(data: memoryview) -> Manifest | None:
    """Return the manifest, None where it is damaged. Raises ValueError."""
    if _checksum(data[_CHECKED_FROM:]) != data[1:_CHECKED_FROM]:
        return None
    manifest = msgspec.msgpack.decode(data[_CHECKED_FROM:], type=Manifest)
    if manifest.format != MANIFEST_FORMAT:
        return Manifest()
    return manifest if manifest.has_even_columns() else None


def save_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest in one step."""
    data = msgspec.msgpack.encode(manifest)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with writing(path):
        with os.fdopen(create_own(temporary), "wb") as file:
            file.write((_COMPLETE if manifest.is_complete else _CUT_SHORT) + _checksum(data))
            file.write(data)
        temporary.replace(path)


def mark_cut_short(path: Path) -> None:
    """Note that what the manifest names may not stand there whole, until it is saved again."""
    with writing(path):
        handle = os.open(path, os.O_WRONLY | NO_LINK)
        try:
            os.write(handle, _CUT_SHORT)
        finally:
            os.close(handle)


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKED_FROM - 1, "little")
