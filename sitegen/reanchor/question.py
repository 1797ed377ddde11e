"""A passage that waits, as a person is asked about it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from sitegen.anchor.difference import Segment, compare_words, mark_difference
from sitegen.anchor.fold import Folded, fold
from sitegen.anchor.lock import CONTEXT, LockedPiece, quote_digest
from sitegen.anchor.match import fold_selector, needles_of, places_of
from sitegen.anchor.nearest import LIKE_ENOUGH, find_near
from sitegen.anchor.paragraphs import paragraph_of
from sitegen.anchor.places import find_places
from sitegen.anchor.relocate import (
    Candidate,
    PieceVerdict,
    bracketed,
    contexts_beside,
    weigh_pieces,
    whole_words,
)
from sitegen.build.source import Anchored
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.model.reading_text import ReadingText
from sitegen.record import Record

FEWEST = 8  # characters on each side by which a passage that was written anew may be known
GROWN, FURTHEST = 2, 40  # by how much it may have grown: times its length, and characters
MOST = 50  # places of words that no lock knows; a person is offered the first
OFFERED = 8


class Choice(Record, frozen=True):
    """A passage that may be meant. `shown` has it in brackets in its context, the difference marked.

    `before`, `words` and `after` say the same in segments, each compared with what stood there.
    """

    span: Span
    paragraph: int
    similarity: float
    shown: str
    before: tuple[Segment, ...] = ()
    words: tuple[Segment, ...] = ()
    after: tuple[Segment, ...] = ()


class PieceQuestion(Record, frozen=True):
    """One piece: where it is (`span`), or None and what it may be. `stood` shows it as it was."""

    span: Span | None
    stood: str
    choices: tuple[Choice, ...]
    was: Selector = Selector("")  # the folded words, and what stood before and after them, as far as is known


class Question(Record, frozen=True):
    """An annotation that waits; one question a piece, of which some may be answered already."""

    annotation: Annotation
    pieces: tuple[PieceQuestion, ...]


def find_questions(anchored: Anchored) -> tuple[Question, ...]:
    """Return a question for each annotation that the lock says must wait, in the sidecar's order."""
    if anchored.document is None or anchored.lock is None:
        return ()
    folded = fold(anchored.reading.text)
    asked = (_locked_question(folded, anchored, a) for a in anchored.document.annotations)
    return tuple(question for question in asked if question is not None)


def iter_lost(anchored: Anchored, put_off: Container[str] = ()) -> Iterator[Question]:
    """Yield a question for each annotation without a place, whether a lock knows it or not.

    What no lock knows may be each of the places of its words, or what is like them. Those whose ids are
    put off are left out. Each question takes some work, which is done when it is asked for.
    """
    if anchored.document is None:
        return
    folded = fold(anchored.reading.text)
    for annotation in anchored.document.annotations:
        if annotation.spans or annotation.id in put_off:
            continue
        question = _locked_question(folded, anchored, annotation)
        if question is None:
            question = Question(annotation, tuple(_loose_pieces(folded, anchored.reading, annotation)))
        if question.pieces:
            yield question


def _locked_question(folded: Folded, anchored: Anchored, annotation: Annotation) -> Question | None:
    """Return the question about an annotation that a lock says must wait; None for any other."""
    entry = anchored.lock.annotations.get(annotation.id) if anchored.lock else None
    if annotation.spans or entry is None or entry.quote != quote_digest(annotation.selectors):
        return None
    verdicts = weigh_pieces(entry, anchored.reading, annotation)
    pieces = []
    for selector, locked, verdict in zip(annotation.selectors, entry.pieces, verdicts, strict=False):
        was = Selector(fold_selector(selector).exact, *whole_words(locked.before, locked.after))
        candidates = [] if verdict.span else _all_candidates(folded, verdict, locked, was)
        choices = [
            _choice(folded, anchored.reading, candidate, was, verdict.stood) for candidate in candidates
        ]
        pieces.append(PieceQuestion(verdict.span, verdict.stood, tuple(choices), was))
    return Question(annotation, tuple(pieces)) if pieces else None


def _all_candidates(
    folded: Folded, verdict: PieceVerdict, locked: LockedPiece, was: Selector
) -> list[Candidate]:
    """Return what a piece may be: what the lock found, what stands in its surroundings, what is like it."""
    found = list(verdict.candidates)
    found += [c for c in _between(folded, locked, was.exact) if all(c.span != known.span for known in found)]
    near = _near(folded, was)
    found += [c for c in near if all(_is_apart(c.span, known.span) for known in found)]
    return found


def _is_apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _between(folded: Folded, locked: LockedPiece, exact: str) -> Iterator[Candidate]:
    """Yield what stands now between the words that stood around a passage, where they stand once.

    The passage itself may have been written anew; a word of its surroundings too, so fewer will do.
    """
    for length in (CONTEXT, CONTEXT // 2, FEWEST):
        before, after = locked.before[-length:], locked.after[:length]
        if len(before.strip()) < FEWEST or len(after.strip()) < FEWEST or folded.text.count(before) != 1:
            continue
        start = folded.text.find(before) + len(before)
        end = folded.text.find(after, start, start + len(after) + FURTHEST + GROWN * len(exact))
        words = folded.text[start:end] if end > start else ""
        if words.strip():
            start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
            likeness = Indel.normalized_similarity(exact, folded.text[start:end])
            yield Candidate(folded.source_span(start, end), likeness, "")
            return


def _loose_pieces(folded: Folded, reading: ReadingText, annotation: Annotation) -> list[PieceQuestion]:
    """Return the pieces of an annotation that no lock knows: one place is an answer, several are choices.

    Where each piece has one place, it is their order that is wrong, and all are asked about.
    """
    pieces: list[PieceQuestion] = []
    for was in map(fold_selector, annotation.selectors):
        candidates = _candidates(folded, was)
        stood = bracketed(was.prefix, was.exact, was.suffix)
        choices = [_choice(folded, reading, c, Selector(was.exact), stood) for c in candidates]
        is_sure = len(candidates) == 1 and candidates[0].similarity == 1
        pieces.append(PieceQuestion(candidates[0].span if is_sure else None, stood, tuple(choices), was))
    if any(piece.span is None for piece in pieces):
        return pieces
    return [replace(piece, span=None) for piece in pieces]


def _candidates(folded: Folded, was: Selector) -> list[Candidate]:
    """Return the places of a folded selector's words: with its context, else without, else the nearest."""
    for needles in (needles_of(was), needles_of(Selector(was.exact))):
        places = places_of(find_places(folded, dict.fromkeys(needles, MOST)), needles) if needles else ()
        if places:
            ends = [(at, at + len(was.exact)) for at in places[:OFFERED]]
            return [Candidate(folded.source_span(*end), 1, "") for end in ends]
    return _near(folded, was)


def _near(folded: Folded, was: Selector) -> list[Candidate]:
    """Return what a person may be shown as like a folded selector's words; likeness decides nothing."""
    found = find_near(folded, was, LIKE_ENOUGH) if was.exact else ()
    return [Candidate(folded.source_span(*near.range), near.similarity, "") for near in found]


def _choice(folded: Folded, reading: ReadingText, candidate: Candidate, was: Selector, stood: str) -> Choice:
    start, end = folded.folded_span(*candidate.span)
    words = folded.text[start:end]
    before, after = contexts_beside(folded, (start, end), (was.prefix, was.suffix))
    shown = mark_difference(stood, f"{before}[{words}]{after}")
    is_compared = bool(was.prefix or was.suffix)
    return Choice(
        span=candidate.span,
        paragraph=paragraph_of(reading.blocks, candidate.span[0]),
        similarity=candidate.similarity,
        shown=shown,
        before=compare_words(was.prefix if is_compared else before, before),
        words=compare_words(was.exact, words),
        after=compare_words(was.suffix if is_compared else after, after),
    )
