"""The plan: every page of a site as a small task that any process can carry out.

A task says which page, not what is on it: `make_view` makes that from the whole, wherever it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sitegen.model.whole import Whole
from sitegen.record import Record
from sitegen.site.context import Context, Desk
from sitegen.site.paging import ENTRIES_A_PAGE, STATEMENTS_A_PAGE, page_count
from sitegen.site.routes import INDEXES, root_for_anywhere, root_of, route_of
from sitegen.site.shell import Shell, make_shell
from sitegen.site.views.claim import make_claim_view
from sitegen.site.views.document import MarkedRow, make_document_view
from sitegen.site.views.figure import csv_route, make_figure_view
from sitegen.site.views.home import make_home_view
from sitegen.site.views.indexes import make_index_view
from sitegen.site.views.matrix import make_matrix_view, matrix_topics
from sitegen.site.views.parallel import make_parallel_view
from sitegen.site.views.plain import (
    make_editorial_view,
    make_not_found_view,
    make_redirect_view,
    make_search_view,
)
from sitegen.site.views.relays import make_relays_view
from sitegen.site.views.speaker import make_speaker_view
from sitegen.site.views.timeline import make_timeline_view, timeline_years
from sitegen.site.views.topic import make_topic_view

TEMPLATES = {
    kind: f"pages/{kind}.html"
    for kind in (
        *("home", "document", "speaker", "claim", "figure", "topic", "page", "timeline", "matrix"),
        *("relays", "search", "not-found", "redirect", "parallel", *INDEXES),
    )
}


class PageTask(Record, frozen=True):
    """One page, or table of a figure's readings, to make.

    `former` is the former id that a redirect page stands at, `of` the entity's kind; a translation
    beside its original is `of` the original's id.
    """

    kind: str
    id: str = ""
    page: int = 1
    former: str = ""
    of: str = ""

    @property
    def route(self) -> str:
        if self.kind == "redirect":
            return route_of(self.of, self.former)
        if self.kind == "table":
            return csv_route(self.id)
        return route_of(self.kind, self.id, self.page)

    @property
    def target(self) -> str:
        """Return the route that a redirect leads to."""
        return route_of(self.of, self.id)

    @property
    def template(self) -> str:
        """Return the template of a page; empty for a figure's table, which is CSV."""
        return TEMPLATES.get(self.kind, "")


class Desks:
    """One desk, and the shell that goes with it, for each depth of the site."""

    def __init__(self, whole: Whole, context: Context) -> None:
        self._whole, self._context = whole, context
        self._made: dict[str, tuple[Desk, Shell]] = {}

    def at(self, route: str) -> tuple[Desk, Shell]:
        is_anywhere = route == route_of("not-found")
        root = root_for_anywhere(self._context.site.base_url) if is_anywhere else root_of(route)
        made = self._made.get(root)
        if made is None:
            context = self._context
            if context.html_at is not None:
                context = replace(context, html=context.html_at(root))
            desk = Desk(self._whole, context, root)
            made = (desk, make_shell(desk))
            self._made[root] = made
        return made


def iter_pages(whole: Whole) -> Iterator[PageTask]:
    """Yield every page of the site, documents first: they take longest."""
    yield from (PageTask("document", id) for id in whole.documents)
    yield from (PageTask("parallel", id, of=original) for id, original in whole.originals.items())
    yield from _iter_paged(whole)
    yield from (PageTask("figure", id) for id in whole.figures)
    yield from (PageTask("table", id) for id in whole.figures)
    yield from (PageTask("page", id) for id in whole.archive.pages)
    sizes = [len(e) for e in (whole.documents, whole.speakers, whole.claims, whole.figures, whole.topics)]
    for kind, size in zip(INDEXES, sizes, strict=True):
        yield from (PageTask(kind, page=page) for page in range(1, page_count(size, ENTRIES_A_PAGE) + 1))
    yield from (PageTask(kind) for kind in ("home", "timeline", "matrix", "relays", "search", "not-found"))
    yield from (PageTask("timeline", year) for year in timeline_years(whole))
    yield from (PageTask("matrix", topic) for topic in matrix_topics(whole))
    yield from _iter_redirects(whole)


def _iter_paged(whole: Whole) -> Iterator[PageTask]:
    uses = whole.uses
    for kind, ids, statements in (
        ("speaker", whole.speakers, uses.said),
        ("claim", whole.claims, uses.claims),
        ("topic", whole.topics, uses.topics),
    ):
        for id in ids:
            pages = page_count(len(statements.get(id, ())), STATEMENTS_A_PAGE)
            yield from (PageTask(kind, id, page) for page in range(1, pages + 1))


def _iter_redirects(whole: Whole) -> Iterator[PageTask]:
    archive = whole.archive
    for id, former_ids in whole.former_ids.items():
        yield from (PageTask("redirect", id, former=former, of="document") for former in former_ids)
    for kind, entities in (
        ("speaker", archive.speakers),
        ("claim", archive.claims),
        ("figure", archive.figures),
        ("topic", archive.topics),
    ):
        for id, entity in entities.items():
            yield from (PageTask("redirect", id, former=former, of=kind) for former in entity.former_ids)


def make_view(
    desk: Desk, task: PageTask, rows: Sequence[MarkedRow] = (), original_rows: Sequence[MarkedRow] = ()
) -> Record:
    """Return the view of a task's page, made at the desk of its depth.

    `rows` are a document's text, `original_rows` that of the document it translates.
    """
    if task.kind == "document":
        return make_document_view(desk, task.id, rows)
    if task.kind == "parallel":
        return make_parallel_view(desk, task.id, rows, original_rows)
    if task.kind in _PAGES:
        return _PAGES[task.kind](desk, task)
    if task.kind == "redirect":
        return make_redirect_view(desk, task.of, task.former, task.id)
    if task.kind in _BY_ID:
        return _BY_ID[task.kind](desk, task.id)
    return _SINGLE[task.kind](desk)


_PAGES: dict[str, Callable[[Desk, PageTask], Record]] = {
    "speaker": lambda desk, task: make_speaker_view(desk, task.id, task.page),
    "claim": lambda desk, task: make_claim_view(desk, task.id, task.page),
    "topic": lambda desk, task: make_topic_view(desk, task.id, task.page),
    **dict.fromkeys(INDEXES, lambda desk, task: make_index_view(desk, task.kind, task.page)),
}
_BY_ID: dict[str, Callable[[Desk, str], Record]] = {
    "figure": make_figure_view,
    "page": make_editorial_view,
    "timeline": make_timeline_view,
    "matrix": make_matrix_view,
}
_SINGLE: dict[str, Callable[[Desk], Record]] = {
    "home": make_home_view,
    "relays": make_relays_view,
    "search": make_search_view,
    "not-found": make_not_found_view,
}
