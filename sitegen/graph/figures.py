"""Accounts of figures: all readings of each, in order of time, and how far they part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.graph.chains import chain_from_links
from sitegen.graph.contests import contests_of_readings
from sitegen.graph.order import StatementKey, key_of_statement
from sitegen.graph.ranges import range_of_amount
from sitegen.model.archive import Archive, Figure, FigureUse, OutsideReport
from sitegen.model.period import order_of_period
from sitegen.model.whole import FigureAccount, Reading, Statement

ReadingKey = StatementKey
AFTER_ALL_PATHS = "\U0010ffff"  # reports from outside follow the archive's own of the same time


def figure_accounts(archive: Archive, statements: Iterable[Statement]) -> dict[str, FigureAccount]:
    """Return the account of each figure; what names a figure that is not there is left out."""
    uses: dict[str, list[tuple[Statement, FigureUse]]] = {key: [] for key in archive.figures}
    for statement in statements:
        for use in statement.annotation.figures:
            if use.id in uses:
                uses[use.id].append((statement, use))
    return {key: account_of_figure(figure, uses[key]) for key, figure in archive.figures.items()}


def account_of_figure(figure: Figure, uses: Iterable[tuple[Statement, FigureUse]]) -> FigureAccount:
    """Return a figure's account from the statements that read it, each with what it gives."""
    keyed = [reading_of_use(figure, statement, use) for statement, use in uses]
    keyed += [reading_of_report(figure, report, n) for n, report in enumerate(figure.reports)]
    keyed.sort(key=lambda pair: pair[0])
    readings = tuple(_numbered(reading, n) for n, (_, reading) in enumerate(keyed, 1))
    contests, count = contests_of_readings(readings, varies=figure.varies)
    return FigureAccount(
        figure=figure,
        readings=readings,
        contests=contests,
        contest_count=count,
        cautions=tuple(iter_cautions(figure, readings)),
    )


def reading_of_use(figure: Figure, statement: Statement, use: FigureUse) -> tuple[ReadingKey, Reading]:
    """Return the reading that a statement gives, with its place in the order of readings."""
    low, high = range_of_amount(use.amount)
    reading = Reading(
        figure=figure,
        number=0,
        amount=use.amount,
        as_of=use.as_of,
        chain=statement.chain,
        low=low,
        high=high,
        statement=statement,
    )
    return (*order_of_period(reading.time), *key_of_statement(statement)[3:]), reading


def reading_of_report(figure: Figure, report: OutsideReport, index: int) -> tuple[ReadingKey, Reading]:
    """Return the reading that a report from outside the archive gives, with its place in the order."""
    low, high = range_of_amount(report.amount)
    reading = Reading(
        figure=figure,
        number=0,
        amount=report.amount,
        as_of=report.as_of,
        chain=chain_from_links((report.speaker, *report.via)),
        low=low,
        high=high,
        outside=report,
    )
    return (*order_of_period(reading.time), AFTER_ALL_PATHS, index), reading


def iter_cautions(figure: Figure, readings: tuple[Reading, ...]) -> Iterator[str]:
    """Yield why the readings may count different things.

    "period": one is about a time outside the figure's, or, where the quantity is taken to stand still,
    two are about times that do not overlap. With two readings or more also "definition": nothing
    says what is counted; and "undated": of some it is not said what time they are about.
    """
    times = [r.as_of for r in readings if r.as_of is not None]
    outside = figure.period is not None and any(not figure.period.overlaps(time) for time in times)
    firsts = [t.first for t in times if t.first is not None]
    lasts = [t.last for t in times if t.last is not None]
    # Some two of many intervals are apart if and only if the last to begin does so after the first to end.
    apart = bool(firsts and lasts) and max(firsts) > min(lasts)
    if outside or (apart and not figure.varies):
        yield "period"
    if len(readings) < 2:
        return
    if not figure.definition.strip():
        yield "definition"
    if len(times) < len(readings):
        yield "undated"


def spread(account: FigureAccount) -> float:
    """Return how far the readings part, for sorting: the widest contest's upper end by its lower.

    1.0 where no two part; infinite where the lower one allows no number above zero.
    """
    if not account.contests:
        return 1.0
    ratio = account.contests[0].ratio
    return float("inf") if ratio is None else ratio


def origins_of_readings(account: FigureAccount) -> tuple[str, ...]:
    """Return the distinct origins of the readings, in time order; reports by nobody are left out."""
    found: dict[str, None] = {}
    for reading in account.readings:
        if reading.statement is not None:
            found[reading.statement.origin] = None
        elif reading.chain:
            found[reading.chain[0]] = None
    return tuple(found)


def _numbered(reading: Reading, number: int) -> Reading:
    return Reading(
        figure=reading.figure,
        number=number,
        amount=reading.amount,
        as_of=reading.as_of,
        chain=reading.chain,
        low=reading.low,
        high=reading.high,
        statement=reading.statement,
        outside=reading.outside,
    )
