"""Years: what happened in each, in order of time."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import Document
from sitegen.model.period import Period, order_of_period
from sitegen.model.whole import Statement, Year

Lists = tuple[list[tuple[Period, Document | Statement]], list[Document], list[Statement]]


def years_of_archive(documents: Iterable[Document], statements: Iterable[Statement]) -> dict[str, Year]:
    """Return the dated documents and the statements of each year, the earliest first."""
    dated = [(document.date, document) for document in documents if document.date]
    items: list[tuple[Period, Document | Statement]] = [*dated]
    years: dict[str, Lists] = {}
    timed = []
    for statement in statements:
        if statement.when:
            timed.append((year_of_period(statement.when), statement))
            if statement.annotation.said is not None:
                items.append((statement.annotation.said, statement))
    for period, item in sorted(items, key=lambda item: order_of_period(item[0])):
        years.setdefault(year_of_period(period), ([], [], []))[0].append((period, item))
    for date, document in dated:
        years[year_of_period(date)][1].append(document)
    for year, statement in timed:
        years[year][2].append(statement)
    return {name: Year(*years[name]) for name in sorted(years, key=int)}


def year_of_period(period: Period) -> str:
    """Return the year that a period begins in, or ends in where its beginning is open."""
    moment = period.start or period.end
    return str(moment.year) if moment is not None else "0"
