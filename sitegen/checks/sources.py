"""Documents whose bytes are not those that were taken from the source."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.places import place_in_sidecar
from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.rules import documents as rules
from sitegen.model.archive import Archive


def check_checksums(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the documents whose text does not have the sha256 that their sidecar gives."""
    for document in archive.documents.values():
        wanted, found = document.source.sha256.strip().lower(), document.text_sha256
        if wanted and found and wanted != found:
            place = place_in_sidecar(document, "source", "sha256")
            message = f"the sha256 of {document.path} is {found}"
            help_ = "Restore the file from its source, or put its present sha256 here."
            yield diagnostic(rules.SOURCE_CHANGED, place, message, help=help_)
