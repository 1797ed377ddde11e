"""Circles: affiliations and translations that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.checks.places import place_in_registry, place_in_sidecar
from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.rules import attribution, documents
from sitegen.model.archive import Archive
from sitegen.model.whole import Whole

AFFILIATION_HELP = "Keep the affiliation of the part to the whole, and remove the other."
TRANSLATION_HELP = "Remove translation_of from the original."


def check_affiliations(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the circles of affiliations, each at its first speaker."""
    steps = {speaker.id: speaker.affiliation for speaker in archive.speakers.values()}
    for cycle in iter_cycles(steps):
        place = place_in_registry(archive, "speakers", cycle[0], "affiliation")
        message = f"affiliations lead back to '{cycle[0]}': {_way_round(cycle)}"
        yield diagnostic(attribution.AFFILIATION_CYCLE, place, message, help=AFFILIATION_HELP)


def check_translations(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the circles of documents that translate each other, each at its first document."""
    steps = {document.id: document.translation_of for document in archive.documents.values()}
    for cycle in iter_cycles(steps):
        place = place_in_sidecar(archive.documents[cycle[0]], "translation_of")
        message = f"translations lead back to '{cycle[0]}': {_way_round(cycle)}"
        yield diagnostic(documents.TRANSLATION_CYCLE, place, message, help=TRANSLATION_HELP)


def iter_cycles(steps: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of a mapping from ids to the next ones, from its first id in the mapping's order.

    Linear: every id is walked over once. A step to what is not in the mapping ends the walk.
    """
    order = {name: n for n, name in enumerate(steps)}
    walked: dict[str, int] = {}  # the number of the walk that came by
    for number, start in enumerate(steps):
        walk: list[str] = []
        at = start
        while at in steps and at not in walked:
            walked[at] = number
            walk.append(at)
            at = steps[at]
        if walk and walked.get(at) == number:
            cycle = walk[walk.index(at) :]
            first = cycle.index(min(cycle, key=order.__getitem__))
            yield (*cycle[first:], *cycle[:first])


def _way_round(cycle: tuple[str, ...]) -> str:
    return " → ".join((*cycle, cycle[0]))
