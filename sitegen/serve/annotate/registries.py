"""The names that an annotation may use, looked through as fast as a person types."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.digest import digest
from sitegen.model.archive import Site
from sitegen.parse import records
from sitegen.search.fold import fold_text, fold_word
from sitegen.splice.propose import propose_id

KINDS = ("speakers", "claims", "figures", "topics")
SHOWN = 12  # names in a list under a field
SINGULAR = {"speakers": "speaker", "claims": "claim", "figures": "figure", "topics": "topic"}
NO_SITE = Site(title="")


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of a registry as it is offered; `folded` is what is looked through."""

    id: str
    name: str
    detail: str
    folded: str


@dataclass
class Registries:
    """An archive's registries and site file, read again where their bytes changed."""

    archive: Path
    _names: dict[tuple[str, str], tuple[bytes, tuple[Name, ...]]] = field(default_factory=dict)
    _site: tuple[bytes, Site] = (b"", NO_SITE)

    def site(self) -> Site:
        """Return the site's record."""
        data = _read(self.archive / "site.yaml")
        key = digest(data)
        if self._site[0] != key:
            self._site = key, records.parse_site(data, "site.yaml")[0] or NO_SITE
        return self._site[1]

    def names(self, kind: str) -> tuple[Name, ...]:
        """Return all entries of a kind."""
        return tuple(name for path in self.files(kind) for name in self._names_in(kind, path))

    def find(self, kind: str, id: str) -> Name | None:
        """Return the entry with an id."""
        return next((name for name in self.names(kind) if name.id == id), None)

    def files(self, kind: str) -> list[Path]:
        """Return the registry files of a kind, in order."""
        single, folder = self.archive / f"{kind}.yaml", self.archive / kind
        return [p for p in (single, *sorted(folder.rglob("*.yaml"))) if p.is_file()]

    def file_for(self, kind: str, id: str) -> Path:
        """Return the file that a new entry goes into: a folder of registries gets a file for each."""
        single, files = self.archive / f"{kind}.yaml", self.files(kind)
        return single if not files or single in files else self.archive / kind / f"{id}.yaml"

    def suggest(self, kind: str, typed: str) -> tuple[list[Name], str]:
        """Return the entries that go with what was typed, best first, and an id for a new one."""
        names = self.names(kind)
        asked = fold(typed).split()
        found = [(rank, name.name, name) for name in names if (rank := _rank(name, asked)) is not None]
        found.sort(key=lambda item: item[:2])
        taken = {name.id for name in names}
        return [name for _, _, name in found[:SHOWN]], propose_id(typed, taken, SINGULAR[kind])

    def _names_in(self, kind: str, path: Path) -> tuple[Name, ...]:
        data = _read(path)
        key = digest(data)
        known = self._names.get((kind, str(path)))
        if known is not None and known[0] == key:
            return known[1]
        entries = getattr(records, f"parse_{kind}")(data, path.name)[0]
        names = tuple(_name_of(kind, entry) for entry in entries.values())
        self._names[kind, str(path)] = key, names
        return names


def fold(text: str) -> str:
    """Return a text as names are compared: no case, no accents."""
    return fold_word(fold_text(text, ""))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _name_of(kind: str, entry: Any) -> Name:  # noqa: ANN401 - a record of any registry
    if kind == "speakers":
        detail, more = ", ".join(role.title for role in entry.roles[:1]), entry.aliases
        return Name(entry.id, entry.name, detail, fold(" ".join((entry.name, *more, entry.id, detail))))
    if kind == "claims":
        return Name(entry.id, entry.text, entry.status, fold(f"{entry.text} {entry.id}"))
    if kind == "figures":
        return Name(entry.id, entry.label, entry.unit, fold(f"{entry.label} {entry.unit} {entry.id}"))
    return Name(entry.id, entry.name, "", fold(f"{entry.name} {entry.id}"))


def _rank(name: Name, asked: list[str]) -> int | None:
    """Return how well a name goes with words: 0 where it begins with the first; None where one is missing."""
    if not asked:
        return 2
    if not all(word in name.folded for word in asked):
        return None
    if name.folded.startswith(asked[0]):
        return 0
    return 1 if f" {asked[0]}" in name.folded else 2
