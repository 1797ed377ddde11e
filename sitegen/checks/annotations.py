"""References that sidecars make: to speakers, claims, figures and documents."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.places import place_in_sidecar, place_of_annotation
from sitegen.checks.suggest import (
    CLAIM_HELP,
    DOCUMENT_HELP,
    FIGURE_HELP,
    SPEAKER_HELP,
    teller_of_entities,
)
from sitegen.diagnostics.diagnostic import Diagnostic, Key, diagnostic
from sitegen.diagnostics.rules import references as rules
from sitegen.diagnostics.rules.folders import NAME_NOT_PORTABLE
from sitegen.model.archive import Annotation, Archive, Document
from sitegen.model.whole import Whole
from sitegen.text.devices import is_device

Reference = tuple[str, tuple[Key, ...]]  # an id, and the keys to where it is written


def check_speakers_in_sidecars(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the speakers of documents and annotations that no registry has."""
    known = archive.speakers
    tell = teller_of_entities("speaker", known)
    for document in archive.documents.values():
        for speaker, keys in speakers_of_document(document):
            if speaker not in known:
                place = place_in_sidecar(document, *keys)
                yield diagnostic(rules.UNKNOWN_SPEAKER, place, tell(speaker), help=SPEAKER_HELP)
        for annotation in document.annotations:
            if annotation.speaker in known and not annotation.via:
                continue
            for speaker, keys in speakers_of_annotation(annotation):
                if speaker not in known:
                    place = place_of_annotation(document, annotation, *keys)
                    yield diagnostic(rules.UNKNOWN_SPEAKER, place, tell(speaker), help=SPEAKER_HELP)


def check_claims_in_sidecars(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the claims of annotations that no registry has."""
    tell = teller_of_entities("claim", archive.claims)
    for document in archive.documents.values():
        for annotation in document.annotations:
            for n, use in enumerate(annotation.claims):
                if use.id not in archive.claims:
                    place = place_of_annotation(document, annotation, "claim", n, "id")
                    yield diagnostic(rules.UNKNOWN_CLAIM, place, tell(use.id), help=CLAIM_HELP)


def check_topics_in_sidecars(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the topics whose page would have the name of a device; a topic needs no registry."""
    for document in archive.documents.values():
        named = [(topic, place_in_sidecar(document, "topics", n)) for n, topic in enumerate(document.topics)]
        for annotation in document.annotations:
            for n, topic in enumerate(annotation.topics):
                named.append((topic, place_of_annotation(document, annotation, "topics", n)))
        for topic, place in named:
            if is_device(topic):  # whatever registries hold: what is sound beside them is kept
                message = f"the topic '{topic}' makes a file's name that Windows keeps for a device"
                yield diagnostic(NAME_NOT_PORTABLE, place, message, help="Choose another id.")


def check_figures_in_sidecars(archive: Archive) -> Iterator[Diagnostic]:
    """Yield the figures of annotations that no registry has."""
    tell = teller_of_entities("figure", archive.figures)
    for document in archive.documents.values():
        for annotation in document.annotations:
            for n, use in enumerate(annotation.figures):
                if use.id not in archive.figures:
                    place = place_of_annotation(document, annotation, "figure", n, "id")
                    yield diagnostic(rules.UNKNOWN_FIGURE, place, tell(use.id), help=FIGURE_HELP)


def check_originals(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the documents that translate one which is not in the archive."""
    tell = teller_of_entities("document", archive.documents)
    for document in archive.documents.values():
        if document.translation_of and document.translation_of not in archive.documents:
            place = place_in_sidecar(document, "translation_of")
            message = tell(document.translation_of)
            yield diagnostic(rules.UNKNOWN_DOCUMENT, place, message, help=DOCUMENT_HELP)


def speakers_of_document(document: Document) -> Iterator[Reference]:
    """Yield the speakers that a document names as its author and publisher."""
    for n, author in enumerate(document.author):
        yield author, ("author", n)
    if document.publisher:
        yield document.publisher, ("publisher",)


def speakers_of_annotation(annotation: Annotation) -> Iterator[Reference]:
    """Yield the speakers that an annotation names."""
    if annotation.speaker:
        yield annotation.speaker, ("speaker",)
    for n, relay in enumerate(annotation.via):
        yield relay, ("via", n)
