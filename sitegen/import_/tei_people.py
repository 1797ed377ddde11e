"""The people that TEI files describe, by the names that texts have for them."""

from __future__ import annotations

from typing import Any

from sitegen.import_.tei_passages import XML_ID, local_name, plain_words
from sitegen.scaffold.yaml_text import Yaml

_KINDS = {"person": "person", "personGrp": "group", "org": "organization"}
_ROLES = ("role", "castItem")  # of plays: a list of the persons, not a description
_NAMES = ("persName", "orgName", "name")
DESCRIPTIONS = tuple(
    f"{lead}{n}".encode() for n in (*_KINDS, *_ROLES) for lead in "<:"
)  # in a file that has some


class People:
    """Persons and organisations by their xml:id: those of a document, and `around` it those of all files."""

    __slots__ = ("_around", "_entries", "_names", "_strangers", "document", "has_utterances")

    def __init__(
        self, around: People | None = None, document: str = "", *, has_utterances: bool = False
    ) -> None:
        self._around = around
        self.document = document
        self.has_utterances = has_utterances
        self._entries: dict[str, dict[str, Yaml]] = {}
        self._names: set[str] = set()  # of people without an id, whom texts point at by their names
        self._strangers: set[str] = set()

    def call(self, pointer: str, name: str) -> None:
        """Remember a name for whom nobody describes: as the record of a sitting announces its speakers."""
        self.add(target_of(pointer), {"name": name})

    def add(self, id_: str, entry: dict[str, Yaml]) -> None:
        """Remember an entry with its `name`; the first of an id counts."""
        self._entries.setdefault(id_, entry)

    def add_name(self, name: str) -> None:
        """Remember somebody who is described without an id."""
        self._names.add(name)

    def entry_of(self, pointer: str) -> dict[str, Yaml]:
        """Return what is known of whom a pointer (`#id`, `file.xml#id`, `prefix:id`) leads to."""
        found = self._entries.get(target_of(pointer), {})
        return found if found or self._around is None else self._around.entry_of(pointer)

    def is_own(self, pointer: str) -> bool:
        """Tell whether the document itself describes whom a pointer leads to."""
        return target_of(pointer) in self._entries

    def is_first_stranger(self, pointer: str) -> bool:
        """Tell whether nobody is known whom the pointer leads to, the first time that it is asked."""
        id_ = target_of(pointer)
        if id_ in self._entries or id_ in self._names or id_ in self._strangers:
            return False
        self._strangers.add(id_)
        return self._around is None or self._around.is_first_stranger(pointer)

    def name_of(self, pointer: str) -> str:
        """Return the name of whom a pointer leads to, or the pointer's own words."""
        name = self.entry_of(pointer).get("name")
        return name if isinstance(name, str) else target_of(pointer)


def read_people(root: Any, people: People) -> None:  # noqa: ANN401 - an lxml element
    """Remember everybody that a file describes."""
    for node in root.iter():
        element = local_name(node)
        kind = _KINDS.get(element)
        id_ = node.get(XML_ID)
        if element in _ROLES and id_:
            role = next((child for child in node if local_name(child) == "role"), node)
            people.add(id_, {"name": plain_words(role).rstrip(".,:; ") or id_, "kind": "person"})
        elif kind:
            names = [name for child in node if local_name(child) in _NAMES if (name := name_of(child))]
            if not id_:
                people.add_name(names[0] if names else "")
                continue
            entry: dict[str, Yaml] = {"name": names[0] if names else id_, "kind": kind}
            others = list(dict.fromkeys(name for name in names[1:] if name != names[0]))
            if others:
                entry["aliases"] = others
            people.add(id_, entry)


def name_of(node: Any) -> str:  # noqa: ANN401
    """Return a name's words: forename before surname, as it is said."""
    parts = {"forename": [], "surname": []}  # type: dict[str, list[str]]
    for child in node.iter():
        if local_name(child) in parts:
            parts[local_name(child)].append(plain_words(child))
    said = " ".join((*parts["forename"], *parts["surname"]))
    return said if parts["surname"] else plain_words(node)


def target_of(pointer: str) -> str:
    """Return the id that a pointer leads to."""
    return pointer.rpartition("#")[2] if "#" in pointer else pointer.rpartition(":")[2]
