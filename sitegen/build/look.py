"""The first look: which files there are, what they hold by digest, and which of them is what."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.build.tool import packaged_templates, tool_digest
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.listing import Listing, SeenFile, digest_files, list_archive
from sitegen.disk.manifest import Manifest
from sitegen.parse.layout import Layout
from sitegen.record import encode_record


@dataclass(frozen=True)
class Look:
    """`inputs` digests the archive, the tool and its templates: all that decides what the site holds."""

    listing: Listing
    seen: dict[str, SeenFile]
    inputs: bytes
    looked_at: int

    @cached_property
    def _sorted(self) -> tuple[Layout, tuple[Diagnostic, ...]]:
        from sitegen.parse.layout import layout_from_paths  # noqa: PLC0415 - asked where files have changed

        return layout_from_paths(self.listing.files)

    @cached_property
    def rest(self) -> bytes:
        """Digest all that decides what the site holds but what is in the documents' own files."""
        documents = self.layout.documents
        own = {path for files in documents for path in (files.text, files.sidecar, files.lock)}
        files = [
            part for path, f in self.seen.items() if path not in own for part in (path.encode(), f.digest)
        ]
        names = "\n".join(f"{files.text}\n{files.sidecar}" for files in documents)
        told = encode_record(self.diagnostics)
        return digest(*_tool_parts(), names.encode(), told, *files)

    @property
    def layout(self) -> Layout:
        """Which file is what."""
        return self._sorted[0]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.listing.diagnostics + self._sorted[1]


def look_at(archive: Path, manifest: Manifest) -> Look:
    """List and digest an archive's files, reading only those that may differ from the manifest's."""
    looked_at = time.time_ns()
    listing = list_archive(archive)
    seen = digest_files(archive, listing, manifest.files, manifest.looked_at)
    parts = _tool_parts() + [file.digest for file in seen.values()]
    return Look(listing, seen, digest("\n".join(seen).encode(), *parts), looked_at)


def _tool_parts() -> list[bytes]:
    parts = [tool_digest()]
    for path, data in packaged_templates().items():
        parts += [path.encode(), data]
    return parts
