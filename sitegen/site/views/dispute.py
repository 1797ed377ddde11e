"""Disputes: what other documents say against what this one gives, and where exactly they say it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from sitegen.graph.order import in_time_order
from sitegen.model.archive import Claim, Stance
from sitegen.model.whole import ClaimAccount, DocumentAccount, FigureAccount, Reading, Statement
from sitegen.record import Record
from sitegen.site.context import Desk, Ref

AGAINST_SHOWN = 6  # of one dispute; the claim's or figure's page has all
DISPUTES_SHOWN = 12  # of one document


class Against(Record, frozen=True):
    """One voice against: its words for it, in which document, and the way to the passage."""

    words: str
    href: str
    speaker: Ref | None
    document: Ref | None
    is_here: bool  # whether this very document says both


class Dispute(Record, frozen=True):
    subject: Ref  # the claim or figure
    here: str  # this document's words for it
    here_href: str
    against: tuple[Against, ...]
    more: int


def find_disputes(desk: Desk, account: DocumentAccount) -> tuple[Dispute, ...]:
    """Return the disputes that a document is part of: its claims first, then its figures."""
    first: dict[str, tuple[Statement, Stance]] = {}  # the first stance on each claim
    figures: set[str] = set()
    for statement in in_time_order(account.said):
        figures.update(use.id for use in statement.annotation.figures)
        for use in statement.annotation.claims:
            first.setdefault(use.id, (statement, use.stance))
    found = [
        dispute
        for id in sorted(first)
        if (dispute := _claim_dispute(desk, desk.whole.claims[id], *first[id])) is not None
    ]
    for id in sorted(figures):
        found += figure_disputes(desk, account.document.id, id)
    return tuple(found[:DISPUTES_SHOWN])


def _claim_dispute(desk: Desk, claim: ClaimAccount, here: Statement, stance: Stance) -> Dispute | None:
    """Return what stands against the first stance that a document takes on a claim."""
    against, count = opposed_to(desk, claim, stance)
    if not count:
        return None
    return Dispute(
        subject=desk.ref("claim", claim.claim.id),
        here=claim.claim.text,
        here_href=f"#{here.annotation.id}",
        against=_seen_from(here.document.id, against),
        more=max(0, count - AGAINST_SHOWN),
    )


def _seen_from(id: str, against: tuple[Against, ...]) -> tuple[Against, ...]:
    """Tell which of the voices speak in the document itself."""
    here = [one for one in against if one.document is not None and one.document.id == id]
    return tuple(replace(one, is_here=True) if one in here else one for one in against) if here else against


def opposed_to(desk: Desk, claim: ClaimAccount, stance: Stance) -> tuple[tuple[Against, ...], int]:
    """Return what stands against a stance on a claim, as much as is shown, and how much it is.

    One voice in one document is heard once. Gathered once a desk: a claim of which thousands of documents
    speak must not be gone through for each.
    """
    key = ("opposed", claim.claim.id, stance)
    known = desk.memo.get(key)
    if not isinstance(known, tuple):
        voices: dict[tuple[str, str, str], tuple[str, Statement]] = {}
        for words, statement in _iter_opposed(desk, claim, stance):
            voices.setdefault((words, statement.origin, statement.document.id), (words, statement))
        shown = tuple(_against(desk, *voice) for voice in islice(voices.values(), AGAINST_SHOWN))
        known = desk.memo[key] = (shown, len(voices))
    return known


def _against(desk: Desk, words: str, statement: Statement) -> Against:
    return Against(
        words,
        desk.passage(statement),
        desk.ref("speaker", statement.chain[0]) if statement.chain else None,
        desk.ref("document", statement.document.id),
        is_here=False,
    )


def _iter_opposed(desk: Desk, account: ClaimAccount, stance: Stance) -> Iterator[tuple[str, Statement]]:
    _ = desk.context.words.gettext
    opposite = {"asserts": "denies", "denies": "asserts", "questions": "asserts"}[stance]
    words = {"denies": _("denied"), "asserts": _("asserted")}[opposite]
    for use in account.statements:
        if use.stance == opposite:
            yield words, use.statement
    if stance != "asserts":
        return
    for kind, other in account.relations:
        if kind in ("contradicts", "contrary_to"):
            yield from ((other.text, s) for s in _assertions(desk, other))


def _assertions(desk: Desk, claim: Claim) -> tuple[Statement, ...]:
    return desk.whole.claims[claim.id].with_stance("asserts")


def figure_disputes(desk: Desk, document: str, id: str) -> list[Dispute]:
    """Return what other readings stand against each number that a document gives on a figure."""
    figure = desk.whole.figures[id]
    disputes: list[Dispute] = []
    if not figure.is_contested:
        return disputes
    told: set[int] = set()  # readings of this document that stood against another of it
    parted = _parted(desk, figure)
    for reading in _readings_by_document(desk, figure).get(document, ()):
        assert reading.statement is not None
        others = [other for other in parted.get(reading.number, ()) if other.number not in told]
        if not others:
            continue
        told.add(reading.number)
        against = tuple(_against_reading(desk, other) for other in others[:AGAINST_SHOWN])
        disputes.append(
            Dispute(
                subject=desk.ref("figure", id),
                here=desk.context.words.format_amount(reading.amount, figure.figure.unit),
                here_href=f"#{reading.statement.annotation.id}",
                against=_seen_from(document, against),
                more=max(0, len(others) - AGAINST_SHOWN),
            )
        )
    return disputes


def _parted(desk: Desk, figure: FigureAccount) -> dict[int, list[Reading]]:
    """Return what stands against each of a figure's readings, by its number; gathered once a desk."""
    key = ("parted", figure.figure.id)
    known = desk.memo.get(key)
    if isinstance(known, dict):
        return known
    found: dict[int, list[Reading]] = {}
    for contest in figure.contests:
        # readings are numbered from 1, in order
        found.setdefault(contest.first, []).append(figure.readings[contest.second - 1])
        found.setdefault(contest.second, []).append(figure.readings[contest.first - 1])
    desk.memo[key] = found
    return found


def _readings_by_document(desk: Desk, figure: FigureAccount) -> dict[str, list[Reading]]:
    """Return a figure's readings by the documents that give them; gathered once a desk."""
    key = ("readings by document", figure.figure.id)
    known = desk.memo.get(key)
    if isinstance(known, dict):
        return known
    found: dict[str, list[Reading]] = {}
    for reading in figure.readings:
        if reading.statement is not None:
            found.setdefault(reading.statement.document.id, []).append(reading)
    desk.memo[key] = found
    return found


def _against_reading(desk: Desk, reading: Reading) -> Against:
    """Return a reading as it stands against another, made at its first use."""
    key = ("against", reading.figure.id, reading.number)
    known = desk.memo.get(key)
    if not isinstance(known, Against):
        words = desk.context.words.format_amount(reading.amount, reading.figure.unit)
        if reading.statement is not None:
            known = _against(desk, words, reading.statement)
        else:
            speaker = desk.ref("speaker", reading.chain[0]) if reading.chain else None
            url = reading.outside.url if reading.outside else ""
            href = url or desk.ref("figure", reading.figure.id).href
            known = Against(words, href, speaker, None, is_here=False)
        desk.memo[key] = known
    return known
