"""Oppositions: two things that cannot both be so, side by side, each with those who say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.model.archive import Stance
from sitegen.model.whole import ClaimAccount
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


def iter_oppositions(desk: Desk, ids: Iterable[str]) -> Iterator[Opposition]:
    """Yield each pair of claims that exclude each other once, and each claim that is denied outright."""
    told: set[frozenset[str]] = set()
    for id in ids:
        account = desk.whole.claims[id]
        if account.with_stance("denies"):
            yield Opposition(_side(desk, account, "asserts"), _side(desk, account, "denies"))
        for kind, claim in account.relations:
            pair = frozenset((id, claim.id))
            if kind in ("contradicts", "contrary_to") and pair not in told:
                told.add(pair)
                other = desk.whole.claims[claim.id]
                yield Opposition(_side(desk, account, "asserts"), _side(desk, other, "asserts"))


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
