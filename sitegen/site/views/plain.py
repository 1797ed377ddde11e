"""Pages with little on them: editorial pages, search, "not found", redirects."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import Head, clip_markdown, make_head
from sitegen.site.routes import relative_link, route_of


class EditorialView(Record, frozen=True):
    head: Head
    title: str
    html: str


class PlainView(Record, frozen=True):
    head: Head
    title: str


class RedirectView(Record, frozen=True):
    title: str
    href: str  # relative
    canonical: str  # absolute, or empty
    lang: str
    dir: str


def make_editorial_view(desk: Desk, id: str) -> EditorialView:
    """Return the view of a page that the editors wrote."""
    page = desk.whole.archive.pages[id]
    head = make_head(
        desk,
        route_of("page", id),
        page.title,
        description=clip_markdown(page.text, 200),
        section=f"page/{id}",
        type="article",
    )
    return EditorialView(head, page.title, desk.context.html(page.text, has_footnotes=True))


def make_search_view(desk: Desk) -> PlainView:
    """Return the view of the page that scripts fill with what was found."""
    title = desk.context.words.gettext("Search")
    return PlainView(make_head(desk, route_of("search"), title, section="search"), title)


def make_not_found_view(desk: Desk) -> PlainView:
    """Return the view of the page that servers show where nothing is."""
    title = desk.context.words.gettext("Nothing stands at this address")
    head = make_head(desk, route_of("not-found"), title, section="home")
    return PlainView(replace(head, canonical="", is_indexed=False), title)  # it is shown at any address


def make_redirect_view(desk: Desk, kind: str, former: str, id: str) -> RedirectView:
    """Return the page at a former address that leads on, and has the new address as canonical."""
    here, there = route_of(kind, former), route_of(kind, id)
    base = desk.context.site.base_url
    words = desk.context.words
    return RedirectView(
        title=desk.ref(kind, id).name,
        href=relative_link(here, there),
        canonical=base + there if base else "",
        lang=words.language,
        dir=words.direction,
    )
