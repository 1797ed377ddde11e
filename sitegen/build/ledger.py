"""The ledger: what a build knew of the whole, for the next one where nothing of it has changed."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from sitegen.build.entities import UnitKey
from sitegen.build.look import Look
from sitegen.build.search import Labels
from sitegen.digest import digest
from sitegen.graph.chains import iter_statements
from sitegen.graph.claims import claim_accounts, relations_of_claims
from sitegen.graph.documents import document_accounts, ids_in_time, originals_of_translations
from sitegen.graph.figures import figure_accounts
from sitegen.graph.order import key_of_statement
from sitegen.graph.topics import topic_from_id
from sitegen.model.archive import Archive, FigureUse
from sitegen.model.whole import (
    Accounts,
    ClaimStatement,
    SpeakerAccount,
    Statement,
    TopicAccount,
    Uses,
    Whole,
)
from sitegen.record import Record


class Ledger(Record, frozen=True):
    """Where claims and figures are named, by the numbers of documents, and what is told of the whole.

    It holds as long as nothing has changed but documents' own files, and nothing in these that other
    pages show.
    """

    in_time: tuple[str, ...]  # ids of documents in order of time
    originals: dict[str, str]  # of translations
    claims: dict[str, list[int]]
    figures: dict[str, list[int]]
    contested_claims: list[str]
    topics: list[str]
    has_relays: bool
    units: list[UnitKey]  # of search, but for documents
    labels: Labels


_ledgers = msgspec.msgpack.Decoder(Ledger)


def ledger_key(look: Look, shown: Mapping[str, bytes]) -> bytes:
    """Return the memo key of the ledger of an archive, told by all that the ledger depends on."""
    return digest(b"ledger", look.rest, *shown.values())


def ledger_from_bytes(data: bytes) -> Ledger:
    """Return the ledger that `encode_record` encoded."""
    return _ledgers.decode(data)


def make_ledger(whole: Whole, units: list[UnitKey], labels: Labels) -> Ledger:
    """Return the ledger of a whole."""
    archive, uses = whole.archive, whole.uses
    numbers = {id: number for number, id in enumerate(archive.documents)}

    def places(statements: list[Statement]) -> list[int]:
        return sorted({numbers[statement.document.id] for statement in statements})

    return Ledger(
        in_time=ids_in_time(archive),
        originals=originals_of_translations(archive),
        claims={id: places([use.statement for use in found]) for id, found in uses.claims.items()},
        figures={id: places([statement for statement, _ in found]) for id, found in uses.figures.items()},
        contested_claims=sorted(uses.contested_claims),
        topics=list(whole.topics),
        has_relays=bool(uses.relayed),
        units=units,
        labels=labels,
    )


def whole_from_ledger(archive: Archive, ledger: Ledger) -> Whole:
    """Return a whole that serves the pages of documents and of claims, decoding few documents for them.

    `archive.documents` makes a document when it is asked for. Accounts of speakers are missing, topics have
    their names alone, and there is no list of all statements.
    """
    ids = tuple(archive.documents)
    said: dict[str, tuple[Statement, ...]] = {}

    def statements_of(id: str) -> tuple[Statement, ...]:
        if id not in said:
            said[id] = tuple(iter_statements(replace(archive, documents={id: archive.documents[id]})))
        return said[id]

    def named(numbers: list[int]) -> list[Statement]:
        found = [statement for number in numbers for statement in statements_of(ids[number])]
        return sorted(found, key=key_of_statement)

    def claim_uses(claim: str) -> list[ClaimStatement]:
        found = named(ledger.claims[claim])
        return [
            ClaimStatement(s, use.stance) for s in found for use in s.annotation.claims if use.id == claim
        ]

    def figure_uses(figure: str) -> list[tuple[Statement, FigureUse]]:
        return [(s, u) for s in named(ledger.figures[figure]) for u in s.annotation.figures if u.id == figure]

    def topic_account(topic: str) -> TopicAccount:
        return TopicAccount(archive.topics.get(topic) or topic_from_id(topic), (), (), (), ())

    uses = Uses(
        claims=Accounts(archive.claims, claim_uses),
        figures=Accounts(archive.figures, figure_uses),
        said={},
        relayed={"": []} if ledger.has_relays else {},
        topics={},
        relations=relations_of_claims(archive.claims),
        contested_claims=frozenset(ledger.contested_claims),
        reports={},
        documents={},
        members={},
    )
    return Whole(
        archive=archive,
        documents=document_accounts(archive, ledger.in_time, ledger.originals, statements_of),
        speakers=Accounts(archive.speakers, _missing_speaker),
        claims=claim_accounts(archive, uses),
        figures=figure_accounts(archive, uses),
        topics=Accounts(ledger.topics, topic_account),
        statements=(),
        uses=uses,
    )


def _missing_speaker(id: str) -> SpeakerAccount:
    raise LookupError(id)
