"""`ReadingView`: one value of a figure as a row of a table."""

from __future__ import annotations

from sitegen.model.archive import Amount
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.standing import caveat


class ReadingView(Record, frozen=True):
    number: int
    amount: str  # without the unit
    chain: tuple[Ref, ...]
    as_of: str
    said: str
    href: str  # of its passage, or of the address outside
    source: str  # the document's title, or the outside source's
    source_marks: str
    is_outside: bool
    kind: str  # point, range, at-least, at-most, estimate: told apart by sign and not by colour alone
    is_approximate: bool
    is_read: bool = False  # whether the editors read it in the words
    caveat: str = ""


def reading_view(desk: Desk, place: tuple[str, int]) -> ReadingView:
    """Return a reading as a row, with the way to where it was found.

    It is given as its figure's id and its number there, from 1. A reading stands on its figure's page, and
    on the page of each speaker who gave another: so ask what was made by this at the desk.
    """
    figure, number = place
    reading = desk.whole.figures[figure].readings[number - 1]
    context, statement = desk.context, reading.statement
    href, source, marks, said = "", "", "", ""
    if statement is not None:
        document = desk.ref("document", statement.document)
        href = desk.passage_at(statement.document, statement.annotation)
        source, marks = document.name, document.marks
        said = context.words.format_period(statement.when)
    elif reading.outside is not None:
        href, source = desk.address(reading.outside.url), reading.outside.title or reading.outside.url
    return ReadingView(
        number=number,
        amount=context.words.format_amount(reading.amount, ""),
        chain=desk.chains[reading.chain],
        as_of=context.words.format_period(reading.as_of),
        said=said,
        href=href,
        source=source,
        source_marks=marks,
        is_outside=statement is None,
        kind=shape_of(reading.amount),
        is_approximate=reading.amount.approximate,
        is_read=reading.is_editorial_reading,
        caveat=caveat(context.words, reading),
    )


def shape_of(amount: Amount) -> str:
    """Return the shape that a reading is drawn as."""
    if amount.value is not None:
        return "estimate" if amount.low is not None or amount.high is not None else "point"
    if amount.low is not None and amount.high is not None:
        return "range"
    return "at-least" if amount.low is not None else "at-most"
