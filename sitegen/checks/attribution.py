"""Attribution chains that cannot be as they are written, and times that contradict their document's."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.places import place_of_annotation
from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.rules import attribution as rules
from sitegen.model.archive import Archive
from sitegen.model.period import Period

ORIGIN_HELP = (
    "Add the speaker whose words they are (`kind: anonymous` for one whom the source does not name)."
)
TWICE_HELP = "Name each once: `speaker` whose words they are, `via` those who passed them on."
SAID_HELP = "Correct one of the dates; the time that a number is about is `as_of`."
ANNOTATED_HELP = "Correct one of the dates; when the words were said is `said`."


def check_chains(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the chains that name somebody twice, and those that begin with a relay."""
    for document in archive.documents.values():
        for annotation in document.annotations:
            if not annotation.via:
                continue
            if not annotation.speaker:
                place = place_of_annotation(document, annotation, "via")
                message = f"'{annotation.via[0]}' passed this on, and no speaker is named"
                yield diagnostic(rules.VIA_WITHOUT_SPEAKER, place, message, help=ORIGIN_HELP)
            seen = {annotation.speaker}
            for n, relay in enumerate(annotation.via):
                if relay in seen:
                    place = place_of_annotation(document, annotation, "via", n)
                    message = f"the chain names '{relay}' twice"
                    yield diagnostic(rules.SPEAKER_TWICE, place, message, help=TWICE_HELP)
                seen.add(relay)


def check_times(archive: Archive) -> Iterator[Diagnostic]:
    """Yield what was said after the document that reports it, or annotated before it."""
    for document in archive.documents.values():
        date = document.date
        if date is None:
            continue
        for annotation in document.annotations:
            said, annotated = annotation.said, annotation.annotated
            if said is not None and is_surely_before(date, said):
                place = place_of_annotation(document, annotation, "said")
                message = f"said {said.edtf}, after its document of {date.edtf}"
                yield diagnostic(rules.SAID_AFTER_DOCUMENT, place, message, help=SAID_HELP)
            if annotated is not None and is_surely_before(annotated, date):
                place = place_of_annotation(document, annotation, "annotated")
                message = f"annotated {annotated.edtf}, before its document of {date.edtf}"
                yield diagnostic(rules.ANNOTATED_BEFORE_DOCUMENT, place, message, help=ANNOTATED_HELP)


def is_surely_before(one: Period, other: Period) -> bool:
    """Tell whether one time is before the other, and neither is marked as approximate or uncertain."""
    vague = one.is_approximate or one.is_uncertain or other.is_approximate or other.is_uncertain
    return one.is_before(other) and not vague
