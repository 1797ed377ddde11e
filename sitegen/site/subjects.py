"""What an annotation is about: its own topics, then those of the claims and figures it gives."""

from __future__ import annotations

from sitegen.model.archive import Annotation, Archive


def topics_of(archive: Archive, annotation: Annotation) -> tuple[str, ...]:
    """Return the ids of an annotation's topics, each once."""
    found = annotation.topics
    for claim in annotation.claims:
        found += archive.claims[claim.id].topics
    for figure in annotation.figures:
        found += archive.figures[figure.id].topics
    return tuple(dict.fromkeys(found)) if len(found) > 1 else found
