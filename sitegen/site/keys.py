"""Keys: a digest of what a page is made from, without making it.

A page is made again when its key differs. What goes into a key is the records that the page's view
reads, each as a digest that is taken once. A key may hold more than the view reads (the page is then
made in vain, and comes out the same), never less: the law that a rebuild equals a clean build, tested
on random edits, keeps this file and the views in step.

Three digests of a document serve three uses. Its *content* is all of it. Its *row* is its content and
the names of all that it refers to: what its statements look like on any page. Its *title* is what a
link to it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from sitegen.digest import digest
from sitegen.model.archive import Document
from sitegen.model.whole import ClaimAccount, FigureAccount, SpeakerAccount, Statement, Whole
from sitegen.record import encode_record
from sitegen.site.context import Desk
from sitegen.site.neighbours import neighbour
from sitegen.site.paging import STATEMENTS_A_PAGE, page_of
from sitegen.site.plan import PageTask
from sitegen.site.routes import INDEXES
from sitegen.site.views.indexes import ids_of_page
from sitegen.site.views.timeline import events_by_year, years_of_page

Parts = Iterator[bytes]


class PageKeys:
    """Keys of the pages of one whole. `contents` digests each document by its id."""

    def __init__(self, whole: Whole, contents: Mapping[str, bytes], common: bytes, desk: Desk) -> None:
        self._whole = whole
        self._contents = contents
        self._common = common
        self._desk = desk  # for the orders that index pages and neighbours are in
        self._entities: dict[tuple[str, str], bytes] = {}
        self._rows: dict[str, bytes] = {}
        self._titles: dict[str, bytes] = {}
        self._claims: dict[str, bytes] = {}
        self._disputes: dict[str, bytes] = {}
        self._figures: dict[str, bytes] = {}
        self._parts: dict[str, Callable[[PageTask], Parts]] = {
            "document": self._document,
            "parallel": self._parallel,
            "speaker": self._speaker,
            "claim": self._claim,
            "figure": self._figure,
            "table": self._figure,
            "topic": self._topic,
            "page": self._editorial,
            "redirect": self._redirect,
            "search": self._nothing,
            "not-found": self._nothing,
            "timeline": self._timeline,
            "matrix": self._matrix,
            **dict.fromkeys(INDEXES, self._index),
        }

    def key_of(self, task: PageTask, template: bytes) -> bytes:
        """Return the key of a page; `template` digests its template and all that it includes."""
        parts = self._parts.get(task.kind, self._everything)(task)
        return digest(self._common, template, encode_record(task), *parts)

    # Digests of records, each taken once

    def _entity(self, kind: str, id: str) -> bytes:
        """Return a digest of an entity's own record and of what a link to it shows beside its name."""
        found = self._entities.get((kind, id))
        if found is None:
            found = self._entities[kind, id] = digest(*_ENTITIES[kind](self._whole, id))
        return found

    def _title(self, document: Document) -> bytes:
        found = self._titles.get(document.id)
        if found is None:
            shown = (document.id, document.title, document.language, document.date, document.path)
            found = self._titles[document.id] = digest(encode_record(shown))
        return found

    def row(self, id: str) -> bytes:
        found = self._rows.get(id)
        if found is None:
            found = self._rows[id] = digest(self._contents[id], *self._named_in(id))
        return found

    def _named_in(self, id: str) -> Parts:
        """Yield the entities that a document and its annotations refer to."""
        document = self._whole.archive.documents[id]
        speakers = dict.fromkeys((*document.author, *([document.publisher] if document.publisher else ())))
        topics = dict.fromkeys(document.topics)
        for a in document.annotations:
            if a.speaker:
                speakers[a.speaker] = None
            speakers.update(dict.fromkeys(a.via))
            topics.update(dict.fromkeys(a.topics))
            for claim in a.claims:
                yield self._entity("claim", claim.id)
                topics.update(dict.fromkeys(self._whole.archive.claims[claim.id].topics))
            for figure in a.figures:
                yield self._entity("figure", figure.id)
                topics.update(dict.fromkeys(self._whole.archive.figures[figure.id].topics))
        yield from (self._entity("speaker", speaker) for speaker in speakers)
        yield from (self._entity("topic", topic) for topic in topics)

    def _claim_voices(self, id: str) -> bytes:
        """Return a digest of who takes which stance on a claim, and where."""
        found = self._claims.get(id)
        if found is None:
            uses = self._whole.claims[id].statements
            found = self._claims[id] = digest(
                *(part for use in uses for part in (use.stance.encode(), *self._voice(use.statement)))
            )
        return found

    def _figure_voices(self, id: str) -> bytes:
        """Return a digest of the readings of a figure: the numbers, whose they are, and where."""
        found = self._figures.get(id)
        if found is None:
            readings = self._whole.figures[id].readings
            found = self._figures[id] = digest(
                *(
                    part
                    for reading in readings
                    for part in (
                        encode_record((reading.amount, reading.as_of, reading.chain, reading.outside)),
                        *(self._voice(reading.statement) if reading.statement else ()),
                        *(self._entity("speaker", s) for s in reading.chain),
                    )
                )
            )
        return found

    def _voice(self, statement: Statement) -> Parts:
        yield self._title(statement.document)
        annotation = statement.annotation
        yield annotation.id.encode()
        yield annotation.said.edtf.encode() if annotation.said else b""  # decides its place in time
        if statement.chain:
            yield self._entity("speaker", statement.chain[0])

    def _rows_of(self, statements: Iterable[Statement]) -> Parts:
        return (self.row(id) for id in dict.fromkeys(s.document.id for s in statements))

    def _neighbours(self, kind: str, id: str) -> Parts:
        for step in (-1, 1):
            sibling = neighbour(self._desk, kind, id, step)
            yield encode_record(sibling)

    # What each kind of page is made from

    def _document(self, task: PageTask) -> Parts:
        account = self._whole.documents[task.id]
        yield self.row(task.id)
        for other in (account.previous, account.following, account.original, *account.translations):
            yield self._title(other) if other else b""
        yield from (self._entity("claim", claim.id) for claim in account.cited_by)
        annotations = account.document.annotations
        yield from map(self._dispute, dict.fromkeys(use.id for a in annotations for use in a.claims))
        for id in dict.fromkeys(use.id for a in annotations for use in a.figures):
            if self._whole.figures[id].is_contested:
                yield self._figure_voices(id)

    def _dispute(self, id: str) -> bytes:
        """Return a digest of what stands against a stance on a claim; empty where nothing can."""
        found = self._disputes.get(id)
        if found is None:
            found = self._disputes[id] = self._digest_dispute(self._whole.claims[id])
        return found

    def _digest_dispute(self, claim: ClaimAccount) -> bytes:
        if not claim.is_contested and all(use.stance == "asserts" for use in claim.statements):
            return b""
        against = (other.id for kind, other in claim.relations if kind in ("contradicts", "contrary_to"))
        parts = ((self._entity("claim", other), self._claim_voices(other)) for other in against)
        return digest(self._claim_voices(claim.claim.id), *chain.from_iterable(parts))

    def _parallel(self, task: PageTask) -> Parts:
        yield self._contents[task.id]
        yield self._contents[task.of]

    def _speaker(self, task: PageTask) -> Parts:
        account = self._whole.speakers[task.id]
        yield self._entity("speaker", task.id)
        yield from self._neighbours("speaker", task.id)
        yield encode_record((len(account.statements), account.is_only_relayed))
        yield from (self._entity("speaker", member.id) for member in account.members)
        yield from self._rows_of(page_of(account.statements, task.page, STATEMENTS_A_PAGE))
        if task.page > 1:
            return
        yield from self._first_speaker_page(account)

    def _first_speaker_page(self, account: SpeakerAccount) -> Parts:
        for counts in (account.relayed_by, account.relays):
            for count in counts:
                yield self._entity("speaker", count.speaker.id)
                yield b"%d" % len(count.statements)
                yield from self._voice(count.statements[0])
        for reversal in account.reversals:
            yield self._entity("claim", reversal.claim.id)
            yield from self._rows_of(use.statement for use in reversal.statements)
        for id in dict.fromkeys(reading.figure.id for reading in account.readings):
            yield self._entity("figure", id)
            yield self._figure_voices(id)
        yield from (self._title(document) for document in account.documents)

    def _claim(self, task: PageTask) -> Parts:
        account = self._whole.claims[task.id]
        yield self._entity("claim", task.id)
        yield from self._neighbours("claim", task.id)
        yield self._claim_voices(task.id)
        for kind, other in account.relations:
            yield kind.encode()
            yield self._entity("claim", other.id)
        for evidence in account.claim.evidence:
            if evidence.document:
                yield self._contents[evidence.document]
        yield from (self._entity("topic", topic) for topic in account.claim.topics)
        shown = page_of(account.statements, task.page, STATEMENTS_A_PAGE)
        yield from self._rows_of(use.statement for use in shown)
        if task.page == 1:
            relays = (id for use in account.statements for id in use.statement.chain[1:])
            yield from (self._entity("speaker", id) for id in dict.fromkeys(relays))

    def _figure(self, task: PageTask) -> Parts:
        account = self._whole.figures[task.id]
        yield self._entity("figure", task.id)
        yield from self._neighbours("figure", task.id)
        yield self._figure_voices(task.id)
        yield from (self._entity("topic", topic) for topic in account.figure.topics)
        yield from self._rows_of(r.statement for r in account.readings if r.statement is not None)

    def _topic(self, task: PageTask) -> Parts:
        account = self._whole.topics[task.id]
        yield self._entity("topic", task.id)
        yield from self._neighbours("topic", task.id)
        yield encode_record(len(account.statements))
        yield from self._rows_of(page_of(account.statements, task.page, STATEMENTS_A_PAGE))
        if task.page > 1:
            return
        yield from (self.claim_entry(claim.id) for claim in account.claims)
        yield from (self.figure_entry(figure.id) for figure in account.figures)
        yield from (self.row(document.id) for document in account.documents)

    def _index(self, task: PageTask) -> Parts:
        ids, pages = ids_of_page(self._desk, task.kind, task.page)
        yield b"%d" % pages
        entry = _ENTRIES[task.kind]
        yield from (entry(self, id) for id in ids)

    def claim_entry(self, id: str) -> bytes:
        account = self._whole.claims[id]
        related = (self._entity("claim", other.id) for _, other in account.relations)
        return digest(self._entity("claim", id), self._claim_voices(id), *related)

    def figure_entry(self, id: str) -> bytes:
        return digest(self._entity("figure", id), self._figure_voices(id))

    def speaker_entry(self, id: str) -> bytes:
        account = self._whole.speakers[id]
        counts = (len(account.statements), len(account.relayed), account.is_only_relayed)
        return digest(self._entity("speaker", id), encode_record(counts))

    def topic_entry(self, id: str) -> bytes:
        account = self._whole.topics[id]
        counts = (
            len(account.statements),
            len(account.documents),
            len(account.claims),
            len(account.figures),
        )
        return digest(self._entity("topic", id), encode_record(counts))

    def _editorial(self, task: PageTask) -> Parts:
        yield encode_record(self._whole.archive.pages[task.id])

    def _redirect(self, task: PageTask) -> Parts:
        if task.of == "document":
            yield self._title(self._whole.archive.documents[task.id])
        else:
            yield self._entity(task.of, task.id)

    def _timeline(self, task: PageTask) -> Parts:
        years = events_by_year(self._desk)
        yield encode_record([(name, len(year.items)) for name, year in years.items()])
        shown = [years[name] for name in years_of_page(self._desk, task.id)]
        documents = {d.id for year in shown for d in year.documents}
        documents.update(s.document.id for year in shown for s in year.statements)
        yield from (self.row(id) for id in sorted(documents))

    def _matrix(self, task: PageTask) -> Parts:
        if not task.id:
            yield self._all
            return
        yield self._entity("topic", task.id)
        for claim in self._whole.topics[task.id].claims:
            yield self._entity("claim", claim.id)
            yield self._claim_voices(claim.id)

    def _nothing(self, _task: PageTask) -> Parts:
        return iter(())

    def _everything(self, _task: PageTask) -> Parts:
        yield self._all

    @cached_property
    def _all(self) -> bytes:
        """Digest all that there is, for the few pages that show the archive as a whole."""
        whole = self._whole
        return digest(
            *(self.row(id) for id in whole.documents),
            *(self.claim_entry(id) for id in whole.claims),
            *(self.figure_entry(id) for id in whole.figures),
            *(self.speaker_entry(id) for id in whole.speakers),
            *(self.topic_entry(id) for id in whole.topics),
        )


def _claim_parts(whole: Whole, id: str) -> Iterable[bytes]:
    account: ClaimAccount = whole.claims[id]
    return encode_record(account.claim), b"1" if account.is_contested else b""


def _figure_parts(whole: Whole, id: str) -> Iterable[bytes]:
    account: FigureAccount = whole.figures[id]
    return encode_record(account.figure), b"1" if account.is_contested else b""


def _speaker_parts(whole: Whole, id: str) -> Iterable[bytes]:
    speaker = whole.archive.speakers[id]
    employer = whole.archive.speakers.get(speaker.affiliation)
    return encode_record(speaker), employer.name.encode() if employer else b""


def _topic_parts(whole: Whole, id: str) -> Iterable[bytes]:
    return (encode_record(whole.topics[id].topic),)


_ENTITIES: dict[str, Callable[[Whole, str], Iterable[bytes]]] = {
    "claim": _claim_parts,
    "figure": _figure_parts,
    "speaker": _speaker_parts,
    "topic": _topic_parts,
}
_ENTRIES: dict[str, Callable[[PageKeys, str], bytes]] = {
    "documents": PageKeys.row,
    "claims": PageKeys.claim_entry,
    "figures": PageKeys.figure_entry,
    "speakers": PageKeys.speaker_entry,
    "topics": PageKeys.topic_entry,
}
