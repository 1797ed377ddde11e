"""Former ids that are in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.checks.places import Registry, place_in_registry, place_in_sidecar
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import references as rules
from sitegen.model.archive import Archive, Claim, Document, Figure, Speaker, Topic
from sitegen.model.whole import Whole

HELP = "Remove it from one of the two: an address leads to one place."
Entity = Speaker | Claim | Figure | Topic | Document


def check_former_ids_of_documents(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the former ids of documents that name another document, or had two owners."""
    for entity, n, message in iter_collisions("document", archive.documents.values(), archive.documents):
        assert isinstance(entity, Document)
        place = place_in_sidecar(entity, "former_ids", n)
        yield diagnostic(rules.FORMER_ID_TAKEN, place, message, help=HELP)


def check_former_ids_in_registries(archive: Archive, whole: Whole) -> Iterator[Diagnostic]:
    """Yield the former ids of entries that name something else of the same kind, or had two owners."""
    yield from _check_registry(archive, "speakers", archive.speakers.values(), archive.speakers)
    yield from _check_registry(archive, "claims", archive.claims.values(), archive.claims)
    yield from _check_registry(archive, "figures", archive.figures.values(), archive.figures)
    # A topic that is only used has its page as well.
    yield from _check_registry(archive, "topics", archive.topics.values(), whole.topics)


def iter_collisions(
    noun: str, entities: Iterable[Entity], living: Mapping[str, object]
) -> Iterator[tuple[Entity, int, str]]:
    """Yield each former id that collides: whose it is, its place in the list, and a message."""
    owners: dict[str, str] = {}
    for entity in entities:
        for n, former in enumerate(entity.former_ids):
            owner = owners.setdefault(former, entity.id)
            if former == entity.id:
                yield entity, n, f"{noun} '{former}' has its own id as a former one"
            elif former in living:
                yield entity, n, f"former id '{former}' is the id of another {noun}"
            elif owner != entity.id:
                yield entity, n, f"former id '{former}' is also a former id of {noun} '{owner}'"
            elif former in entity.former_ids[:n]:
                yield entity, n, f"former id '{former}' stands twice"


def _check_registry(
    archive: Archive, registry: Registry, entities: Iterable[Entity], living: Mapping[str, object]
) -> Iterator[Diagnostic]:
    for entity, n, message in iter_collisions(registry[:-1], entities, living):
        place: Place = place_in_registry(archive, registry, entity.id, "former_ids", n)
        yield diagnostic(rules.FORMER_ID_TAKEN, place, message, help=HELP)
