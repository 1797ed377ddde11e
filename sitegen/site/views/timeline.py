"""The timeline: documents and statements in order of time, drawn and as a list; a page a year when long."""

from __future__ import annotations

from sitegen.model.archive import Document
from sitegen.model.period import Period, order_of_period
from sitegen.model.whole import Statement, Whole
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import timeline_drawing
from sitegen.site.head import Crumb, Head, make_head, section_names
from sitegen.site.routes import route_of
from sitegen.site.views.statement import StatementView, make_statement_view

EVENTS_ON_ONE = 300  # documents and statements: beyond, each year has its page
EVENTS_A_YEAR = 1000  # of a year's page; documents stand before statements


class Event(Record, frozen=True):
    """A document's publication, or a statement that was said at another time than its document."""

    document: Ref | None
    statement: StatementView | None
    kind: str
    about: str = ""


class Day(Record, frozen=True):
    date: str
    edtf: str
    events: tuple[Event, ...]


class YearLink(Record, frozen=True):
    year: str
    href: str
    count: int
    is_here: bool


class TimelineView(Record, frozen=True):
    head: Head
    title: str
    days: tuple[Day, ...]
    years: tuple[YearLink, ...]
    drawing: str
    more: int


Item = tuple[Period, Document | Statement]


class Year(Record, frozen=True):
    """What belongs to a year: what its page lists, and what its drawing shows."""

    items: list[Item]  # dated documents, and statements that carry a time of their own
    documents: list[Document]
    statements: list[Statement]


def events_by_year(desk: Desk) -> dict[str, Year]:
    """Return all that happened, by year, in order of time; gathered once a desk."""
    known = desk.memo.get("events by year")
    if not isinstance(known, dict):
        known = desk.memo["events by year"] = _gather(desk.whole)
    return known


def _gather(whole: Whole) -> dict[str, Year]:
    documents: list[Item] = [(d.date, d) for d in whole.archive.documents.values() if d.date]
    own_time: list[Item] = [(s.annotation.said, s) for s in whole.statements if s.annotation.said is not None]
    years: dict[str, Year] = {}
    for item in sorted(documents + own_time, key=lambda item: order_of_period(item[0])):
        _of(years, item[0]).items.append(item)
    for document in whole.archive.documents.values():
        if document.date:
            _of(years, document.date).documents.append(document)
    for statement in whole.statements:
        if statement.when:
            _of(years, statement.when).statements.append(statement)
    return years


def _of(years: dict[str, Year], period: Period) -> Year:
    return years.setdefault(_year(period), Year([], [], []))


def timeline_years(whole: Whole) -> tuple[str, ...]:
    """Return the years that have a page of their own: none where one page holds all."""
    return _years_with_page(_gather(whole))


def _years_with_page(years: dict[str, Year]) -> tuple[str, ...]:
    return tuple(years) if sum(len(year.items) for year in years.values()) > EVENTS_ON_ONE else ()


def years_of_page(desk: Desk, year: str) -> tuple[str, ...]:
    """Return the years that a timeline page shows: its own; of the first page, all or the last."""
    if year:
        return (year,)
    events = events_by_year(desk)
    return _years_with_page(events)[-1:] or tuple(events)


def make_timeline_view(desk: Desk, year: str = "") -> TimelineView:
    """Return the timeline, or one year of it. Where years have pages, the first page lists the last year."""
    shown = [events_by_year(desk)[name] for name in years_of_page(desk, year)]
    items = [item for events in shown for item in events.items]
    name = section_names(desk)["timeline"]
    title = f"{name}, {year}" if year else name
    return TimelineView(
        head=make_head(
            desk,
            route_of("timeline", year),
            title,
            section="timeline",
            crumbs=(Crumb(name, desk.link("timeline")),) if year else (),
        ),
        title=title,
        days=_days(desk, items[:EVENTS_A_YEAR]),
        years=_year_links(desk, year),
        drawing=timeline_drawing(
            desk,
            (document for events in shown for document in events.documents),
            (statement for events in shown for statement in events.statements),
        ),
        more=max(0, len(items) - EVENTS_A_YEAR),
    )


def _year(period: Period) -> str:
    moment = period.start or period.end
    return str(moment.year) if moment is not None else "0"


def _days(desk: Desk, items: list[Item]) -> tuple[Day, ...]:
    days: dict[str, list[Event]] = {}
    names: dict[str, str] = {}
    for period, item in items:
        names[period.edtf] = desk.context.words.format_period(period)
        days.setdefault(period.edtf, []).append(_event(desk, item))
    return tuple(Day(names[edtf], edtf, tuple(events)) for edtf, events in days.items())


def _event(desk: Desk, item: Document | Statement) -> Event:
    if isinstance(item, Statement):
        return Event(None, make_statement_view(desk, item), "statement")
    return Event(desk.ref("document", item.id), None, item.kind)


def _year_links(desk: Desk, year: str) -> tuple[YearLink, ...]:
    events = events_by_year(desk)
    years = _years_with_page(events)
    shown = year or (years[-1] if years else "")
    return tuple(
        YearLink(name, desk.link("timeline", name), len(events[name].items), name == shown) for name in years
    )
