"""Oppositions: two things that cannot both be so, side by side, each with those who say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.model.archive import Stance
from sitegen.model.whole import AGAINST, ClaimAccount, Statement, Whole
from sitegen.record import Record
from sitegen.site.context import Desk, Ref
from sitegen.site.standing import caveat, caveat_of_certainty, tell_past_stance, tell_read, tell_stance
from sitegen.site.views.statement import quote_of

VOICES_SHOWN = 3
QUOTE = 160  # code points


class Voice(Record, frozen=True):
    """An origin, and what has to be told of how it stands."""

    speaker: Ref
    caveat: str


class Side(Record, frozen=True):
    claim: Ref
    denial: str  # the words that deny the other side's claim, where this side has no claim of its own
    denied: str  # that these words deny it, or that the editors read them so
    href: str  # of those words
    marks: str
    voices: tuple[Voice, ...]
    more: int
    documents: int  # that say so
    read: str  # how much the editors read so


class Opposition(Record, frozen=True):
    """Two sides. `is_read` where the editors alone read it so of one of them."""

    one: Side
    other: Side
    is_read: bool


def iter_opposed(whole: Whole, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair of claims that exclude each other once, and each claim that is denied with itself.

    Those come last of which the editors alone read it so that somebody says one of the two.
    """
    claims = tuple(ids)
    for is_last in (False, True):  # few are asked for: most are not looked at twice
        yield from (pair for pair in _iter_pairs(whole, claims) if is_read(whole, *pair) is is_last)


def _iter_pairs(whole: Whole, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    told: set[frozenset[str]] = set()
    for id in ids:
        if whole.uses.tallies[id].denies.all:
            yield id, id
        for kind, claim in whole.uses.relations[id]:
            pair = frozenset((id, claim.id))
            if kind in AGAINST and pair not in told:
                told.add(pair)
                yield id, claim.id


def is_read(whole: Whole, id: str, against: str) -> bool:
    """Tell whether somebody says one of two things only as the editors read it."""
    tallies = whole.uses.tallies
    sides = (tallies[id].asserts, tallies[id].denies if id == against else tallies[against].asserts)
    return any(side.read and not side.said for side in sides)


def make_opposition(desk: Desk, id: str, against: str) -> Opposition:
    """Return the view of a pair of claims, or of a claim and its denials."""
    one, other = desk.whole.claims[id], desk.whole.claims[against]
    return Opposition(
        _side(desk, one, "asserts"),
        _side(desk, other, "denies" if one is other else "asserts"),
        is_read(desk.whole, id, against),
    )


def _side(desk: Desk, account: ClaimAccount, stance: Stance) -> Side:
    words = desk.context.words
    said, read = account.with_stance(stance), account.with_stance(stance, is_read=True)
    denial = next(iter((*said, *read)), None) if stance == "denies" else None
    # Where the denial is said to be read so, its voices need not be told to be once more.
    is_told = denial is not None and denial.is_editorial_reading
    told = caveat_of_certainty if is_told else caveat
    voices = [s for s in (*_by_origin(said), *_by_origin(read)) if not s.origin.startswith("document:")]
    named = [s for s in voices[:VOICES_SHOWN] if s.is_editorial_reading]  # each of one statement, then
    denied = tell_past_stance(words, stance, denial) if denial else ""
    if denial and not voices and denial.is_unsure:
        denied = tell_stance(words, stance, denial)
    return Side(
        claim=desk.ref("claim", account.claim.id),
        denial=quote_of(denial, QUOTE) if denial else "",
        denied=denied,
        href=desk.passage(denial) if denial else "",
        marks=desk.marks(denial.document.language) if denial else "",
        voices=tuple(Voice(desk.ref("speaker", s.origin), told(words, s)) for s in voices[:VOICES_SHOWN]),
        more=max(0, len(voices) - VOICES_SHOWN),
        documents=len({s.document.id for s in said}),
        read="" if len(named) == len(read) else tell_read(words, account.tally.of(stance), stance),
    )


def _by_origin(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Return a statement of each origin, in their order: where it has any, one not of low certainty."""
    found: dict[str, Statement] = {}
    for statement in statements:
        known = found.get(statement.origin)
        if known is None or (known.is_unsure and not statement.is_unsure):
            found[statement.origin] = statement
    return found.values()
