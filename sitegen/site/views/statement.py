"""`StatementView`: one statement as a row of a list, on the pages of speakers, claims, figures, topics.

Rows are made anew on each page. To keep them costs memory in every process and seldom spares work: of the
pages that one statement stands on, most are made in different ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import ClaimUse, FigureUse
from sitegen.model.whole import Statement
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import clip
from sitegen.site.labels import CERTAINTIES, MODES, STANCES, label
from sitegen.site.subjects import topics_of

QUOTE_SHOWN = 420  # code points: what a reader takes in at a glance; the passage is one step away


class Chip(Record, frozen=True):
    """A claim or figure that a statement gives: what is said of it, and the way to its page."""

    kind: str
    id: str
    href: str
    text: str
    detail: str = ""  # stance, or the number given
    is_contested: bool = False
    stance: str = ""


class StatementView(Record, frozen=True):
    href: str
    quote: str
    marks: str
    document: Ref
    date: str
    chain: tuple[Ref, ...]
    mode: str
    certainty: str
    chips: tuple[Chip, ...]
    topics: tuple[str, ...]


class StatementRow(Record, frozen=True):
    """A statement on one page, with what that page says of it (its stance, say)."""

    statement: StatementView
    chips: tuple[Chip, ...]
    mark: str = ""
    mark_kind: str = ""


def make_statement_view(desk: Desk, statement: Statement) -> StatementView:
    """Return a statement as every list shows it."""
    context, annotation = desk.context, statement.annotation
    document = desk.refs["document"][statement.document.id]
    return StatementView(
        href=f"{document.href}#{annotation.id}",
        quote=quote_of(statement),
        marks=document.marks,
        document=document,
        date=context.words.format_period(statement.when),
        chain=desk.chains[statement.chain],
        mode=label(MODES, annotation.mode, context),
        certainty="" if annotation.certainty == "high" else label(CERTAINTIES, annotation.certainty, context),
        chips=chips_of(desk, statement),
        topics=topics_of(desk.whole.archive, annotation),
    )


def make_rows(desk: Desk, statements: Iterable[Statement]) -> tuple[StatementRow, ...]:
    """Return the rows of statements that a page says nothing further of."""
    return tuple([make_row(desk, statement) for statement in statements])


def make_row(
    desk: Desk,
    statement: Statement,
    *,
    without: tuple[str, str] = ("", ""),
    mark: tuple[str, str] = ("", ""),
) -> StatementRow:
    """Return a row; `without` is the claim or figure (kind, id) whose page it is on.

    `mark` is what that page says of it: words and a class name.
    """
    view = make_statement_view(desk, statement)
    chips = view.chips
    if without[0]:
        kind, id = without
        chips = tuple([chip for chip in chips if chip.id != id or chip.kind != kind])
    return StatementRow(view, chips, *mark)


def quote_of(statement: Statement, length: int = QUOTE_SHOWN) -> str:
    """Return the passage's words, its pieces joined by an ellipsis, cut to a length."""
    annotation = statement.annotation
    pieces = annotation.passage or tuple(selector.exact for selector in annotation.selectors)
    return clip(" … ".join(pieces), length)


def chips_of(desk: Desk, statement: Statement) -> tuple[Chip, ...]:
    """Return the claims and figures of a statement."""
    annotation = statement.annotation
    claims = desk.made_by(_claim_chip)
    chips = [claims[use] for use in annotation.claims]
    if annotation.figures:
        chips += [_figure_chip(desk, use) for use in annotation.figures]
    return tuple(chips)


def _claim_chip(desk: Desk, use: ClaimUse) -> Chip:
    whole = desk.whole
    return Chip(
        kind="claim",
        id=use.id,
        href=desk.ref("claim", use.id).href,
        text=whole.archive.claims[use.id].text,
        detail=label(STANCES, use.stance, desk.context),
        is_contested=use.id in whole.uses.contested_claims,
        stance=use.stance,
    )


def _figure_chip(desk: Desk, use: FigureUse) -> Chip:
    figure = desk.whole.archive.figures[use.id]
    return Chip(
        kind="figure",
        id=use.id,
        href=desk.ref("figure", use.id).href,
        text=figure.label,
        detail=desk.context.words.format_amount(use.amount, figure.unit),
        is_contested=desk.whole.contested_figures[use.id],
    )
