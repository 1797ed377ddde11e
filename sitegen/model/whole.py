"""What the graph concludes from an archive: statements with their chains, and accounts of each entity.

These records refer to archive records directly, so that a view never looks an id up twice. They
live for one build and are never stored. An account is made when it is first asked for: a build that
makes few pages needs few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, Literal, Protocol, TypeVar, overload

from sitegen.model.archive import (
    EDITORIAL,
    Amount,
    Annotation,
    Archive,
    Basis,
    Certainty,
    Claim,
    Document,
    Figure,
    FigureUse,
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
AGAINST: tuple[ClaimRelation, ...] = ("contradicts", "contrary_to")  # of claims that cannot both be true
Contested = Literal["", "read", "said"]  # not at all, only in what the editors read in words, by what is said


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

    @property
    def is_editorial_reading(self) -> bool:
        """Tell whether what it gives is what the editors read in the words, and not the speaker's own."""
        return self.annotation.is_editorial_reading

    @property
    def is_unsure(self) -> bool:
        """Tell whether it is of low certainty."""
        return self.annotation.is_unsure


class ClaimStatement(Record, frozen=True):
    """One statement's stance on one claim."""

    statement: Statement
    stance: Stance

    @property
    def is_editorial_reading(self) -> bool:
        """Tell whether it is the editors who read the words so: then nobody is said to take the stance."""
        return self.statement.is_editorial_reading


class Count(Record, frozen=True):
    """How much is said, how much of that is of low certainty; and how much the editors read in words."""

    said: int = 0
    unsure: int = 0
    read: int = 0
    read_unsure: int = 0

    @property
    def all(self) -> int:
        return self.said + self.read

    def plus(self, other: Count) -> Count:
        """Return both together."""
        return Count(
            self.said + other.said,
            self.unsure + other.unsure,
            self.read + other.read,
            self.read_unsure + other.read_unsure,
        )


NO_COUNT = Count()


class Standing(Protocol):
    """What may be an editorial reading, and may be of low certainty."""

    @property
    def is_editorial_reading(self) -> bool: ...
    @property
    def is_unsure(self) -> bool: ...


def count_of(statements: Iterable[Standing]) -> Count:
    """Return how many statements there are, those apart that the editors read in words."""
    counts = [0, 0, 0, 0]
    for statement in statements:
        at = 2 if statement.is_editorial_reading else 0
        counts[at] += 1
        if statement.is_unsure:
            counts[at + 1] += 1
    return Count(*counts)


class ClaimTally(Record, frozen=True):
    """How many statements take each stance on a claim, how many origins assert it, in how many documents.

    What the editors read in words is counted apart: no origin is had from it, and `read_documents` are those
    that have nothing else on the claim.
    """

    asserts: Count = Count()
    denies: Count = Count()
    questions: Count = Count()
    origins: int = 0
    unsure_origins: int = 0  # of these, those who assert it with low certainty alone
    documents: int = 0
    read_documents: int = 0

    @property
    def statements(self) -> int:
        """How many statements there are, those apart that the editors read so."""
        return self.asserts.said + self.denies.said + self.questions.said

    def of(self, stance: Stance) -> Count:
        return {"asserts": self.asserts, "denies": self.denies, "questions": self.questions}[stance]

    @property
    def places(self) -> int:
        """How many documents have anything on the claim."""
        return self.documents + self.read_documents


class ClaimAccount(Record, frozen=True):
    """Who said what about a claim. Statements are in order of time, then of documents."""

    claim: Claim
    statements: tuple[ClaimStatement, ...]
    relations: tuple[tuple[ClaimRelation, Claim], ...]  # written ones and inverses, each once
    origins: tuple[str, ...]  # distinct origins of its assertions, in order of time; of no editorial reading
    documents: tuple[Document, ...]  # that have anything on it, in order of time
    contested: Contested = ""  # somebody denies it, or there is something that contradicts it
    tally: ClaimTally = ClaimTally()

    def with_stance(self, stance: Stance, *, is_read: bool = False) -> tuple[Statement, ...]:
        """Return the statements that take a stance themselves, or those that the editors read so."""
        return tuple(
            s.statement for s in self.statements if s.stance == stance and s.is_editorial_reading == is_read
        )


class FigureStatement(Record, frozen=True):
    """What one statement gives on one figure, told apart from all else that its document says."""

    document: str  # id
    path: str  # the document's
    annotation: str  # id
    number: int  # the annotation's
    chain: tuple[str, ...]
    when: Period | None  # when it was said
    use: FigureUse
    basis: Basis | None = None
    certainty: Certainty | None = None

    @property
    def is_editorial_reading(self) -> bool:
        """Tell whether the number is one that the editors read in the words, and not given in them."""
        return self.basis in EDITORIAL

    @property
    def is_unsure(self) -> bool:
        """Tell whether it is of low certainty."""
        return self.certainty == "low"


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
    statement: FigureStatement | None = None
    outside: OutsideReport | None = None

    @property
    def time(self) -> Period | None:
        """The time it is about, or else when it was said: what places it on an axis of dates."""
        if self.as_of is not None:
            return self.as_of
        return None if self.statement is None else self.statement.when

    @property
    def is_editorial_reading(self) -> bool:
        """Tell whether the number is one that the editors read in the words, and not given in them."""
        return self.statement is not None and self.statement.is_editorial_reading

    @property
    def is_unsure(self) -> bool:
        """Tell whether it is of low certainty."""
        return self.statement is not None and self.statement.is_unsure


class Contest(Record, frozen=True):
    """Two comparable readings whose ranges do not meet, by their numbers, and the gap between them."""

    first: int
    second: int
    gap: Decimal
    ratio: float | None  # the higher range's lower end by the lower one's upper end, where that is above 0


@dataclass(frozen=True)
class FigureAccount:
    """All readings of a figure, in order of time, and which pairs of them part.

    `count_contests` gives how many pairs, `find_contests` the widest `CONTESTS_SHOWN` of them: not every page
    asks for either. Both are told whether what the editors read in words takes part: where a number that
    nobody gave parts from others, it is not a contest of those who speak.
    """

    figure: Figure
    readings: tuple[Reading, ...]
    cautions: tuple[str, ...]  # why readings may count different things: "period", "undated", "definition"
    count_contests: Callable[[Sequence[Reading]], int] = field(compare=False)
    find_contests: Callable[[Sequence[Reading]], tuple[Contest, ...]] = field(compare=False)

    @cached_property
    def said(self) -> tuple[Reading, ...]:
        """The readings without those that are the editors' own."""
        return tuple([reading for reading in self.readings if not reading.is_editorial_reading])

    @cached_property
    def count(self) -> Count:
        """How many readings there are."""
        return count_of(self.readings)

    @cached_property
    def contest_count(self) -> int:
        """How many pairs part of what was given."""
        return self.count_contests(self.said)

    @cached_property
    def contests(self) -> tuple[Contest, ...]:
        """The pairs that part most of what was given, widest first."""
        return self.find_contests(self.said)

    @cached_property
    def read_contest_count(self) -> int:
        """How many pairs part of which one at least is what the editors read in words."""
        return self.count_contests(self.readings) - self.contest_count if self.count.read else 0

    @cached_property
    def read_contests(self) -> tuple[Contest, ...]:
        """The widest of these pairs."""
        if not self.read_contest_count:
            return ()
        read = {reading.number for reading in self.readings if reading.is_editorial_reading}
        return tuple(
            [c for c in self.find_contests(self.readings) if not read.isdisjoint((c.first, c.second))]
        )

    @cached_property
    def by_origin(self) -> dict[str, list[Reading]]:
        """The readings of each speaker who is the origin of any, in their order."""
        found: dict[str, list[Reading]] = {}
        for reading in self.readings:
            if reading.chain:
                found.setdefault(reading.chain[0], []).append(reading)
        return found

    @property
    def contested(self) -> Contested:
        """By what the readings part."""
        return "said" if self.contest_count else "read" if self.read_contest_count else ""

    @cached_property
    def spread(self) -> float:
        """How far what was given parts: the ratio of the widest contest, 1 without one, 0 where none part."""
        if not self.contest_count:
            return 0.0
        return max((contest.ratio for contest in self.contests if contest.ratio is not None), default=1.0)


class Reversal(Record, frozen=True):
    """A claim that one speaker both asserted and denied (or asserted and questioned).

    `is_read` where only the editors' readings of the speaker's words make it one.
    """

    claim: Claim
    statements: tuple[ClaimStatement, ...]  # this speaker's, in order of time
    is_read: bool = False


class RelayCount(Record, frozen=True):
    speaker: Speaker
    statements: tuple[Statement, ...]

    @property
    def count(self) -> Count:
        return count_of(self.statements)


class RelayEdge(Record, frozen=True):
    """`relay` passed on statements of `speaker`, or that `speaker` had passed on in turn."""

    speaker: Speaker
    relay: Speaker
    count: Count  # of the statements
    first: tuple[str, str]  # the document and the annotation of the one that was said first


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
        own = [statement for statement in self.statements if not statement.is_editorial_reading]
        return bool(own) and all(statement.annotation.via for statement in own)


class TopicAccount(Record, frozen=True):
    topic: Topic
    documents: Sequence[Document]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    statements: Sequence[Statement]


class Year(Record, frozen=True):
    """What belongs to a year: what its timeline lists, and what that draws."""

    items: Sequence[tuple[Period, Document | Statement]]  # documents, statements of their own time
    documents: Sequence[Document]
    statements: Sequence[Statement]


class Heading(Record, frozen=True):
    """What a link to a document shows."""

    title: str
    language: str  # empty: the site's


class DocumentAccount(Record, frozen=True):
    document: Document
    said: tuple[Statement, ...]  # in the sidecar's order
    translations: tuple[Document, ...]  # of this document
    original: Document | None  # that this one translates
    previous: Document | None  # in order of time
    following: Document | None
    cited_by: tuple[Claim, ...]  # claims that cite it as evidence

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return its statements by where their passages begin."""
        return tuple(sorted(self.said, key=key_of_place))


def key_of_place(statement: Statement) -> tuple[int, int, int, int]:
    """Return the sort key within a document: first span's start, longer first, number; orphans last."""
    annotation = statement.annotation
    if not annotation.spans:
        return (1, 0, 0, annotation.number)
    start, end = annotation.spans[0]
    return (0, start, -end, annotation.number)


Account = TypeVar("Account")


class Accounts(Mapping[str, Account], Generic[Account]):
    """Accounts by id, in the order of the ids; each is made by `make` when it is first asked for."""

    def __init__(self, ids: Iterable[str], make: Callable[[str], Account]) -> None:
        self._made: dict[str, Account | None] = dict.fromkeys(ids)
        self._make = make

    def __getitem__(self, id: str) -> Account:
        account = self._made[id]
        if account is None:
            account = self._made[id] = self._make(id)
        return account

    def __contains__(self, id: object) -> bool:
        return id in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as a plain mapping of all accounts."""
        return dict, (dict(self),)


Item = TypeVar("Item")


class Found(Sequence[Item]):
    """Items that are found when one is first asked for."""

    def __init__(self, load: Callable[[], Sequence[Item]]) -> None:
        self._load = load
        self._items: Sequence[Item] | None = None

    def _loaded(self) -> Sequence[Item]:
        if self._items is None:
            self._items = self._load()
        return self._items

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        return self._loaded()[at]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the items."""
        return tuple, (tuple(self._loaded()),)


class NamedCounts(Record, frozen=True):
    """How much each speaker said and passed on, and how much there is of each topic: what is named at all."""

    said: Mapping[str, Count]
    relayed: Mapping[str, Count]
    topics: Mapping[str, Count]


class Uses(Record, frozen=True):
    """Who and what is named where, each list in order of time: what accounts are made from."""

    claims: Mapping[str, Sequence[ClaimStatement]]  # every claim's, by its id
    figures: Mapping[str, Sequence[FigureStatement]]  # every figure's, by its id
    said: Mapping[str, Sequence[Statement]]  # by the speaker whose words they are
    relayed: Mapping[str, Sequence[Statement]]  # by the speaker who passed them on
    topics: Mapping[str, Sequence[Statement]]
    direct: Mapping[str, int]  # how many of a speaker's statements nobody is named (`via`) to have relayed
    counts: NamedCounts
    tallies: Mapping[str, ClaimTally]  # of every claim
    relations: Mapping[str, tuple[tuple[ClaimRelation, Claim], ...]]  # of every claim
    contested_claims: Mapping[str, Contested]  # those that are contested at all
    reports: Mapping[str, list[str]]  # figures, by the speaker whose number a report from outside gives
    documents: Mapping[str, Sequence[Document]]  # by author and by publisher
    members: Mapping[str, list[Speaker]]  # by affiliation, in the order of the registries

    def figures_of(self, speaker: str) -> list[str]:
        """Return the figures that a speaker puts numbers on, in order of their ids."""
        own = {use.id for s in self.said.get(speaker, ()) for use in s.annotation.figures}
        return sorted(own.intersection(self.figures).union(self.reports.get(speaker, ())))

    def is_only_relayed(self, speaker: str) -> bool:
        """Tell whether the archive has a speaker's words only through a named relay (`via`)."""
        return self.counts.said.get(speaker, NO_COUNT).said > 0 and not self.direct.get(speaker)


class Whole(Record, frozen=True):
    """The archive and every account of it. All mappings have the keys of the archive's own."""

    archive: Archive
    documents: Mapping[str, DocumentAccount]
    speakers: Mapping[str, SpeakerAccount]
    claims: Mapping[str, ClaimAccount]
    figures: Mapping[str, FigureAccount]
    topics: Mapping[str, TopicAccount]  # also those only used, made from their ids
    statements: tuple[Statement, ...]  # in the documents' order
    uses: Uses
    headings: Mapping[str, Heading]  # of documents
    in_time: Sequence[str]  # ids of documents, by date
    undated: frozenset[str]  # ids of documents
    years: Mapping[str, Year]  # in order
    changes: Sequence[Statement]  # those annotated last, where that is told: the newest first
    edges: Sequence[RelayEdge]  # those of most statements first
    contested_figures: Mapping[str, Contested]  # of all figures
    spreads: Mapping[str, float]  # of figures, as their accounts tell
    originals: Mapping[str, str]  # of translations, by the ids of documents
    former_ids: Mapping[str, Sequence[str]]  # of documents that have some

    def make_accounts(self) -> None:
        """Make every account here and now: processes that are forked afterwards share them."""
        for accounts in (self.figures, self.documents, self.speakers, self.claims, self.topics):
            for id in accounts:
                accounts[id]
        for figure in self.figures.values():
            figure.contests, figure.read_contests  # noqa: B018  found once and kept
