"""The wholes on both sides of an edit, which decode what they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from sitegen.build.edited import Edited
from sitegen.build.finder import Finder, Shelf
from sitegen.build.ledger import Ledger, whole_from_ledger
from sitegen.build.reckoning import Edit, Side, Unsettled, ledger_after
from sitegen.disk.memo import Memo
from sitegen.graph.ties import Ties, ties_of_archive
from sitegen.model.archive import Archive, Document, Source
from sitegen.model.whole import Accounts, Whole
from sitegen.site.routes import route_of


@dataclass(frozen=True, slots=True)
class Wholes:
    """The whole as it was and as it is, and the ledger of what it is."""

    before: Whole
    after: Whole
    ledger: Ledger


def wholes_of_edit(edited: Edited, memo: Memo) -> Wholes:
    """Return the wholes. Raises `Unsettled` where documents are placed otherwise, or too much changed."""
    was, now = edited.was, edited.now
    shelf = Shelf(memo)
    ties = ties_of_archive(was)
    one = _side(was, edited.keys_before, shelf, ties)
    other = _side(now, edited.keys, shelf, ties if was is now else ties_of_archive(now))
    edits = [
        _edit(edited, number, one, other) for number, id in enumerate(edited.keys) if id in edited.documents
    ]
    ledger = ledger_after(edited.ledger, edits, one, other)
    before, after = (
        whole_from_ledger(side.archive, told, side.finder, side.ties)
        for side, told in ((one, edited.ledger), (other, ledger))
    )
    return Wholes(before, after, ledger)


def _side(archive: Archive, keys: Mapping[str, bytes], shelf: Shelf, ties: Ties) -> Side:
    documents = Accounts(keys, lambda key: shelf.document(keys[key]))
    return Side(replace(archive, documents=documents), Finder(tuple(keys.values()), shelf), ties)


def _edit(edited: Edited, number: int, one: Side, other: Side) -> Edit:
    was, now = (side.finder.document(number) for side in (one, other))
    if _placed(was) != _placed(now) or _misses(edited, was, now):
        raise Unsettled
    return Edit(number, now, one.finder.statements(number), other.finder.statements(number))


def _placed(document: Document) -> Document:
    """Return a document without what may change on the short way."""
    own = replace(document, title="", annotations=(), summary="", source=Source(), statics=())
    return replace(own, text_digest="", text_sha256="")


def _misses(edited: Edited, was: Document, now: Document) -> bool:
    """Tell whether a link or evidence may lead to a passage that a document no longer has."""
    gone = {annotation.id for annotation in was.annotations} - {
        annotation.id for annotation in now.annotations
    }
    cited = (item for claim in edited.now.claims.values() for item in claim.evidence)
    return bool(gone) and (
        route_of("document", now.id) in edited.ledger.linked
        or any(item.document == now.id and item.annotation in gone for item in cited)
    )
