"""The chart of a figure: one row a reading, in order of time, with the gaps that part them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sitegen.model.whole import Contest, FigureAccount, Reading, count_of
from sitegen.record import Record
from sitegen.site.charts.axis import render_axis, render_grid
from sitegen.site.charts.chart_words import (
    chain_text,
    describe_account,
    gap_text,
    ratio_text,
    read_contests_text,
)
from sitegen.site.charts.gaps import gap_ends
from sitegen.site.charts.key import render_key
from sitegen.site.charts.marks import render_bar, render_mark
from sitegen.site.charts.rows import Band, Row, drawn_gaps, rows_from_account, scaled_numbers
from sitegen.site.charts.scale import Scale, make_scale
from sitegen.site.charts.svg import attribute, glyph, line, percent, text_of
from sitegen.site.standing import caveat, in_brackets, tell_read, tell_unsure
from sitegen.words.words import Words

_END = "M0 -6V6"


class Paper(Record, frozen=True):
    """What every row is drawn on."""

    account: FigureAccount
    words: Words
    scale: Scale
    grid: str
    shade: str  # of the widest gap
    apart: frozenset[int]  # readings whose gap is drawn
    prefix: str


def render_figure_chart(
    account: FigureAccount,
    words: Words,
    *,
    href: Callable[[Reading], str],
    who: Callable[[Reading], Sequence[str]],
    prefix: str = "chart",
) -> str:
    """Return a figure's chart as HTML with inline SVG; nothing for a figure without readings.

    `href` gives the address of a reading's passage (empty for none), `who` the names of those who gave
    it, from its origin outwards, or that of its document. All ids begin with `prefix` and an underscore,
    and a reading's row has the id `PREFIX_NUMBER`.
    """
    if not account.readings:
        return ""
    scale = make_scale(scaled_numbers(account), is_mirrored=words.direction == "rtl")
    apart = frozenset(number for gap in drawn_gaps(account) for number in (gap.first, gap.second))
    paper = Paper(account, words, scale, render_grid(scale), _shade(account, scale), apart, prefix)
    rows = rows_from_account(account)
    axis = render_axis(scale, words, prefix, account.figure.label, describe_account(account, words))
    items = "".join(_row(paper, row, href, who, crosses) for row, crosses in _with_gap(account, rows))
    return (
        f'<figure class="chart"><div class="chart-row chart-top">'
        f'<div class="chart-text chart-unit">{text_of(account.figure.unit)}</div>{axis}</div>'
        f'<ol class="chart-rows">{items}</ol>{_gaps(paper)}'
        f"{render_key(rows, scale, words)}</figure>"
    )


def _with_gap(account: FigureAccount, rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    """Tell of each row whether the widest gap is shaded behind it: from one of its readings to the other."""
    if not account.contests:
        return [(row, False) for row in rows]
    pair = {account.contests[0].first, account.contests[0].second}
    at = [i for i, row in enumerate(rows) if isinstance(row, Reading) and row.number in pair]
    return [(row, bool(at) and at[0] <= i <= at[-1]) for i, row in enumerate(rows)]


def _row(
    paper: Paper,
    row: Row,
    href: Callable[[Reading], str],
    who: Callable[[Reading], Sequence[str]],
    is_in_gap: bool,  # noqa: FBT001
) -> str:
    shade = paper.shade if is_in_gap else ""
    if isinstance(row, Band):
        return _band(paper, row, shade)
    kind = "chart-row is-apart" if row.number in paper.apart else "chart-row"
    if row.is_editorial_reading:
        kind += " is-read"
    words, link = paper.words, href(row)
    amount = text_of(words.format_amount(row.amount))
    value = (
        f'<a class="chart-value" href="{attribute(link)}">{amount}</a>'
        if link
        else (f'<span class="chart-value">{amount}</span>')
    )
    return (
        f'<li class="{kind}" id="{paper.prefix}_{row.number}"><div class="chart-text">'
        f'<span class="chart-number">{words.format_number(row.number)}</span> {value}'
        f"{_caveat(row, words)}{_when(row, words)}{chain_text(row, words, who(row))}</div>"
        f"{_plot(paper.grid + shade + render_mark(row, paper.scale))}</li>"
    )


def _band(paper: Paper, band: Band, shade: str) -> str:
    words = paper.words
    count = _tell_band(band, words)
    span = words.say_in(
        "number", "%(low)s–%(high)s", low=words.format_number(band.low), high=words.format_number(band.high)
    )
    times = [words.format_period(band.readings[i].time) for i in (0, -1)]
    when = " – ".join(dict.fromkeys(time for time in times if time))
    return (
        f'<li class="chart-row is-folded"><div class="chart-text">'
        f'<span class="chart-value">{text_of(span)}</span>'
        f'<span class="chart-when">{text_of(when)}</span>'
        f'<span class="chart-who">{text_of(count)}</span></div>'
        f"{_plot(paper.grid + shade + render_bar(band.low, band.high, paper.scale))}</li>"
    )


def _tell_band(band: Band, words: Words) -> str:
    """Return how many readings a band holds, those apart that the editors read in words."""
    count = count_of(band.readings)
    said = (
        words.say_count("%(count)s more reading", "%(count)s more readings", count.said) if count.said else ""
    )
    told = in_brackets(words, said, tell_unsure(words, count.unsure, count.said))
    return " · ".join(filter(None, (told, tell_read(words, count))))


def _caveat(reading: Reading, words: Words) -> str:
    remark = caveat(words, reading)
    return f' <span class="chart-caveat">{text_of(remark)}</span>' if remark else ""


def _when(reading: Reading, words: Words) -> str:
    if reading.time is None:
        return ""
    text, value = text_of(words.format_period(reading.time)), words.format_datetime(reading.time)
    if not value:
        return f' <span class="chart-when">{text}</span>'
    return f' <time class="chart-when" datetime="{value}">{text}</time>'


def _plot(marks: str) -> str:
    return f'<svg class="chart-plot" width="100%" height="40" aria-hidden="true">{marks}</svg>'


def _shade(account: FigureAccount, scale: Scale) -> str:
    if not account.contests:
        return ""
    low, high = gap_ends(account, account.contests[0], scale)
    place = f'x="{percent(low)}" y="0" width="{percent(high - low)}" height="100%"'
    return f'<rect class="chart-shade" shape-rendering="crispEdges" {place}/>' if high > low else ""


def _gaps(paper: Paper) -> str:
    gaps, words = drawn_gaps(paper.account), paper.words
    only_read = read_contests_text(paper.account, words)
    if not gaps and not only_read:
        return ""
    items = "".join(_gap(paper, gap) for gap in gaps)
    hidden = paper.account.contest_count - len(gaps)
    if hidden:
        more = words.say_count(
            "%(count)s more pair of readings does not meet.",
            "%(count)s more pairs of readings do not meet.",
            hidden,
        )
        items += f'<li class="chart-more">{text_of(more)}</li>'
    if only_read:
        items += f'<li class="chart-more">{text_of(only_read)}</li>'
    return f'<ol class="chart-rows chart-gaps">{items}</ol>'


def _gap(paper: Paper, gap: Contest) -> str:
    words, (low, high) = paper.words, gap_ends(paper.account, gap, paper.scale)
    bracket = line(low, high, "chart-gap") + "".join(glyph(end, _END, "chart-gap") for end in (low, high))
    refs = '<span class="chart-via" aria-hidden="true">↔</span>'.join(
        f'<a class="chart-number" href="#{paper.prefix}_{number}">{words.format_number(number)}</a>'
        for number in (gap.first, gap.second)
    )
    return (
        f'<li class="chart-row is-gap"><div class="chart-text">{refs} '
        f'<span class="chart-value">{text_of(gap_text(gap, words))}</span>'
        f'<span class="chart-who">{text_of(ratio_text(gap, words))}</span></div>'
        f"{_plot(paper.grid + bracket)}</li>"
    )
