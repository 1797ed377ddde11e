"""Places of findings: keys into sidecars and registry files."""

from __future__ import annotations

from typing import Literal

from sitegen.diagnostics.diagnostic import Key, Place
from sitegen.model.archive import Annotation, Archive, Document

Registry = Literal["speakers", "claims", "figures", "topics"]


def place_in_registry(archive: Archive, registry: Registry, entry: str, *keys: Key) -> Place:
    """Return the place of an entry of a registry, or of what the keys lead to in it."""
    path = archive.origins.get(f"{registry}/{entry}", f"{registry}.yaml")
    return Place(path=path, keys=(entry, *keys), at_key=not keys)


def place_in_sidecar(document: Document, *keys: Key) -> Place:
    """Return the place that the keys lead to in a document's sidecar."""
    return Place(path=document.sidecar, keys=keys)


def place_of_annotation(document: Document, annotation: Annotation, *keys: Key) -> Place:
    """Return the place that the keys lead to in an annotation.

    What may be one thing or a list of them (`claim`, `figure`) is keyed as the list: where the author
    wrote one, the longest part of the keys that exists leads to it.
    """
    return Place(path=document.sidecar, keys=("annotations", annotation.number - 1, *keys))
