"""Ties: how the entries of registries refer to each other and to documents, whatever these say."""

from __future__ import annotations

from sitegen.graph.claims import Relations, relations_of_claims
from sitegen.graph.documents import claims_by_evidence
from sitegen.graph.speakers import members_by_speaker, reports_by_speaker
from sitegen.graph.topics import items_by_topic
from sitegen.model.archive import Archive, Claim, Figure, Speaker
from sitegen.record import Record


class Ties(Record, frozen=True):
    """What registries alone tell, which two wholes of one archive may share."""

    relations: Relations  # of every claim
    cited: dict[str, list[Claim]]  # claims, by the documents that are evidence on them
    claims: dict[str, list[Claim]]  # by topic
    figures: dict[str, list[Figure]]  # by topic
    reports: dict[str, list[str]]  # figures, by the speaker whose number a report from outside gives
    members: dict[str, list[Speaker]]  # by affiliation


def ties_of_archive(archive: Archive) -> Ties:
    """Return the ties of an archive's registries."""
    claims, figures = archive.claims.values(), archive.figures.values()
    return Ties(
        relations=relations_of_claims(archive.claims),
        cited=claims_by_evidence(claims),
        claims=items_by_topic(claims),
        figures=items_by_topic(figures),
        reports=reports_by_speaker(figures),
        members=members_by_speaker(archive.speakers.values()),
    )
