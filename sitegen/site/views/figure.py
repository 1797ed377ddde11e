"""The page of a figure: the chart is the page; the table beneath says the same, and so does the CSV."""

from __future__ import annotations

import csv

from sitegen.model.whole import Contest, FigureAccount, Reading
from sitegen.record import Record
from sitegen.site.charts.rows import GAPS_MOST
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import figure_drawing
from sitegen.site.head import Head, clip_markdown, index_crumb, make_head
from sitegen.site.labels import CAUTIONS, label
from sitegen.site.neighbours import with_neighbours
from sitegen.site.routes import route_of
from sitegen.site.standing import READ, CountView, count_view, in_brackets, tell_contested
from sitegen.site.views.previews import Preview, make_previews
from sitegen.site.views.readings import ReadingView, reading_view
from sitegen.words.numbers import rounded_ratio

CONTESTS_SHOWN = 12  # pairs; the chart draws the widest
READINGS_SHOWN = 400  # rows of the table; the CSV has all
COLUMNS = (
    "number",
    "value",
    "min",
    "max",
    "approximate",
    "as_of",
    "said_or_published",
    "origin",
    "chain",
    "document",
    "annotation",
    "url",
    "basis",
    "certainty",
)


class ContestView(Record, frozen=True):
    first: ReadingView
    second: ReadingView
    gap: str
    ratio: str


class FigureView(Record, frozen=True):
    head: Head
    label: str
    unit: str
    definition: str
    period: str
    varies: bool
    contested: str  # in what way, in words
    is_contested: bool
    contest_count: int
    contests: tuple[ContestView, ...]  # that the chart does not draw
    read_contests: tuple[ContestView, ...]  # in which what the editors read in words takes part
    read_contest_count: int
    spread: str
    cautions: tuple[str, ...]
    drawing: str
    readings: tuple[ReadingView, ...]
    count: CountView
    has_as_of: bool
    has_said: bool
    csv: str
    topics: tuple[Ref, ...]
    previews: tuple[Preview, ...]


def make_figure_view(desk: Desk, id: str) -> FigureView:
    """Return a figure's view. Its CSV stands beside the page, under the same name."""
    account = desk.whole.figures[id]
    figure, context = account.figure, desk.context
    views = desk.made_by(reading_view)
    readings = tuple([views[id, reading.number] for reading in account.readings[:READINGS_SHOWN]])
    return FigureView(
        head=with_neighbours(
            desk,
            "figure",
            id,
            make_head(
                desk,
                route_of("figure", id),
                figure.label,
                description=clip_markdown(figure.definition, 200),
                section="figures",
                crumbs=(index_crumb(desk, "figures"),),
                type="article",
            ),
        ),
        label=figure.label,
        unit=figure.unit,
        definition=context.html(figure.definition) if figure.definition else "",
        period=context.words.format_period(figure.period),
        varies=figure.varies,
        contested=tell_contested(context.words, account.contested),
        is_contested=account.contested == "said",
        contest_count=account.contest_count,
        contests=tuple(
            _contest(desk, account, contest) for contest in account.contests[GAPS_MOST:CONTESTS_SHOWN]
        ),
        read_contests=tuple(
            _contest(desk, account, contest) for contest in account.read_contests[:CONTESTS_SHOWN]
        ),
        read_contest_count=account.read_contest_count,
        spread=spread_words(desk, account),
        cautions=tuple(label(CAUTIONS, caution, context) for caution in account.cautions),
        drawing=figure_drawing(desk, account),
        readings=readings,
        count=count_view(context.words, account.count),
        has_as_of=any(reading.as_of for reading in readings),
        has_said=any(reading.said for reading in readings),
        csv=csv_route(id).rpartition("/")[2],
        topics=tuple(desk.ref("topic", topic) for topic in figure.topics),
        previews=make_previews(desk, (link for reading in readings for link in reading.chain)),
    )


def csv_route(id: str) -> str:
    """Return where a figure's readings stand as CSV."""
    return route_of("figure", id).removesuffix(".html") + ".csv"


def spread_words(desk: Desk, account: FigureAccount) -> str:
    """Return how far the readings part, in one phrase: from the lowest value given to the highest.

    Numbers that the editors read in words are told only where there are no others, and then told to be so.
    """
    words = desk.context.words
    ends = [
        v
        for r in account.said or account.readings
        for v in (r.amount.value, r.amount.low, r.amount.high)
        if v is not None
    ]
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    if low == high:
        spread = words.format_number(low)
    else:
        spread = words.say(
            "%(low)s to %(high)s", low=words.format_number(low), high=words.format_number(high)
        )
    return in_brackets(words, spread, "" if account.said else words.gettext(READ))


def ratio_words(desk: Desk, ratio: float | None) -> str:
    """Return "2.2 times", or nothing where a ratio says nothing."""
    if ratio is None:
        return ""
    return desk.context.words.gettext("%s times") % desk.context.words.format_number(rounded_ratio(ratio))


def _contest(desk: Desk, account: FigureAccount, contest: Contest) -> ContestView:
    views, id = desk.made_by(reading_view), account.figure.id
    return ContestView(
        views[id, contest.first],
        views[id, contest.second],
        desk.context.words.format_number(contest.gap),
        ratio_words(desk, contest.ratio),
    )


def render_csv(desk: Desk, id: str) -> str:
    """Return all readings of a figure as CSV (RFC 4180), dates in EDTF, links of a chain joined by " > "."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    names = desk.whole.archive.speakers
    for reading in desk.whole.figures[id].readings:
        writer.writerow(_cells(reading, [names[link].name for link in reading.chain]))
    return "".join(lines)


class _Lines(list[str]):
    """What `csv.writer` writes to: a list of its lines."""

    write = list.append


def _cells(reading: Reading, chain: list[str]) -> list[str]:
    amount, statement, outside = reading.amount, reading.statement, reading.outside
    said = statement.when if statement else None
    numbers = ("" if n is None else f"{n:f}" for n in (amount.value, amount.low, amount.high))
    return [
        str(reading.number),
        *numbers,
        "true" if amount.approximate else "",
        reading.as_of.edtf if reading.as_of else "",
        said.edtf if said else "",
        _text(chain[0] if chain else ""),
        _text(" > ".join(chain)),
        statement.document if statement else "",
        statement.annotation if statement else "",
        _text(outside.url if outside else ""),
        (statement.basis if statement else None) or "",
        (statement.certainty if statement else None) or "",
    ]


def _text(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
