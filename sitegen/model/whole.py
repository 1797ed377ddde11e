"""What the graph concludes from an archive: statements with their chains, and accounts of each entity.

These records refer to archive records directly, so that a view never looks an id up twice. They
live for one build and are never stored.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from sitegen.model.archive import (
    Amount,
    Annotation,
    Archive,
    Claim,
    Document,
    Figure,
    OutsideReport,
    Speaker,
    Stance,
    Topic,
)
from sitegen.model.period import Period
from sitegen.record import Record

ClaimRelation = Literal[
    "contradicts",
    "contrary_to",
    "supports",
    "supported_by",
    "undercuts",
    "undercut_by",
    "repeats",
    "repeated_by",
    "revises",
    "revised_by",
]


class Statement(Record, frozen=True):
    """An annotation in its document, with the chain of those it came through.

    `chain` is speaker ids from the origin outwards: whose words (the annotation's speaker, or the
    document's author in its own voice), who passed it on, the document's author, its publisher;
    never twice the same in a row. It is empty where the sidecar names nobody at all. `links` is
    how many of them the annotation itself names (speaker and via); the others are the document's.
    """

    document: Document
    annotation: Annotation
    chain: tuple[str, ...]
    links: int
    origin: str  # chain[0], or "document:ID" where the chain is empty
    when: Period | None  # when it was said: `said`, or the document's date

    @property
    def is_own_voice(self) -> bool:
        """Tell whether the document itself says it, rather than passing it on."""
        return not self.annotation.speaker


class ClaimStatement(Record, frozen=True):
    """One statement's stance on one claim."""

    statement: Statement
    stance: Stance


class ClaimAccount(Record, frozen=True):
    """Who said what about a claim. Statements are in order of time, then of documents."""

    claim: Claim
    statements: tuple[ClaimStatement, ...]
    relations: tuple[tuple[ClaimRelation, Claim], ...]  # written ones and inverses, each once
    origins: tuple[str, ...]  # distinct origins of its assertions, in order of time
    documents: tuple[Document, ...]  # that take any stance on it, in order of time
    is_contested: bool = False  # somebody denies it, or there is something that contradicts it

    def with_stance(self, stance: Stance) -> tuple[Statement, ...]:
        return tuple(s.statement for s in self.statements if s.stance == stance)


class Reading(Record, frozen=True):
    """One value of a figure, by one chain: from a statement of the archive or from outside it.

    `low` and `high` are the range that the reading allows, ends included; None is open. An
    approximate number allows what rounds to it at its last digit that is not zero: "about 90,000"
    is 85,000 to 95,000.
    """

    figure: Figure
    number: int  # 1, 2, ... in the order of the figure's readings
    amount: Amount
    as_of: Period | None
    chain: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None
    statement: Statement | None = None
    outside: OutsideReport | None = None

    @property
    def time(self) -> Period | None:
        """The time it is about, or else when it was said: what places it on an axis of dates."""
        if self.as_of is not None:
            return self.as_of
        return None if self.statement is None else self.statement.when


class Contest(Record, frozen=True):
    """Two comparable readings whose ranges do not meet, by their numbers, and the gap between them."""

    first: int
    second: int
    gap: Decimal
    ratio: float | None  # the higher range's lower end by the lower one's upper end, where that is above 0


class FigureAccount(Record, frozen=True):
    """All readings of a figure, in order of time, and which pairs of them part."""

    figure: Figure
    readings: tuple[Reading, ...]
    contests: tuple[Contest, ...]  # the widest `CONTESTS_SHOWN`, widest first
    contest_count: int
    cautions: tuple[str, ...]  # why readings may count different things: "period", "undated", "definition"

    @property
    def is_contested(self) -> bool:
        return self.contest_count > 0


class Reversal(Record, frozen=True):
    """A claim that one speaker both asserted and denied (or asserted and questioned)."""

    claim: Claim
    statements: tuple[ClaimStatement, ...]  # this speaker's, in order of time


class RelayCount(Record, frozen=True):
    speaker: Speaker
    statements: tuple[Statement, ...]


class SpeakerAccount(Record, frozen=True):
    """What one speaker said, and passed on. Statements are in order of time."""

    speaker: Speaker
    statements: tuple[Statement, ...]  # whose origin the speaker is
    relayed: tuple[Statement, ...]  # that the speaker passed on, as relay, author or publisher
    relayed_by: tuple[RelayCount, ...]  # who passed the speaker's statements on, most first
    relays: tuple[RelayCount, ...]  # whose statements the speaker passed on (the next link inwards)
    readings: tuple[Reading, ...]  # figures the speaker is the origin of
    reversals: tuple[Reversal, ...]
    documents: tuple[Document, ...]  # whose author or publisher the speaker is
    members: tuple[Speaker, ...]  # whose affiliation the speaker is

    @property
    def is_only_relayed(self) -> bool:
        """Tell whether the archive has this speaker's words only through a named relay (`via`)."""
        return bool(self.statements) and all(s.annotation.via for s in self.statements)


class TopicAccount(Record, frozen=True):
    topic: Topic
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]


class DocumentAccount(Record, frozen=True):
    document: Document
    statements: tuple[Statement, ...]  # by where their passages begin
    translations: tuple[Document, ...]  # of this document
    original: Document | None  # that this one translates
    previous: Document | None  # in order of time
    following: Document | None
    cited_by: tuple[Claim, ...]  # claims that cite it as evidence


class Whole(Record, frozen=True):
    """The archive and every account of it. All mappings have the keys of the archive's own."""

    archive: Archive
    documents: dict[str, DocumentAccount]
    speakers: dict[str, SpeakerAccount]
    claims: dict[str, ClaimAccount]
    figures: dict[str, FigureAccount]
    topics: dict[str, TopicAccount]  # also those only used, made from their ids
    statements: tuple[Statement, ...]  # in the documents' order
