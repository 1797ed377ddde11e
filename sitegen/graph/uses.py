"""Who and what is named where: one pass over all statements."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.graph.claims import is_contested, relations_of_claims
from sitegen.graph.speakers import documents_by_speaker, members_by_speaker, reports_by_speaker
from sitegen.model.archive import Archive, FigureUse
from sitegen.model.whole import ClaimStatement, Statement, Uses


def uses_of_statements(archive: Archive, statements: Iterable[Statement]) -> Uses:
    """Return what the statements name, in the order given; an id that names nothing is left out."""
    claims: dict[str, list[ClaimStatement]] = {key: [] for key in archive.claims}
    figures: dict[str, list[tuple[Statement, FigureUse]]] = {key: [] for key in archive.figures}
    said: dict[str, list[Statement]] = {}
    relayed: dict[str, list[Statement]] = {}
    topics: dict[str, list[Statement]] = {}
    for statement in statements:
        annotation, chain = statement.annotation, statement.chain
        for claim in annotation.claims:
            if claim.id in claims:
                claims[claim.id].append(ClaimStatement(statement, claim.stance))
        for figure in annotation.figures:
            if figure.id in figures:
                figures[figure.id].append((statement, figure))
        if chain:
            said.setdefault(chain[0], []).append(statement)
            for relay in dict.fromkeys(chain[1:]) if len(chain) > 2 else chain[1:]:
                if relay != chain[0]:
                    relayed.setdefault(relay, []).append(statement)
        for topic in dict.fromkeys(annotation.topics) if annotation.topics else ():
            topics.setdefault(topic, []).append(statement)
    relations = relations_of_claims(archive.claims)
    return Uses(
        claims=claims,
        figures=figures,
        said=said,
        relayed=relayed,
        topics=topics,
        relations=relations,
        contested_claims=frozenset(key for key in claims if is_contested(claims[key], relations[key])),
        reports=reports_by_speaker(archive.figures.values()),
        documents=documents_by_speaker(archive.documents.values()),
        members=members_by_speaker(archive.speakers.values()),
    )
