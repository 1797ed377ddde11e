"""A document's annotations, each with its passage; and what is wrong with those that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from sitegen.anchor.compatible import Wider, differences, match_wider
from sitegen.anchor.fold import Folded, fold, fold_words
from sitegen.anchor.lock import Lock
from sitegen.anchor.match import Outcome, fold_selector, match_all
from sitegen.anchor.paragraphs import find_cue
from sitegen.anchor.relocate import Matched, Verdict, relocate
from sitegen.anchor.report import (
    Subject,
    report_cue,
    report_markup,
    report_missing_id,
    report_other_form,
    report_trouble,
    report_waiting,
)
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.model.reading_text import ReadingText

DETAILED = 500  # troubles of one document told with passages and contexts; the others in one line each


def anchor_document(
    annotations: Sequence[Annotation],
    reading: ReadingText,
    sidecar_path: str,
    lock: Lock | None = None,
    unmark: Callable[[str], str] | None = None,
) -> tuple[tuple[Annotation, ...], tuple[Diagnostic, ...]]:
    """Return the annotations with their spans and passages, and the findings in the sidecar's order.

    An annotation whose quote has no place, or more than one, comes back without spans, and so does one
    that the lock says must wait for a person. Spans are in code points of the reading text; the
    sidecar's path is relative to the archive. `unmark` makes of words copied out of the source, with
    its Markdown, the words that a reader sees: a quote that is not in the reading text may be such.
    Both name the same characters, so nothing is guessed.
    """
    folded = fold(reading.text)
    requests = [tuple([fold_selector(s) for s in a.selectors]) for a in annotations]
    outcomes = list(match_all(folded, requests))
    unmarked: set[int] = set()
    if unmark is not None:
        unmarked = _match_unmarked(folded, annotations, requests, outcomes, unmark)
    wider = match_wider(reading.text, [a.selectors for a in annotations], outcomes)
    for place, found in wider.items():
        if found.outcome.ranges:
            requests[place], outcomes[place] = found.narrowed(folded)
    verdicts: Sequence[Verdict | None] = [None] * len(requests)
    if lock is not None:
        verdicts = relocate(
            lock, reading, folded, Matched(tuple(annotations), tuple(requests), tuple(outcomes))
        )
    anchored: list[Annotation] = []
    findings: list[Diagnostic] = []
    troubles = 0
    rows = zip(annotations, requests, outcomes, verdicts, strict=True)
    for place, (annotation, request, outcome, verdict) in enumerate(rows):
        spans = _spans(folded, outcome, verdict)
        placed = _placed(annotation, spans, reading.text) if spans else annotation
        anchored.append(placed)
        other = wider.get(place)
        if spans and annotation.named and not annotation.cue and other is None and place not in unmarked:
            continue  # nothing can be found
        troubles += not spans
        subject = Subject(placed, request, folded, reading, sidecar_path, troubles <= DETAILED)
        if spans:
            findings.extend(_advice(subject, other, is_unmarked=place in unmarked))
        else:
            findings.append(_trouble(subject, outcome, verdict, other))
        if not annotation.named:
            findings.append(report_missing_id(annotation, sidecar_path))
    return tuple(anchored), tuple(findings)


def _trouble(subject: Subject, outcome: Outcome, verdict: Verdict | None, other: Wider | None) -> Diagnostic:
    """Return the finding on an annotation that has no place."""
    if verdict is not None:
        return report_waiting(subject, verdict)
    if other is not None:
        return report_trouble(replace(subject, selectors=other.request, folded=other.folded), other.outcome)
    return report_trouble(subject, outcome)


def _advice(subject: Subject, other: Wider | None, *, is_unmarked: bool) -> Iterator[Diagnostic]:
    """Yield what there is to tell of an annotation that has its place."""
    annotation = subject.annotation
    if annotation.cue:
        yield from _check_cue(subject)
    if other is not None:
        yield report_other_form(subject, differences(other, annotation.selectors, subject.reading.text))
    if is_unmarked:
        yield report_markup(annotation, subject.sidecar_path)


def _spans(folded: Folded, outcome: Outcome, verdict: Verdict | None) -> tuple[Span, ...]:
    """Return where the annotation stands: as the lock says, where it says something."""
    if verdict is not None:
        return verdict.spans
    return tuple([folded.source_span(start, end) for start, end in outcome.ranges])


def _match_unmarked(
    folded: Folded,
    annotations: Sequence[Annotation],
    requests: list[tuple[Selector, ...]],
    outcomes: list[Outcome],
    unmark: Callable[[str], str],
) -> set[int]:
    """Match what is absent as it reads without its markup; put in what was found, return its places."""
    again: dict[int, tuple[Selector, ...]] = {}
    for place, outcome in enumerate(outcomes):
        if outcome.trouble == "absent":
            read = tuple([fold_selector(_unmarked(s, unmark)) for s in annotations[place].selectors])
            if read != requests[place]:
                again[place] = read
    found: set[int] = set()
    if not again:
        return found
    for (place, request), outcome in zip(again.items(), match_all(folded, list(again.values())), strict=True):
        if outcome.trouble != "absent":
            requests[place], outcomes[place] = request, outcome
            found.add(place)
    return found


def _unmarked(selector: Selector, unmark: Callable[[str], str]) -> Selector:
    exact, prefix, suffix = (
        unmark(text) if text else "" for text in (selector.exact, selector.prefix, selector.suffix)
    )
    return Selector(exact, prefix, suffix, selector.occurrence)


def _placed(annotation: Annotation, spans: tuple[Span, ...], text: str) -> Annotation:
    return replace(annotation, spans=spans, passage=tuple([text[start:end] for start, end in spans]))


def _check_cue(subject: Subject) -> tuple[Diagnostic, ...]:
    annotation = subject.annotation
    cue = fold_words(annotation.cue)
    if not cue or find_cue(subject.folded, subject.reading.blocks, cue, annotation.spans):
        return ()
    return (report_cue(subject, cue),)
