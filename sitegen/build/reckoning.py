"""The ledger after an edit: what is told of the whole, put right where a few documents differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized

from msgspec.structs import replace

from sitegen.build.finder import Finder
from sitegen.build.ledger import NOWHERE, Ledger, Passing, Places
from sitegen.graph.claims import Relations, is_contested, tally_of_claim
from sitegen.graph.figures import account_of_figure
from sitegen.graph.relays import statements_by_edge
from sitegen.graph.uses import mentions_of_statements
from sitegen.graph.whole import CHANGES_KNOWN
from sitegen.graph.years import year_of_period
from sitegen.model.archive import Archive, Document
from sitegen.model.period import Period, order_of_period
from sitegen.model.whole import Statement
from sitegen.record import Record
from sitegen.site.paging import STATEMENTS_A_PAGE, page_count
from sitegen.site.shown import pairs_shown_otherwise
from sitegen.site.views.home import CHANGES
from sitegen.site.views.timeline import has_years

Edge = tuple[str, str]  # who was passed on, and who passes on
Changes = list[tuple[int, int]]
Lateness = tuple[int, ...]  # how early something was annotated, negated; then its place


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
    """More has changed than a ledger can be put right for: what is named at all, or on how many pages."""


def ledger_after(
    ledger: Ledger, edits: Sequence[Edit], archive: Archive, finder: Finder, relations: Relations
) -> Ledger:
    """Return the ledger of the archive as it is now; `finder` finds what is said now.

    Raises `Unsettled`.
    """
    changed = [statement for edit in edits for statement in edit.changed]
    had_years = has_years(places.count for places in ledger.years.values())
    for edit in edits:
        if edit.changed:
            ledger = _count_anew(ledger, edit, archive)
    if had_years != has_years(places.count for places in ledger.years.values()):
        raise Unsettled
    named = mentions_of_statements(archive, changed)
    contested, tallies = set(ledger.contested_claims).difference(named.claims), dict(ledger.tallies)
    for id in named.claims:
        stances = finder.claim(id, ledger.claims[id].documents)
        tallies[id] = tally_of_claim(stances)
        if is_contested(stances, relations[id]):
            contested.add(id)
    spreads = dict(ledger.spreads)
    for id in named.figures:
        given = finder.figure(id, ledger.figures[id].documents)
        spreads[id] = account_of_figure(archive.figures[id], given).spread
    changes, has_all_changes = _changes_after(ledger, edits, finder)
    return replace(
        ledger,
        changes=changes,
        has_all_changes=has_all_changes,
        tallies=tallies,
        contested_claims=sorted(contested),
        spreads=spreads,
        edges=_edges_after(ledger, edits, finder),
    )


def _count_anew(ledger: Ledger, edit: Edit, archive: Archive) -> Ledger:
    """Return the ledger with what one document names counted as it is now."""
    before, after = (mentions_of_statements(archive, said) for said in (edit.before, edit.after))
    times = (_items_by_year(edit.document, said) for said in (edit.before, edit.after))
    said = _paged_alike(ledger.said, _moved(ledger.said, edit, before.said, after.said))
    relayed = _moved(ledger.relayed, edit, before.relayed, after.relayed)
    if ledger.said.keys() | ledger.relayed.keys() != said.keys() | relayed.keys():
        raise Unsettled
    direct = Counter(ledger.direct)
    direct.subtract(before.direct)
    direct.update(after.direct)
    return replace(
        ledger,
        claims=_still(ledger.claims, _moved(ledger.claims, edit, before.claims, after.claims)),
        figures=_still(ledger.figures, _moved(ledger.figures, edit, before.figures, after.figures)),
        topics=_still(ledger.topics, _moved(ledger.topics, edit, before.topics, after.topics)),
        years=_still(ledger.years, _moved(ledger.years, edit, *times)),
        said=said,
        relayed=relayed,
        direct={id: count for id, count in direct.items() if count},
    )


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


def _still(before: Mapping[str, Places], after: dict[str, Places]) -> dict[str, Places]:
    """Raise `Unsettled` where something is not named any more, or for the first time."""
    if before.keys() != after.keys():
        raise Unsettled
    return _paged_alike(before, after)


def _paged_alike(before: Mapping[str, Places], after: dict[str, Places]) -> dict[str, Places]:
    """Raise `Unsettled` where lists take more pages now, or fewer."""
    for id in before.keys() | after.keys():
        one, other = before.get(id, NOWHERE).count, after.get(id, NOWHERE).count
        if one != other and page_count(one, STATEMENTS_A_PAGE) != page_count(other, STATEMENTS_A_PAGE):
            raise Unsettled
    return after


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
    gone: Counter[Edge] = Counter()
    come: Counter[Edge] = Counter()
    for edit in edits:
        for counter, said in ((gone, edit.before), (come, edit.after)):
            counter.update({edge: len(passed) for edge, passed in statements_by_edge(said).items()})
    edited = {edit.number for edit in edits}
    edges = {outer: dict(passed) for outer, passed in ledger.edges.items()}
    for edge in {**gone, **come}:
        inner, outer = edge
        was = edges.setdefault(outer, {}).pop(inner, None)
        count = (was.count if was else 0) - gone[edge] + come[edge]
        if count:
            # Where an edited document had the first, any other may have it now.
            is_known = was is not None and was.first not in edited
            numbers = edited | {was.first} if was and is_known else _documents_of(ledger, edge)
            edges[outer][inner] = Passing(count, finder.first(edge, numbers))
    return {outer: passed for outer, passed in edges.items() if passed}


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
