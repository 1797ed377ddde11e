"""Oppositions: two things that cannot both be so, side by side, each with those who say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.model.archive import Stance
from sitegen.model.whole import AGAINST, ClaimAccount, Whole
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.views.statement import quote_of

VOICES_SHOWN = 3
QUOTE = 160  # code points


class Side(Record, frozen=True):
    claim: Ref
    denial: str  # the words that deny the other side's claim, where this side has no claim of its own
    href: str  # of those words
    marks: str
    voices: tuple[Ref, ...]  # origins
    more: int
    documents: int


class Opposition(Record, frozen=True):
    one: Side
    other: Side


def iter_opposed(whole: Whole, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair of claims that exclude each other once, and each claim that is denied with itself."""
    told: set[frozenset[str]] = set()
    for id in ids:
        if whole.uses.tallies[id].denies:
            yield id, id
        for kind, claim in whole.uses.relations[id]:
            pair = frozenset((id, claim.id))
            if kind in AGAINST and pair not in told:
                told.add(pair)
                yield id, claim.id


def make_opposition(desk: Desk, id: str, against: str) -> Opposition:
    """Return the view of a pair of claims, or of a claim and its denials."""
    one, other = desk.whole.claims[id], desk.whole.claims[against]
    return Opposition(
        _side(desk, one, "asserts"), _side(desk, other, "denies" if one is other else "asserts")
    )


def _side(desk: Desk, account: ClaimAccount, stance: Stance) -> Side:
    statements = account.with_stance(stance)
    denial = statements[0] if stance == "denies" else None
    origins = [id for id in dict.fromkeys(s.origin for s in statements) if not id.startswith("document:")]
    return Side(
        claim=desk.ref("claim", account.claim.id),
        denial=quote_of(denial, QUOTE) if denial else "",
        href=desk.passage(denial) if denial else "",
        marks=desk.marks(denial.document.language) if denial else "",
        voices=tuple(desk.ref("speaker", id) for id in origins[:VOICES_SHOWN]),
        more=max(0, len(origins) - VOICES_SHOWN),
        documents=len({s.document.id for s in statements}),
    )
