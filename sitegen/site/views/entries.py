"""Entries: documents, speakers, claims, figures and topics as rows of the index pages."""

from __future__ import annotations

from sitegen.model.period import order_of_period
from sitegen.model.whole import AGAINST
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import small_figure_drawing
from sitegen.site.head import clip_markdown
from sitegen.site.labels import SPEAKER_KINDS, label, status_label
from sitegen.site.views.figure import ratio_words, spread_words
from sitegen.site.views.previews import speaker_line


class DocumentEntry(Record, frozen=True):
    ref: Ref
    date: str
    order: int  # day of its date, for sorting in place
    kind: str
    publisher: Ref | None
    summary: str
    count: int  # of annotations
    language: str


class SpeakerEntry(Record, frozen=True):
    ref: Ref
    kind: str
    line: str
    count: int  # statements
    relayed: int  # of them, through others
    is_only_relayed: bool


class ClaimEntry(Record, frozen=True):
    ref: Ref
    status: str
    status_id: str
    asserted: int
    denied: int
    questioned: int
    origins: int
    documents: int
    is_contested: bool
    against: tuple[Ref, ...]  # claims that contradict it
    order: int  # what is in dispute first, then what most documents are about


class FigureEntry(Record, frozen=True):
    ref: Ref
    unit: str
    spread: str
    ratio: str
    order: float  # how far the readings part
    count: int
    is_contested: bool
    drawing: str


class TopicEntry(Record, frozen=True):
    ref: Ref
    description: str
    statements: int
    documents: int
    claims: int
    figures: int


def document_entry(desk: Desk, id: str) -> DocumentEntry:
    """Return a document as a row of a list."""
    document = desk.whole.archive.documents[id]
    return DocumentEntry(
        ref=desk.ref("document", id),
        date=desk.date(document),
        order=order_of_period(document.date)[1],
        kind=document.kind,
        publisher=desk.ref("speaker", document.publisher) if document.publisher else None,
        summary=clip_markdown(document.summary, 220),
        count=len(document.annotations),
        language=document.language if document.language != desk.context.language else "",
    )


def speaker_entry(desk: Desk, id: str) -> SpeakerEntry:
    """Return a speaker as a row of a list."""
    uses, speaker = desk.whole.uses, desk.whole.archive.speakers[id]
    return SpeakerEntry(
        ref=desk.ref("speaker", id),
        kind=label(SPEAKER_KINDS, speaker.kind, desk.context),
        line=speaker_line(desk, speaker),
        count=len(uses.said.get(id, ())),
        relayed=len(uses.relayed.get(id, ())),
        is_only_relayed=uses.is_only_relayed(id),
    )


def claim_entry(desk: Desk, id: str) -> ClaimEntry:
    """Return a claim as a row of a list."""
    claim, uses = desk.whole.archive.claims[id], desk.whole.uses
    tally = uses.tallies[id]
    against = [other.id for kind, other in uses.relations[id] if kind in AGAINST]
    return ClaimEntry(
        ref=desk.ref("claim", id),
        status=status_label(claim.status, desk.context),
        status_id=claim.status,
        asserted=tally.asserts,
        denied=tally.denies,
        questioned=tally.questions,
        origins=tally.origins,
        documents=tally.documents,
        is_contested=id in uses.contested_claims,
        against=tuple(desk.ref("claim", other) for other in against[:3]),
        order=claim_order(desk, id),
    )


def claim_order(desk: Desk, id: str) -> int:
    """Return a claim's weight in lists: disputed ones above all others, then by how many documents."""
    uses = desk.whole.uses
    return uses.tallies[id].documents + (1_000_000 if id in uses.contested_claims else 0)


def figure_entry(desk: Desk, id: str) -> FigureEntry:
    """Return a figure as a row of a list."""
    account = desk.whole.figures[id]
    ratio = account.contests[0].ratio if account.contests else None
    return FigureEntry(
        ref=desk.ref("figure", id),
        unit=account.figure.unit,
        spread=spread_words(desk, account),
        ratio=ratio_words(desk, ratio),
        order=ratio or (1.0 if account.is_contested else 0.0),
        count=len(account.readings),
        is_contested=account.is_contested,
        drawing=small_figure_drawing(desk, account),
    )


def topic_entry(desk: Desk, id: str) -> TopicEntry:
    """Return a topic as a row of a list."""
    account = desk.whole.topics[id]
    return TopicEntry(
        ref=desk.ref("topic", id),
        description=clip_markdown(account.topic.description, 200),
        statements=len(account.statements),
        documents=len(account.documents),
        claims=len(account.claims),
        figures=len(account.figures),
    )
