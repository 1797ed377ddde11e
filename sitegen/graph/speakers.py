"""Accounts of speakers: what each said, passed on, and took back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.graph.order import key_of_document
from sitegen.graph.relays import relay_counts, statements_by_edge
from sitegen.model.archive import Archive, Claim, Document, Speaker
from sitegen.model.period import order_of_period
from sitegen.model.whole import (
    ClaimStatement,
    FigureAccount,
    Reading,
    Reversal,
    SpeakerAccount,
    Statement,
)


def speaker_accounts(
    archive: Archive, statements: Sequence[Statement], figures: Mapping[str, FigureAccount]
) -> dict[str, SpeakerAccount]:
    """Return the account of each speaker. The statements are in order of time."""
    said, relayed = statements_by_speaker(statements)
    relayed_by, relays = relay_counts(statements_by_edge(statements), archive.speakers)
    readings = readings_by_speaker(figures.values())
    documents = documents_by_speaker(archive.documents.values())
    members = members_by_speaker(archive.speakers.values())
    return {
        key: SpeakerAccount(
            speaker=speaker,
            statements=tuple(said.get(key, ())),
            relayed=tuple(relayed.get(key, ())),
            relayed_by=relayed_by.get(key, ()),
            relays=relays.get(key, ()),
            readings=tuple(readings.get(key, ())),
            reversals=reversals_of_statements(said.get(key, ()), archive.claims),
            documents=tuple(documents.get(key, ())),
            members=tuple(members.get(key, ())),
        )
        for key, speaker in archive.speakers.items()
    }


def statements_by_speaker(
    statements: Iterable[Statement],
) -> tuple[dict[str, list[Statement]], dict[str, list[Statement]]]:
    """Return by speaker id the statements whose origin they are, and those of others that they passed on."""
    said: dict[str, list[Statement]] = {}
    relayed: dict[str, list[Statement]] = {}
    for statement in statements:
        chain = statement.chain
        if chain:
            said.setdefault(chain[0], []).append(statement)
            for relay in dict.fromkeys(chain[1:]):
                if relay != chain[0]:
                    relayed.setdefault(relay, []).append(statement)
    return said, relayed


def reversals_of_statements(
    statements: Iterable[Statement], claims: Mapping[str, Claim]
) -> tuple[Reversal, ...]:
    """Return the claims that these statements of one speaker assert and also deny or question."""
    stances: dict[str, list[ClaimStatement]] = {}
    for statement in statements:
        for use in statement.annotation.claims:
            if use.id in claims:
                found = ClaimStatement(statement=statement, stance=use.stance)
                stances.setdefault(use.id, []).append(found)
    return tuple(
        Reversal(claim=claims[key], statements=tuple(found))
        for key, found in sorted(stances.items())
        if len(kinds := {s.stance for s in found}) > 1 and "asserts" in kinds
    )


def readings_by_speaker(accounts: Iterable[FigureAccount]) -> dict[str, list[Reading]]:
    """Return the readings that each speaker is the origin of, by time, then by figure."""
    found: dict[str, list[Reading]] = {}
    for account in accounts:
        for reading in account.readings:
            if reading.chain:
                found.setdefault(reading.chain[0], []).append(reading)
    for readings in found.values():
        readings.sort(key=lambda r: (*order_of_period(r.time), r.figure.id, r.number))
    return found


def documents_by_speaker(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Return the documents that each speaker is an author or the publisher of, by date, then by id."""
    found: dict[str, list[Document]] = {}
    for document in sorted(documents, key=key_of_document):
        for speaker in dict.fromkeys((*document.author, document.publisher)):
            if speaker:
                found.setdefault(speaker, []).append(document)
    return found


def members_by_speaker(speakers: Iterable[Speaker]) -> dict[str, list[Speaker]]:
    """Return those whose affiliation each speaker is, in the order given."""
    found: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        if speaker.affiliation:
            found.setdefault(speaker.affiliation, []).append(speaker)
    return found
