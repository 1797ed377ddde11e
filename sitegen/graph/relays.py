"""Who passes on whom: the edges between neighbours of attribution chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from sitegen.graph.order import in_time_order
from sitegen.model.archive import Speaker
from sitegen.model.whole import RelayCount, RelayEdge, Statement, count_of


def relay_counts(
    speaker: str, statements: Iterable[Statement], speakers: Mapping[str, Speaker]
) -> tuple[tuple[RelayCount, ...], tuple[RelayCount, ...]]:
    """Return who passed a speaker on, and whom the speaker passed on, most statements first.

    `statements` are those with the speaker in their chain, in order of time; each counts once for an edge.
    """
    relayed_by: dict[str, list[Statement]] = {}
    relays: dict[str, list[Statement]] = {}
    for statement in statements:
        for inner, outer in dict.fromkeys(pairwise(statement.chain)):
            if inner == speaker:
                relayed_by.setdefault(outer, []).append(statement)
            if outer == speaker:
                relays.setdefault(inner, []).append(statement)
    return _most_first(relayed_by, speakers), _most_first(relays, speakers)


def relay_edges(statements: Iterable[Statement], speakers: Mapping[str, Speaker]) -> tuple[RelayEdge, ...]:
    """Return all edges, those with most statements first, then by who passes on and who was passed on."""
    found = statements_by_edge(in_time_order(statements))
    return edges_in_order(
        RelayEdge(
            speakers[inner],
            speakers[outer],
            count_of(passed),
            (passed[0].document.id, passed[0].annotation.id),
        )
        for (inner, outer), passed in found.items()
        if inner in speakers and outer in speakers
    )


def statements_by_edge(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Return which statements went from whom (first) to whom, by ids, in the order given."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        for edge in dict.fromkeys(pairwise(statement.chain)):
            found.setdefault(edge, []).append(statement)
    return found


def edges_in_order(edges: Iterable[RelayEdge]) -> tuple[RelayEdge, ...]:
    """Return edges, those with most statements first, then by who passes on and who was passed on."""
    return tuple(sorted(edges, key=lambda e: (-e.count.said, -e.count.read, e.relay.id, e.speaker.id)))


def _most_first(
    found: Mapping[str, list[Statement]], speakers: Mapping[str, Speaker]
) -> tuple[RelayCount, ...]:
    counts = (RelayCount(speakers[id], tuple(passed)) for id, passed in found.items() if id in speakers)
    return tuple(sorted(counts, key=lambda c: (-c.count.said, -c.count.read, c.speaker.id)))
