"""The ledger: what a build knew of the whole, for the next one where documents and registries were edited.

It says where everything is named, by the numbers of documents in the archive's order, and what is told of
entities without looking there. A whole is made of it that decodes a document when something asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

import msgspec

from sitegen.build.entities import UnitKey
from sitegen.build.finder import Finder, keep_given
from sitegen.build.labels import Labels
from sitegen.disk.memo import Memo
from sitegen.graph.claims import claim_accounts
from sitegen.graph.documents import document_accounts
from sitegen.graph.figures import figure_accounts
from sitegen.graph.relays import edges_in_order
from sitegen.graph.speakers import speaker_accounts
from sitegen.graph.ties import Ties
from sitegen.graph.topics import documents_by_topic, topic_accounts
from sitegen.graph.whole import CHANGES_KNOWN
from sitegen.graph.years import years_of_archive
from sitegen.model.archive import Archive, Document
from sitegen.model.whole import (
    Accounts,
    ClaimTally,
    Contested,
    Count,
    FigureStatement,
    Found,
    Heading,
    NamedCounts,
    RelayEdge,
    Statement,
    Uses,
    Whole,
    Year,
)
from sitegen.record import Record, encode_record

Item = TypeVar("Item")


class Places(Record, frozen=True):
    """In which documents something is named, and how many times in all."""

    documents: list[int]
    count: int


NOWHERE = Places([], 0)


class Given(Record, frozen=True):
    """Under which key the memo has what is given on a figure, and how much it is."""

    key: bytes
    count: int


class Passing(Record, frozen=True):
    """How many statements one speaker passed on of another; the first's document and annotation."""

    count: Count
    document: int
    annotation: str


class Counts(Record, frozen=True):
    """How much each speaker said and passed on, and how much there is of each topic."""

    said: dict[str, Count]
    relayed: dict[str, Count]
    topics: dict[str, Count]


class Ledger(Record, frozen=True):
    """It holds while nothing has changed but files of documents and registries; `rest` digests all others.

    What nothing names is left out.
    """

    headings: list[Heading]  # of documents
    in_time: list[int]
    undated: list[int]
    originals: dict[str, str]  # of translations
    written: dict[str, list[int]]  # by author and by publisher, by date
    tagged: dict[str, list[int]]  # by the documents' own topics, by date
    claims: dict[str, Places]
    figures: dict[str, Given]
    said: dict[str, Places]
    relayed: dict[str, Places]
    topics: dict[str, Places]  # of statements
    direct: dict[str, int]
    counts: Counts
    edges: dict[str, dict[str, Passing]]  # by who passes on, then by who is passed on
    years: dict[str, Places]  # of the items of the timeline
    changes: list[tuple[int, int]]  # documents and numbers of annotations
    has_all_changes: bool  # or whether others were annotated before these
    tallies: dict[str, ClaimTally]
    contested_claims: dict[str, Contested]
    contested_figures: dict[str, Contested]
    spreads: dict[str, float]
    former_ids: dict[str, tuple[str, ...]]  # of documents
    rest: bytes = b""
    registries: dict[str, bytes] = {}  # digests of their files, by path
    linked: list[str] = []  # the routes that authors' links lead to
    units: list[UnitKey] = []  # of search, but for documents
    labels: Labels = {}


_ledgers = msgspec.msgpack.Decoder(Ledger)


def ledger_from_bytes(data: bytes) -> Ledger:
    """Return the ledger that `encode_record` encoded."""
    return _ledgers.decode(data)


def keep_ledger(ledger: Ledger, memo: Memo) -> bytes:
    """Keep a ledger in the memo; return its key."""
    return memo.put_by_content(b"ledger", encode_record(ledger))


def make_ledger(whole: Whole, memo: Memo) -> Ledger:
    """Return the ledger of a whole, without what only the build knows; keep what is given on figures."""
    archive, uses = whole.archive, whole.uses
    numbers = {id: number for number, id in enumerate(archive.documents)}

    def numbered(documents: Mapping[str, Sequence[Document]]) -> dict[str, list[int]]:
        return {id: [numbers[document.id] for document in found] for id, found in documents.items()}

    def places(statements: Mapping[str, Sequence[Statement]]) -> dict[str, Places]:
        return {
            id: Places(sorted({numbers[s.document.id] for s in found}), len(found))
            for id, found in statements.items()
            if found
        }

    edges: dict[str, dict[str, Passing]] = {}
    for edge in whole.edges:
        document, annotation = edge.first
        passing = Passing(edge.count, numbers[document], annotation)
        edges.setdefault(edge.relay.id, {})[edge.speaker.id] = passing
    return Ledger(
        headings=list(whole.headings.values()),
        in_time=[numbers[id] for id in whole.in_time],
        undated=sorted(numbers[id] for id in whole.undated),
        originals=dict(whole.originals),
        written=numbered(uses.documents),
        tagged=numbered(documents_by_topic(archive)),
        claims=places({id: [use.statement for use in found] for id, found in uses.claims.items()}),
        figures={
            id: Given(keep_given(found, memo), len(found)) for id, found in uses.figures.items() if found
        },
        said=places(uses.said),
        relayed=places(uses.relayed),
        topics=places(uses.topics),
        direct=dict(uses.direct),
        counts=Counts(dict(uses.counts.said), dict(uses.counts.relayed), dict(uses.counts.topics)),
        edges=edges,
        years=_places_of_years(whole.years, numbers),
        changes=[(numbers[s.document.id], s.annotation.number) for s in whole.changes],
        has_all_changes=len(whole.changes) < CHANGES_KNOWN,
        tallies=dict(uses.tallies),
        contested_claims=dict(uses.contested_claims),
        contested_figures=dict(whole.contested_figures),
        spreads=dict(whole.spreads),
        former_ids={id: tuple(former) for id, former in whole.former_ids.items()},
    )


def _places_of_years(years: Mapping[str, Year], numbers: Mapping[str, int]) -> dict[str, Places]:
    places = {}
    for name, year in years.items():
        ids = {document.id for document in year.documents} | {s.document.id for s in year.statements}
        places[name] = Places(sorted(map(numbers.__getitem__, ids)), len(year.items))
    return places


def whole_from_ledger(archive: Archive, ledger: Ledger, finder: Finder, ties: Ties) -> Whole:
    """Return the whole as `whole_from_archive` does, but without its list of all statements.

    Documents are decoded as they are asked for, those of `archive.documents` as well.
    `ties` are those of the archive's registries.
    """
    ids = tuple(archive.documents)
    uses = _uses(archive, ledger, finder, ties)
    figures = figure_accounts(archive, uses)
    in_time = tuple(ids[number] for number in ledger.in_time)
    numbers = {id: number for number, id in enumerate(ids)}
    return Whole(
        archive=archive,
        documents=document_accounts(
            archive, in_time, ledger.originals, lambda key: finder.statements(numbers[key]), ties.cited
        ),
        speakers=speaker_accounts(archive, uses, figures),
        claims=claim_accounts(archive, uses),
        figures=figures,
        topics=topic_accounts(archive, uses, _documents(ledger.tagged, finder), ties.claims, ties.figures),
        statements=(),
        uses=uses,
        headings=dict(zip(ids, ledger.headings, strict=True)),
        in_time=in_time,
        undated=frozenset(ids[number] for number in ledger.undated),
        years={name: _year(name, places, finder) for name, places in ledger.years.items()},
        changes=Found(
            lambda: [finder.statement(document, number) for document, number in ledger.changes],
            len(ledger.changes),
        ),
        edges=Found(lambda: _edges(archive, ids, ledger)),
        contested_figures=ledger.contested_figures,
        spreads=ledger.spreads,
        originals=ledger.originals,
        former_ids=ledger.former_ids,
    )


def _uses(archive: Archive, ledger: Ledger, finder: Finder, ties: Ties) -> Uses:
    return Uses(
        claims=_found(archive.claims, ledger.claims, finder.claim),
        figures=_given(archive.figures, ledger.figures, finder),
        said=_found(ledger.said, ledger.said, finder.said),
        relayed=_found(ledger.relayed, ledger.relayed, finder.relayed),
        topics=_found(ledger.topics, ledger.topics, finder.topic),
        direct=ledger.direct,
        counts=NamedCounts(ledger.counts.said, ledger.counts.relayed, ledger.counts.topics),
        tallies=ledger.tallies,
        relations=ties.relations,
        contested_claims=ledger.contested_claims,
        reports=ties.reports,
        documents=_documents(ledger.written, finder),
        members=ties.members,
    )


def _found(
    ids: Iterable[str], places: Mapping[str, Places], find: Callable[[str, list[int]], Sequence[Item]]
) -> Mapping[str, Sequence[Item]]:
    """Return what is found of each id, where somebody asks for more than how much it is."""

    def make(id: str) -> Sequence[Item]:
        here = places.get(id, NOWHERE)
        return Found(lambda: find(id, here.documents), here.count)

    return Accounts(ids, make)


def _given(
    ids: Iterable[str], given: Mapping[str, Given], finder: Finder
) -> Mapping[str, Sequence[FigureStatement]]:
    def make(id: str) -> Sequence[FigureStatement]:
        here = given.get(id)
        return Found(lambda: finder.shelf.given(here.key), here.count) if here else ()

    return Accounts(ids, make)


def _documents(numbers: Mapping[str, list[int]], finder: Finder) -> Mapping[str, Sequence[Document]]:
    def make(id: str) -> Sequence[Document]:
        return Found(lambda: [finder.document(number) for number in numbers[id]], len(numbers[id]))

    return Accounts(numbers, make)


def _year(name: str, places: Places, finder: Finder) -> Year:
    @cache
    def year() -> Year:
        documents = [finder.document(number) for number in places.documents]
        statements = [s for number in places.documents for s in finder.statements(number)]
        return years_of_archive(documents, statements)[name]

    return Year(
        items=Found(lambda: year().items, places.count),
        documents=Found(lambda: year().documents),
        statements=Found(lambda: year().statements),
    )


def _edges(archive: Archive, ids: Sequence[str], ledger: Ledger) -> tuple[RelayEdge, ...]:
    speakers = archive.speakers
    return edges_in_order(
        RelayEdge(
            speakers[inner], speakers[outer], passing.count, (ids[passing.document], passing.annotation)
        )
        for outer, passed in ledger.edges.items()
        for inner, passing in passed.items()
    )
