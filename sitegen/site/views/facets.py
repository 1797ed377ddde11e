"""Facets: by what the cards of a document can be filtered, with how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.labels import ANNOTATION_KINDS, CERTAINTIES, STANDINGS, label
from sitegen.site.views.card import Card


class Choice(Record, frozen=True):
    value: str
    label: str
    count: int


class Facet(Record, frozen=True):
    name: str  # speaker, kind, certainty, standing, topic: the key in the page's address
    label: str
    choices: tuple[Choice, ...]


def make_facets(desk: Desk, cards: Collection[Card]) -> tuple[Facet, ...]:
    """Return the facets that part the cards: those with two values at least."""
    context, _ = desk.context, desk.context.words.gettext
    kinds = [card.kind for card in cards]
    speakers = [card.speaker.id for card in cards if card.speaker is not None]
    certainties = [card.certainty_id for card in cards if card.certainty_id]
    standings = ["read" if card.is_read else "said" for card in cards]
    topics = " ".join([card.topic_ids for card in cards]).split()
    facets: tuple[tuple[str, str, list[str], Callable[[str], str]], ...] = (
        ("kind", _("Kind"), kinds, lambda value: label(ANNOTATION_KINDS, value, context)),
        ("speaker", _("Speaker"), speakers, lambda value: desk.ref("speaker", value).name),
        ("certainty", _("Certainty"), certainties, lambda value: label(CERTAINTIES, value, context)),
        (
            "standing",
            _("Said or read"),
            standings,
            lambda value: label(STANDINGS, value, context),
        ),
        ("topic", _("Topic"), topics, lambda value: desk.ref("topic", value).name),
    )
    found = []
    for name, words, values, named in facets:
        counts = Counter(values)
        if len(counts) > 1:
            choices = [Choice(value, named(value), n) for value, n in counts.most_common()]
            found.append(Facet(name, words, tuple(choices)))
    return tuple(found)
