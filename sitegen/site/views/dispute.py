"""Disputes: what other documents say against what this one gives, and where exactly they say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from sitegen.graph.order import in_time_order
from sitegen.model.archive import Stance
from sitegen.model.whole import AGAINST, ClaimAccount, DocumentAccount, Reading, Statement
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.standing import caveat, caveat_of_certainty, tell_past_stance, tell_stance, with_caveat

AGAINST_SHOWN = 3  # of one dispute, before the text begins; the claim's or figure's page has all
DISPUTES_SHOWN = 12  # of one document


class Against(Record, frozen=True):
    """One voice against: its words for it, in which document, and the way to the passage.

    The caveat says what the words do not of how it stands: that the editors read it so, how sure it is.
    """

    words: str
    href: str
    speaker: Ref | None
    document: Ref | None
    caveat: str = ""
    is_read: bool = False  # by the editors
    is_here: bool = False  # whether this very document says both
    is_new: bool = True  # whether the voice before it says something else


class Opposed(Record, frozen=True):
    """What stands against a stance on a claim."""

    against: tuple[Against, ...]  # as much as is shown
    documents: tuple[str, ...]  # in which this stands
    count: int  # of all


class Dispute(Record, frozen=True):
    subject: Ref  # the claim or figure
    here: str  # this document's words for it
    here_href: str
    is_here_shown: bool  # whether a reader has to be told what stands here
    against: tuple[Against, ...]
    more: int
    is_read: (
        bool  # whether the editors alone read it so, of what stands here or of all that stands against it
    )


def find_disputes(desk: Desk, account: DocumentAccount) -> tuple[Dispute, ...]:
    """Return the disputes that a document is part of: its claims first, then its figures.

    Those that the editors alone read in words come after those of what is said.
    """
    found = islice(_iter_disputes(desk, account), DISPUTES_SHOWN)
    return tuple(sorted(found, key=lambda dispute: dispute.is_read))


def _iter_disputes(desk: Desk, account: DocumentAccount) -> Iterator[Dispute]:
    first: dict[str, tuple[Statement, Stance]] = {}  # the first stance on each claim
    figures: dict[str, None] = {}
    for statement in in_time_order(account.said):
        for figure in statement.annotation.figures:
            figures[figure.id] = None
        for claim in statement.annotation.claims:
            known = first.get(claim.id)
            # What is said here counts before what the editors read here.
            if known is None or (known[0].is_editorial_reading and not statement.is_editorial_reading):
                first[claim.id] = (statement, claim.stance)
    document, opposed = account.document.id, desk.made_by(_opposed)
    for id in sorted(first):
        here, stance = first[id]
        found = opposed[id, stance]
        if found.count:
            subject = desk.refs["claim"][id]
            yield Dispute(
                subject=subject,
                here=tell_stance(desk.context.words, stance, here),
                here_href=f"#{here.annotation.id}",
                is_here_shown=here.is_editorial_reading or here.is_unsure,
                against=_seen_from(document, found.against) if document in found.documents else found.against,
                more=max(0, found.count - AGAINST_SHOWN),
                is_read=here.is_editorial_reading or found.against[0].is_read,  # what is said comes first
            )
    for id in sorted(figures):
        yield from figure_disputes(desk, document, id)


def _seen_from(id: str, against: tuple[Against, ...]) -> tuple[Against, ...]:
    """Tell which of the voices speak in the document itself."""
    return tuple(
        [
            replace(one, is_here=True) if one.document is not None and one.document.id == id else one
            for one in against
        ]
    )


def opposed_to(desk: Desk, claim: ClaimAccount, stance: Stance) -> Opposed:
    """Return what stands against a stance on a claim.

    One voice in one document is heard once. Gathered once a desk: a claim of which thousands of documents
    speak must not be gone through for each.
    """
    return desk.made_by(_opposed)[claim.claim.id, stance]


def _opposed(desk: Desk, taken: tuple[str, Stance]) -> Opposed:
    voices: dict[tuple[str, str, str, str], tuple[str, str, Statement]] = {}
    found = sorted(_iter_opposed(desk, *taken), key=lambda one: one[2].is_editorial_reading)
    for words, remark, statement in found:
        voices.setdefault(
            (words, remark, statement.origin, statement.document.id), (words, remark, statement)
        )
    shown = list(islice(voices.values(), AGAINST_SHOWN))
    against = _in_turn(
        [
            _against(
                desk, words, (s.document.id, s.annotation.id), s.chain, remark, is_read=s.is_editorial_reading
            )
            for words, remark, s in shown
        ]
    )
    return Opposed(against, tuple([statement.document.id for *_, statement in shown]), len(voices))


def _against(
    desk: Desk, words: str, place: tuple[str, str], chain: tuple[str, ...], remark: str, *, is_read: bool
) -> Against:
    return Against(
        words,
        desk.passage_at(*place),
        desk.ref("speaker", chain[0]) if chain else None,
        desk.ref("document", place[0]),
        remark,
        is_read,
    )


def _in_turn(voices: Sequence[Against]) -> tuple[Against, ...]:
    """Tell which of the voices say the same as the one before.

    What is from outside stands by itself, and so does each of which a reader has to be told that the editors
    read it so.
    """
    before = [None, *[one.words for one in voices]]
    return tuple(
        replace(one, is_new=False)
        if one.words == said and one.document is not None and not one.is_read
        else one
        for one, said in zip(voices, before, strict=False)
    )


def _iter_opposed(desk: Desk, id: str, stance: Stance) -> Iterator[tuple[str, str, Statement]]:
    """Yield what stands against a stance: words, a caveat where the words have none, the statement."""
    words, uses = desk.context.words, desk.whole.uses
    opposite: Stance = "denies" if stance == "asserts" else "asserts"
    for use in uses.claims[id]:
        if use.stance == opposite:
            told = tell_past_stance(words, opposite, use.statement)
            yield told, caveat_of_certainty(words, use.statement), use.statement
    if stance != "asserts":
        return
    for kind, other in uses.relations[id]:
        if kind in AGAINST:
            for use in uses.claims[other.id]:
                if use.stance == "asserts":
                    yield other.text, caveat(words, use.statement), use.statement


def figure_disputes(desk: Desk, document: str, id: str) -> list[Dispute]:
    """Return what other readings stand against each number that a document gives on a figure."""
    disputes: list[Dispute] = []
    if not desk.whole.contested_figures[id]:
        return disputes
    figure = desk.whole.figures[id]
    voices = desk.made_by(_against_reading)
    told: set[int] = set()  # readings of this document that stood against another of it
    parted = desk.made_by(_parted)[id]
    for reading in desk.made_by(_readings_by_document)[id].get(document, ()):
        assert reading.statement is not None
        others = [other for other in parted.get(reading.number, ()) if other.number not in told]
        if not others:
            continue
        told.add(reading.number)
        against = _in_turn([voices[id, other.number] for other in others[:AGAINST_SHOWN]])
        disputes.append(
            Dispute(
                subject=desk.ref("figure", id),
                here=with_caveat(
                    desk.context.words,
                    desk.context.words.format_amount(reading.amount, figure.figure.unit),
                    reading,
                ),
                here_href=f"#{reading.statement.annotation}",
                is_here_shown=True,
                against=_seen_from(document, against),
                more=max(0, len(others) - AGAINST_SHOWN),
                is_read=reading.is_editorial_reading or all(other.is_editorial_reading for other in others),
            )
        )
    return disputes


def _parted(desk: Desk, id: str) -> dict[int, list[Reading]]:
    """Return what stands against each of a figure's readings, by its number."""
    figure = desk.whole.figures[id]
    found: dict[int, list[Reading]] = {}
    for contest in (*figure.contests, *figure.read_contests):
        # readings are numbered from 1, in order
        found.setdefault(contest.first, []).append(figure.readings[contest.second - 1])
        found.setdefault(contest.second, []).append(figure.readings[contest.first - 1])
    return found


def _readings_by_document(desk: Desk, id: str) -> dict[str, list[Reading]]:
    """Return a figure's readings by the documents that give them."""
    found: dict[str, list[Reading]] = {}
    for reading in desk.whole.figures[id].readings:
        if reading.statement is not None:
            found.setdefault(reading.statement.document, []).append(reading)
    return found


def _against_reading(desk: Desk, place: tuple[str, int]) -> Against:
    """Return a reading as it stands against another; it is given as its figure's id and its number there."""
    id, number = place
    reading = desk.whole.figures[id].readings[number - 1]
    words = desk.context.words.format_amount(reading.amount, reading.figure.unit)
    if (given := reading.statement) is not None:
        remark = caveat(desk.context.words, given)
        at = given.document, given.annotation
        return _against(desk, words, at, given.chain, remark, is_read=given.is_editorial_reading)
    speaker = desk.ref("speaker", reading.chain[0]) if reading.chain else None
    url = reading.outside.url if reading.outside else ""
    return Against(words, url or desk.ref("figure", id).href, speaker, None)
