"""Advice: two of a kind that readers cannot tell apart, because they are called the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.checks.places import Registry, place_in_registry, place_in_sidecar
from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.rules import references as rules
from sitegen.model.archive import Archive, Document
from sitegen.model.period import Period
from sitegen.model.whole import Whole

_SHOWN = 60  # characters of a name
_NAMES: Final[tuple[tuple[Registry, str], ...]] = (
    ("speakers", "name"),
    ("claims", "text"),
    ("figures", "label"),
    ("topics", "name"),
)
ENTRY_HELP = "Name one so that readers can tell them apart, or make one entry of the two."
DOCUMENT_HELP = "Title one so that readers can tell them apart, or date them both."


def check_names_in_registries(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the entries of registries that are called as one before them is."""
    for registry, key in _NAMES:
        entities = getattr(archive, registry).values()
        named = ((entity.id, (compared(getattr(entity, key)),)) for entity in entities)
        for id_, other in _second_ones(named):
            place = place_in_registry(archive, registry, id_, key)
            name = getattr(getattr(archive, registry)[id_], key)
            message = f"{registry[:-1]} '{other}' has the same {key}: {shown(name)}"
            yield diagnostic(rules.NAME_SHARED, place, message, help=ENTRY_HELP)


def check_titles(archive: Archive, _: Whole) -> Iterator[Diagnostic]:
    """Yield the documents that have title, date and language of one before them: a date tells apart."""
    documents = archive.documents
    named = ((document.id, names_compared(document)) for document in documents.values())
    for id_, other in _second_ones(named):
        place = place_in_sidecar(documents[id_], "title")
        message = f"document '{other}' has the same title and date: {shown(documents[id_].title)}"
        yield diagnostic(rules.NAME_SHARED, place, message, help=DOCUMENT_HELP)


def names_compared(document: Document) -> tuple[str, Period | None, str]:
    """Return what tells a document from others, as readers see it."""
    return compared(document.title), document.date, document.language


def compared(name: str) -> str:
    """Return a name as readers hear it: without regard to capitals and blanks."""
    return " ".join(name.split()).casefold()


def shown(name: str) -> str:
    """Return a name, or as much of it as a line has room for."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}…"


def _second_ones(named: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    """Yield each id whose name an id before it has, with that id."""
    first: dict[object, str] = {}
    for id_, name in named:
        other = first.setdefault(name, id_)
        if other != id_:
            yield id_, other
