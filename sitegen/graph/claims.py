"""Accounts of claims: who took which stance and when, what it stands against, how many origins it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sitegen.graph.order import distinct_documents
from sitegen.model.archive import Archive, Claim, Stance
from sitegen.model.whole import (
    AGAINST,
    Accounts,
    ClaimAccount,
    ClaimRelation,
    ClaimStatement,
    ClaimTally,
    Uses,
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
            origins=origins_of_assertions(statements),
            documents=distinct_documents(s.statement for s in statements),
            is_contested=key in uses.contested_claims,
        )

    return Accounts(archive.claims, make)


def is_contested(
    statements: Iterable[ClaimStatement], relations: Iterable[tuple[ClaimRelation, Claim]]
) -> bool:
    """Tell whether somebody denies a claim, or there is something that contradicts it."""
    return any(s.stance == "denies" for s in statements) or any(kind in AGAINST for kind, _ in relations)


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
    """Return the distinct origins of those that assert, in the order they come."""
    return tuple(dict.fromkeys(s.statement.origin for s in statements if s.stance == "asserts"))


def tally_of_claim(statements: Iterable[ClaimStatement]) -> ClaimTally:
    """Return how many take which stance on a claim."""
    uses = tuple(statements)
    stances: Counter[Stance] = Counter(use.stance for use in uses)
    return ClaimTally(
        asserts=stances["asserts"],
        denies=stances["denies"],
        questions=stances["questions"],
        origins=len(origins_of_assertions(uses)),
        documents=len({use.statement.document.id for use in uses}),
    )


def _sorted_relations(
    found: dict[tuple[ClaimRelation, str], None], claims: dict[str, Claim]
) -> tuple[tuple[ClaimRelation, Claim], ...]:
    ordered = sorted(found, key=lambda relation: RELATION_ORDER.index(relation[0]))
    return tuple((relation, claims[other]) for relation, other in ordered)
