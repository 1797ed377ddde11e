"""`Shown`: what pages other than its own show of a document, as digests taken once, when it is parsed."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.model.archive import Annotation, Document
from sitegen.record import Record, encode_record


class Shown(Record, frozen=True):
    """Digests of what other pages show of a document, and the ids of all that it refers to.

    `statements` stand at their annotations' numbers less one. The topics are its own and its
    annotations', not those of the claims and figures.
    """

    title: bytes  # of what a link to it shows
    entry: bytes  # of what lists of documents show, and of what other documents and redirects lead here by
    statements: tuple[bytes, ...]
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    figures: tuple[str, ...]
    topics: tuple[str, ...]


def shown_of_document(document: Document) -> Shown:
    """Return what other pages show of a document."""
    d, annotations = document, document.annotations
    title = encode_record((d.id, d.title, d.language, d.date, d.path))
    outer = encode_record((d.author, d.publisher, d.date))
    entry = (d.kind, d.publisher, d.summary, d.topics, d.translation_of, d.former_ids, len(annotations))
    by_number = {a.number: digest(outer, encode_record(_elsewhere(a))) for a in annotations}
    speakers = [*d.author, d.publisher]
    for annotation in annotations:
        speakers += (annotation.speaker, *annotation.via)
    return Shown(
        title=digest(title),
        entry=digest(title, encode_record(entry)),
        statements=tuple(by_number.get(n, b"") for n in range(1, max(by_number, default=0) + 1)),
        speakers=tuple(dict.fromkeys(id for id in speakers if id)),
        claims=tuple(dict.fromkeys(use.id for a in annotations for use in a.claims)),
        figures=tuple(dict.fromkeys(use.id for a in annotations for use in a.figures)),
        topics=tuple(dict.fromkeys((*d.topics, *(topic for a in annotations for topic in a.topics)))),
    )


def _elsewhere(annotation: Annotation) -> Annotation:
    """Return an annotation without what only its document's page shows of it."""
    return replace(annotation, spans=(), note="", cue="", annotator="")
