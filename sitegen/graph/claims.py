"""Accounts of claims: who took which stance and when, what it stands against, how many origins it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.graph.order import distinct_documents
from sitegen.model.archive import Archive, Claim, Stance
from sitegen.model.whole import (
    AGAINST,
    Accounts,
    ClaimAccount,
    ClaimRelation,
    ClaimStatement,
    ClaimTally,
    Contested,
    Count,
    Uses,
    count_of,
)

Relations = Mapping[str, tuple[tuple[ClaimRelation, Claim], ...]]  # of each claim

# Each relation as it is written, and as it reads from the other side, in the order of pages.
INVERSES: tuple[tuple[ClaimRelation, ClaimRelation], ...] = (
    ("contradicts", "contradicts"),
    ("contrary_to", "contrary_to"),
    ("supports", "supported_by"),
    ("undercuts", "undercut_by"),
    ("repeats", "repeated_by"),
    ("revises", "revised_by"),
)
RELATION_ORDER: tuple[ClaimRelation, ...] = tuple(
    dict.fromkeys(relation for pair in INVERSES for relation in pair)
)


def claim_accounts(archive: Archive, uses: Uses) -> Mapping[str, ClaimAccount]:
    """Return the account of each claim."""

    def make(key: str) -> ClaimAccount:
        statements = uses.claims[key]
        return ClaimAccount(
            claim=archive.claims[key],
            statements=tuple(statements),
            relations=uses.relations[key],
            tally=uses.tallies[key],
            origins=origins_of_assertions(statements),
            documents=distinct_documents(s.statement for s in statements),
            contested=uses.contested_claims.get(key, ""),
        )

    return Accounts(archive.claims, make)


def contested_by(
    claim: ClaimTally, relations: Iterable[tuple[ClaimRelation, Claim]], tallies: Mapping[str, ClaimTally]
) -> Contested:
    """Tell whether somebody denies a claim, or there is something that contradicts it.

    It is only read to be so where the editors alone read denials in words, or where the claims that
    contradict it have no assertions but such. That one contradicts it which nobody asserts is for the
    registries to say: then there is no reading of anybody's words.
    """
    rivals = [tallies[other.id].asserts for kind, other in relations if kind in AGAINST]
    if claim.denies.said or any(rival.said or not rival.read for rival in rivals):
        return "said"
    return "read" if claim.denies.read or rivals else ""


def contested_claims(
    ids: Iterable[str], relations: Relations, tallies: Mapping[str, ClaimTally]
) -> dict[str, Contested]:
    """Return which of these claims are contested, and by what."""
    found = {id: contested_by(tallies[id], relations[id], tallies) for id in ids}
    return {id: contested for id, contested in found.items() if contested}


def relations_of_claims(claims: dict[str, Claim]) -> Relations:
    """Return each claim's relations, written ones and inverses, each once.

    By kind of relation; within one the written ones as written, then the inverses by claim. A relation
    of a claim to itself is left out.
    """
    found: dict[str, dict[tuple[ClaimRelation, str], None]] = {}
    written = [
        (key, relation, inverse, other)
        for relation, inverse in INVERSES
        for key, claim in claims.items()
        for other in targets_of_relation(claim, relation)
        if other in claims and other != key
    ]
    for key, relation, _, other in written:
        found.setdefault(key, {})[relation, other] = None
    for key, _, inverse, other in written:
        found.setdefault(other, {})[inverse, key] = None
    return {key: _sorted_relations(found[key], claims) if key in found else () for key in claims}


def targets_of_relation(claim: Claim, relation: ClaimRelation) -> tuple[str, ...]:
    """Return the claim ids that stand under a relation as the author wrote it."""
    targets: tuple[str, ...] = getattr(claim, relation)
    return targets


def origins_of_assertions(statements: Iterable[ClaimStatement]) -> tuple[str, ...]:
    """Return the distinct origins of those that assert, in the order they come.

    What the editors read in somebody's words makes nobody an origin.
    """
    return tuple(
        dict.fromkeys(
            s.statement.origin for s in statements if s.stance == "asserts" and not s.is_editorial_reading
        )
    )


def tally_of_claim(statements: Iterable[ClaimStatement]) -> ClaimTally:
    """Return how many take which stance on a claim."""
    uses = tuple(statements)
    origins = origins_of_assertions(uses)
    sure = [use for use in uses if not use.statement.is_unsure]
    documents = {use.statement.document.id for use in uses}
    saying = {use.statement.document.id for use in uses if not use.is_editorial_reading}
    return ClaimTally(
        asserts=_count_stance(uses, "asserts"),
        denies=_count_stance(uses, "denies"),
        questions=_count_stance(uses, "questions"),
        origins=len(origins),
        unsure_origins=len(origins) - len(origins_of_assertions(sure)),
        documents=len(saying),
        read_documents=len(documents - saying),
    )


def _count_stance(uses: Sequence[ClaimStatement], stance: Stance) -> Count:
    return count_of(use.statement for use in uses if use.stance == stance)


def _sorted_relations(
    found: dict[tuple[ClaimRelation, str], None], claims: dict[str, Claim]
) -> tuple[tuple[ClaimRelation, Claim], ...]:
    ordered = sorted(found, key=lambda relation: RELATION_ORDER.index(relation[0]))
    return tuple((relation, claims[other]) for relation, other in ordered)
