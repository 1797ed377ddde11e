"""Facets: by what the cards of a document can be filtered, with how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

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
    context, _ = desk.context, desk.context.words.gettext
    facets: tuple[tuple[str, str, Counter[str], Callable[[str], str]], ...] = (
        ("kind", _("Kind"), Counter(c.kind for c in cards), lambda v: label(ANNOTATION_KINDS, v, context)),
        (
            "speaker",
            _("Speaker"),
            Counter(c.speaker.id for c in cards if c.speaker is not None),
            lambda v: desk.ref("speaker", v).name,
        ),
        (
            "certainty",
            _("Certainty"),
            Counter(c.certainty_id for c in cards if c.certainty_id),
            lambda v: label(CERTAINTIES, v, context),
        ),
        (
            "topic",
            _("Topic"),
            Counter(topic for c in cards for topic in c.topic_ids.split()),
            lambda v: desk.ref("topic", v).name,
        ),
    )
    return tuple(
        Facet(name, words, tuple(Choice(value, named(value), n) for value, n in counts.most_common()))
        for name, words, counts, named in facets
        if len(counts) > 1
    )
