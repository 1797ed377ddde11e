"""Accounts of speakers: what each said, passed on, and took back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen.graph.chains import chain_from_links
from sitegen.graph.order import in_time_order, key_of_document
from sitegen.graph.relays import relay_counts
from sitegen.model.archive import Archive, Claim, Document, Figure, Speaker
from sitegen.model.period import order_of_period
from sitegen.model.whole import (
    Accounts,
    ClaimStatement,
    FigureAccount,
    Reading,
    Reversal,
    SpeakerAccount,
    Statement,
    Uses,
)


def speaker_accounts(
    archive: Archive, uses: Uses, figures: Mapping[str, FigureAccount]
) -> Mapping[str, SpeakerAccount]:
    """Return the account of each speaker."""

    def make(key: str) -> SpeakerAccount:
        said, relayed = uses.said.get(key, ()), uses.relayed.get(key, ())
        passed = in_time_order((*said, *relayed)) if relayed else said
        relayed_by, relays = relay_counts(key, passed, archive.speakers)
        return SpeakerAccount(
            speaker=archive.speakers[key],
            statements=tuple(said),
            relayed=tuple(relayed),
            relayed_by=relayed_by,
            relays=relays,
            readings=readings_of_speaker(key, (figures[id] for id in uses.figures_of(key))),
            reversals=reversals_of_statements(said, archive.claims),
            documents=tuple(uses.documents.get(key, ())),
            members=tuple(uses.members.get(key, ())),
        )

    return Accounts(archive.speakers, make)


def reports_by_speaker(figures: Iterable[Figure]) -> dict[str, list[str]]:
    """Return the figures on which a report from outside the archive gives each speaker's own number."""
    found: dict[str, list[str]] = {}
    for figure in figures:
        for report in figure.reports:
            origin = next(iter(chain_from_links((report.speaker, *report.via))), "")
            if origin:
                found.setdefault(origin, []).append(figure.id)
    return found


def reversals_of_statements(
    statements: Iterable[Statement], claims: Mapping[str, Claim]
) -> tuple[Reversal, ...]:
    """Return the claims that these statements of one speaker assert and also deny or question.

    Those that the speaker's own words make one come first, then those that the editors read in them.
    """
    stances: dict[str, list[ClaimStatement]] = {}
    for statement in statements:
        for use in statement.annotation.claims:
            if use.id in claims:
                found = ClaimStatement(statement=statement, stance=use.stance)
                stances.setdefault(use.id, []).append(found)
    reversals = [
        Reversal(
            claims[key], tuple(found), is_read=not _turns(s for s in found if not s.is_editorial_reading)
        )
        for key, found in sorted(stances.items())
        if _turns(found)
    ]
    return tuple(sorted(reversals, key=lambda reversal: reversal.is_read))


def _turns(statements: Iterable[ClaimStatement]) -> bool:
    """Tell whether stances on a claim are an assertion and something else."""
    kinds = {statement.stance for statement in statements}
    return len(kinds) > 1 and "asserts" in kinds


def readings_of_speaker(speaker: str, accounts: Iterable[FigureAccount]) -> tuple[Reading, ...]:
    """Return the readings that a speaker is the origin of, by time, then by figure."""
    own = (reading for account in accounts for reading in account.by_origin.get(speaker, ()))
    return tuple(sorted(own, key=lambda r: (*order_of_period(r.time), r.figure.id, r.number)))


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
