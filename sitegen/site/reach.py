"""The reach of an edit: which pages may show something else now that a few documents say something else.

The counterpart of `keys`, which tells of every page what it is made from: here it is told which pages need
be looked at. Parts of pages are compared as they were and as they are; a page is named where a part
differs that it shows. One may be named in vain (it comes out the same), but none may be left out: the law
that a rebuild equals a clean build, tested on random edits, keeps this file and the views in step.

Only titles, summaries and statements of documents may differ, and how many statements there are: not when
documents appeared or by whom, which entities there are, what is named at all, or how many pages that takes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain

from sitegen.graph.years import year_of_period
from sitegen.model.archive import Stance
from sitegen.model.whole import Statement
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.keys import AGAINST
from sitegen.site.paging import STATEMENTS_A_PAGE, page_count, page_of
from sitegen.site.plan import PageTask
from sitegen.site.routes import INDEXES
from sitegen.site.shown import Pair, pairs_shown_otherwise
from sitegen.site.subjects import topics_of
from sitegen.site.views.dispute import figure_disputes, opposed_to
from sitegen.site.views.entries import claim_entry, document_entry, figure_entry, speaker_entry, topic_entry
from sitegen.site.views.indexes import ids_of_page
from sitegen.site.views.matrix import claims_of_matrix, matrix_topics
from sitegen.site.views.speaker import reading_group
from sitegen.site.views.timeline import timeline_years, years_of_page

STANCES: tuple[Stance, ...] = ("asserts", "denies", "questions")
Entries = Callable[[Desk, str], Record]


class Reach:
    """What differs between two wholes of one archive, seen from desks at the same depth.

    `edited` are the ids of the documents that differ.
    """

    def __init__(self, before: Desk, after: Desk, edited: Collection[str]) -> None:
        self._before, self._after = before, after
        self._edited = edited

    def iter_tasks(self) -> Iterator[PageTask]:
        """Yield the pages, each once."""
        tasks = [self._own()]
        if self._changed or self._entries["documents"]:
            tasks += [self._documents(), self._speakers(), self._claims(), self._figures(), self._topics()]
            tasks += [self._titles(), self._indexes(), self._timeline(), self._matrices(), self._single()]
        yield from dict.fromkeys(chain.from_iterable(tasks))

    # What differs

    @cached_property
    def _pairs(self) -> list[Pair]:
        """The statements that are shown otherwise than before, as they were and as they are."""
        was, now = (desk.whole.documents for desk in (self._before, self._after))
        return [pair for id in self._edited for pair in pairs_shown_otherwise(was[id].said, now[id].said)]

    @cached_property
    def _changed(self) -> list[Statement]:
        return [statement for pair in self._pairs for statement in pair if statement is not None]

    @cached_property
    def _rows(self) -> list[Statement]:
        """What may be shown otherwise as a row: also what names something newly contested, or no more so."""
        uses, figures = self._after.whole.uses, self._after.whole.uses.figures
        named = [use.statement for id in self._flipped_claims for use in uses.claims[id]]
        read = [statement for id in self._flipped_figures for statement, _ in figures[id]]
        return [*self._changed, *named, *read]

    @cached_property
    def _named_claims(self) -> set[str]:
        return {use.id for statement in self._changed for use in statement.annotation.claims}

    @cached_property
    def _named_figures(self) -> set[str]:
        return {use.id for statement in self._changed for use in statement.annotation.figures}

    @cached_property
    def _flipped_claims(self) -> frozenset[str]:
        return self._before.whole.uses.contested_claims ^ self._after.whole.uses.contested_claims

    @cached_property
    def _flipped_figures(self) -> set[str]:
        before, after = self._before.whole.contested_figures, self._after.whole.contested_figures
        return {id for id in self._named_figures if before[id] != after[id]}

    def _differing(self, ids: Iterable[str], entry: Entries) -> set[str]:
        return {id for id in ids if entry(self._before, id) != entry(self._after, id)}

    @cached_property
    def _entries(self) -> dict[str, set[str]]:
        """The ids of what lists show otherwise, by the kind of list."""
        return {
            "documents": self._differing(self._edited, document_entry),
            "speakers": self._differing({id for s in self._changed for id in s.chain}, speaker_entry),
            "claims": self._differing(self._named_claims, claim_entry),
            "figures": self._differing(self._named_figures, figure_entry),
            "topics": self._differing({id for s in self._changed for id in s.annotation.topics}, topic_entry),
        }

    @cached_property
    def _retitled(self) -> list[str]:
        was, now = (desk.whole.archive.documents for desk in (self._before, self._after))
        return [id for id in self._edited if was[id].title != now[id].title]

    # Which pages show it

    def _own(self) -> Iterator[PageTask]:
        """Yield what is made from the edited documents themselves."""
        whole = self._after.whole
        for id in self._edited:
            account = whole.documents[id]
            yield PageTask("document", id)
            if account.original is not None:
                yield PageTask("parallel", id, of=account.original.id)
            yield from (PageTask("parallel", other.id, of=id) for other in account.translations)
        for claim in whole.archive.claims.values():
            if any(evidence.document in self._edited for evidence in claim.evidence):
                yield from self._paged("claim", claim.id)

    def _titles(self) -> Iterator[PageTask]:
        """Yield what shows of a document that is called otherwise nothing but its name."""
        for id in self._retitled:
            account = self._after.whole.documents[id]
            near = (account.previous, account.following, account.original, *account.translations)
            yield from (PageTask("document", other.id) for other in near if other is not None)
            makers = (*account.document.author, account.document.publisher)
            yield from (PageTask("speaker", speaker) for speaker in makers if speaker)
            for former in account.document.former_ids:
                yield PageTask("redirect", id, former=former, of="document")

    def _documents(self) -> Iterator[PageTask]:
        uses = self._after.whole.uses
        yield from (PageTask("document", s.document.id) for s in self._rows)
        rivals = {c.id for id in self._named_claims for kind, c in uses.relations[id] if kind in AGAINST}
        for id in sorted(self._named_claims | rivals):
            if any(self._is_opposed_otherwise(id, stance) for stance in STANCES):
                yield from (PageTask("document", use.statement.document.id) for use in uses.claims[id])
        for id in sorted(self._named_figures):
            for document in dict.fromkeys(statement.document.id for statement, _ in uses.figures[id]):
                was, now = (figure_disputes(desk, document, id) for desk in (self._before, self._after))
                if was != now:
                    yield PageTask("document", document)

    def _is_opposed_otherwise(self, id: str, stance: Stance) -> bool:
        was, now = (opposed_to(desk, desk.whole.claims[id], stance) for desk in (self._before, self._after))
        return was != now

    def _speakers(self) -> Iterator[PageTask]:
        for statement in self._rows:
            for origin in statement.chain[:1]:
                yield from self._paged("speaker", origin)
            yield from (PageTask("speaker", id) for id in statement.chain[1:])
        for id in sorted(self._named_figures):
            was, now = (desk.whole.figures[id].readings for desk in (self._before, self._after))
            for speaker in dict.fromkeys(reading.chain[0] for reading in (*was, *now) if reading.chain):
                if reading_group(self._before, speaker, id) != reading_group(self._after, speaker, id):
                    yield PageTask("speaker", speaker)

    def _claims(self) -> Iterator[PageTask]:
        relations = self._after.whole.uses.relations
        related = (claim.id for id in self._flipped_claims for _, claim in relations[id])
        named = (use.id for statement in self._rows for use in statement.annotation.claims)
        for id in dict.fromkeys((*named, *related)):
            yield from self._paged("claim", id)

    def _figures(self) -> Iterator[PageTask]:
        for id in sorted(self._named_figures):
            yield PageTask("figure", id)
            yield PageTask("table", id)

    def _topics(self) -> Iterator[PageTask]:
        archive, changed = self._after.whole.archive, {_place(statement) for statement in self._rows}
        for id in dict.fromkeys(topic for s in self._rows for topic in s.annotation.topics):
            was, now = (desk.whole.uses.topics[id] for desk in (self._before, self._after))
            for task in self._paged("topic", id):
                one, other = (
                    [_place(s) for s in page_of(said, task.page, STATEMENTS_A_PAGE)] for said in (was, now)
                )
                if len(was) != len(now) or one != other or not changed.isdisjoint(other):
                    yield task
        listed = (
            *(archive.documents[id].topics for id in self._entries["documents"]),
            *(archive.claims[id].topics for id in self._entries["claims"]),
            *(archive.figures[id].topics for id in self._entries["figures"]),
        )
        yield from (PageTask("topic", id) for id in chain.from_iterable(listed))

    def _indexes(self) -> Iterator[PageTask]:
        for kind in INDEXES:
            differing = self._entries[kind]
            if not differing:
                continue
            _, pages = ids_of_page(self._after, kind, 1)
            for page in range(1, pages + 1):
                (was, _), (now, _) = (ids_of_page(desk, kind, page) for desk in (self._before, self._after))
                if was != now or not differing.isdisjoint(now):
                    yield PageTask(kind, page=page)

    def _timeline(self) -> Iterator[PageTask]:
        whole = self._after.whole
        own = timeline_years(whole)
        was, now = (
            [len(year.items) for year in desk.whole.years.values()] for desk in (self._before, self._after)
        )
        if was != now:  # each page tells of all years how much they have
            yield PageTask("timeline")
            yield from (PageTask("timeline", year) for year in own)
            return
        dates = [whole.archive.documents[id].date for id in self._retitled]
        dates += [statement.when for statement in self._timed()]
        years = {year_of_period(date) for date in dates if date is not None}
        if not years.isdisjoint(years_of_page(self._after, "")):
            yield PageTask("timeline")
        yield from (PageTask("timeline", year) for year in own if year in years)

    def _timed(self) -> Iterator[Statement]:
        """Yield what the timeline may show otherwise: of most statements, when, whose, where, on what."""
        archive = self._after.whole.archive
        yield from (statement for statement in self._rows if statement.annotation.said is not None)
        for pair in self._pairs:
            told = {
                s
                and (
                    s.annotation.id,
                    s.chain[:1] or s.document.title,
                    s.when,
                    topics_of(archive, s.annotation),
                )
                for s in pair
            }
            if len(told) > 1:
                yield from (statement for statement in pair if statement is not None)

    def _matrices(self) -> Iterator[PageTask]:
        archive = self._after.whole.archive
        carried = {topic for id in self._named_claims for topic in archive.claims[id].topics}
        for topic in ("", *(topic for topic in matrix_topics(self._after.whole) if topic in carried)):
            was, now = (claims_of_matrix(desk.whole, topic) for desk in (self._before, self._after))
            if was != now or not self._named_claims.isdisjoint(now[0]):
                yield PageTask("matrix", topic)

    def _single(self) -> Iterator[PageTask]:
        yield PageTask("home")
        voices = ({s and (s.annotation.id, s.chain, s.when) for s in pair} for pair in self._pairs)
        if any(len(each) > 1 for each in voices):
            yield PageTask("relays")

    def _paged(self, kind: str, id: str) -> Iterator[PageTask]:
        uses = self._after.whole.uses
        statements = {"speaker": uses.said, "claim": uses.claims, "topic": uses.topics}[kind].get(id, ())
        pages = page_count(len(statements), STATEMENTS_A_PAGE)
        yield from (PageTask(kind, id, page) for page in range(1, pages + 1))


def _place(statement: Statement) -> tuple[str, int]:
    return statement.document.id, statement.annotation.number
