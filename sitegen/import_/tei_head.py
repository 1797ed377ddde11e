"""The head of a TEI document, and the people that heads describe."""

from __future__ import annotations

import re
from typing import Any

from sitegen.import_.tei_text import local_name, plain_words
from sitegen.scaffold.yaml_text import Yaml

_XML = "{http://www.w3.org/XML/1998/namespace}"
_DATE = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
_KINDS = {"person": "person", "personGrp": "group", "org": "organization"}
LONGEST_TITLE = 120  # characters
_NAMES = ("persName", "orgName", "name")


class People:
    """Persons and organisations by their xml:id."""

    __slots__ = ("_entries", "_strangers")

    def __init__(self) -> None:
        self._entries: dict[str, dict[str, Yaml]] = {}
        self._strangers: set[str] = set()

    def call(self, pointer: str, name: str) -> None:
        """Remember a name for whom nobody describes: as the record of a sitting announces its speakers."""
        self.add(_target(pointer), {"name": name})

    def add(self, id_: str, entry: dict[str, Yaml]) -> None:
        """Remember an entry with its `name`; the first of an id counts."""
        self._entries.setdefault(id_, entry)

    def entry_of(self, pointer: str) -> dict[str, Yaml]:
        """Return what is known of whom a pointer (`#id`, `file.xml#id`, `prefix:id`) leads to."""
        return self._entries.get(_target(pointer), {})

    def is_first_stranger(self, pointer: str) -> bool:
        """Tell whether nobody is known whom the pointer leads to, the first time that it is asked."""
        id_ = _target(pointer)
        if id_ in self._entries or id_ in self._strangers:
            return False
        self._strangers.add(id_)
        return True

    def name_of(self, pointer: str) -> str:
        """Return the name of whom a pointer leads to, or the pointer's own words."""
        name = self.entry_of(pointer).get("name")
        return name if isinstance(name, str) else _target(pointer)


class Head:
    """`keys` are a sidecar's; authors are names."""

    __slots__ = ("authors", "keys")

    def __init__(self) -> None:
        self.keys: dict[str, Yaml] = {}
        self.authors: list[str] = []


def read_people(root: Any, people: People) -> None:  # noqa: ANN401 - an lxml element
    """Remember everybody that a file describes."""
    for node in root.iter():
        kind = _KINDS.get(local_name(node))
        id_ = node.get(_XML + "id") if kind else None
        if id_:
            names = [name for child in node if local_name(child) in _NAMES if (name := _name(child))]
            entry: dict[str, Yaml] = {"name": names[0] if names else id_, "kind": kind}
            others = list(dict.fromkeys(name for name in names[1:] if name != names[0]))
            if others:
                entry["aliases"] = others
            people.add(id_, entry)


def read_head(document: Any) -> Head:  # noqa: ANN401
    """Return what a document's header says of it; of what it says in several languages, its own."""
    head = Head()
    header = next((node for node in document if local_name(node) == "teiHeader"), None)
    language = document.get(_XML + "lang") or next(
        (node.get(_XML + "lang") for node in document if local_name(node) == "text"), None
    )
    if title := _title(_find(header, "fileDesc", "titleStmt", "title"), language):
        head.keys["title"] = title
    head.authors = [
        name for node in _find(header, "fileDesc", "titleStmt", "author") if (name := _name(node))
    ]
    if date := _date(header):
        head.keys["date"] = date
    if language:
        head.keys["language"] = language
    source: dict[str, Yaml] = {}
    bibls = _find(header, "fileDesc", "sourceDesc", "bibl")
    addresses = [plain_words(node) for bibl in bibls for node in bibl.iter() if local_name(node) == "idno"]
    if url := next((a for a in addresses if a.startswith(("http://", "https://"))), ""):
        source["url"] = url
    for key, nodes in (
        ("rights", _find(header, "fileDesc", "publicationStmt", "availability")),
        ("citation", bibls),
    ):
        if words := next((w for node in nodes if (w := _words_in(node, language))), ""):
            source[key] = words
    if source:
        head.keys["source"] = source
    return head


def _title(titles: list[Any], language: str | None) -> str:
    """Return the main title with the one below it; the latter alone where both are long."""
    own = [t for t in titles if _is_own(t, titles, language)]
    main = next((w for t in own if t.get("type") in {None, "main"} and (w := plain_words(t))), "")
    below = next((w for t in own if t.get("type") == "sub" and (w := plain_words(t))), "")
    if not main or not below:
        return main or below
    return f"{main}: {below}" if len(main) + len(below) <= LONGEST_TITLE else below


def _is_own(node: Any, beside: list[Any], language: str | None) -> bool:  # noqa: ANN401
    """Tell whether an element is in the document's language, or there is none beside it that is."""
    given = node.get(_XML + "lang")
    if given is None or language is None or given == language:
        return True
    return not any(n is not node and n.get(_XML + "lang") == language and n.tag == node.tag for n in beside)


def _words_in(node: Any, language: str | None) -> str:  # noqa: ANN401
    children = [child for child in node if local_name(child) and local_name(child) != "idno"]
    if not children:
        return plain_words(node)
    own = [plain_words(child) for child in children if _is_own(child, children, language)]
    return ", ".join(dict.fromkeys(filter(None, own)))


def _find(node: Any, *path: str) -> list[Any]:  # noqa: ANN401
    found = [] if node is None else [node]
    for name in path:
        found = [child for parent in found for child in parent if local_name(child) == name]
    return found


def _date(header: Any) -> str:  # noqa: ANN401
    """Return when the text was made: its setting's date, its source's, or its publication's."""
    if header is None:
        return ""
    places = (("settingDesc",), ("sourceDesc",), ("publicationStmt",))
    for (place,) in places:
        for part in header.iter():
            if local_name(part) == place:
                for node in part.iter():
                    when = node.get("when") or "" if local_name(node) == "date" else ""
                    if _DATE.match(when):
                        return when
    return ""


def _name(node: Any) -> str:  # noqa: ANN401
    """Return a name's words: forename before surname, as it is said."""
    parts = {"forename": [], "surname": []}  # type: dict[str, list[str]]
    for child in node.iter():
        if local_name(child) in parts:
            parts[local_name(child)].append(plain_words(child))
    said = " ".join((*parts["forename"], *parts["surname"]))
    return said if parts["surname"] else plain_words(node)


def _target(pointer: str) -> str:
    return pointer.rpartition("#")[2] if "#" in pointer else pointer.rpartition(":")[2]
