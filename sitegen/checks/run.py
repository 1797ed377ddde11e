"""`run_checks`: the checks stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from sitegen.checks.annotations import (
    check_claims_in_sidecars,
    check_figures_in_sidecars,
    check_originals,
    check_speakers_in_sidecars,
    check_topics_in_sidecars,
)
from sitegen.checks.attribution import check_chains, check_times
from sitegen.checks.cycles import check_affiliations, check_translations
from sitegen.checks.figures import check_ranges, check_ranges_of_reports, check_values_quoted
from sitegen.checks.former_ids import check_former_ids_in_registries, check_former_ids_of_documents
from sitegen.checks.menu import check_menu
from sitegen.checks.registries import (
    check_evidence,
    check_relations,
    check_speakers_in_registries,
    check_statuses,
)
from sitegen.checks.shared_names import check_names_in_registries, check_titles
from sitegen.checks.sources import check_checksums
from sitegen.checks.unused import check_claims_used, check_figures_used, check_speakers_used
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import Archive
from sitegen.model.whole import Whole

Check = Callable[[Archive, Whole], Iterable[Diagnostic]]
DocumentCheck = Callable[[Archive], Iterable[Diagnostic]]

# What is wrong with a document beside the ids that registries define, whatever the other documents say.
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    check_speakers_in_sidecars,
    check_claims_in_sidecars,
    check_figures_in_sidecars,
    check_topics_in_sidecars,
    check_chains,
    check_times,
    check_ranges,
    check_values_quoted,
    check_checksums,
)
# What is wrong with documents beside each other, whatever registries define.
SHARED_CHECKS: tuple[Check, ...] = (
    check_originals,
    check_former_ids_of_documents,
    check_translations,
    check_titles,
)
# What is wrong with entries of registries; of documents these ask for those that evidence cites.
REGISTRY_CHECKS: tuple[Check, ...] = (
    check_speakers_in_registries,
    check_relations,
    check_statuses,
    check_evidence,
    check_former_ids_in_registries,
    check_affiliations,
    check_ranges_of_reports,
    check_claims_used,
    check_speakers_used,
    check_figures_used,
    check_names_in_registries,
)


def run_checks(
    archive: Archive, whole: Whole, sound: Collection[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return the findings of all checks, check by check, each in the archive's order.

    `sound` are documents that `DOCUMENT_CHECKS` are known to find nothing in.
    """
    rest = {id: document for id, document in archive.documents.items() if id not in sound}
    checks = (check_menu, *SHARED_CHECKS, *REGISTRY_CHECKS)
    found = tuple(finding for check in checks for finding in check(archive, whole))
    return (*_check_documents(replace(archive, documents=rest)), *found)


def _check_documents(archive: Archive) -> tuple[Diagnostic, ...]:
    """Return the findings in an archive's documents that depend on no other document."""
    return tuple(finding for check in DOCUMENT_CHECKS for finding in check(archive))
