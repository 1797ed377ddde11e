"""The manifest: what the last build of one archive into one folder read and wrote."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.listing import SeenFile
from sitegen.record import Record

MANIFEST_FORMAT = 1


class Written(Record, frozen=True):
    """An output file: what it was made from, what it holds, and how the disk showed it then."""

    key: bytes
    content: bytes  # digest
    size: int
    mtime: int  # nanoseconds


class Manifest(Record, frozen=True):
    """`inputs` digests all that decides what the site holds, so that nothing to do is seen at once."""

    format: int = MANIFEST_FORMAT
    tool: bytes = b""
    inputs: bytes = b""
    looked_at: int = 0  # ns, when the files were listed
    files: dict[str, SeenFile] = {}
    outputs: dict[str, Written] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    counts: dict[str, int] = {}
    contents: dict[str, bytes] = {}  # the memo keys of documents, by their ids
    ledger: bytes = b""  # the memo key of what the build knew of the whole
    is_complete: bool = False  # false while its outputs are being put in place


def manifest_path(cache: Path, archive: Path, out: Path) -> Path:
    """Return where the manifest of this archive and output folder lies in a cache folder.

    The two are named as they lie to the cache folder, so that a checkout elsewhere finds it again.
    """
    parts = [os.path.relpath(p.resolve(), cache.resolve()).encode() for p in (archive, out)]
    return cache / f"manifest-{digest(*parts).hex()[:12]}"


def load_manifest(path: Path) -> Manifest:
    """Return the manifest, or an empty one where there is none that can be read."""
    try:
        data = path.read_bytes()
        if digest(data[16:]) != data[:16]:
            return Manifest()
        manifest = msgspec.msgpack.decode(data[16:], type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return Manifest()
    return manifest if manifest.format == MANIFEST_FORMAT else Manifest()


def save_manifest(path: Path, manifest: Manifest) -> None:
    """Write the manifest in one step."""
    data = msgspec.msgpack.encode(manifest)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(digest(data) + data)
    temporary.replace(path)
