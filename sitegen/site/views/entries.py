"""Entries: documents, speakers, claims, figures and topics as rows of the index pages."""

from __future__ import annotations

from sitegen.model.period import order_of_period
from sitegen.model.whole import AGAINST, NO_COUNT
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import small_figure_drawing
from sitegen.site.head import clip_markdown
from sitegen.site.labels import SPEAKER_KINDS, label, status_label
from sitegen.site.standing import CountView, count_view, tell_contested, tell_unsure
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
    count: CountView  # statements
    relayed: CountView  # that the speaker passes on
    is_only_relayed: bool


class ClaimEntry(Record, frozen=True):
    ref: Ref
    status: str
    status_id: str
    asserted: CountView
    denied: CountView
    questioned: CountView
    origins: int
    unsure_origins: str
    documents: int
    contested: str  # in what way, in words
    is_contested: bool
    against: tuple[Ref, ...]  # claims that contradict it
    order: int  # what is in dispute first, then what most documents are about


class FigureEntry(Record, frozen=True):
    ref: Ref
    unit: str
    spread: str
    ratio: str
    order: float  # how far the readings part
    count: CountView
    contested: str  # in what way, in words
    is_contested: bool
    drawing: str


class TopicEntry(Record, frozen=True):
    ref: Ref
    description: str
    statements: CountView
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
    uses, speaker, words = desk.whole.uses, desk.whole.archive.speakers[id], desk.context.words
    return SpeakerEntry(
        ref=desk.ref("speaker", id),
        kind=label(SPEAKER_KINDS, speaker.kind, desk.context),
        line=speaker_line(desk, speaker),
        count=count_view(words, uses.counts.said.get(id, NO_COUNT)),
        relayed=count_view(words, uses.counts.relayed.get(id, NO_COUNT)),
        is_only_relayed=uses.is_only_relayed(id),
    )


def claim_entry(desk: Desk, id: str) -> ClaimEntry:
    """Return a claim as a row of a list."""
    claim, uses, words = desk.whole.archive.claims[id], desk.whole.uses, desk.context.words
    tally, contested = uses.tallies[id], uses.contested_claims.get(id, "")
    against = [other.id for kind, other in uses.relations[id] if kind in AGAINST]
    return ClaimEntry(
        ref=desk.ref("claim", id),
        status=status_label(claim.status, desk.context),
        status_id=claim.status,
        asserted=count_view(words, tally.asserts, "asserts"),
        denied=count_view(words, tally.denies, "denies"),
        questioned=count_view(words, tally.questions, "questions"),
        origins=tally.origins,
        unsure_origins=tell_unsure(words, tally.unsure_origins, tally.origins),
        documents=tally.documents,
        contested=tell_contested(words, contested),
        is_contested=contested == "said",
        against=tuple(desk.ref("claim", other) for other in against[:3]),
        order=claim_order(desk, id),
    )


def claim_order(desk: Desk, id: str) -> int:
    """Return a claim's weight in lists: disputed ones above all others, then by how many documents.

    Below them stand those that only the editors' readings dispute.
    """
    uses = desk.whole.uses
    above = {"said": 2_000_000, "read": 1_000_000, "": 0}[uses.contested_claims.get(id, "")]
    return uses.tallies[id].places + above


def figure_entry(desk: Desk, id: str) -> FigureEntry:
    """Return a figure as a row of a list."""
    account = desk.whole.figures[id]
    ratio = account.contests[0].ratio if account.contests else None
    return FigureEntry(
        ref=desk.ref("figure", id),
        unit=account.figure.unit,
        spread=spread_words(desk, account),
        ratio=ratio_words(desk, ratio),
        order=ratio or (1.0 if account.contested == "said" else 0.0),
        count=count_view(desk.context.words, account.count),
        contested=tell_contested(desk.context.words, account.contested),
        is_contested=account.contested == "said",
        drawing=small_figure_drawing(desk, account),
    )


def topic_entry(desk: Desk, id: str) -> TopicEntry:
    """Return a topic as a row of a list."""
    account = desk.whole.topics[id]
    return TopicEntry(
        ref=desk.ref("topic", id),
        description=clip_markdown(account.topic.description, 200),
        statements=count_view(desk.context.words, desk.whole.uses.counts.topics.get(id, NO_COUNT)),
        documents=len(account.documents),
        claims=len(account.claims),
        figures=len(account.figures),
    )
