"""The timeline: documents and statements in order of time, drawn and as a list; a page a year when long."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import Document
from sitegen.model.period import Period
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


def timeline_years(whole: Whole) -> tuple[str, ...]:
    """Return the years that have a page of their own: none where one page holds all."""
    return tuple(whole.years) if has_years(len(year.items) for year in whole.years.values()) else ()


def has_years(counts: Iterable[int]) -> bool:
    """Tell whether years have pages of their own, given how much there is on the timeline of each."""
    return sum(counts) > EVENTS_ON_ONE


def years_of_page(desk: Desk, year: str) -> tuple[str, ...]:
    """Return the years that a timeline page shows: its own; of the first page, all or the last."""
    if year:
        return (year,)
    return timeline_years(desk.whole)[-1:] or tuple(desk.whole.years)


def make_timeline_view(desk: Desk, year: str = "") -> TimelineView:
    """Return the timeline, or one year of it. Where years have pages, the first page lists the last year."""
    shown = [desk.whole.years[name] for name in years_of_page(desk, year)]
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


def _days(desk: Desk, items: Iterable[tuple[Period, Document | Statement]]) -> tuple[Day, ...]:
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
    events = desk.whole.years
    years = timeline_years(desk.whole)
    shown = year or (years[-1] if years else "")
    return tuple(
        YearLink(name, desk.link("timeline", name), len(events[name].items), name == shown) for name in years
    )
