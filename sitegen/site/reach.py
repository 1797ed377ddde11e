"""The reach of an edit: which pages may show something else now that documents or registries differ.

The counterpart of `keys`, which tells of every page what it is made from: here it is told which pages need
be looked at. Parts of pages are compared as they were and as they are; a page is named where a part
differs that it shows. One may be named in vain (it comes out the same), but none may be left out: the law
that a rebuild equals a clean build, tested on random edits, keeps this file and the views in step.

Of documents only titles, summaries and statements may differ: not which there are, when they appeared or by
whom. Of registries anything may.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain

from sitegen.model.archive import Stance
from sitegen.model.whole import AGAINST
from sitegen.site.context import Desk
from sitegen.site.difference import Difference
from sitegen.site.entry_pages import iter_entry_pages
from sitegen.site.faces import entities
from sitegen.site.listings import iter_all_pages, iter_pages_named
from sitegen.site.overviews import iter_overviews
from sitegen.site.plan import PageTask, iter_other_pages
from sitegen.site.views.dispute import figure_disputes, opposed_to

STANCES: tuple[Stance, ...] = ("asserts", "denies", "questions")
ENTRIES = ("speaker", "claim", "figure", "topic")


class Reach:
    """The pages that may show a difference between two wholes, seen from desks at the same depth.

    `edited` are the ids of the documents that differ.
    """

    def __init__(self, before: Desk, after: Desk, edited: Collection[str]) -> None:
        self._before, self._after = before, after
        self._difference = Difference(before, after, edited)

    @cached_property
    def plans(self) -> tuple[list[PageTask], list[PageTask]] | None:
        """The pages that are no documents', as they were and as they are, where these differ; else None."""
        found, desks = self._difference, (self._before, self._after)
        if not any(found.differing.values()):
            one, other = (list(iter_pages_named(desk, found.edited_statements)) for desk in desks)
            if one == other:
                return None
        was, now = (list(iter_other_pages(desk.whole)) for desk in desks)
        return None if was == now else (was, now)

    def iter_tasks(self) -> Iterator[PageTask]:
        """Yield the pages, each once."""
        tasks = [self._own()]
        if self.plans is not None:
            was, now = self.plans
            known = set(was)
            tasks.append(task for task in now if task not in known)
        if self._difference:
            tasks += [self._documents(), self._disputes(), self._titles()]
            tasks += [iter_entry_pages(self._difference), iter_overviews(self._difference)]
        yield from dict.fromkeys(filter(self._stands, chain.from_iterable(tasks)))

    def _stands(self, task: PageTask) -> bool:
        """Tell whether there is what a page is of."""
        kind = "figure" if task.kind == "table" else task.kind
        return kind not in ENTRIES or task.id in entities(self._after.whole, kind)

    # Documents

    def _own(self) -> Iterator[PageTask]:
        """Yield what is made from the edited documents themselves."""
        whole, edited = self._after.whole, self._difference.edited
        for id in edited:
            account = whole.documents[id]
            yield PageTask("document", id)
            if account.original is not None:
                yield PageTask("parallel", id, of=account.original.id)
            yield from (PageTask("parallel", other.id, of=id) for other in account.translations)
        for claim in whole.archive.claims.values():
            if any(evidence.document in edited for evidence in claim.evidence):
                yield from iter_all_pages(self._after, "claim", [claim.id])

    def _titles(self) -> Iterator[PageTask]:
        """Yield what shows of a document that is called otherwise nothing but its name."""
        for id in self._difference.retitled:
            account = self._after.whole.documents[id]
            near = (account.previous, account.following, account.original, *account.translations)
            yield from (PageTask("document", other.id) for other in near if other is not None)
            makers = (*account.document.author, account.document.publisher)
            yield from (PageTask("speaker", speaker) for speaker in makers if speaker)
            for former in account.document.former_ids:
                yield PageTask("redirect", id, former=former, of="document")

    def _documents(self) -> Iterator[PageTask]:
        found, whole = self._difference, self._after.whole
        yield from (PageTask("document", s.document.id) for s in found.rows)
        for id in found.renamed["speaker"]:
            yield from (PageTask("document", d.id) for d in whole.uses.documents.get(id, ()))
        for id in found.renamed["topic"] & whole.topics.keys():
            yield from (PageTask("document", d.id) for d in whole.topics[id].documents)
        for desk in (self._before, self._after):
            claims = desk.whole.archive.claims
            cited = (
                e.document for id in found.differing["claim"] if id in claims for e in claims[id].evidence
            )
            yield from (PageTask("document", id) for id in cited if id)

    def _disputes(self) -> Iterator[PageTask]:
        found, uses = self._difference, self._after.whole.uses
        for id in sorted(found.named_claims | found.related(found.named_claims, AGAINST)):
            stances = [stance for stance in STANCES if self._is_opposed_otherwise(id, stance)]
            taken = (use.statement for use in uses.claims.get(id, ()) if use.stance in stances)
            yield from (PageTask("document", statement.document.id) for statement in taken)
        for id in sorted(found.named_figures):
            for document in dict.fromkeys(given.document for given in uses.figures.get(id, ())):
                was, now = (
                    figure_disputes(desk, document, id) if id in desk.whole.figures else None
                    for desk in (self._before, self._after)
                )
                if was != now:
                    yield PageTask("document", document)

    def _is_opposed_otherwise(self, id: str, stance: Stance) -> bool:
        was, now = (
            opposed_to(desk, desk.whole.claims[id], stance) if id in desk.whole.claims else None
            for desk in (self._before, self._after)
        )
        return was != now
