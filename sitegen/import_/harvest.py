"""What a format's reader brings in: sources with marks, the people and things they name, what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.import_.voices import is_nobodys_name
from sitegen.model.archive import Selector, Span
from sitegen.parse.ids import TakenIds, id_from_text, is_avoided
from sitegen.scaffold.yaml_text import Yaml

UNNAMED = "An unnamed speaker"
ID_LENGTH = 48  # characters of an id made from a name or a sentence
Piece = Span | Selector
Who = tuple[str, str]  # a scope, and an id in it
NOBODY: Who = ("", "")


@dataclass(slots=True)
class Mark:
    """One annotation as it came: where, and what it says.

    Pieces are spans of the source's text, or quotes. A quote's `position` is where the format says that it
    stands, which decides between places that are all right otherwise. `keys` are the sidecar's.
    """

    label: str  # how the report calls it: "row 3", "T12"
    pieces: tuple[Piece, ...]
    keys: dict[str, Yaml] = field(default_factory=dict)
    id: str = ""
    position: Span | None = None
    expected: str = ""  # the words that the format itself says are there
    is_bare: bool = False  # given by a position alone, of which no words tell what it counts


@dataclass(slots=True)
class Source:
    """One document: `name` for the report, the wanted id, its bytes (None: excerpts are made), its keys."""

    name: str
    id: str
    data: bytes | None
    ending: str = "txt"
    keys: dict[str, Yaml] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that came in and is not in the archive as it came.

    `is_mark`: a whole annotation is lost; `is_unread`: a file that may hold some could not be read.
    `times` is how often it was met, where one finding stands for several.
    """

    where: str
    why: str
    is_mark: bool = False
    times: int = 1
    is_unread: bool = False


class Cast:
    """Entities of one kind by what they are called: each name gets one id, and keeps it.

    Where a format tells people of the same name apart, `who` does: the scope that they belong to (a play's
    persons are that play's), and their id in it.
    """

    __slots__ = ("_by_name", "_by_who", "_ids", "_who_of", "fallback", "made")

    def __init__(self, fallback: str, known: dict[str, str], ids: Iterable[str]) -> None:
        """`known` leads from names to ids that an archive has, `ids` are all of those in use."""
        self.fallback = fallback
        self.made: dict[str, dict[str, Yaml]] = {}
        self._by_name = {_folded(name): id_ for name, id_ in known.items()}
        self._by_who: dict[Who, str] = {}
        self._who_of: dict[str, Who] = {}  # of entries that were made
        self._ids = TakenIds(ids)

    def id_of(self, name: str, keys: dict[str, Yaml], wanted: str = "", who: Who = NOBODY) -> str:
        """Return the id of what is called so; the first time, make an entry of the keys."""
        folded = _folded(name)
        known = self._find(folded, who)
        if known is None and name in self._ids and who == NOBODY:
            return name
        if known is None:
            known = self._free(id_from_text(wanted or name))
            self.made[known] = keys
            self._by_name.setdefault(folded, known)
            self._ids.add(known)
        if who != NOBODY:
            self._who_of.setdefault(known, who)
            self._by_who.setdefault(who, known)
            self._by_who.setdefault((who[0], f" {folded}"), known)  # no id has a space
        return known

    def _find(self, folded: str, who: Who) -> str | None:
        scope, own = who
        found = self._by_who.get(who) if own else self._by_who.get((scope, f" {folded}"))
        if found is not None:
            return found
        known = self._by_name.get(folded)
        if known in self.made and self._who_of.get(known, who) != who and who != NOBODY:
            return None  # somebody else of that name
        return known

    def scope_of(self, id_: str) -> str:
        """Return the scope that an entry which was made belongs to; empty for none."""
        return self._who_of.get(id_, NOBODY)[0]

    def _free(self, wanted: str) -> str:
        base = shortened(wanted) or self.fallback
        base = f"the-{base}" if is_avoided(base) else base
        return self._ids.free(base)


@dataclass(slots=True)
class Harvest:
    """All that one import brings. `counted` is how many marks the input has, lost ones among them."""

    speakers: Cast
    claims: Cast
    figures: Cast
    topics: Cast
    sources: list[Source] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    counted: int = 0
    apart: dict[str, str] = field(
        default_factory=dict
    )  # speakers of one document alone: id → what it calls them

    def speaker(self, name: str, wanted: str = "", who: Who = NOBODY, **keys: Yaml) -> str:
        """Return the id of a speaker."""
        return self.speakers.id_of(name, {"name": " ".join(name.split()), **keys}, wanted, who)

    def voice(self, name: str, document: str, text: str = "") -> str:
        """Return the id of whom a document's words name, of nobody in particular or not at all.

        "He", "the newspaper" and those who are not named are somebody else in every document.
        """
        bare = " ".join(name.split())
        if bare and not is_nobodys_name(bare, text):
            return self.speaker(name)
        keys: dict[str, Yaml] = {"name": bare} if bare else {"name": UNNAMED, "kind": "anonymous"}
        wanted = "" if bare else "unnamed-speaker"
        id_ = self.speakers.id_of(bare or UNNAMED, keys, wanted, (document, ""))
        if id_ in self.speakers.made:
            self.apart[id_] = bare or UNNAMED
        return id_

    def topic(self, name: str) -> str:
        """Return the id of a topic."""
        return self.topics.id_of(name, {"name": " ".join(name.split())})

    def lose(self, where: str, why: str, *, is_mark: bool = False, times: int = 1) -> None:
        """Note that something cannot be kept."""
        self.losses.append(Loss(where, why, is_mark, times))

    def refuse(self, where: str, why: str) -> None:
        """Note that a file cannot be read, so that nobody knows what it would have brought."""
        self.losses.append(Loss(where, why, is_unread=True))


def make_harvest() -> Harvest:
    """Return a harvest for an archive that is yet empty."""
    return Harvest(
        Cast("speaker", {}, ()), Cast("claim", {}, ()), Cast("figure", {}, ()), Cast("topic", {}, ())
    )


def add_note(keys: dict[str, Yaml], text: str) -> None:
    """Add a paragraph to the note of an annotation's keys."""
    before = keys.get("note")
    text = text.strip()
    if text:
        keys["note"] = f"{before}\n\n{text}" if before else text


def add_summary(source: Source, text: str) -> None:
    """Add a paragraph to a document's summary."""
    before = source.keys.get("summary")
    if text := text.strip():
        source.keys["summary"] = f"{before}\n\n{text}" if before else text


def shortened(id_: str) -> str:
    """Return an id cut at a hyphen where it is too long for an address."""
    if len(id_) <= ID_LENGTH:
        return id_
    return id_[: ID_LENGTH + 1].rpartition("-")[0] or id_[:ID_LENGTH]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
