"""What `reanchor` shows of a passage that waits, and the answers that it takes."""

from __future__ import annotations

import re
from pathlib import Path

import click

from sitegen.build.source import SourceBytes
from sitegen.diagnostics.diagnostic import Place, diagnostic
from sitegen.diagnostics.rules.anchors import PASSAGE_WAITING
from sitegen.model.archive import Span
from sitegen.parse.locate import locate
from sitegen.reanchor.question import PieceQuestion, Question
from sitegen.text.printable import printable

SKIP, QUIT = "s", "q"
_MARKED = re.compile(r"\[-.*?-\]|\{\+.*?\+\}", re.DOTALL)


class QuitError(Exception):
    """A person has had enough; what was accepted so far is written."""


def tell_question(archive: Path, source: SourceBytes, question: Question, number: int, count: int) -> None:
    """Print a passage that waits: where it is annotated, how it stood, and what it may be."""
    annotation = question.annotation
    keys = ("annotations", annotation.number - 1, "quote")
    found = locate(diagnostic(PASSAGE_WAITING, Place(source.files.sidecar, keys), ""), source.sidecar)
    where = f"{archive / source.files.sidecar}:{found.place.line}"
    click.echo(f"\n{click.style(annotation.id, bold=True)}  {where}  ({number} of {count})")
    for n, piece in enumerate(question.pieces, start=1):
        if piece.span is None:
            _tell_piece(piece, f"piece {n} " if len(question.pieces) > 1 else "")


def _tell_piece(piece: PieceQuestion, which: str) -> None:
    click.echo(f"  {which}stood:  {_one_line(piece.stood)}")
    if not piece.choices:
        click.echo("  nothing in the document is much like it")
    for n, choice in enumerate(piece.choices, start=1):
        click.echo(f"  {n}. paragraph {choice.paragraph}, {choice.similarity:.0%} like it:")
        click.echo(f"     {_coloured(_one_line(choice.shown))}")


def ask(question: Question) -> tuple[Span, ...] | None:
    """Return where a person says that an annotation stands, a span a piece; None to leave it waiting.

    Raises `QuitError` where the person wants to stop.
    """
    spans: list[Span] = []
    pieces = question.pieces
    for n, piece in enumerate(pieces, start=1):
        if piece.span is not None:
            spans.append(piece.span)
            continue
        numbers = [str(i) for i in range(1, len(piece.choices) + 1)]
        which = f"piece {n}: " if len(pieces) > 1 else ""
        offered = f"{'-'.join(numbers[:: len(numbers) - 1 or 1])} accept, " if numbers else ""
        answer = click.prompt(
            f"  {which}{offered}{SKIP} skip, {QUIT} quit",
            type=click.Choice([*numbers, SKIP, QUIT], case_sensitive=False),
            default=SKIP,
            show_choices=False,
        )
        if answer == QUIT:
            raise QuitError
        if answer == SKIP:
            return None
        spans.append(piece.choices[int(answer) - 1].span)
    return tuple(spans)


def _one_line(text: str) -> str:
    """Return the text so that a terminal shows it and obeys nothing in it."""
    return printable(" ".join(text.split()))


def _coloured(text: str) -> str:
    return _MARKED.sub(lambda m: click.style(m[0], fg="red" if m[0][1] == "-" else "green"), text)
