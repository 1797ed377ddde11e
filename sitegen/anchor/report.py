"""What is told of an annotation that has no place, or more than one: with the words that would mend it."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.anchor.compatible import fold_compatible_once, fold_words_compatible
from sitegen.anchor.describe import describe_all, describe_places, words_of
from sitegen.anchor.difference import mark_difference
from sitegen.anchor.fold import Folded
from sitegen.anchor.match import MOST, Outcome, needles_of, places_of
from sitegen.anchor.nearest import Near, find_nearest
from sitegen.anchor.paragraphs import paragraph_of
from sitegen.anchor.pieces import find_pieces
from sitegen.anchor.places import Needle, find_places
from sitegen.anchor.relocate import Verdict
from sitegen.anchor.shown import beside, in_context, named, quoted_scalar, settling, where
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import anchors
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.model.reading_text import ReadingText
from sitegen.record import Record

LISTED = 8  # places shown of words that stand more often
PASTED = 300  # characters of a quote that is offered for pasting


class Subject(Record, frozen=True):
    """What a finding is about: an annotation, its selectors folded, and the text it is sought in."""

    annotation: Annotation
    selectors: tuple[Selector, ...]
    folded: Folded
    reading: ReadingText
    sidecar_path: str
    is_detailed: bool = True

    @property
    def has_pieces(self) -> bool:
        return len(self.selectors) > 1


def report_trouble(subject: Subject, outcome: Outcome) -> Diagnostic:
    """Return the finding on an annotation that was not placed."""
    if outcome.trouble == "empty":
        return diagnostic(
            anchors.QUOTE_EMPTY,
            _place(subject, outcome.piece),
            f"{_piece(subject, outcome.piece)} has no words",
            help="quote the words that the annotation is about",
        )
    if outcome.trouble == "absent":
        return _report_absent(subject, outcome)
    if outcome.trouble == "order":
        return _report_order(subject, outcome)
    return _report_places(subject, outcome)


def report_waiting(subject: Subject, verdict: Verdict) -> Diagnostic:
    """Return the finding on an annotation that the lock says a person must look at."""
    folded, reading = subject.folded, subject.reading
    exact = subject.selectors[verdict.piece].exact
    lines: list[str] = []
    for candidate in verdict.candidates:
        at, _ = folded.folded_span(*candidate.span)
        likeness = f"{candidate.similarity:.0%} like it"
        lines.append(f"{where(folded, reading, at)}, {likeness}: {candidate.difference}")
    return diagnostic(
        anchors.PASSAGE_WAITING,
        _place(subject, verdict.piece),
        f"the document was changed: {_piece(subject, verdict.piece)} {named(exact)} may stand elsewhere now",
        help="run `sitegen reanchor` and say where the passage is",
        details=tuple(lines) or ("nothing in the document is much like it",),
    )


def report_lock(lock_path: str) -> Diagnostic:
    """Return the finding on a lock file that cannot be read."""
    return diagnostic(
        anchors.LOCK_UNREADABLE,
        Place(path=lock_path),
        "the anchor lock cannot be read",
        help="take it back from the version control, or delete it and run `sitegen lock`",
    )


def report_cue(subject: Subject, cue: str) -> Diagnostic:
    """Return the finding on a folded cue that does not stand near its annotation's passage."""
    folded, blocks, annotation = subject.folded, subject.reading.blocks, subject.annotation
    elsewhere = folded.text.find(cue)
    aside = f"; it stands in {where(folded, subject.reading, elsewhere)}" if elsewhere >= 0 else ""
    paragraph = paragraph_of(blocks, annotation.spans[0][0])
    return diagnostic(
        anchors.CUE_NOT_FOUND,
        Place(path=subject.sidecar_path, keys=("annotations", annotation.number - 1, "cue")),
        f"the cue {named(cue)} does not stand near its passage, which is in paragraph {paragraph}{aside}",
        help="write the reporting words as they are printed, in the same case, or leave the cue out",
    )


def report_missing_id(annotation: Annotation, sidecar_path: str) -> Diagnostic:
    """Return the advice to write an annotation's id."""
    return diagnostic(
        anchors.ANNOTATION_WITHOUT_ID,
        Place(path=sidecar_path, keys=("annotations", annotation.number - 1)),
        "the annotation has no id, so its address changes with its quote",
        help=f"write one, for instance: id: {annotation.id}",
    )


def report_markup(annotation: Annotation, sidecar_path: str) -> Diagnostic:
    """Return the advice to quote what a reader sees."""
    return diagnostic(
        anchors.QUOTE_IN_MARKUP,
        Place(path=sidecar_path, keys=("annotations", annotation.number - 1, "quote")),
        "the quote has Markdown signs in it that readers do not see",
        help="quote the words as the page shows them",
    )


def report_other_form(subject: Subject, differences: Iterable[str]) -> Diagnostic:
    """Return the advice that a quote was found in other forms of the same characters alone."""
    folded, annotation = subject.folded, subject.annotation
    what = "; ".join(differences) or "other forms of the same characters"
    return diagnostic(
        anchors.QUOTE_IN_OTHER_FORM,
        _place(subject, 0),
        f"the quote stands in the document in another form: {what}",
        help="nothing has to be done, if this is the passage that is meant",
        details=tuple(
            in_context(folded, subject.reading, folded.folded_span(*span))
            for span in annotation.spans[:LISTED]
        ),
    )


def _report_absent(subject: Subject, outcome: Outcome) -> Diagnostic:
    selector = subject.selectors[outcome.piece]
    pieces = _piece_details(subject, selector) if subject.is_detailed else ()
    near = find_nearest(subject.folded, selector) if subject.is_detailed else None
    if pieces:
        help_ = "if what stands between the pieces is no part of the passage, quote it in pieces, as above"
    elif near:
        help_ = "write the words as the document has them"
    elif subject.is_detailed:
        help_ = "no passage of the document is much like it; is it quoted from this document?"
    else:
        help_ = "mend the quotes above first: what is nearest to this one is shown then"
    return diagnostic(
        anchors.QUOTE_NOT_FOUND,
        _place(subject, outcome.piece),
        f"{_piece(subject, outcome.piece)} {named(selector.exact)} is not in the document",
        help=help_,
        details=(*(_near_details(subject, selector, near) if near else ()), *pieces),
    )


def _piece_details(subject: Subject, selector: Selector) -> tuple[str, ...]:
    """Return the pieces in which the words stand, as lines to paste; nothing where they do not."""
    text = subject.reading.text
    spans = _spans_of(subject.folded, find_pieces(subject.folded, selector.exact))
    if not spans:
        other = fold_compatible_once(text)
        spans = _spans_of(other, find_pieces(other, fold_words_compatible(selector.exact)))
    settled = [one for one in describe_all(text, subject.folded, spans) if one is not None]
    if not settled:
        return ()
    lines = [settling(one, is_piece=True) for one in settled]
    at = subject.folded.folded_span(*spans[0])[0]
    place = where(subject.folded, subject.reading, at)
    head = f"it stands in {len(lines)} pieces, the first in {place}, with something else between them:"
    return (head, *lines) if subject.has_pieces else (head, "quote:", *(f"  {line}" for line in lines))


def _spans_of(folded: Folded, ranges: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple([folded.source_span(start, end) for start, end in ranges])


def _near_details(subject: Subject, selector: Selector, near: Near) -> tuple[str, ...]:
    """Return the nearest passage with the difference marked, and its words to paste."""
    folded, reading = subject.folded, subject.reading
    start, end = near.range
    marked = mark_difference(selector.exact, folded.text[start:end])
    lines = [
        f"nearest, in {where(folded, reading, start)}: {marked}",
        "[-only in the quote-] {+only in the document+}",
    ]
    words = words_of(reading.text, folded, start, end)
    if len(words) <= PASTED:
        key = "- " if subject.has_pieces else "quote: "
        lines.append(f"if that is the passage: {key}{quoted_scalar(words)}")
    return tuple(lines)


def _report_order(subject: Subject, outcome: Outcome) -> Diagnostic:
    piece = outcome.piece
    exact, before = subject.selectors[piece].exact, subject.selectors[piece - 1].exact
    shown = [
        in_context(subject.folded, subject.reading, (at, at + len(exact))) for at in outcome.places[:LISTED]
    ]
    return diagnostic(
        anchors.PIECES_OUT_OF_ORDER,
        _place(subject, piece),
        f"piece {piece + 1} of the quote {named(exact)} does not stand after piece {piece} {named(before)}",
        help="write the pieces in the document's order; overlapping passages are two annotations",
        details=tuple(shown),
    )


def _report_places(subject: Subject, outcome: Outcome) -> Diagnostic:
    """Return the finding on words that stand in the document, but not in one place that the selector says."""
    selector = subject.selectors[outcome.piece]
    meant = _meant(subject, outcome)
    times = _times(subject, selector, meant)
    if outcome.trouble == "several":
        rule, said = anchors.QUOTE_AMBIGUOUS, f"stands in the document {times}"
    elif outcome.trouble == "context":
        rule, said = anchors.CONTEXT_NOT_FOUND, f"is in the document, but not {beside(selector)}"
    else:
        rule = anchors.OCCURRENCE_TOO_HIGH
        said = f"stands in the document {times}; there is no occurrence {selector.occurrence}"
    return diagnostic(
        rule,
        _place(subject, outcome.piece),
        f"{_piece(subject, outcome.piece)} {named(selector.exact)} {said}",
        help="say which place is meant, by what is written below it"
        if subject.is_detailed
        else "mend the quotes above first: the places of this one are shown then",
        details=_place_details(subject, selector, meant) if subject.is_detailed else (),
    )


def _meant(subject: Subject, outcome: Outcome) -> tuple[int, ...]:
    """Return the places that the selector may mean; to see that there are several, two were enough."""
    if not subject.is_detailed or subject.has_pieces:
        return outcome.places
    selector = subject.selectors[outcome.piece]
    needles = (Needle(text=selector.exact),) if outcome.trouble == "context" else needles_of(selector)
    return places_of(find_places(subject.folded, dict.fromkeys(needles, MOST)), needles)


def _place_details(subject: Subject, selector: Selector, meant: tuple[int, ...]) -> tuple[str, ...]:
    """Return two lines for each place: the words in context, and the YAML that settles it."""
    folded, reading = subject.folded, subject.reading
    needle, length = Needle(text=selector.exact), len(selector.exact)
    every = find_places(folded, {needle: MOST})[needle]
    settled = dict(zip(every, describe_places(reading.text, folded, every, length), strict=True))
    lines: list[str] = []
    for at in meant[:LISTED]:
        lines.append(in_context(folded, reading, (at, at + length)))
        if at in settled:
            lines.append("    " + settling(settled[at], is_piece=subject.has_pieces))
    if len(meant) > LISTED:
        lines.append(f"and {len(meant) - LISTED} further places")
    return tuple(lines)


def _place(subject: Subject, piece: int) -> Place:
    keys: tuple[str | int, ...] = ("annotations", subject.annotation.number - 1, "quote")
    return Place(path=subject.sidecar_path, keys=(*keys, piece) if subject.has_pieces else keys)


def _piece(subject: Subject, piece: int) -> str:
    return f"piece {piece + 1} of the quote" if subject.has_pieces else "the quote"


def _times(subject: Subject, selector: Selector, places: tuple[int, ...]) -> str:
    """Return in words how often the selector's words stand in its context."""
    number = {1: "once", 2: "twice"}.get(len(places), f"{len(places)} times")
    if len(places) >= MOST or not subject.is_detailed:
        number = f"{number} or more"
    return f"{number} {beside(selector)}".rstrip(" ")
