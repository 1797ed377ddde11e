"""The names that an annotation may use, looked through as fast as a person types."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sitegen.digest import digest
from sitegen.disk.folder import read_inside
from sitegen.disk.listing import list_below
from sitegen.model.archive import Archive, Site
from sitegen.parse import records
from sitegen.search.fold import fold_text, fold_word
from sitegen.splice.propose import propose_id
from sitegen.suggest.names import Names

KINDS = ("speakers", "claims", "figures", "topics")
SHOWN = 12  # names in a list under a field
SINGULAR = {"speakers": "speaker", "claims": "claim", "figures": "figure", "topics": "topic"}
NO_SITE = Site(title="")
NO_RANK = 9
_BETWEEN = re.compile(r"[\W_]+")  # what parts words: a hyphen, an apostrophe, a full stop


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of a registry as it is offered.

    `forms` are its name, its other names and its id, folded; `folded` is all that is looked through.
    """

    id: str
    name: str
    detail: str
    aliases: tuple[str, ...]
    forms: tuple[str, ...]
    folded: str


@dataclass(frozen=True)
class Registry:
    """All entries of a kind, by id, and what is offered of them. Looked through, never changed."""

    kind: str
    entries: Mapping[str, Any]

    @cached_property
    def names(self) -> Mapping[str, Name]:
        return {id: _name_of(self.kind, entry) for id, entry in self.entries.items()}

    @cached_property
    def known_names(self) -> Names:
        """The names that may stand in a text; of speakers."""
        return Names(self.entries)


@dataclass(frozen=True, slots=True)
class Found:
    """What goes with what was typed: the best entries, how many there are in all, an id for a new one."""

    names: tuple[Name, ...]
    count: int
    proposed: str


@dataclass
class Registries:
    """An archive's registries and site file, read again where they changed."""

    archive: Path
    _known: dict[str, tuple[object, Registry]] = field(default_factory=dict)
    _parsed: dict[str, tuple[object, Mapping[str, Any]]] = field(default_factory=dict)
    _site: tuple[bytes, Site] = (b"", NO_SITE)

    def site(self) -> Site:
        """Return the site's record."""
        data = self.read("site.yaml") or b""
        key = digest(data)
        if self._site[0] != key:
            self._site = key, records.parse_site(data, "site.yaml")[0] or NO_SITE
        return self._site[1]

    def registry(self, kind: str) -> Registry:
        """Return all entries of a kind."""
        files = [(path, self._stamp(path)) for path in self.files(kind)]
        known = self._known.get(kind)
        if known is not None and known[0] == files:
            return known[1]
        entries: dict[str, Any] = {}
        for path, stamp in files:
            for id, entry in self._entries(kind, path, stamp).items():
                entries.setdefault(id, entry)
        registry = Registry(kind, entries)
        self._known[kind] = files, registry
        return registry

    def as_archive(self) -> Archive:
        """Return what a document's text is read with: who is known, and what is counted."""
        speakers, figures = self.registry("speakers").entries, self.registry("figures").entries
        return Archive(site=self.site(), speakers=dict(speakers), figures=dict(figures))

    def find(self, kind: str, id: str) -> Name | None:
        """Return the entry with an id."""
        return self.registry(kind).names.get(id)

    def files(self, kind: str) -> list[str]:
        """Return the registry files of a kind by their paths in the archive, in order."""
        single = [f"{kind}.yaml"] if self._stamp(f"{kind}.yaml") is not None else []
        return [*single, *(path for path in list_below(self.archive, kind) if path.endswith(".yaml"))]

    def file_for(self, kind: str, id: str) -> str:
        """Return the file that a new entry goes into: a folder of registries gets a file for each."""
        single, files = f"{kind}.yaml", self.files(kind)
        return single if not files or single in files else f"{kind}/{id}.yaml"

    def read(self, path: str) -> bytes | None:
        """Return what a file of the archive holds; None where there is none. Raises `EnvironmentFailure`."""
        return read_inside(self.archive, path)

    def suggest(self, kind: str, typed: str) -> Found:
        """Return the entries that go with what was typed, best first, and an id for a new one."""
        names = self.registry(kind).names
        asked = fold(typed)
        ranked = (
            (rank, name.name, name.id) for name in names.values() if (rank := rank_of(name, asked)) < NO_RANK
        )
        count = 0

        def counted(items: Iterable[tuple[int, str, str]]) -> Iterable[tuple[int, str, str]]:
            nonlocal count
            for item in items:
                count += 1
                yield item

        best = heapq.nsmallest(SHOWN, counted(ranked))
        found = tuple(_explained(names[id], asked) for _, _, id in best)
        return Found(found, count, propose_id(typed, names.keys(), SINGULAR[kind]))

    def _entries(self, kind: str, path: str, stamp: object) -> Mapping[str, Any]:
        known = self._parsed.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        entries: Mapping[str, Any] = getattr(records, f"parse_{kind}")(self.read(path) or b"", path)[0]
        self._parsed[path] = stamp, entries
        return entries

    def _stamp(self, path: str) -> object:
        """Return what tells a file's state without reading it; a file that was put in place is another one.

        None where there is no file.
        """
        try:
            seen = (self.archive / path).stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def fold(text: str) -> str:
    """Return a text as names are compared: no case, no accents, nothing but words between spaces."""
    return _BETWEEN.sub(" ", fold_word(fold_text(text, ""))).strip()


def rank_of(name: Name, asked: str) -> int:
    """Return how well a name goes with folded words, 0 the best; `NO_RANK` where one of them is not in it.

    In this order: it is one of its names; its name begins so, another of its names does; each word
    is a word of it, begins one, or stands somewhere in it.
    """
    if not asked:
        return 0
    words = asked.split()
    if not all(word in name.folded for word in words):
        return NO_RANK
    if asked in name.forms:
        return 0
    if name.forms[0].startswith(asked):
        return 1
    if any(form.startswith(asked) for form in name.forms):
        return 2
    return 3 + _distance(name.folded, words)


def _distance(folded: str, words: list[str]) -> int:
    """Return how far words are from whole ones: 0 where each is one, 1 where each begins one, or 2."""
    if all(f" {word} " in folded for word in words):
        return 0
    return 1 if all(f" {word}" in folded for word in words) else 2


def _explained(name: Name, asked: str) -> Name:
    """Return the name with the alias by which it was found, where its own name does not show why."""
    words = asked.split()
    if all(word in name.forms[0] for word in words):
        return name
    pairs = zip(name.aliases, name.forms[1:], strict=False)
    alias = next((alias for alias, form in pairs if all(word in form for word in words)), "")
    return replace(name, detail=alias) if alias else name


def _name_of(kind: str, entry: Any) -> Name:  # noqa: ANN401 - a record of any registry
    if kind == "speakers":
        detail = ", ".join(role.title for role in entry.roles[:1])
        return _named(entry.id, entry.name, detail, entry.aliases)
    if kind == "claims":
        return _named(entry.id, entry.text, "")
    if kind == "figures":
        return _named(entry.id, entry.label, entry.unit)
    return _named(entry.id, entry.name, "")


def _named(id: str, name: str, detail: str, aliases: tuple[str, ...] = ()) -> Name:
    forms = tuple(map(fold, (name, *aliases, id)))
    return Name(id, name, detail, aliases, forms, f" {' '.join((*forms, fold(detail)))} ")
