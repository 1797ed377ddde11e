"""The first look: which files there are, what they hold by digest, and which of them is what."""

from __future__ import annotations

import time
from pathlib import Path

from sitegen.build.tool import packaged_templates, tool_digest
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.listing import SeenFile, digest_files, list_archive
from sitegen.disk.manifest import Manifest
from sitegen.parse.layout import Layout, layout_from_paths
from sitegen.record import Record


class Look(Record, frozen=True):
    """`inputs` digests the archive, the tool and its templates: all that decides what the site holds."""

    layout: Layout
    seen: dict[str, SeenFile]
    diagnostics: tuple[Diagnostic, ...]
    inputs: bytes
    looked_at: int


def look_at(archive: Path, manifest: Manifest) -> Look:
    """List and digest an archive's files, reading only those that may differ from the manifest's."""
    looked_at = time.time_ns()
    listing = list_archive(archive)
    layout, problems = layout_from_paths(listing.files)
    seen = digest_files(archive, listing, manifest.files, manifest.looked_at)
    parts = [tool_digest()]
    for path, data in packaged_templates().items():
        parts += [path.encode(), data]
    for path, file in seen.items():
        parts += [path.encode(), file.digest]
    return Look(layout, seen, listing.diagnostics + problems, digest(*parts), looked_at)
