"""The page of a topic: its figures, claims, documents and statements."""

from __future__ import annotations

from sitegen.model.whole import NO_COUNT, TopicAccount
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import Head, clip_markdown, index_crumb, make_head
from sitegen.site.neighbours import with_neighbours
from sitegen.site.paging import STATEMENTS_A_PAGE, Pager, make_pager, page_count, page_of
from sitegen.site.routes import route_of
from sitegen.site.standing import CountView, count_view
from sitegen.site.views.entries import (
    ClaimEntry,
    DocumentEntry,
    FigureEntry,
    claim_entry,
    document_entry,
    figure_entry,
)
from sitegen.site.views.previews import Preview, make_previews, mentioned_in
from sitegen.site.views.statement import StatementRow, make_rows

ENTRIES_SHOWN = 200


class TopicView(Record, frozen=True):
    head: Head
    name: str
    description: str
    figures: tuple[FigureEntry, ...]
    claims: tuple[ClaimEntry, ...]
    documents: tuple[DocumentEntry, ...]
    rows: tuple[StatementRow, ...]
    count: CountView
    pager: Pager
    matrix: str
    previews: tuple[Preview, ...]


def topic_pages(account: TopicAccount) -> int:
    """Return how many pages a topic's statements take."""
    return page_count(len(account.statements), STATEMENTS_A_PAGE)


def make_topic_view(desk: Desk, id: str, page: int = 1) -> TopicView:
    """Return one page of a topic; all but statements stand on the first."""
    account = desk.whole.topics[id]
    topic = account.topic
    first = page == 1
    rows = make_rows(desk, page_of(account.statements, page, STATEMENTS_A_PAGE))
    return TopicView(
        head=with_neighbours(
            desk,
            "topic",
            id,
            make_head(
                desk,
                route_of("topic", id, page),
                topic.name,
                description=clip_markdown(topic.description, 200),
                section="topics",
                crumbs=(index_crumb(desk, "topics"),),
            ),
        ),
        name=topic.name,
        description=desk.context.html(topic.description) if topic.description else "",
        figures=tuple(figure_entry(desk, f.id) for f in account.figures[:ENTRIES_SHOWN]) if first else (),
        claims=tuple(claim_entry(desk, c.id) for c in account.claims[:ENTRIES_SHOWN]) if first else (),
        documents=tuple(document_entry(desk, d.id) for d in account.documents[-ENTRIES_SHOWN:])
        if first
        else (),
        rows=rows,
        count=count_view(desk.context.words, desk.whole.uses.counts.topics.get(id, NO_COUNT)),
        pager=make_pager(desk.root, "topic", id, page, topic_pages(account)),
        matrix="",
        previews=make_previews(desk, mentioned_in(rows)),
    )
