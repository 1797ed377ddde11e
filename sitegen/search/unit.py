"""A search unit: one page of the site as search sees it."""

from __future__ import annotations

from typing import Final, Literal

from sitegen.record import Record

UnitKind = Literal["document", "speaker", "claim", "figure", "topic", "page"]
NO_DAY: Final = 0
Passage = tuple[str, str]  # fragment of the page's address ("p_3", an annotation's id, ""), text

# Lunr's fields with their boosts. A title counts four times as much as running text: more, and a page with
# one word of the query in its title beats the page that holds them all.
FIELDS: Final = (("title", 4), ("names", 3), ("notes", 1), ("body", 1))
FIELD_NAMES: Final = tuple(name for name, _ in FIELDS)
PLACED: Final = (2, 3)  # the fields cut into passages

FACETS: Final = ("speaker", "topic", "language", "year", "status", "contested")  # kind is told by the order


class Facets(Record, frozen=True):
    """What results may be narrowed by. Values are ids; how they are called is told once for all units."""

    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status: str = ""
    contested: str = ""  # "yes", or "read" where it is so only in what the editors read
    years: tuple[str, ...] = ()


class SearchUnit(Record, frozen=True):
    """A result of search. `ref` is the page's route; notes and passages are what its address can end in."""

    ref: str
    kind: UnitKind
    title: str
    language: str  # BCP 47; its first part decides the stemmer
    date: str = ""  # in words, as pages show it
    names: tuple[str, ...] = ()  # aliases, tags
    notes: tuple[Passage, ...] = ()
    passages: tuple[Passage, ...] = ()
    facets: Facets = Facets()
    day: int = NO_DAY  # a number that sorts as dates do: `day_of`
