"""What ids of either state are called, and which ids became which."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.diff.change import Section, find_renamed, find_same, quoted
from sitegen.model.archive import Archive, Claim, Document, Figure, Speaker, Topic


class Namer:
    """Names things by their ids, the new state before the old, and knows what was renamed."""

    __slots__ = ("_new", "_old", "renamed")

    def __init__(self, old: Archive, new: Archive) -> None:
        self._old = old
        self._new = new
        self.renamed: dict[Section, dict[str, str]] = {
            "documents": _renamed_documents(old.documents, new.documents),
            "speakers": _renamed(old.speakers, new.speakers),
            "claims": _renamed(old.claims, new.claims),
            "figures": _renamed(old.figures, new.figures),
            "topics": _renamed(old.topics, new.topics),
        }

    def now(self, section: Section, id_: str) -> str:
        """Return the id that an old one is now."""
        return self.renamed[section].get(id_, id_)

    def speaker(self, id_: str) -> str:
        """Return a speaker's name."""
        found = self._new.speakers.get(id_) or self._old.speakers.get(id_)
        return found.name if found else id_

    def claim(self, id_: str) -> str:
        """Return a claim's text in quotation marks."""
        found = self._new.claims.get(id_) or self._old.claims.get(id_)
        return quoted(found.text) if found else id_

    def figure(self, id_: str) -> str:
        """Return a figure's label in quotation marks."""
        found = self._new.figures.get(id_) or self._old.figures.get(id_)
        return quoted(found.label) if found else id_


def words_of(entity: Speaker | Claim | Figure | Topic) -> str:
    """Return what an entity is called."""
    if isinstance(entity, Claim):
        return entity.text
    return entity.label if isinstance(entity, Figure) else entity.name


def _renamed(
    old: Mapping[str, Speaker] | Mapping[str, Claim] | Mapping[str, Figure] | Mapping[str, Topic],
    new: Mapping[str, Speaker] | Mapping[str, Claim] | Mapping[str, Figure] | Mapping[str, Topic],
) -> dict[str, str]:
    former = {id_: entity.id for entity in new.values() for id_ in entity.former_ids}
    same = find_same(
        {id_: words_of(entity) for id_, entity in old.items()},
        {id_: words_of(entity) for id_, entity in new.items()},
    )
    return find_renamed(old, new, former, same)


def _renamed_documents(old: Mapping[str, Document], new: Mapping[str, Document]) -> dict[str, str]:
    former = {id_: document.id for document in new.values() for id_ in document.former_ids}
    same = find_same(
        {id_: document.text_digest for id_, document in old.items()},
        {id_: document.text_digest for id_, document in new.items()},
    )
    return find_renamed(old, new, former, same)
