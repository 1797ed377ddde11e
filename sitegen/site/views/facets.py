"""Facets: by what the cards of a document can be filtered, with how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.labels import ANNOTATION_KINDS, CERTAINTIES, label
from sitegen.site.views.card import Card


class Choice(Record, frozen=True):
    value: str
    label: str
    count: int


class Facet(Record, frozen=True):
    name: str  # speaker, kind, certainty, topic: the key in the page's address
    label: str
    choices: tuple[Choice, ...]


def make_facets(desk: Desk, cards: Collection[Card]) -> tuple[Facet, ...]:
    """Return the facets that part the cards: those with two values at least."""
    _ = desk.context.words.gettext
    counts: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("kind", "speaker", "certainty", "topic")
    }
    for card in cards:
        counts["kind"][card.kind, label(ANNOTATION_KINDS, card.kind, desk.context)] += 1
        if card.speaker is not None:
            counts["speaker"][card.speaker.id, card.speaker.name] += 1
        if card.certainty_id:
            counts["certainty"][card.certainty_id, label(CERTAINTIES, card.certainty_id, desk.context)] += 1
        for topic in card.topic_ids.split():
            counts["topic"][topic, desk.ref("topic", topic).name] += 1
    names = {
        "kind": _("Kind"),
        "speaker": _("Speaker"),
        "certainty": _("Certainty"),
        "topic": _("Topic"),
    }
    return tuple(
        Facet(
            name,
            names[name],
            tuple(Choice(value, words, n) for (value, words), n in counter.most_common()),
        )
        for name, counter in counts.items()
        if len(counter) > 1
    )
