"""References that registries make, and what an entry says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.places import place_in_registry
from sitegen.checks.suggest import (
    ANNOTATION_HELP,
    CLAIM_HELP,
    DOCUMENT_HELP,
    SPEAKER_HELP,
    Teller,
    make_teller,
    teller_of_entities,
)
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import references as rules
from sitegen.model.archive import Archive, Evidence
from sitegen.model.whole import Whole

RELATIONS = ("contradicts", "contrary_to", "supports", "undercuts", "repeats", "revises")
STATUSES = ("unverified", "corroborated", "disputed", "refuted", "retracted")


def check_speakers_in_registries(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the speakers that affiliations and reports from outside name and no registry has."""
    known = archive.speakers
    tell = teller_of_entities("speaker", known)
    for speaker in known.values():
        if speaker.affiliation and speaker.affiliation not in known:
            place = place_in_registry(archive, "speakers", speaker.id, "affiliation")
            yield diagnostic(rules.UNKNOWN_SPEAKER, place, tell(speaker.affiliation), help=SPEAKER_HELP)
    for figure in archive.figures.values():
        for n, report in enumerate(figure.reports):
            named = [
                (report.speaker, ("speaker",)),
                *((relay, ("via", m)) for m, relay in enumerate(report.via)),
            ]
            for name, keys in named:
                if name and name not in known:
                    place = place_in_registry(archive, "figures", figure.id, "reports", n, *keys)
                    yield diagnostic(rules.UNKNOWN_SPEAKER, place, tell(name), help=SPEAKER_HELP)


def check_relations(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the relations of claims to claims that are not there, and to themselves."""
    known = archive.claims
    tell = teller_of_entities("claim", known)
    for claim in known.values():
        for relation in RELATIONS:
            targets: tuple[str, ...] = getattr(claim, relation)
            for n, other in enumerate(targets):
                place = place_in_registry(archive, "claims", claim.id, relation, n)
                if other == claim.id:
                    words = relation.replace("_", " ")
                    message = f"claim '{other}' {words} itself"
                    help_ = "Name the other claim that was meant, or remove the relation."
                    yield diagnostic(rules.RELATED_TO_ITSELF, place, message, help=help_)
                elif other not in known:
                    yield diagnostic(rules.UNKNOWN_CLAIM, place, tell(other), help=CLAIM_HELP)


def check_statuses(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the claims whose status is not one of the site's, or, where it has none, of the format's."""
    known = tuple(status.id for status in archive.site.claim_statuses) or STATUSES
    tell = make_teller("status", known)
    for claim in archive.claims.values():
        # The default is not the author's: a site that has a list without it does not have to repeat it.
        if claim.status not in known and claim.status != STATUSES[0]:
            place = place_in_registry(archive, "claims", claim.id, "status")
            help_ = f"It is one of {', '.join(known)}."
            yield diagnostic(rules.UNKNOWN_STATUS, place, tell(claim.status), help=help_)


def check_evidence(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the evidence that says not where it is, or names what is not there."""
    tell = teller_of_entities("document", archive.documents)
    tellers: dict[str, Teller] = {}
    for claim in archive.claims.values():
        for n, evidence in enumerate(claim.evidence):
            place = place_in_registry(archive, "claims", claim.id, "evidence", n)
            if not evidence.document and not evidence.url:
                message = "evidence names neither a document nor an address"
                help_ = "Add the `document` of the archive that it is in, or its `url`."
                yield diagnostic(rules.EVIDENCE_WITHOUT_SOURCE, place, message, help=help_)
            elif evidence.document and evidence.document not in archive.documents:
                there = Place(path=place.path, keys=(*place.keys, "document"))
                yield diagnostic(rules.UNKNOWN_DOCUMENT, there, tell(evidence.document), help=DOCUMENT_HELP)
            elif evidence.annotation and not _has_annotation(archive, evidence):
                there = Place(path=place.path, keys=(*place.keys, "annotation"))
                if evidence.document not in tellers:
                    tellers[evidence.document] = _annotation_teller(archive, evidence.document)
                message = tellers[evidence.document](evidence.annotation)
                yield diagnostic(rules.UNKNOWN_ANNOTATION, there, message, help=ANNOTATION_HELP)


def _has_annotation(archive: Archive, evidence: Evidence) -> bool:
    document = archive.documents.get(evidence.document)
    return document is not None and any(a.id == evidence.annotation for a in document.annotations)


def _annotation_teller(archive: Archive, document_id: str) -> Teller:
    document = archive.documents.get(document_id)
    if document is None:
        return make_teller("document beside the annotation", ())
    return make_teller(f"annotation in document '{document_id}'", (a.id for a in document.annotations))
