"""Neighbours: the entity before and after, in the order of ids."""

from __future__ import annotations

from sitegen.site.context import Desk
from sitegen.site.head import Head, Sibling, clip, with_siblings

NAME = 80  # code points


def with_neighbours(desk: Desk, kind: str, id: str, head: Head) -> Head:
    """Return an entity's head with the ways to the entities before and after it."""
    return with_siblings(head, neighbour(desk, kind, id, -1), neighbour(desk, kind, id, 1))


def neighbour(desk: Desk, kind: str, id: str, step: int) -> Sibling | None:
    """Return the entity before (-1) or after (1) this one; None at either end."""
    other = neighbour_id(desk, kind, id, step)
    if not other:
        return None
    ref = desk.ref(kind, other)
    return Sibling(clip(ref.name, NAME), ref.href)


def neighbour_id(desk: Desk, kind: str, id: str, step: int) -> str:
    """Return the id of the entity before (-1) or after (1) this one; nothing at either end."""
    places, ids = desk.made_by(_order)[kind]
    place = places[id] + step
    return ids[place] if 0 <= place < len(ids) else ""


def _order(desk: Desk, kind: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the places of a kind's ids, and the ids in order."""
    whole = desk.whole
    all_ = {"speaker": whole.speakers, "claim": whole.claims, "figure": whole.figures, "topic": whole.topics}
    ids = tuple(all_[kind])
    return {id: place for place, id in enumerate(ids)}, ids
