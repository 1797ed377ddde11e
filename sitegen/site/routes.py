"""Routes: where each page is written, and the relative links between them.

Every page is a flat `.html` file and every link is relative, so that a site works at a domain's
root, in a sub-folder, and opened from a folder without a server. One page is sent at addresses that are not
its own, 404.html: its links begin at the host's root (`root_for_anywhere`).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

FOLDERS: Final = {
    "document": "documents",
    "speaker": "speakers",
    "claim": "claims",
    "figure": "figures",
    "topic": "topics",
    "page": "pages",
    "parallel": "parallel",  # a document beside its translation, under the translation's id
}
INDEXES: Final = ("documents", "speakers", "claims", "figures", "topics")
SINGLES: Final = {
    "home": "index.html",
    "timeline": "timeline.html",
    "matrix": "matrix.html",
    "relays": "relays.html",
    "search": "search.html",
    "not-found": "404.html",
}


def route_of(kind: str, id: str = "", page: int = 1) -> str:
    """Return the output path of a page.

    `kind` is an entity's kind (`document`, ...), an index (`documents`, ...) or a single page (`home`,
    `timeline`, ...; with an id, one part of it: `timeline/2016.html`). An entity called "index" makes
    way for its folder's index. No two pages share a path: names with an underscore are no ids.
    """
    if kind in FOLDERS:
        name = "index_" if id == "index" else id
        suffix = f"/page-{page}" if page > 1 else ""
        return f"{FOLDERS[kind]}/{name}{suffix}.html"
    if kind in INDEXES:
        return f"{kind}/page_{page}.html" if page > 1 else f"{kind}/index.html"
    single = SINGLES[kind]
    return f"{kind}/{id}.html" if id else single


def root_of(route: str) -> str:
    """Return the way from a route's folder to the site's root: "" or "../" as often as needed."""
    return "../" * route.count("/")


def root_for_anywhere(base_url: str) -> str:
    """Return the way to the site's root from any address of its host, however deep.

    Without a base the site is taken to be all of its host.
    """
    return urlsplit(base_url).path or "/"


def relative_link(from_route: str, to_route: str, fragment: str = "") -> str:
    """Return the address of one route as written on the page at another."""
    link = root_of(from_route) + to_route
    return f"{link}#{fragment}" if fragment else link
