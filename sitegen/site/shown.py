"""`Shown`: what pages other than its own show of a document, as digests taken once, when it is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.model.archive import Annotation, Document
from sitegen.model.whole import Statement
from sitegen.record import Record, encode_record


class Shown(Record, frozen=True):
    """Digests of what other pages show of a document, and the ids of all that it refers to.

    `statements` stand at their annotations' numbers less one. The topics are its own and its
    annotations', not those of the claims and figures.
    """

    title: bytes  # of what a link to it shows
    entry: bytes  # of what lists of documents show, and of what other documents and redirects lead here by
    statements: tuple[bytes, ...]
    speakers: tuple[str, ...]
    claims: tuple[str, ...]
    figures: tuple[str, ...]
    topics: tuple[str, ...]


def shown_of_document(document: Document) -> Shown:
    """Return what other pages show of a document."""
    d, annotations = document, document.annotations
    title = encode_record((d.id, d.title, d.language, d.date, d.path))
    outer = encode_record((d.author, d.publisher, d.date))
    entry = (d.kind, d.publisher, d.summary, d.topics, d.translation_of, d.former_ids, len(annotations))
    by_number = {a.number: digest(outer, encode_record(_elsewhere(a))) for a in annotations}
    speakers = [*d.author, d.publisher]
    for annotation in annotations:
        speakers += (annotation.speaker, *annotation.via)
    return Shown(
        title=digest(title),
        entry=digest(title, encode_record(entry)),
        statements=tuple(by_number.get(n, b"") for n in range(1, max(by_number, default=0) + 1)),
        speakers=tuple(dict.fromkeys(id for id in speakers if id)),
        claims=tuple(dict.fromkeys(use.id for a in annotations for use in a.claims)),
        figures=tuple(dict.fromkeys(use.id for a in annotations for use in a.figures)),
        topics=tuple(dict.fromkeys((*d.topics, *(topic for a in annotations for topic in a.topics)))),
    )


def _elsewhere(annotation: Annotation) -> Annotation:
    """Return an annotation without what only its document's page shows of it."""
    return replace(annotation, spans=(), note="", cue="", annotator="")


Pair = tuple[Statement | None, Statement | None]


def pairs_shown_otherwise(before: Sequence[Statement], after: Sequence[Statement]) -> list[Pair]:
    """Return which of a document's statements other pages show otherwise: as they were, and as they are.

    They are known again by their ids where those that stayed stand in the same order: then it does not matter
    that they have other numbers.
    """
    ids = [[statement.annotation.id for statement in said] for said in (before, after)]
    stayed = set(ids[0]).intersection(ids[1])
    orders = [[id for id in each if id in stayed] for each in ids]
    if orders[0] == orders[1] and len(orders[0]) == len(stayed):
        was, now = ({s.annotation.id: s for s in said} for said in (before, after))
        pairs: list[Pair] = [(was.get(id), now.get(id)) for id in {**was, **now}]
    else:
        pairs = list(zip_longest(before, after))
    return [pair for pair in pairs if not _is_shown_alike(*pair)]


def _is_shown_alike(was: Statement | None, now: Statement | None) -> bool:
    if was is None or now is None:
        return False
    is_named_alike = was.chain == now.chain and was.document.title == now.document.title
    return is_named_alike and _unnumbered(was) == _unnumbered(now)


def _unnumbered(statement: Statement) -> Annotation:
    return replace(_elsewhere(statement.annotation), number=0)
