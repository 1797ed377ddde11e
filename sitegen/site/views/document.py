"""The page of a document: its text in rows, each annotation a card beside the row it begins in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Protocol

from msgspec.structs import replace

from sitegen.model.archive import Document, Source
from sitegen.model.whole import DocumentAccount
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import Head, Sibling, clip_markdown, index_crumb, make_head
from sitegen.site.routes import route_of
from sitegen.site.views.card import Card, make_card
from sitegen.site.views.dispute import Dispute, find_disputes
from sitegen.site.views.facets import Facet, make_facets
from sitegen.site.views.previews import Mention, Preview, make_previews
from sitegen.site.views.ruler import RulerRow, Section, make_ruler

FOLD_FROM = 3  # cards beside one paragraph from which on they may be folded to two lines each
FOLD_AT = 6  # and from which on they are in any case
GAP = 7  # lines of a card by which cards may be longer than their paragraph: more tears the text apart
LINE_OF_TEXT, LINE_OF_CARD = 68, 58  # letters
TEXT_BY_CARD = 1.55  # how much higher a line of the text is
_TAG = re.compile(r"<[^>]*>")
_number_of = attrgetter("number")


class MarkedRow(Protocol):
    """A row of the reading text, marked up: what `site.segments` makes."""

    @property
    def html(self) -> str: ...
    @property
    def starts(self) -> tuple[str, ...]: ...


class RowView(RulerRow, frozen=True):
    is_folded: bool


class SourceView(Record, frozen=True):
    url: str
    archived: str
    retrieved: str
    sha256: str
    rights: str
    citation: str


class Counterpart(Record, frozen=True):
    """The document that this one translates, or a translation of it; `beside` shows the two together."""

    ref: Ref
    beside: str


class DocumentView(Record, frozen=True):
    head: Head
    id: str
    title: str
    lang: str
    dir: str
    marks: str
    date: str
    edtf: str
    kind: str
    authors: tuple[Ref, ...]
    publisher: Ref | None
    has_byline_publisher: bool  # whether the byline is to name the publisher beside the authors
    topics: tuple[Ref, ...]
    summary: str
    source: SourceView | None
    original: Counterpart | None
    translations: tuple[Counterpart, ...]
    cited_by: tuple[Ref, ...]
    rows: tuple[RowView, ...]
    ruler: tuple[Section, ...]
    card_count: int
    facets: tuple[Facet, ...]
    kinds: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    previews: tuple[Preview, ...]
    citation: str


def make_document_view(desk: Desk, id: str, rows: Sequence[MarkedRow]) -> DocumentView:
    """Return the view of a document's page. `rows` are its text, marked up, in order."""
    account = desk.whole.documents[id]
    document = account.document
    cards = {
        statement.annotation.id: make_card(desk, statement, number)
        for number, statement in enumerate(account.statements, start=1)
    }
    language = document.language or desk.context.language
    views = _rows(rows, cards)
    return DocumentView(
        head=_head(desk, account),
        id=id,
        title=document.title,
        lang=language,
        dir=_direction(desk, document),
        marks=desk.marks(document.language),
        date=desk.date(document),
        edtf=document.date.edtf if document.date else "",
        kind=document.kind,
        authors=tuple(desk.ref("speaker", author) for author in document.author),
        publisher=desk.ref("speaker", document.publisher) if document.publisher else None,
        has_byline_publisher=bool(document.publisher) and document.publisher not in document.author,
        topics=tuple(desk.ref("topic", topic) for topic in document.topics),
        summary=desk.context.html(document.summary) if document.summary else "",
        source=_source(desk, document.source),
        original=_counterpart(desk, account.original, id) if account.original else None,
        translations=tuple(_counterpart(desk, other, other.id) for other in account.translations),
        cited_by=tuple(desk.ref("claim", claim.id) for claim in account.cited_by),
        rows=views,
        ruler=make_ruler(desk, views),
        card_count=len(cards),
        facets=make_facets(desk, cards.values()),
        kinds=tuple(dict.fromkeys(card.kind for card in cards.values())),
        disputes=find_disputes(desk, account),
        previews=make_previews(desk, _mentioned(cards.values())),
        citation=_citation(desk, document),
    )


def _counterpart(desk: Desk, other: Document, translation: str) -> Counterpart:
    return Counterpart(desk.ref("document", other.id), desk.link("parallel", translation))


def _rows(rows: Sequence[MarkedRow], cards: dict[str, Card]) -> tuple[RowView, ...]:
    views = []
    for number, row in enumerate(rows, start=1):
        beside: tuple[Card, ...] = ()
        if row.starts:
            beside = tuple(sorted((cards[id] for id in row.starts), key=_number_of))
        views.append(RowView(number, row.html, beside, _is_folded(row.html, beside)))
    return tuple(views)


def _is_folded(html: str, cards: tuple[Card, ...]) -> bool:
    """Tell whether cards would tear a hole into the text: by a rough count of lines."""
    if len(cards) < FOLD_FROM or len(cards) >= FOLD_AT:
        return len(cards) >= FOLD_AT
    text = len(_TAG.sub("", html)) / LINE_OF_TEXT * TEXT_BY_CARD
    beside = sum(
        2
        + len(card.chain)
        + sum(1 + len(chip.text) // LINE_OF_CARD for chip in card.chips)
        + len(card.note) // LINE_OF_CARD
        for card in cards
    )
    return beside > text + GAP


def _direction(desk: Desk, document: Document) -> str:
    _, direction = desk.language_marks(document.language)
    return direction or desk.context.words.direction


def _source(desk: Desk, source: Source) -> SourceView | None:
    if source == Source():
        return None
    return SourceView(
        url=desk.address(source.url),
        archived=desk.address(source.archived),
        retrieved=desk.context.words.format_period(source.retrieved),
        sha256=source.sha256,
        rights=source.rights,
        citation=source.citation,
    )


def _head(desk: Desk, account: DocumentAccount) -> Head:
    document = account.document
    names = desk.whole.archive.speakers
    meta = [("citation_title", document.title)]
    meta += [("citation_author", names[author].name) for author in document.author]
    if document.publisher:
        meta.append(("citation_publisher", names[document.publisher].name))
    if document.date and document.date.start:
        start = document.date.start
        parts = [f"{start.year:04d}", *(f"{n:02d}" for n in (start.month, start.day) if n)]
        meta.append(("citation_publication_date", "/".join(parts)))
    meta.append(("citation_language", document.language or desk.context.language))
    if document.source.url:
        meta.append(("citation_public_url", document.source.url))
    head = make_head(
        desk,
        route_of("document", document.id),
        document.title,
        description=clip_markdown(document.summary, 200),
        section="documents",
        crumbs=(index_crumb(desk, "documents"),),
        type="article",
    )
    previous, following = _sibling(desk, account.previous), _sibling(desk, account.following)
    return replace(head, meta=tuple(meta), previous=previous, following=following)


def _sibling(desk: Desk, document: Document | None) -> Sibling | None:
    if document is None:
        return None
    ref = desk.ref("document", document.id)
    return Sibling(ref.name, ref.href, ref.marks)


def _citation(desk: Desk, document: Document) -> str:
    """Return the document's part of a citation: the author's own words for it, or title, outlet, date."""
    if document.source.citation:
        return document.source.citation
    names = desk.whole.archive.speakers
    makers = [names[id].name for id in (*document.author, document.publisher) if id]
    return ", ".join(part for part in (*makers, f"“{document.title}”", desk.date(document)) if part)


def _mentioned(cards: Iterable[Card]) -> Iterator[Mention]:
    for card in cards:
        if card.speaker is not None:
            yield card.speaker
        for link in card.chain:
            yield link.speaker
        yield from card.chips
