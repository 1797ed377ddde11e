"""Keys: a digest of what a page is made from, without making it.

A page is made again when its key differs. What goes into a key is what the page's view reads, as digests
that are taken once. A key may hold more than the view reads (the page is then made in vain, and comes
out the same), never less: the law that a rebuild equals a clean build, tested on random edits, keeps
this file and the views in step.

Of a document there are two kinds of digests: its *content* is all of it; `Shown` has what other pages
show of it, statement by statement. Beside these stand the digests of the entities that are named with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain

from sitegen.digest import digest
from sitegen.model.archive import Document
from sitegen.model.whole import AGAINST, Statement, Whole
from sitegen.record import encode_record
from sitegen.site.context import Desk
from sitegen.site.neighbours import neighbour_id
from sitegen.site.paging import STATEMENTS_A_PAGE, page_of
from sitegen.site.plan import PageTask
from sitegen.site.routes import INDEXES
from sitegen.site.shown import Shown
from sitegen.site.views.indexes import ids_of_page
from sitegen.site.views.timeline import years_of_page

Parts = Iterable[bytes]


class PageKeys:
    """Keys of the pages of one whole. `contents` digests each document by its id, `shown` tells the rest."""

    def __init__(
        self,
        whole: Whole,
        contents: Mapping[str, bytes],
        shown: Mapping[str, Shown],
        common: bytes,
        desk: Desk,
    ) -> None:
        self._whole = whole
        self._contents = contents
        self._shown = shown
        self._common = common
        self._desk = desk  # for the orders that index pages and neighbours are in
        archive = whole.archive
        self._topics = {id: digest(encode_record(whole.topics[id].topic)) for id in whole.topics}
        self._speakers = {id: self._speaker_digest(id) for id in archive.speakers}
        self._claims = {
            id: digest(
                encode_record((claim, whole.uses.contested_claims.get(id, ""))),
                *[self._topics[topic] for topic in claim.topics],
            )
            for id, claim in archive.claims.items()
        }
        self._figures = {
            id: digest(
                encode_record((figure, whole.contested_figures[id])),
                *[self._topics[topic] for topic in figure.topics],
            )
            for id, figure in archive.figures.items()
        }
        self._claim_digests: dict[str, bytes] = {}
        self._figure_digests: dict[str, bytes] = {}
        self._disputes: dict[str, bytes] = {}
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
            "relays": self._relays,
            **dict.fromkeys(INDEXES, self._index),
        }

    def key_of(self, task: PageTask, template: bytes) -> bytes:
        """Return the key of a page; `template` digests its template and all that it includes."""
        parts = self._parts.get(task.kind, self._everything)(task)
        return digest(self._common, template, encode_record(task), *parts)

    # Digests of what pages share, each taken once

    def _speaker_digest(self, id: str) -> bytes:
        speakers = self._whole.archive.speakers
        employer = speakers.get(speakers[id].affiliation)
        return digest(encode_record((speakers[id], employer.name if employer else "")))

    def _entity(self, kind: str, id: str) -> bytes:
        return {
            "speaker": self._speakers,
            "claim": self._claims,
            "figure": self._figures,
            "topic": self._topics,
        }[kind][id]

    def _names(self, shown: Shown) -> bytes:
        """Return how all that a document refers to is named."""
        return b"".join(
            (
                *map(self._speakers.__getitem__, shown.speakers),
                *map(self._claims.__getitem__, shown.claims),
                *map(self._figures.__getitem__, shown.figures),
                *map(self._topics.__getitem__, shown.topics),
            )
        )

    def _title(self, document: Document) -> bytes:
        return self._shown[document.id].title

    @cached_property
    def _rows(self) -> dict[int, bytes]:
        """What rows of statements show, by the identity of the statement.

        There are some hundred thousand look-ups; by identity they touch nothing but this dictionary.
        """
        rows = {}
        speakers, claims, figures, topics = self._speakers, self._claims, self._figures, self._topics
        for statement in self._whole.statements:
            annotation = statement.annotation
            shown = self._shown[statement.document.id]
            parts = [shown.statements[annotation.number - 1], shown.title]
            parts += [speakers[id] for id in statement.chain]
            parts += [claims[use.id] for use in annotation.claims]
            parts += [figures[use.id] for use in annotation.figures]
            if annotation.topics:
                parts += [topics[id] for id in annotation.topics]
            rows[id(statement)] = b"".join(parts)
        return rows

    @cached_property
    def _voices(self) -> dict[int, bytes]:
        """Where statements stand, when they were said and whose they are, but not their words; likewise."""
        voices = {}
        for statement in self._whole.statements:
            chain, annotation = statement.chain, statement.annotation
            voices[id(statement)] = b"".join(
                (
                    self._shown[statement.document.id].title,
                    self._speakers[chain[0]] if chain else b"",
                    encode_record(
                        (
                            *(annotation.id, annotation.said, chain, statement.links),
                            *(annotation.basis, annotation.certainty),
                        )
                    ),
                )
            )
        return voices

    def _statements(self, statements: Iterable[Statement]) -> Parts:
        """Return what rows of statements show."""
        return map(self._rows.__getitem__, map(id, statements))

    def _voices_of(self, statements: Iterable[Statement]) -> Parts:
        return map(self._voices.__getitem__, map(id, statements))

    def _claim_voices(self, id: str) -> bytes:
        """Return a digest of who takes which stance on a claim, and where."""
        found = self._claim_digests.get(id)
        if found is None:
            uses = self._whole.uses.claims[id]
            stances = encode_record([use.stance for use in uses])
            found = digest(stances, *self._voices_of(use.statement for use in uses))
            self._claim_digests[id] = found
        return found

    def _figure_voices(self, id: str) -> bytes:
        """Return a digest of the readings of a figure: the numbers, whose they are, and where."""
        found = self._figure_digests.get(id)
        if found is None:
            readings = self._whole.figures[id].readings  # without their numbers: one reading may shift all
            given = [(r.amount, r.as_of, r.chain, r.outside) for r in readings]
            said = [r.statement for r in readings if r.statement is not None]
            places = [(s.document, s.annotation, s.when, s.basis, s.certainty) for s in said]
            speakers = dict.fromkeys(id for reading in readings for id in reading.chain)
            found = self._figure_digests[id] = digest(
                encode_record((given, places)),
                *[self._shown[one.document].title for one in said],
                *[self._speakers[speaker] for speaker in speakers],
            )
        return found

    def _neighbours(self, kind: str, id: str) -> Parts:
        for step in (-1, 1):
            other = neighbour_id(self._desk, kind, id, step)
            yield self._entity(kind, other) if other else b""

    # What each kind of page is made from

    def _document(self, task: PageTask) -> Parts:
        account, shown = self._whole.documents[task.id], self._shown[task.id]
        others = (account.previous, account.following, account.original, *account.translations)
        return [
            self._contents[task.id],
            self._names(shown),
            *[self._shown[other.id].title if other else b"" for other in others],
            *[self._claims[claim.id] for claim in account.cited_by],
            *map(self._dispute, shown.claims),
            *[self._figure_voices(id) for id in shown.figures if self._whole.contested_figures[id]],
        ]

    def _dispute(self, id: str) -> bytes:
        """Return a digest of what stands against a stance on a claim; empty where nothing can."""
        found = self._disputes.get(id)
        if found is None:
            found = self._disputes[id] = self._digest_dispute(id)
        return found

    def _digest_dispute(self, id: str) -> bytes:
        uses = self._whole.uses
        if id not in uses.contested_claims and all(use.stance == "asserts" for use in uses.claims[id]):
            return b""
        against = [other.id for kind, other in uses.relations[id] if kind in AGAINST]
        parts = ((self._claims[other], self._claim_voices(other)) for other in against)
        return digest(self._claim_voices(id), *chain.from_iterable(parts))

    def _parallel(self, task: PageTask) -> Parts:
        return self._contents[task.id], self._contents[task.of]

    def _speaker(self, task: PageTask) -> Parts:
        whole, id = self._whole, task.id
        said, relayed = whole.uses.said.get(id, []), whole.uses.relayed.get(id, [])
        yield self._speakers[id]
        yield from self._neighbours("speaker", id)
        documents = whole.uses.documents.get(id, ())
        count = whole.uses.counts.said.get(id)
        yield encode_record((len(said), count, whole.uses.is_only_relayed(id), len(documents)))
        yield from [self._speakers[member.id] for member in whole.uses.members.get(id, ())]
        if task.page > 1:
            yield from self._statements(page_of(said, task.page, STATEMENTS_A_PAGE))
            return
        yield from self._statements(said)
        yield from self._voices_of(relayed)
        yield from [self._speakers[s] for s in dict.fromkeys(id for s in relayed for id in s.chain)]
        for figure in whole.uses.figures_of(id):
            yield self._figures[figure]
            yield self._figure_voices(figure)
        yield from map(self._title, documents)

    def _claim(self, task: PageTask) -> Parts:
        id, claim = task.id, self._whole.archive.claims[task.id]
        uses = self._whole.uses.claims[id]
        yield self._claims[id]
        yield from self._neighbours("claim", id)
        yield self._claim_voices(id)
        for kind, other in self._whole.uses.relations[id]:
            yield kind.encode()
            yield self._claims[other.id]
        for evidence in claim.evidence:
            if evidence.document:
                yield self._contents[evidence.document]
        shown = page_of(uses, task.page, STATEMENTS_A_PAGE)
        yield from self._statements(use.statement for use in shown)
        if task.page == 1:
            relays = (id for use in uses for id in use.statement.chain[1:])
            yield from [self._speakers[id] for id in dict.fromkeys(relays)]

    def _figure(self, task: PageTask) -> Parts:
        yield self._figures[task.id]
        yield from self._neighbours("figure", task.id)
        yield self._figure_voices(task.id)

    def _topic(self, task: PageTask) -> Parts:
        account = self._whole.topics[task.id]
        yield self._topics[task.id]
        yield from self._neighbours("topic", task.id)
        yield encode_record((len(account.statements), self._whole.uses.counts.topics.get(task.id)))
        yield from self._statements(page_of(account.statements, task.page, STATEMENTS_A_PAGE))
        if task.page > 1:
            return
        yield from [self.claim_entry(claim.id) for claim in account.claims]
        yield from [self.figure_entry(figure.id) for figure in account.figures]
        yield from [self.document_entry(document.id) for document in account.documents]

    def _index(self, task: PageTask) -> Parts:
        entry = _ENTRIES[task.kind]
        if task.kind == "figures":  # their order takes all accounts to find
            return [entry(self, id) for id in self._whole.figures]
        ids, pages = ids_of_page(self._desk, task.kind, task.page)
        return b"%d" % pages, *(entry(self, id) for id in ids)

    def document_entry(self, id: str) -> bytes:
        publisher = self._whole.archive.documents[id].publisher
        return self._shown[id].entry + (self._speakers[publisher] if publisher else b"")

    def claim_entry(self, id: str) -> bytes:
        related = [self._claims[other.id] for _, other in self._whole.uses.relations[id]]
        return digest(self._claims[id], self._claim_voices(id), *related)

    def figure_entry(self, id: str) -> bytes:
        return self._figures[id] + self._figure_voices(id)

    def speaker_entry(self, id: str) -> bytes:
        uses = self._whole.uses
        counts = (
            uses.counts.said.get(id),
            uses.counts.relayed.get(id),
            uses.is_only_relayed(id),
        )
        return self._speakers[id] + encode_record(counts)

    def topic_entry(self, id: str) -> bytes:
        account = self._whole.topics[id]
        counts = (
            self._whole.uses.counts.topics.get(id),
            len(account.documents),
            len(account.claims),
            len(account.figures),
        )
        return self._topics[id] + encode_record(counts)

    def _editorial(self, task: PageTask) -> Parts:
        return (encode_record(self._whole.archive.pages[task.id]),)

    def _redirect(self, task: PageTask) -> Parts:
        if task.of == "document":
            return (self._shown[task.id].title,)
        return (self._entity(task.of, task.id),)

    def _timeline(self, task: PageTask) -> Parts:
        years = self._whole.years
        yield encode_record([(name, len(year.items)) for name, year in years.items()])
        for name in years_of_page(self._desk, task.id):
            yield from [self.document_entry(document.id) for document in years[name].documents]
            yield from self._statements(years[name].statements)

    def _matrix(self, task: PageTask) -> Parts:
        if not task.id:
            yield self._all
            return
        yield self._topics[task.id]
        for claim in self._whole.topics[task.id].claims:
            yield self._claims[claim.id]
            yield self._claim_voices(claim.id)

    def _relays(self, _task: PageTask) -> Parts:
        return *self._speakers.values(), *self._voices.values()

    def _nothing(self, _task: PageTask) -> Parts:
        return ()

    def _everything(self, _task: PageTask) -> Parts:
        return (self._all,)

    @cached_property
    def _all(self) -> bytes:
        """Digest all that pages show of each other, for the few that show the archive as a whole."""
        whole = self._whole
        return digest(
            *map(self.document_entry, whole.documents),
            *self._statements(whole.statements),
            *map(self.claim_entry, whole.claims),
            *map(self.figure_entry, whole.figures),
            *map(self.speaker_entry, whole.speakers),
            *map(self.topic_entry, whole.topics),
        )


_ENTRIES: dict[str, Callable[[PageKeys, str], bytes]] = {
    "documents": PageKeys.document_entry,
    "claims": PageKeys.claim_entry,
    "figures": PageKeys.figure_entry,
    "speakers": PageKeys.speaker_entry,
    "topics": PageKeys.topic_entry,
}
