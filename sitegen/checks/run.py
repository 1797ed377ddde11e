"""`run_checks`: the checks stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sitegen.checks.annotations import (
    check_claims_in_sidecars,
    check_figures_in_sidecars,
    check_originals,
    check_speakers_in_sidecars,
)
from sitegen.checks.attribution import check_chains, check_times
from sitegen.checks.cycles import check_affiliations, check_translations
from sitegen.checks.figures import check_ranges, check_values_quoted
from sitegen.checks.former_ids import check_former_ids
from sitegen.checks.menu import check_menu
from sitegen.checks.registries import (
    check_evidence,
    check_relations,
    check_speakers_in_registries,
    check_statuses,
)
from sitegen.checks.sources import check_checksums
from sitegen.checks.unused import check_claims_used, check_figures_used, check_speakers_used
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import Archive
from sitegen.model.whole import Whole

Check = Callable[[Archive, Whole], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_menu,
    check_speakers_in_sidecars,
    check_claims_in_sidecars,
    check_figures_in_sidecars,
    check_originals,
    check_speakers_in_registries,
    check_relations,
    check_statuses,
    check_evidence,
    check_former_ids,
    check_affiliations,
    check_translations,
    check_chains,
    check_times,
    check_ranges,
    check_values_quoted,
    check_checksums,
    check_claims_used,
    check_speakers_used,
    check_figures_used,
)


def run_checks(archive: Archive, whole: Whole) -> tuple[Diagnostic, ...]:
    """Return the findings of all checks, check by check, each in the archive's order."""
    return tuple(finding for check in CHECKS for finding in check(archive, whole))
