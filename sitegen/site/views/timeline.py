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


def timeline_years(whole: Whole) -> tuple[str, ...]:
    """Return the years that have a page of their own: none where one page holds all."""
    items = _items(whole)
    if len(items) <= EVENTS_ON_ONE:
        return ()
    return tuple(dict.fromkeys(_year(period) for period, _ in items))


def make_timeline_view(desk: Desk, year: str = "") -> TimelineView:
    """Return the timeline, or one year of it. Where years have pages, the first page lists the last year."""
    years = timeline_years(desk.whole)
    shown = year or (years[-1] if years else "")
    items = [item for item in _items(desk.whole) if not shown or _year(item[0]) == shown]
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
        years=_year_links(desk, years, shown),
        drawing=_drawing(desk, shown),
        more=max(0, len(items) - EVENTS_A_YEAR),
    )


def _drawing(desk: Desk, year: str) -> str:
    """Return the drawing of all documents and statements, or of those of a year."""
    documents = desk.whole.archive.documents.values()
    return timeline_drawing(
        desk,
        (d for d in documents if d.date and (not year or _year(d.date) == year)),
        (s for s in desk.whole.statements if s.when and (not year or _year(s.when) == year)),
    )


def _year(period: Period) -> str:
    moment = period.start or period.end
    return str(moment.year) if moment is not None else "0"


def _items(whole: Whole) -> list[Item]:
    """Return what happened when: every dated document, and statements that carry a time of their own."""
    documents: list[Item] = [(d.date, d) for d in whole.archive.documents.values() if d.date]
    statements: list[Item] = [
        (s.annotation.said, s) for s in whole.statements if s.annotation.said is not None
    ]
    return sorted(documents + statements, key=lambda item: order_of_period(item[0]))


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


def _year_links(desk: Desk, years: tuple[str, ...], shown: str) -> tuple[YearLink, ...]:
    if not years:
        return ()
    counts = dict.fromkeys(years, 0)
    for period, _ in _items(desk.whole):
        counts[_year(period)] += 1
    return tuple(YearLink(year, desk.link("timeline", year), counts[year], year == shown) for year in years)
