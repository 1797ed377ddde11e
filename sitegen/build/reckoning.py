"""The ledger after an edit: what is told of the whole, put right where documents or registries differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized
from itertools import chain

from msgspec.structs import replace

from sitegen.build.finder import Finder, keep_given
from sitegen.build.ledger import NOWHERE, Counts, Given, Ledger, Passing, Places
from sitegen.graph.claims import contested_claims, tally_of_claim
from sitegen.graph.figures import account_of_figure
from sitegen.graph.order import key_of_given
from sitegen.graph.relays import statements_by_edge
from sitegen.graph.ties import Ties
from sitegen.graph.uses import Mentions, counts_of_named, mentions_of_statements
from sitegen.graph.whole import CHANGES_KNOWN
from sitegen.graph.years import year_of_period
from sitegen.model.archive import Archive, Document
from sitegen.model.period import Period, order_of_period
from sitegen.model.whole import AGAINST, NO_COUNT, ClaimTally, Contested, Count, Heading, Statement, count_of
from sitegen.record import Record
from sitegen.site.shown import pairs_shown_otherwise
from sitegen.site.views.home import CHANGES

Edge = tuple[str, str]  # who was passed on, and who passes on
Changes = list[tuple[int, int]]
Lateness = tuple[int, ...]  # how early something was annotated, negated; then its place
NOT_NAMED = ClaimTally()


class Edit(Record, frozen=True):
    """A document with its number, and what it said before and says now, in the sidecar's order."""

    number: int
    document: Document
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def changed(self) -> list[Statement]:
        """The statements that other pages show otherwise, as they were and as they are."""
        pairs = pairs_shown_otherwise(self.before, self.after)
        return [statement for pair in pairs for statement in pair if statement is not None]


class Unsettled(Exception):  # noqa: N818 - no error: the ledger alone cannot tell
    """The ledger cannot be put right: too much is gone, or something that is gone is still named."""


class Side(Record, frozen=True):
    """The archive as it was or as it is, who finds what is said there, and the ties of its registries."""

    archive: Archive
    finder: Finder
    ties: Ties


def ledger_after(ledger: Ledger, edits: Sequence[Edit], was: Side, now: Side) -> Ledger:
    """Return the ledger of the archive as it is now. Raises `Unsettled`."""
    changed = [edit for edit in edits if edit.changed]
    ledger = replace(
        ledger, headings=_headings_after(ledger, edits), figures=_given_after(ledger, edits, was, now)
    )
    for edit in changed:
        ledger = _count_anew(ledger, edit, was.archive, now.archive)
    _refuse_unknown(ledger, now.archive)
    named = [mentions_of_statements(now.archive, edit.changed) for edit in changed]
    changes, has_all_changes = _changes_after(ledger, edits, now.finder)
    ledger = _with_claims(ledger, {id for mentions in named for id in mentions.claims}, was, now)
    ledger = _with_figures(ledger, {id for mentions in named for id in mentions.figures}, was, now)
    return replace(
        ledger,
        changes=changes,
        has_all_changes=has_all_changes,
        edges=_edges_after(ledger, edits, now.finder),
    )


def _refuse_unknown(ledger: Ledger, archive: Archive) -> None:
    """Raise `Unsettled` where something is named that no registry has any more."""
    speakers = ledger.said.keys() | ledger.relayed.keys() | ledger.written.keys()
    for named, known in (
        (speakers, archive.speakers),
        (ledger.claims.keys(), archive.claims),
        (ledger.figures.keys(), archive.figures),
    ):
        if not named <= known.keys():
            raise Unsettled


def _with_claims(ledger: Ledger, named: set[str], was: Side, now: Side) -> Ledger:
    """Return the ledger with stances counted anew on the claims named, and on those related otherwise."""
    claims = now.archive.claims
    if was.ties is not now.ties:
        named |= {id for id in claims if _related(was.ties, id) != _related(now.ties, id)}
    tallies = {id: ledger.tallies.get(id, NOT_NAMED) for id in claims}
    for id in named:
        tallies[id] = tally_of_claim(now.finder.claim(id, ledger.claims.get(id, NOWHERE).documents))
    relations = now.ties.relations
    rivals = {other.id for id in named for kind, other in relations[id] if kind in AGAINST}
    anew = contested_claims(named | rivals, relations, tallies)  # by who asserts the rivals, among others
    kept = {id: how for id, how in ledger.contested_claims.items() if id not in named | rivals}
    found = {**kept, **anew}
    contested = {id: found[id] for id in claims if id in found}
    return replace(ledger, tallies=tallies, contested_claims=contested)


def _related(ties: Ties, id: str) -> list[tuple[str, str]]:
    return [(kind, other.id) for kind, other in ties.relations.get(id, ())]


def _with_figures(ledger: Ledger, named: set[str], was: Side, now: Side) -> Ledger:
    """Return the ledger with how far readings part, found anew of the figures named or defined otherwise."""
    before, figures = was.archive.figures, now.archive.figures
    if before is not figures:
        named |= {id for id in figures if before.get(id) != figures[id]}
    spreads = {id: ledger.spreads[id] for id in figures if id not in named}
    contested: dict[str, Contested] = {id: ledger.contested_figures[id] for id in spreads}
    for id in named:
        here = ledger.figures.get(id)
        account = account_of_figure(figures[id], now.finder.shelf.given(here.key) if here else ())
        spreads[id], contested[id] = account.spread, account.contested
    return replace(ledger, spreads=spreads, contested_figures=contested)


def _headings_after(ledger: Ledger, edits: Iterable[Edit]) -> list[Heading]:
    headings = list(ledger.headings)
    for edit in edits:
        headings[edit.number] = Heading(edit.document.title, edit.document.language)
    return headings


def _given_after(ledger: Ledger, edits: Sequence[Edit], was: Side, now: Side) -> dict[str, Given]:
    """Keep in the memo what is given on each figure now; return where."""
    shelf, edited = now.finder.shelf, {edit.document.id for edit in edits}
    gone = mentions_of_statements(was.archive, chain.from_iterable(edit.before for edit in edits)).figures
    come = mentions_of_statements(now.archive, chain.from_iterable(edit.after for edit in edits)).figures
    found = dict(ledger.figures)
    for id in {**gone, **come}:
        if gone.get(id) == come.get(id):
            continue
        here = found.pop(id, None)
        stayed = [one for one in shelf.given(here.key) if one.document not in edited] if here else []
        if given := sorted([*stayed, *come.get(id, ())], key=key_of_given):
            found[id] = Given(keep_given(given, shelf.memo), len(given))
    return found


def _count_anew(ledger: Ledger, edit: Edit, was: Archive, now: Archive) -> Ledger:
    """Return the ledger with what one document names counted as it is now."""
    before, after = mentions_of_statements(was, edit.before), mentions_of_statements(now, edit.after)
    times = (_items_by_year(edit.document, said) for said in (edit.before, edit.after))
    years = _moved(ledger.years, edit, *times)
    direct = Counter(ledger.direct)
    direct.subtract(before.direct)
    direct.update(after.direct)
    return replace(
        ledger,
        claims=_moved(ledger.claims, edit, before.claims, after.claims),
        topics=_moved(ledger.topics, edit, before.topics, after.topics),
        years={name: years[name] for name in sorted(years, key=int)},
        said=_moved(ledger.said, edit, before.said, after.said),
        relayed=_moved(ledger.relayed, edit, before.relayed, after.relayed),
        direct={id: count for id, count in direct.items() if count},
        counts=_counts_after(ledger.counts, before, after),
    )


def _counts_after(counts: Counts, before: Mentions, after: Mentions) -> Counts:
    gone, come = counts_of_named(before), counts_of_named(after)
    return Counts(
        _counted(counts.said, gone.said, come.said),
        _counted(counts.relayed, gone.relayed, come.relayed),
        _counted(counts.topics, gone.topics, come.topics),
    )


def _counted(
    counts: Mapping[str, Count], gone: Mapping[str, Count], come: Mapping[str, Count]
) -> dict[str, Count]:
    """Return the counts now that `come` stands where `gone` stood."""
    found = dict(counts)
    for id in {**gone, **come}:
        found[id] = found.get(id, NO_COUNT).minus(gone.get(id, NO_COUNT)).plus(come.get(id, NO_COUNT))
    return {id: count for id, count in found.items() if count.all}


def _moved(
    places: Mapping[str, Places], edit: Edit, before: Mapping[str, Sized], after: Mapping[str, Sized]
) -> dict[str, Places]:
    """Return where everything is named now that a document names `after` what it named `before`."""
    moved = dict(places)
    for id in (*before, *after):
        was = places.get(id, NOWHERE)
        count = was.count - len(before.get(id, ())) + len(after.get(id, ()))
        documents = set(was.documents) - {edit.number} | ({edit.number} if id in after else set())
        moved[id] = Places(sorted(documents), count)
    return {id: here for id, here in moved.items() if here.count}


def _items_by_year(document: Document, statements: Iterable[Statement]) -> dict[str, list[Period]]:
    """Return the times of what a document has on the timeline: itself, statements of a time of their own."""
    times = [document.date, *(s.annotation.said for s in statements)]
    found: dict[str, list[Period]] = {}
    for time in times:
        if time is not None:
            found.setdefault(year_of_period(time), []).append(time)
    return found


def _edges_after(ledger: Ledger, edits: Sequence[Edit], finder: Finder) -> dict[str, dict[str, Passing]]:
    """Return who passes on whom now; `ledger` counts already what is named now."""
    gone, come = (
        _counts_by_edge(chain.from_iterable(said))
        for said in ((edit.before for edit in edits), (edit.after for edit in edits))
    )
    edited = {edit.number for edit in edits}
    edges = {outer: dict(passed) for outer, passed in ledger.edges.items()}
    for edge in {**gone, **come}:
        inner, outer = edge
        was = edges.setdefault(outer, {}).pop(inner, None)
        had = was.count if was else NO_COUNT
        count = had.minus(gone.get(edge, NO_COUNT)).plus(come.get(edge, NO_COUNT))
        if count.all:
            # Where an edited document had the first, any other may have it now.
            is_known = was is not None and was.document not in edited
            numbers = edited | {was.document} if was and is_known else _documents_of(ledger, edge)
            edges[outer][inner] = Passing(count, *finder.first(edge, numbers))
    return {outer: passed for outer, passed in edges.items() if passed}


def _counts_by_edge(statements: Iterable[Statement]) -> dict[Edge, Count]:
    return {edge: count_of(passed) for edge, passed in statements_by_edge(statements).items()}


def _documents_of(ledger: Ledger, edge: Edge) -> set[int]:
    """Return the documents that name both ends of an edge."""
    one, other = (
        {*ledger.said.get(id, NOWHERE).documents, *ledger.relayed.get(id, NOWHERE).documents} for id in edge
    )
    return one & other


def _changes_after(ledger: Ledger, edits: Sequence[Edit], finder: Finder) -> tuple[Changes, bool]:
    """Return the statements annotated last, and whether these are all that say when they were annotated.

    Raises `Unsettled` where too few can be told.
    """
    said = [(edit.number, s) for edit in edits for s in (*edit.before, *edit.after)]
    if not any(s.annotation.annotated for _, s in said):
        return ledger.changes, ledger.has_all_changes
    before = {(edit.number, s.annotation.number): s for edit in edits for s in edit.before}
    edited = {edit.number for edit in edits}

    def key(place: tuple[int, int], statement: Statement) -> Lateness:
        return (*(-part for part in order_of_period(statement.annotation.annotated)), *place)

    known = [key(place, before.get(place) or finder.statement(*place)) for place in ledger.changes]
    now = [one for one in known if one[-2] not in edited]
    now += [
        key((edit.number, s.annotation.number), s)
        for edit in edits
        for s in edit.after
        if s.annotation.annotated
    ]
    now.sort()
    if not ledger.has_all_changes:  # which of the others come next is not known
        now = [one for one in now if one <= known[-1]]
        if len(now) < CHANGES:
            raise Unsettled
    changes = [(one[-2], one[-1]) for one in now[:CHANGES_KNOWN]]
    return changes, ledger.has_all_changes and len(now) < CHANGES_KNOWN
