"""Marks → spans of the reading text. Only what is beyond doubt has a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as replace_in

from msgspec.structs import replace

from sitegen.anchor.compatible import match_wider
from sitegen.anchor.fold import Folded, fold_words
from sitegen.anchor.match import Outcome, fold_selector, match_all
from sitegen.import_.harvest import Mark
from sitegen.import_.offsets import cuts_word, is_same_words
from sitegen.model.archive import Selector, Span
from sitegen.parse.characters import replace_forbidden

SHOWN = 60  # characters of a passage that a reason shows

Align = Callable[[Span], Span | None]
Placed = tuple[tuple[Span, ...], str]  # the spans in order, or none and why


def place_marks(text: str, folded: Folded, marks: Sequence[Mark], align: Align | None) -> list[Placed]:
    """Return each mark's spans in the reading text, or no spans and the reason.

    `align` leads from the source's offsets to the reading text's; None where offsets say nothing of it.
    """
    marks = [_as_shown(mark) for mark in marks]
    requests: list[tuple[Selector, ...]] = []
    asked: list[int] = []
    placed: list[Placed] = [((), "")] * len(marks)
    for n, mark in enumerate(marks):
        placed[n], is_settled = _by_offsets(text, mark, align)
        if not is_settled and (selectors := _selectors(mark)):
            asked.append(n)
            requests.append(tuple(fold_selector(selector) for selector in selectors))
    retries: list[int] = []
    outcomes = match_all(folded, requests)
    wider = match_wider(text, [_selectors(marks[n]) for n in asked], outcomes)
    for number, (n, request, outcome) in enumerate(zip(asked, requests, outcomes, strict=True)):
        if number in wider and wider[number].spans:
            placed[n] = wider[number].spans, ""
            continue
        placed[n] = _by_words(folded, marks[n], request, outcome, align)
        if outcome.trouble == "context":
            retries.append(n)
    bare = [tuple(Selector(fold_words(s.exact)) for s in _selectors(marks[n])) for n in retries]
    for n, outcome in zip(retries, match_all(folded, bare), strict=True):
        if outcome.ranges:  # the words beside it changed, but the words themselves stand there once
            placed[n] = _source_spans(folded, outcome), ""
    return placed


def _as_shown(mark: Mark) -> Mark:
    """Return a mark whose words have, for characters that no page can show, what a reading text has."""
    words = [mark.expected]
    for piece in mark.pieces:
        words += (piece.exact, piece.prefix, piece.suffix) if isinstance(piece, Selector) else ()
    if all(text.isprintable() for text in words):
        return mark
    pieces = tuple(
        replace(
            piece,
            exact=replace_forbidden(piece.exact),
            prefix=replace_forbidden(piece.prefix),
            suffix=replace_forbidden(piece.suffix),
        )
        if isinstance(piece, Selector)
        else piece
        for piece in mark.pieces
    )
    return replace_in(mark, pieces=pieces, expected=replace_forbidden(mark.expected))


def _by_offsets(text: str, mark: Mark, align: Align | None) -> tuple[Placed, bool]:
    """Return where a mark's offsets lead or why nowhere, and whether its words are not to be looked for."""
    spans = [piece for piece in mark.pieces if not isinstance(piece, Selector)]
    if align is None or not spans:
        return ((), "it is given by offsets, which say nothing about this text" if spans else ""), False
    found = [span for piece in sorted(spans) if (span := align(piece)) is not None]
    if not found:
        return ((), "there are no words at its place"), False
    words = " ".join(" ".join(text[start:end] for start, end in found).split())
    if mark.is_bare:
        cut = next((s for s in found for at in s if cuts_word(text, at)), None)
        if cut is not None:
            why = f"its offsets lead to {_shown(words)}, which begins or ends within a word"
            return ((), f"{why}; they may count something else than characters"), True
    elif (
        mark.expected
        and not _is_in_order(text, mark, align)
        and not is_same_words(folded := fold_words(words), expected := fold_words(mark.expected))
    ):
        if "".join(folded.split()).startswith("".join(expected.split())):
            why = f"its row ends after {_shown(mark.expected)}, but its offsets lead to {_shown(words)}"
            return ((), f"{why}: the row is cut"), True
        return ((), f"its offsets lead to {_shown(words)}, but it says {_shown(mark.expected)}"), False
    return (_merged(found), ""), True


def _is_in_order(text: str, mark: Mark, align: Align) -> bool:
    """Tell whether a mark's pieces, in the order in which it has them, are its words."""
    spans = [span for piece in mark.pieces if not isinstance(piece, Selector) and (span := align(piece))]
    words = fold_words(" ".join(text[start:end] for start, end in spans))
    return is_same_words(words, fold_words(mark.expected))


def _selectors(mark: Mark) -> tuple[Selector, ...]:
    given = tuple(piece for piece in mark.pieces if isinstance(piece, Selector))
    if given or not mark.expected:
        return given
    return (Selector(mark.expected),)


def _by_words(
    folded: Folded, mark: Mark, request: tuple[Selector, ...], outcome: Outcome, align: Align | None
) -> Placed:
    if outcome.ranges:
        return _source_spans(folded, outcome), ""
    exact = _shown(request[outcome.piece].exact)
    if outcome.trouble == "several":
        at = _at_position(folded, mark, request, align)
        if at is not None:
            return (at,), ""
        return (), f"{exact} stands there {len(outcome.places)} times or more, and nothing tells which it is"
    reasons = {
        "empty": "it quotes no words",
        "absent": f"{exact} does not stand in the text",
        "context": f"{exact} stands in the text several times, but not between the words given",
        "occurrence": f"{exact} does not stand in the text that often",
        "order": f"{exact} does not follow the piece before it",
    }
    return (), reasons[outcome.trouble]


def _at_position(
    folded: Folded, mark: Mark, request: tuple[Selector, ...], align: Align | None
) -> Span | None:
    """Return the place that a position names, if the very words of a one-piece quote stand there."""
    if mark.position is None or align is None or len(request) > 1:
        return None
    span = align(mark.position)
    if span is None:
        return None
    start, end = folded.folded_span(*span)
    return span if folded.text[start:end] == request[0].exact else None


def _source_spans(folded: Folded, outcome: Outcome) -> tuple[Span, ...]:
    return tuple(folded.source_span(start, end) for start, end in outcome.ranges)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap made one: pieces of a quote follow one another."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _shown(words: str) -> str:
    return repr(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")
