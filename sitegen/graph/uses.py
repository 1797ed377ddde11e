"""Who and what is named where: one pass over statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.graph.claims import contested_claims, tally_of_claim
from sitegen.graph.speakers import documents_by_speaker
from sitegen.graph.ties import Ties
from sitegen.model.archive import Archive, FigureUse
from sitegen.model.whole import (
    ClaimStatement,
    Count,
    FigureStatement,
    NamedCounts,
    Statement,
    Uses,
    count_of,
)
from sitegen.record import Record


class Mentions(Record, frozen=True):
    """What some statements name: only what is named, each list in the statements' order."""

    claims: dict[str, list[ClaimStatement]]
    figures: dict[str, list[FigureStatement]]
    said: dict[str, list[Statement]]
    relayed: dict[str, list[Statement]]
    topics: dict[str, list[Statement]]
    direct: dict[str, int]


def mentions_of_statements(archive: Archive, statements: Iterable[Statement]) -> Mentions:
    """Return what the statements name, in the order given; an id that names nothing is left out."""
    claims: dict[str, list[ClaimStatement]] = {}
    figures: dict[str, list[FigureStatement]] = {}
    said: dict[str, list[Statement]] = {}
    relayed: dict[str, list[Statement]] = {}
    topics: dict[str, list[Statement]] = {}
    direct: dict[str, int] = {}
    for statement in statements:
        annotation, chain = statement.annotation, statement.chain
        for claim in annotation.claims:
            if claim.id in archive.claims:
                claims.setdefault(claim.id, []).append(ClaimStatement(statement, claim.stance))
        for figure in annotation.figures:
            if figure.id in archive.figures:
                figures.setdefault(figure.id, []).append(_figure_statement(statement, figure))
        if chain:
            said.setdefault(chain[0], []).append(statement)
            if not annotation.via and not annotation.is_editorial_reading:
                direct[chain[0]] = direct.get(chain[0], 0) + 1
            for relay in relays_of_chain(chain):
                relayed.setdefault(relay, []).append(statement)
        for topic in dict.fromkeys(annotation.topics) if annotation.topics else ():
            topics.setdefault(topic, []).append(statement)
    return Mentions(claims, figures, said, relayed, topics, direct)


def _figure_statement(statement: Statement, use: FigureUse) -> FigureStatement:
    document, annotation = statement.document, statement.annotation
    return FigureStatement(
        document=document.id,
        path=document.path,
        annotation=annotation.id,
        number=annotation.number,
        chain=statement.chain,
        when=statement.when,
        use=use,
        basis=annotation.basis,
        certainty=annotation.certainty,
    )


def counts_of_named(found: Mentions) -> NamedCounts:
    """Return how much is named of each."""
    return NamedCounts(*map(_counts, (found.said, found.relayed, found.topics)))


def _counts(named: Mapping[str, Sequence[Statement]]) -> dict[str, Count]:
    return {id: count_of(statements) for id, statements in named.items()}


def relays_of_chain(chain: tuple[str, ...]) -> Iterable[str]:
    """Return those who passed a statement on and did not say it, each once."""
    if len(chain) <= 2:  # never twice the same in a row
        return chain[1:]
    return (relay for relay in dict.fromkeys(chain) if relay != chain[0])


def uses_of_statements(archive: Archive, statements: Iterable[Statement], ties: Ties) -> Uses:
    """Return what all statements of an archive name; they come in order of time."""
    found = mentions_of_statements(archive, statements)
    claims: Mapping[str, list[ClaimStatement]] = {id: found.claims.get(id, []) for id in archive.claims}
    tallies = {id: tally_of_claim(statements) for id, statements in claims.items()}
    return Uses(
        claims=claims,
        figures={id: found.figures.get(id, []) for id in archive.figures},
        said=found.said,
        relayed=found.relayed,
        topics=found.topics,
        direct=found.direct,
        counts=counts_of_named(found),
        tallies=tallies,
        relations=ties.relations,
        contested_claims=contested_claims(claims, ties.relations, tallies),
        reports=ties.reports,
        documents=documents_by_speaker(archive.documents.values()),
        members=ties.members,
    )
