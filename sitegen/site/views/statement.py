"""`StatementView`: one statement as a row of a list, on the pages of speakers, claims, figures, topics.

Rows are made anew on each page. To keep them costs memory in every process and seldom spares work: of the
pages that one statement stands on, most are made in different ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.archive import Annotation, ClaimUse, FigureUse
from sitegen.model.whole import ClaimStatement, Statement
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.head import clip
from sitegen.site.labels import CERTAINTIES, MODES, label
from sitegen.site.standing import READ, tell_bare_stance, tell_contested, tell_stance, with_caveat
from sitegen.site.subjects import topics_of

QUOTE_SHOWN = 420  # code points: what a reader takes in at a glance; the passage is one step away


class Chip(Record, frozen=True):
    """A claim or figure that a statement gives: what is said of it, and the way to its page."""

    kind: str
    id: str
    href: str
    text: str
    detail: str = ""  # stance, or the number given
    contested: str = ""  # in what way, in words
    is_contested: bool = False  # by what is said, and not only in what the editors read
    stance: str = ""
    is_read: bool = False  # whether the editors read it in the words


class StatementView(Record, frozen=True):
    href: str
    quote: str
    marks: str
    document: Ref
    date: str
    chain: tuple[Ref, ...]
    mode: str
    reading: str  # that the editors read it so, where they do
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
        # how the passage is told is how the speaker said it: not how the editors read it
        mode="" if annotation.is_editorial_reading else label(MODES, annotation.mode, context),
        reading=context.words.gettext(READ) if annotation.is_editorial_reading else "",
        certainty=label(CERTAINTIES, annotation.certainty, context),
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


def mark_of_use(desk: Desk, use: ClaimStatement) -> tuple[str, str]:
    """Return the mark of a row that takes a stance: words and class names. The row tells how sure it is."""
    told = tell_bare_stance(desk.context.words, use.stance, use.statement)
    return told, f"read {use.stance}" if use.is_editorial_reading else use.stance


def quote_of(statement: Statement, length: int = QUOTE_SHOWN) -> str:
    """Return the passage's words, its pieces joined by an ellipsis, cut to a length."""
    annotation = statement.annotation
    pieces = annotation.passage or tuple(selector.exact for selector in annotation.selectors)
    return clip(" … ".join(pieces), length)


def chips_of(desk: Desk, statement: Statement) -> tuple[Chip, ...]:
    """Return the claims and figures of a statement."""
    annotation = statement.annotation
    claims = desk.made_by(_claim_chip)
    chips = [claims[use, annotation.is_editorial_reading, annotation.is_unsure] for use in annotation.claims]
    if annotation.figures:
        chips += [_figure_chip(desk, use, annotation) for use in annotation.figures]
    return tuple(chips)


class _Stands(Record, frozen=True):
    is_editorial_reading: bool
    is_unsure: bool


def _claim_chip(desk: Desk, taken: tuple[ClaimUse, bool, bool]) -> Chip:
    whole, words, (use, is_read, is_unsure) = desk.whole, desk.context.words, taken
    contested = whole.uses.contested_claims.get(use.id, "")
    return Chip(
        kind="claim",
        id=use.id,
        href=desk.ref("claim", use.id).href,
        text=whole.archive.claims[use.id].text,
        detail=tell_stance(words, use.stance, _Stands(is_read, is_unsure)),
        contested=tell_contested(words, contested),
        is_contested=contested == "said",
        stance=use.stance,
        is_read=is_read,
    )


def _figure_chip(desk: Desk, use: FigureUse, annotation: Annotation) -> Chip:
    figure, words = desk.whole.archive.figures[use.id], desk.context.words
    contested = desk.whole.contested_figures[use.id]
    return Chip(
        kind="figure",
        id=use.id,
        href=desk.ref("figure", use.id).href,
        text=figure.label,
        detail=with_caveat(words, words.format_amount(use.amount, figure.unit), annotation),
        contested=tell_contested(words, contested),
        is_contested=contested == "said",
        is_read=annotation.is_editorial_reading,
    )
