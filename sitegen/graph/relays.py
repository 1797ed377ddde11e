"""Who passes on whom: the edges between neighbours of attribution chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from sitegen.model.archive import Speaker
from sitegen.model.whole import RelayCount, Statement, Whole
from sitegen.record import Record

Edge = tuple[str, str]  # whose statements, who passed them on: neighbours of a chain, inner first


class RelayEdge(Record, frozen=True):
    """`relay` passed on these statements of `speaker`, or that `speaker` had passed on in turn."""

    speaker: Speaker
    relay: Speaker
    statements: tuple[Statement, ...]


def statements_by_edge(statements: Iterable[Statement]) -> dict[Edge, list[Statement]]:
    """Return the statements that went along each edge, in the order given, each once an edge."""
    found: dict[Edge, list[Statement]] = {}
    for statement in statements:
        chain = statement.chain
        if len(chain) == 2:
            found.setdefault((chain[0], chain[1]), []).append(statement)
        elif len(chain) > 2:
            for edge in dict.fromkeys(pairwise(chain)):
                found.setdefault(edge, []).append(statement)
    return found


def relay_counts(
    edges: Mapping[Edge, list[Statement]], speakers: Mapping[str, Speaker]
) -> tuple[dict[str, tuple[RelayCount, ...]], dict[str, tuple[RelayCount, ...]]]:
    """Return for each speaker who passed them on, and whom they passed on, most statements first."""
    relayed_by: dict[str, list[RelayCount]] = {}
    relays: dict[str, list[RelayCount]] = {}
    for (inner, outer), statements in edges.items():
        if inner in speakers and outer in speakers:
            passed = tuple(statements)
            relayed_by.setdefault(inner, []).append(RelayCount(speaker=speakers[outer], statements=passed))
            relays.setdefault(outer, []).append(RelayCount(speaker=speakers[inner], statements=passed))
    return _most_first(relayed_by), _most_first(relays)


def relay_edges(whole: Whole) -> tuple[RelayEdge, ...]:
    """Return all edges, those with most statements first, then by the two ids."""
    edges = (
        RelayEdge(speaker=account.speaker, relay=count.speaker, statements=count.statements)
        for account in whole.speakers.values()
        for count in account.relayed_by
    )
    return tuple(sorted(edges, key=lambda e: (-len(e.statements), e.speaker.id, e.relay.id)))


def _most_first(counts: dict[str, list[RelayCount]]) -> dict[str, tuple[RelayCount, ...]]:
    return {
        key: tuple(sorted(found, key=lambda c: (-len(c.statements), c.speaker.id)))
        for key, found in counts.items()
    }
