"""The relay map: who passes on whom, over the whole archive, drawn and as a list."""

from __future__ import annotations

from sitegen.model.whole import NO_COUNT, Count
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.drawings import relay_drawing
from sitegen.site.head import Head, make_head, section_names
from sitegen.site.routes import route_of
from sitegen.site.standing import CountView, count_view

PAIRS_SHOWN = 400


class RelayPair(Record, frozen=True):
    origin: Ref
    relay: Ref
    count: CountView
    href: str  # the first passage


class RelayGroup(Record, frozen=True):
    relay: Ref
    pairs: tuple[RelayPair, ...]
    count: CountView


class RelaysView(Record, frozen=True):
    head: Head
    title: str
    groups: tuple[RelayGroup, ...]
    drawing: str
    more: int


def make_relays_view(desk: Desk) -> RelaysView:
    """Return who passes on whom, most first, in groups by who passes on."""
    words = desk.context.words
    pairs = [
        RelayPair(
            desk.ref("speaker", edge.speaker.id),
            desk.ref("speaker", edge.relay.id),
            count_view(words, edge.count),
            desk.passage_at(*edge.first),
        )
        for edge in desk.whole.edges
    ]
    shown: dict[str, list[RelayPair]] = {}
    counts: dict[str, Count] = {}
    for pair, edge in zip(pairs[:PAIRS_SHOWN], desk.whole.edges, strict=False):
        shown.setdefault(pair.relay.id, []).append(pair)
        counts[pair.relay.id] = counts.get(pair.relay.id, NO_COUNT).plus(edge.count)
    title = section_names(desk)["relays"]
    return RelaysView(
        head=make_head(desk, route_of("relays"), title, section="relays"),
        title=title,
        groups=tuple(
            RelayGroup(group[0].relay, tuple(group), count_view(words, counts[group[0].relay.id]))
            for group in shown.values()
        ),
        drawing=relay_drawing(desk, [(p.origin, p.relay, p.count.said) for p in pairs if p.count.said]),
        more=max(0, len(pairs) - PAIRS_SHOWN),
    )
