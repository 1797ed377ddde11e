"""Make pages from tasks, in any process: view, template, bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache

import msgspec
from jinja2 import TemplateError

from sitegen.build.documents import ROWS, rows_from_bytes
from sitegen.build.outputs import Outputs
from sitegen.build.session import Session
from sitegen.build.workers import SMALL
from sitegen.digest import digest
from sitegen.disk.output import stage_file
from sitegen.disk.written import Written
from sitegen.model.whole import Whole
from sitegen.parse.markdown import render_markdown
from sitegen.record import Record
from sitegen.render.flaw import Flaw, TemplateFailure
from sitegen.render.renderer import Renderer, make_renderer, render_page
from sitegen.site.context import Context
from sitegen.site.links import link_rewriter
from sitegen.site.plan import Desks, PageTask, make_view
from sitegen.site.views.figure import render_csv
from sitegen.words.words import words_for


class Studio(msgspec.Struct, frozen=True, dict=True):
    """What every page of one site is made from: sent to each process once, without what is made there of it.

    `staging` is the folder to write into, or empty where the pages' bytes are wanted back; `own` names
    the templates that the archive brought.
    """

    whole: Whole
    templates: Mapping[str, str]
    styles: tuple[str, ...]
    scripts: Mapping[str, str]
    logo: str = ""
    staging: str = ""
    own: frozenset[str] = frozenset()

    @cached_property
    def renderer(self) -> Renderer:
        return _renderer(tuple(self.templates.items()), self.whole.archive.site.language, self.own)

    @cached_property
    def context(self) -> Context:
        site = self.whole.archive.site
        return Context(
            site=site,
            words=words_for(site.language),
            html=render_markdown,
            html_at=_html_at,
            styles=self.styles,
            scripts=self.scripts,
            logo=self.logo,
        )

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile templates, and what they extend or include, here and now: forked processes inherit them.

        Packaged parts are compiled into packaged pages.
        """
        apart = "" if self.own else "layouts/"
        parts = (n for n in self.templates if n.startswith(apart) and not n.startswith("pages/"))
        for name in (*templates, *parts):
            with suppress(TemplateError):  # an archive's own; a page that uses it will tell
                self.renderer.template(name)

    @cached_property
    def desks(self) -> Desks:
        return Desks(self.whole, self.context)


def _html_at(root: str) -> Callable[..., str]:
    """Return what renders authors' Markdown on pages whose way to the site's root is `root`."""
    rewrite = link_rewriter(root)

    def html(markdown: str, *, has_footnotes: bool = False) -> str:
        # Without links it is the same on all pages, and kept.
        has_link = "](" in markdown or "]:" in markdown
        return render_markdown(
            markdown, has_footnotes=has_footnotes, rewrite_link=rewrite if has_link else None
        )

    return html


@lru_cache(maxsize=4)
def _renderer(templates: tuple[tuple[str, str], ...], language: str, own: frozenset[str]) -> Renderer:
    """Compile the same templates once, however often a process builds."""
    return make_renderer(dict(templates), words_for(language), own)


class PageWork(Record, frozen=True):
    """A page to make. `known` is the digest of the bytes that stand there now, or empty."""

    task: PageTask
    rows: bytes
    known: bytes
    original_rows: bytes = b""  # of the document beside which a translation stands


class MadePage(Record, frozen=True):
    """A page that was made: its digest and size, and its time (ns) where it was staged.

    Neither staged nor returned (`data` None, `mtime` 0): its bytes are those that stand there, or
    there are none, for a template of the archive's own has a `flaw`.
    """

    route: str
    content: bytes
    size: int
    mtime: int = 0
    data: bytes | None = None
    flaw: Flaw | None = None


def make_pages(studio: Studio, chunk: list[PageWork]) -> list[MadePage]:
    """Make a chunk of pages; runs in any process."""
    return [_make(studio, work) for work in chunk]


def _make(studio: Studio, work: PageWork) -> MadePage:
    task = work.task
    route = task.route
    desk, shell = studio.desks.at(route)
    if task.kind == "table":
        text = render_csv(desk, task.id)
    else:
        texts = (rows_from_bytes(rows) if rows else () for rows in (work.rows, work.original_rows))
        view = make_view(desk, task, *texts)
        try:
            text = render_page(studio.renderer, task.template, view, shell)
        except TemplateFailure as failure:
            return MadePage(route, b"", 0, flaw=failure.flaw)
    data = text.encode()
    content = digest(data)
    if content == work.known:
        return MadePage(route, content, len(data))
    if studio.staging:
        return MadePage(route, content, len(data), stage_file(studio.staging, route, data))
    return MadePage(route, content, len(data), 0, data)


def find_flaws(studio: Studio, chunk: list[PageWork]) -> list[MadePage]:
    """Make a chunk of pages for nothing but the flaws of its templates; runs in any process."""
    return [MadePage(made.route, b"", 0, flaw=made.flaw) for made in make_pages(studio, chunk)]


def iter_made(
    studio: Studio,
    tasks: Iterable[PageTask],
    known: Mapping[str, bytes],
    keys: Mapping[str, bytes],
    session: Session,
    make: Callable[[Studio, list[PageWork]], list[MadePage]] = make_pages,
) -> Iterator[list[MadePage]]:
    """Make pages where the workers are, chunk by chunk. `keys` are the documents' memo keys."""

    def rows_of(document: str) -> bytes:
        return session.memo.need(keys[document] + ROWS)

    def load(task: PageTask) -> PageWork:
        known_as = known.get(task.route, b"")
        if task.kind == "parallel":
            return PageWork(task, rows_of(task.id), known_as, rows_of(task.of))
        return PageWork(task, rows_of(task.id) if task.kind == "document" else b"", known_as)

    waiting = list(tasks)
    if len(waiting) >= SMALL:
        studio.prepare({task.template for task in waiting} - {""})
    yield from session.workers.run(make, studio, waiting, load)


def offer_made(pages: Iterable[MadePage], keys: Mapping[str, bytes], outputs: Outputs) -> list[Flaw]:
    """Offer pages to `outputs` under their keys, by their routes; return what was wrong with templates."""
    flaws = []
    for page in pages:
        key = keys[page.route]
        if page.flaw is not None:
            flaws.append(page.flaw)
        elif page.data is not None:
            outputs.put(page.route, key, page.data)
        elif page.mtime:
            outputs.add(page.route, Written(key, page.content, page.size, page.mtime))
        else:
            outputs.keep(page.route, key)
    return flaws
