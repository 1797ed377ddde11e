"""Drawings: the charts of `site.charts`, given what the accounts know. Each is inline SVG, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.model.archive import Document
from sitegen.model.period import Period
from sitegen.model.whole import ClaimAccount, FigureAccount, Reading, Statement
from sitegen.site.charts.claim_map import render_claim_map
from sitegen.site.charts.figure_chart import render_figure_chart
from sitegen.site.charts.relay_map import Edge, render_relay_map
from sitegen.site.charts.spread import render_spread
from sitegen.site.charts.timeline import Event, Lane, render_timeline
from sitegen.site.context import Desk, Ref
from sitegen.site.standing import with_caveat
from sitegen.site.subjects import topics_of

TOPIC_LANES = 5


def figure_drawing(desk: Desk, account: FigureAccount) -> str:
    """Return the chart of a figure's page."""

    def href(reading: Reading) -> str:
        if reading.statement is not None:
            return desk.passage_at(reading.statement.document, reading.statement.annotation)
        return reading.outside.url if reading.outside is not None else ""

    def who(reading: Reading) -> list[str]:
        if reading.chain or reading.statement is None:
            return [link.name for link in desk.chains[reading.chain]]
        return [desk.ref("document", reading.statement.document).name]

    return render_figure_chart(account, desk.context.words, href=href, who=who)


def small_figure_drawing(desk: Desk, account: FigureAccount) -> str:
    """Return a figure's readings on one line, for lists. Its ids carry the figure's."""
    return render_spread(account, desk.context.words, prefix=f"spread_{account.figure.id}")


def claim_drawing(desk: Desk, account: ClaimAccount) -> str:
    """Return the map of a claim's relations, where there is more than one."""
    words = desk.context.words
    return render_claim_map(
        account,
        words,
        href=lambda claim: desk.ref("claim", claim.id).href,
        title=words.say("How this claim stands to others"),
        prefix="relations",
    )


def timeline_drawing(desk: Desk, documents: Iterable[Document], statements: Iterable[Statement]) -> str:
    """Return a lane of documents, and one of statements for each of the topics most spoken about.

    What the editors read in words has a lane of its own, so that no other counts it.
    """
    words, archive = desk.context.words, desk.whole.archive
    published = [_document_event(desk, document) for document in documents]
    by_topic: dict[str, list[Event]] = {}
    others: list[Event] = []
    read: list[Event] = []
    for statement in statements:
        event = _statement_event(desk, statement)
        if event is None:
            continue
        if statement.is_editorial_reading:
            read.append(event)
            continue
        topics = topics_of(archive, statement.annotation)
        for topic in topics:
            by_topic.setdefault(topic, []).append(event)
        if not topics:
            others.append(event)
    most = sorted(by_topic, key=lambda topic: (-len(by_topic[topic]), topic))[:TOPIC_LANES]
    lanes = [
        Lane(
            words.gettext("Documents"),
            tuple(event for event in published if event is not None),
            is_square=True,
        )
    ]
    lanes += [Lane(desk.ref("topic", topic).name, tuple(by_topic[topic])) for topic in most]
    lanes.append(Lane(words.gettext("Other statements"), tuple(others)))
    lanes.append(Lane(words.gettext("Read so by the editors"), tuple(read), is_hollow=True))
    lanes = [lane for lane in lanes if lane.events]
    return render_timeline(lanes, words, title=words.gettext("Timeline"), prefix="timeline")


def relay_drawing(desk: Desk, pairs: Sequence[tuple[Ref, Ref, int]]) -> str:
    """Return the map of who passes on whom."""
    words = desk.context.words
    return render_relay_map(
        [Edge(source.id, relay.id, count) for source, relay, count in pairs],
        words,
        name=lambda id_: desk.ref("speaker", id_).name,
        href=lambda id_: desk.ref("speaker", id_).href,
        title=words.say("Who passes on whom"),
        prefix="relays",
    )


def _document_event(desk: Desk, document: Document) -> Event | None:
    ref = desk.ref("document", document.id)
    return _event(desk, document.date, ref.name, ref.href)


def _statement_event(desk: Desk, statement: Statement) -> Event | None:
    who = statement.chain[0] if statement.chain else ""
    title = desk.ref("speaker", who).name if who else desk.ref("document", statement.document.id).name
    title = with_caveat(desk.context.words, title, statement)
    return _event(desk, statement.when, title, desk.passage(statement))


def _event(desk: Desk, period: Period | None, title: str, href: str) -> Event | None:
    if period is None:
        return None
    day = period.last if period.first is None else period.first
    if day is None:
        return None
    return Event(day, f"{title}, {desk.context.words.format_period(period)}", href)
