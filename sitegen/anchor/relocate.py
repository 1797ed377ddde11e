"""After a source was corrected: which passages are beyond doubt where their words are now.

A passage is re-placed without a person only if its folded words stand in the new text exactly, and
what stands before and after them is each at least 0.75 like what the lock remembers, and no other
place of the words comes close. What stood at an edge of the text had nothing beside it there, and only as
much is compared as there was. This holds for words that are unique in the new text too: the passage
may have been deleted, and the same words written elsewhere; but where they are unique and the rest of
their paragraph is what it was, the paragraphs around it may be any. All else waits for a person, who is
shown the candidates. Nothing is placed by likeness alone.

An annotation whose quote was edited since, or that the lock does not know, is matched like any new one;
so is every one whose text did not change. There the lock serves for words only that the quote does not
tell apart: they stay where they were re-placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sitegen.anchor.difference import compare_words, mark_difference
from sitegen.anchor.fold import Folded, fold
from sitegen.anchor.likeness import likeness
from sitegen.anchor.lock import (
    CONTEXT,
    Lock,
    LockedAnnotation,
    LockedPiece,
    contexts_of,
    quote_digest,
    text_digest,
)
from sitegen.anchor.match import MOST, Outcome, fold_selector, match_all
from sitegen.anchor.nearest import LIKE_ENOUGH, find_nearest
from sitegen.anchor.paragraphs import paragraph_of
from sitegen.anchor.places import Needle, find_places
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.model.reading_text import Block, ReadingText
from sitegen.record import Record

State = Literal["placed", "moved", "waiting"]
MARGIN = 0.1  # by which a place must be liker than any other; less is doubt, and doubt is a person's
FARTHER = 3 * CONTEXT  # characters of today's text in which the words of a context are looked for
OFFERED = 4  # candidates shown
TELLING = 6  # letters and digits of a paragraph beside the words by which it is known


class Candidate(Record, frozen=True):
    """A passage that may be meant: where it is, how like (0 to 1), and the difference, marked."""

    span: Span
    similarity: float
    difference: str


class Verdict(Record, frozen=True):
    """Where an annotation stands now, a span a piece; or which piece is in doubt, and what it may be."""

    state: State
    spans: tuple[Span, ...] = ()
    piece: int = 0
    candidates: tuple[Candidate, ...] = ()


class Sought(Record, frozen=True):
    """One piece to re-place: its folded selector, what the lock knows of it, and the places of its words."""

    selector: Selector
    locked: LockedPiece
    places: tuple[int, ...]


class PieceVerdict(Record, frozen=True):
    """Where one piece is beyond doubt, or None; what it may be; how it stood, between which words."""

    span: Span | None
    candidates: tuple[Candidate, ...]
    stood: str


class _Text(Record, frozen=True):
    """A folded text and the blocks of its source."""

    folded: Folded
    blocks: tuple[Block, ...]

    def paragraphs(self, start: int, end: int) -> Span:
        """Return the folded range of the blocks in which a folded range lies; all where there are none."""
        if not self.blocks:
            return 0, len(self.folded.text)
        span = self.folded.source_span(start, end)
        first, last = paragraph_of(self.blocks, span[0]), paragraph_of(self.blocks, span[1] - 1)
        around = self.blocks[first - 1].span[0], self.blocks[last - 1].span[1]
        first_at, last_at = self.folded.folded_span(*around)
        return min(first_at, start), max(last_at, end)


def weigh_pieces(
    entry: LockedAnnotation, reading: ReadingText, annotation: Annotation
) -> tuple[PieceVerdict, ...]:
    """Return the verdict on each piece of an annotation that waits; `entry` is what the lock knows of it.

    Where the lock knows another number of pieces than there are, nothing is returned.
    """
    folded = fold(reading.text)
    request = tuple([fold_selector(selector) for selector in annotation.selectors])
    if len(request) != len(entry.pieces):
        return ()
    (outcome,) = match_all(folded, [request])
    text = _Text(folded, reading.blocks)
    places = find_places(folded, {Needle(text=s.exact): MOST for s in request if s.exact})
    sought = [
        Sought(selector, locked, places.get(Needle(text=selector.exact), ()))
        for selector, locked in zip(request, entry.pieces, strict=True)
    ]
    return tuple(
        PieceVerdict(
            span=None if at is None else folded.source_span(at, at + len(piece.selector.exact)),
            candidates=_candidates(folded, piece) if at is None else (),
            stood=_stood(piece),
        )
        for piece, at in zip(sought, _weigh(text, sought, outcome), strict=True)
    )


class Matched(Record, frozen=True):
    """Annotations with their folded selectors, and how these match a text."""

    annotations: tuple[Annotation, ...]
    requests: tuple[tuple[Selector, ...], ...]
    outcomes: tuple[Outcome, ...]


def relocate(
    lock: Lock, reading: ReadingText, folded: Folded, matched: Matched
) -> tuple[Verdict | None, ...]:
    """Return for each annotation what the lock says of it; None where its quote alone decides."""
    is_same = lock.text == text_digest(reading)
    entries = [
        _entry(lock, annotation, outcome, is_same=is_same)
        for annotation, outcome in zip(matched.annotations, matched.outcomes, strict=True)
    ]
    wanted = {
        Needle(text=selector.exact): MOST
        for entry, request in zip(entries, matched.requests, strict=True)
        if entry
        for selector in request
        if selector.exact
    }
    places = find_places(folded, wanted)
    text = _Text(folded, reading.blocks)
    verdicts: list[Verdict | None] = []
    for entry, request, outcome in zip(entries, matched.requests, matched.outcomes, strict=True):
        if entry is None or len(entry.pieces) != len(request):
            verdicts.append(None)
            continue
        sought = [
            Sought(selector, locked, places.get(Needle(text=selector.exact), ()))
            for selector, locked in zip(request, entry.pieces, strict=True)
        ]
        is_known = is_same and not entry.waiting
        verdicts.append(_kept(folded, sought) if is_known else _verdict(text, sought, outcome))
    return tuple(verdicts)


def _entry(lock: Lock, annotation: Annotation, outcome: Outcome, *, is_same: bool) -> LockedAnnotation | None:
    """Return what the lock knows that bears on the annotation, or None."""
    entry = lock.annotations.get(annotation.id)
    if entry is None or (is_same and not entry.waiting and not outcome.trouble):
        return None
    return entry if entry.quote == quote_digest(annotation.selectors) else None


def _kept(folded: Folded, sought: Sequence[Sought]) -> Verdict | None:
    """Return the place at which words that are not unique were re-placed before."""
    for piece in sought:
        start, end = folded.folded_span(*piece.locked.span)
        if folded.text[start:end] != piece.selector.exact:
            return None
    return Verdict(state="placed", spans=tuple([piece.locked.span for piece in sought]))


def _verdict(text: _Text, sought: Sequence[Sought], outcome: Outcome) -> Verdict:
    """Return the verdict on an annotation whose text was changed since."""
    folded = text.folded
    ranges: list[Span] = []
    for i, (piece, at) in enumerate(zip(sought, _weigh(text, sought, outcome), strict=True)):
        if at is None:
            return Verdict(state="waiting", piece=i, candidates=_candidates(folded, piece))
        ranges.append((at, at + len(piece.selector.exact)))
    spans = tuple([folded.source_span(start, end) for start, end in ranges])
    is_there = spans == tuple([piece.locked.span for piece in sought])
    return Verdict(state="placed" if is_there else "moved", spans=spans)


def _weigh(text: _Text, sought: Sequence[Sought], outcome: Outcome) -> Iterator[int | None]:
    """Yield where each piece stands beyond doubt, or None; a piece cannot begin before one that is placed."""
    end = 0
    for i, piece in enumerate(sought):
        settled = outcome.ranges[i][0] if outcome.ranges and not piece.selector.occurrence else None
        at = _choose(text, piece, settled)
        if at is None or at < end or (outcome.ranges and at != outcome.ranges[i][0]):
            yield None
        else:
            end = at + len(piece.selector.exact)
            yield at


def _choose(text: _Text, piece: Sought, settled: int | None) -> int | None:
    """Return the one place of a piece that is beyond doubt.

    Where two are as like, the quote's own prefix and suffix may have settled which it is.
    """
    if len(piece.places) == 1 and _is_same_paragraph(text, piece, piece.places[0]):
        return piece.places[0]
    ranked = _ranked(text.folded, piece)
    if not ranked or len(piece.places) >= MOST or ranked[0][0] < LIKE_ENOUGH:
        return None
    best = ranked[0]
    if len(ranked) == 1 or ranked[1][0] <= best[0] - MARGIN:
        return best[1]
    return settled if (best[0], settled) in ranked else None


def _ranked(folded: Folded, piece: Sought) -> list[tuple[float, int]]:
    """Return the places of a piece's words with the likeness of their contexts, the likest first."""
    length = len(piece.selector.exact)
    scored = [(_likeness(piece.locked, *contexts_of(folded, at, at + length)), at) for at in piece.places]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def _likeness(locked: LockedPiece, before: str, after: str) -> float:
    """Return how like the contexts on both sides are: the less like of the two counts.

    Nothing is like where next to nothing can be compared of what the lock remembers.
    """
    left, compared_left = _side(locked.before[::-1], before[::-1])
    right, compared_right = _side(locked.after, after)
    known = len(locked.before.strip(" ")) + len(locked.after.strip(" "))
    return min(left, right) if compared_left + compared_right >= min(known, TELLING) else 0


def _side(stood: str, stands: str) -> tuple[float, int]:
    """Return how like contexts of one side are, the words' own end first, and how much of them was compared.

    At an edge of the text, then or now, there is less of one, and only as much is compared of the other.
    """
    if len(stood) < CONTEXT or len(stands) < CONTEXT:
        size = min(len(stood), len(stands))
        stood, stands = stood[:size], stands[:size]
    stood, stands = stood.strip(" "), stands.strip(" ")
    return likeness(stood, stands), min(len(stood), len(stands))


def _is_same_paragraph(text: _Text, piece: Sought, at: int) -> bool:
    """Tell whether the words' paragraph says beside them what the lock remembers, and enough to be known by.

    What the lock remembers goes beyond a short paragraph, whose neighbours may be others by now. A paragraph
    of nothing but the words may be another one that says the same.
    """
    start, end = at, at + len(piece.selector.exact)
    first, last = text.paragraphs(start, end)
    before, after = (
        text.folded.text[max(first, start - CONTEXT) : start],
        text.folded.text[end : min(last, end + CONTEXT)],
    )
    if not (piece.locked.before.endswith(before) and piece.locked.after.startswith(after)):
        return False
    return sum(map(str.isalnum, before + after)) >= TELLING


def _candidates(folded: Folded, piece: Sought) -> tuple[Candidate, ...]:
    """Return what a piece that waits may be: the places of its words, or the passage nearest to them."""
    exact, locked = piece.selector.exact, piece.locked
    if piece.places:
        stood = _stood(piece)
        found: list[Candidate] = []
        for likeness, at in _ranked(folded, piece)[:OFFERED]:
            before, after = contexts_beside(
                folded, (at, at + len(exact)), whole_words(locked.before, locked.after)
            )
            span = folded.source_span(at, at + len(exact))
            found.append(Candidate(span, likeness, mark_difference(stood, f"{before}[{exact}]{after}")))
        return tuple(found)
    near = find_nearest(
        folded, Selector(exact, prefix=locked.before.strip(" "), suffix=locked.after.strip(" "))
    )
    if near is None:
        return ()
    span = folded.source_span(*near.range)
    return (Candidate(span, near.similarity, mark_difference(exact, folded.text[slice(*near.range)])),)


def contexts_beside(folded: Folded, range_: Span, were: tuple[str, str]) -> tuple[str, str]:
    """Return the words before and after a folded range, as far as the words reach that were there before.

    A context is cut to a length: what left it because something was put in between is not gone.
    """
    start, end = range_
    before = folded.text[max(0, start - FARTHER) : start]
    after = folded.text[end : end + FARTHER]
    plain = whole_words(*contexts_of(folded, start, end))
    reached = tuple(
        _reached(was, words, is_before=is_before)
        for was, words, is_before in ((were[0], before, True), (were[1], after, False))
    )
    return reached[0] or plain[0], reached[1] or plain[1]


def _reached(was: str, words: str, *, is_before: bool) -> str:
    """Return the part of a wider context from its end at the passage to the farthest word that was there."""
    segments = compare_words(was, words)
    same = [n for n, (kind, text) in enumerate(segments) if kind == "same" and any(map(str.isalnum, text))]
    if not same:
        return ""
    reached = segments[same[0] :] if is_before else segments[: same[-1] + 1]
    return "".join(text for kind, text in reached if kind != "gone")


def bracketed(before: str, words: str, after: str) -> str:
    """Return words in brackets between their contexts, freed of the words that a context's end cuts."""
    before, after = whole_words(before, after)
    return f"{before}[{words}]{after}"


def whole_words(before: str, after: str) -> tuple[str, str]:
    """Return contexts as a lock keeps them without the words that their ends cut."""
    if len(before) >= CONTEXT:
        before = before.partition(" ")[2] or before
    if len(after) >= CONTEXT:
        after = after.rpartition(" ")[0] or after
    return before, after


def _stood(piece: Sought) -> str:
    return bracketed(piece.locked.before, piece.selector.exact, piece.locked.after)
