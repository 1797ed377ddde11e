"""What an earlier build left, and what this one made."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sitegen.build.outputs import Outputs
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.disk.files import Files
from sitegen.disk.manifest import Manifest
from sitegen.disk.written import WrittenFiles
from sitegen.model.whole import Whole


class Before(msgspec.Struct, frozen=True):
    """What an earlier build left: its manifest, and what of it still stands.

    `path` is where the manifest lies, or None where nothing is kept; `on_disk` what the output folder
    holds.
    """

    manifest: Manifest
    path: Path | None
    standing: WrittenFiles
    on_disk: Files


class Made(msgspec.Struct, frozen=True):
    """What was found and made; `outputs` is None where findings stop the build.

    `counts` are of what the archive holds.
    """

    diagnostics: tuple[Diagnostic, ...]
    outputs: Outputs | None = None
    counts: dict[str, int] = {}


def counts_of_whole(whole: Whole | None) -> dict[str, int]:
    """Return what an archive holds, in the words of the summary."""
    if whole is None:
        return {}
    return {
        "document": len(whole.documents),
        "annotation": len(whole.statements),
        "speaker": len(whole.speakers),
        "claim": len(whole.claims),
        "figure": len(whole.figures),
        "contested figure": sum(contested == "said" for contested in whole.contested_figures.values()),
    }
