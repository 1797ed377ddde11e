"""A document's annotations, each with its passage; and what is wrong with those that have none."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sitegen.anchor.fold import Folded, fold, fold_words
from sitegen.anchor.match import Outcome, fold_selector, match_all
from sitegen.anchor.paragraphs import find_cue
from sitegen.anchor.report import Subject, report_cue, report_missing_id, report_trouble
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.model.archive import Annotation
from sitegen.model.reading_text import ReadingText

DETAILED = 500  # troubles of one document told with passages and contexts; the others in one line each


def anchor_document(
    annotations: Sequence[Annotation], reading: ReadingText, sidecar_path: str
) -> tuple[tuple[Annotation, ...], tuple[Diagnostic, ...]]:
    """Return the annotations with their spans and passages, and the findings in the sidecar's order.

    An annotation whose quote has no place, or more than one, comes back without spans. Spans are
    in code points of the reading text; the sidecar's path is relative to the archive.
    """
    folded = fold(reading.text)
    requests = [tuple([fold_selector(selector) for selector in a.selectors]) for a in annotations]
    anchored: list[Annotation] = []
    findings: list[Diagnostic] = []
    troubles = 0
    for annotation, request, outcome in zip(annotations, requests, match_all(folded, requests), strict=True):
        if outcome.trouble:
            troubles += 1
            subject = Subject(annotation, request, folded, reading, sidecar_path, troubles <= DETAILED)
            findings.append(report_trouble(subject, outcome))
            anchored.append(annotation)
        else:
            placed = _placed(annotation, outcome, folded, reading.text)
            cue = fold_words(annotation.cue) if annotation.cue else ""
            if cue and find_cue(folded, reading.blocks, cue, placed.spans) is None:
                findings.append(report_cue(Subject(placed, request, folded, reading, sidecar_path), cue))
            anchored.append(placed)
        if not annotation.named:
            findings.append(report_missing_id(annotation, sidecar_path))
    return tuple(anchored), tuple(findings)


def _placed(annotation: Annotation, outcome: Outcome, folded: Folded, text: str) -> Annotation:
    spans = tuple([folded.source_span(start, end) for start, end in outcome.ranges])
    return replace(annotation, spans=spans, passage=tuple([text[start:end] for start, end in spans]))
