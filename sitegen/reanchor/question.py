"""A passage that waits, as a person is asked about it."""

from __future__ import annotations

from sitegen.anchor.difference import mark_difference
from sitegen.anchor.fold import Folded, fold
from sitegen.anchor.lock import contexts_of, quote_digest
from sitegen.anchor.paragraphs import paragraph_of
from sitegen.anchor.relocate import PieceVerdict, bracketed, weigh_pieces
from sitegen.build.source import Anchored
from sitegen.model.archive import Annotation, Span
from sitegen.model.reading_text import ReadingText
from sitegen.record import Record


class Choice(Record, frozen=True):
    """A passage that may be meant. `shown` has it in brackets in its context, the difference marked."""

    span: Span
    paragraph: int
    similarity: float
    shown: str


class PieceQuestion(Record, frozen=True):
    """One piece: where it is (`span`), or None and what it may be. `stood` shows it as it was."""

    span: Span | None
    stood: str
    choices: tuple[Choice, ...]


class Question(Record, frozen=True):
    """An annotation that waits; one question a piece, of which some may be answered already."""

    annotation: Annotation
    pieces: tuple[PieceQuestion, ...]


def find_questions(anchored: Anchored) -> tuple[Question, ...]:
    """Return a question for each annotation that the lock says must wait, in the sidecar's order."""
    if anchored.document is None or anchored.lock is None:
        return ()
    folded = fold(anchored.reading.text)
    found: list[Question] = []
    for annotation in anchored.document.annotations:
        entry = anchored.lock.annotations.get(annotation.id)
        if annotation.spans or entry is None or entry.quote != quote_digest(annotation.selectors):
            continue
        verdicts = weigh_pieces(entry, anchored.reading, annotation)
        pieces = tuple(_piece_question(folded, anchored.reading, verdict) for verdict in verdicts)
        if pieces:
            found.append(Question(annotation, pieces))
    return tuple(found)


def _piece_question(folded: Folded, reading: ReadingText, verdict: PieceVerdict) -> PieceQuestion:
    choices: list[Choice] = []
    for candidate in verdict.candidates:
        start, end = folded.folded_span(*candidate.span)
        before, after = contexts_of(folded, start, end)
        shown = mark_difference(verdict.stood, bracketed(before, folded.text[start:end], after))
        paragraph = paragraph_of(reading.blocks, candidate.span[0])
        choices.append(Choice(candidate.span, paragraph, candidate.similarity, shown))
    return PieceQuestion(verdict.span, verdict.stood, tuple(choices))
