"""A unit's head: what results show of it and are narrowed by; its terms are in the rows."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.search.counts import UnitCounts


class Head(NamedTuple):
    ref: str
    title: str
    kind: str
    language: str
    date: str
    day: int
    texts: tuple[tuple[str, int], ...]
    facets: tuple[tuple[str, ...], ...]
    algorithms: tuple[str, ...]


def head_of(unit: UnitCounts) -> Head:
    """Return the head out of a unit's counts."""
    return Head(
        unit.ref,
        unit.title,
        unit.kind,
        unit.language,
        unit.date,
        unit.day,
        unit.texts,
        unit.facets,
        unit.algorithms,
    )
