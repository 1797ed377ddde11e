"""Accounts of topics: everything that carries each, also of topics that are only used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol, TypeVar

from sitegen.graph.order import key_of_document
from sitegen.model.archive import Archive, Claim, Document, Figure, Topic
from sitegen.model.whole import Accounts, TopicAccount, Uses


class HasTopics(Protocol):
    @property
    def topics(self) -> tuple[str, ...]: ...


Item = TypeVar("Item", bound=HasTopics)


def topic_accounts(
    archive: Archive,
    uses: Uses,
    documents: Mapping[str, Sequence[Document]],
    claims: Mapping[str, Sequence[Claim]],
    figures: Mapping[str, Sequence[Figure]],
) -> Mapping[str, TopicAccount]:
    """Return the account of each topic, by id, given what carries it: documents by date, claims, figures."""

    def make(key: str) -> TopicAccount:
        return TopicAccount(
            topic=archive.topics.get(key) or topic_from_id(key),
            documents=documents.get(key, ()),
            claims=tuple(claims.get(key, ())),
            figures=tuple(figures.get(key, ())),
            statements=uses.topics.get(key, ()),
        )

    return Accounts(sorted({*archive.topics, *chain(documents, claims, figures, uses.topics)}), make)


def documents_by_topic(archive: Archive) -> dict[str, list[Document]]:
    """Return the documents that carry each topic, by date."""
    return items_by_topic(sorted(archive.documents.values(), key=key_of_document))


def topic_from_id(key: str) -> Topic:
    """Return a topic that no registry describes, named after its id: "humanitarian-aid", Humanitarian aid."""
    words = key.replace("-", " ")
    return Topic(id=key, name=words[:1].upper() + words[1:])


def items_by_topic(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items that carry each topic, in the order given, each once."""
    found: dict[str, list[Item]] = {}
    for item in items:
        for topic in dict.fromkeys(item.topics):
            found.setdefault(topic, []).append(item)
    return found
