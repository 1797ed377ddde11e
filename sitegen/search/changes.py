"""What became other in a unit's counts: the postings that differ, term by term."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable

from sitegen.search.counts import UnitCounts
from sitegen.search.row import NF, Change, Posting
from sitegen.search.unit import PLACED


def changes_of(
    units: Iterable[tuple[int, UnitCounts | None, UnitCounts | None]],
) -> dict[str, list[Change]]:
    """Return what changed of each term. `units` are numbers with their counts before and after, if any."""
    changes: defaultdict[str, list[Change]] = defaultdict(list)
    for number, before, after in units:
        had, has = _postings_of(before), _postings_of(after)
        for place in {**had, **has}:
            posting = has.get(place)
            if posting != had.get(place):
                field, term = place
                changes[term].append(Change(field, number, posting))
    return dict(changes)


def lengths_of(unit: UnitCounts) -> array[int]:
    """Return how many terms each field of a unit has."""
    return array("I", unit.heads)[::2]


def count_postings(unit: UnitCounts) -> int:
    """Return how many postings a unit has."""
    return sum(array("I", unit.heads)[1::2])


def _postings_of(unit: UnitCounts | None) -> dict[tuple[int, str], Posting]:
    if unit is None:
        return {}
    terms = unit.terms.split("\n")
    postings, places = array("I", unit.postings), array("I", unit.places)
    groups = iter(array("I", unit.groups))
    found: dict[tuple[int, str], Posting] = {}
    at = start = 0
    for field, size in zip(range(NF), array("I", unit.heads)[1::2], strict=True):
        for place in range(at, at + 2 * size, 2):
            end = start + (next(groups) if field in PLACED else 0)
            found[field, terms[postings[place]]] = postings[place + 1], tuple(places[start:end])
            start = end
        at += 2 * size
    return found
