"""Advice: entries of registries that nothing in the archive refers to."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.places import place_in_registry
from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.rules import figures, references
from sitegen.model.archive import Archive
from sitegen.model.whole import Whole

CLAIM_HELP = "Annotate a passage that makes it, or remove it."
SPEAKER_HELP = "Name the speaker where they speak, or remove them."
FIGURE_HELP = "Annotate a passage that gives it, list a report, or remove it."


def check_claims_used(archive: Archive, whole: Whole) -> Iterator[Diagnostic]:
    """Yield the claims on which no statement takes a stance."""
    for id, statements in whole.uses.claims.items():
        if not statements:
            place = place_in_registry(archive, "claims", id)
            message = f"no annotation makes or disputes the claim '{id}'"
            yield diagnostic(references.CLAIM_WITHOUT_STATEMENT, place, message, help=CLAIM_HELP)


def check_speakers_used(archive: Archive, whole: Whole) -> Iterator[Diagnostic]:
    """Yield the speakers whom nothing names."""
    used = speakers_used(archive, whole)
    for speaker in archive.speakers.values():
        if speaker.id not in used:
            place = place_in_registry(archive, "speakers", speaker.id)
            message = f"nothing names the speaker '{speaker.id}'"
            yield diagnostic(references.SPEAKER_NOT_USED, place, message, help=SPEAKER_HELP)


def check_figures_used(archive: Archive, whole: Whole) -> Iterator[Diagnostic]:
    """Yield the figures that have no reading."""
    for id, uses in whole.uses.figures.items():
        if not uses and not archive.figures[id].reports:
            place = place_in_registry(archive, "figures", id)
            message = f"nobody puts a number on the figure '{id}'"
            yield diagnostic(figures.FIGURE_WITHOUT_READING, place, message, help=FIGURE_HELP)


def speakers_used(archive: Archive, whole: Whole) -> set[str]:
    """Return the ids of all speakers that anything in the archive names."""
    used = {speaker.affiliation for speaker in archive.speakers.values()}
    for figure in archive.figures.values():
        for report in figure.reports:
            used.update((report.speaker, *report.via))
    return used.union(whole.uses.documents, whole.uses.said, whole.uses.relayed)
