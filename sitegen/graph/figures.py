"""Accounts of figures: all readings of each, in order of time, and how far they part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from operator import itemgetter

from sitegen.graph.chains import chain_from_links
from sitegen.graph.contests import count_contests, widest_contests
from sitegen.graph.order import StatementKey
from sitegen.graph.ranges import range_of_amount
from sitegen.model.archive import Archive, Figure, FigureUse, OutsideReport
from sitegen.model.period import order_of_period
from sitegen.model.whole import Accounts, FigureAccount, FigureStatement, Reading, Uses

ReadingKey = StatementKey
AFTER_ALL_PATHS = "\U0010ffff"  # reports from outside follow the archive's own of the same time


def figure_accounts(archive: Archive, uses: Uses) -> Mapping[str, FigureAccount]:
    """Return the account of each figure."""
    return Accounts(archive.figures, lambda key: account_of_figure(archive.figures[key], uses.figures[key]))


def account_of_figure(figure: Figure, statements: Iterable[FigureStatement]) -> FigureAccount:
    """Return a figure's account from the statements that read it."""
    found: list[tuple[ReadingKey, FigureStatement | OutsideReport]] = [
        (key_of_reading(statement), statement) for statement in statements
    ]
    found += [(key_of_report(report, n), report) for n, report in enumerate(figure.reports)]
    found.sort(key=itemgetter(0))
    readings = tuple(_reading(figure, number, given) for number, (_, given) in enumerate(found, 1))
    return FigureAccount(
        figure=figure,
        readings=readings,
        cautions=tuple(iter_cautions(figure, readings)),
        count_contests=partial(count_contests, varies=figure.varies),
        find_contests=partial(widest_contests, varies=figure.varies),
    )


def key_of_reading(statement: FigureStatement) -> ReadingKey:
    """Return the sort key of the reading that a statement gives: what time it is about, then its place."""
    time = statement.use.as_of or statement.when
    return (*order_of_period(time), statement.path, statement.number)


def key_of_report(report: OutsideReport, index: int) -> ReadingKey:
    """Return the sort key of the reading that a report from outside the archive gives."""
    return (*order_of_period(report.as_of), AFTER_ALL_PATHS, index)


def _reading(figure: Figure, number: int, given: FigureStatement | OutsideReport) -> Reading:
    use: FigureUse | OutsideReport
    if isinstance(given, FigureStatement):
        use, chain, statement, outside = given.use, given.chain, given, None
    else:
        use, chain = given, chain_from_links((given.speaker, *given.via))
        statement, outside = None, given
    low, high = range_of_amount(use.amount)
    return Reading(
        figure=figure,
        number=number,
        amount=use.amount,
        as_of=use.as_of,
        chain=chain,
        low=low,
        high=high,
        statement=statement,
        outside=outside,
    )


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
