"""Menu entries that lead to pages of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from sitegen.checks.suggest import make_teller
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules import references as rules
from sitegen.model.archive import Archive
from sitegen.model.whole import Whole
from sitegen.text.addresses import is_relative_link

SECTIONS = ("documents", "speakers", "claims", "figures", "topics", "timeline", "matrix", "relays", "search")
HOME = ("", "index", "home")
HELP = "A menu leads to a section, an entry (speakers/ID), a page (pages/ID), a static file or an address."


def check_menu(archive: Archive, whole: Whole) -> Iterator[Diagnostic]:
    """Yield the menu entries whose target is no page of the site, no static file and no address."""
    if not archive.site.menu:
        return
    pages = pages_of_site(archive, whole)
    known = {*pages, *HOME}
    files = {*archive.statics, *(f"static/{path}" for path in archive.statics)}
    tell = make_teller("page", pages)
    for n, item in enumerate(archive.site.menu):
        if not is_relative_link(item.target) or item.target.startswith("#"):
            continue
        path = unquote(item.target.partition("#")[0].partition("?")[0]).strip("/")
        if path in files:
            continue
        name = path.removesuffix(".html").removesuffix("/index")
        if name not in known:
            place = Place(path="site.yaml", keys=("menu", n, "target"))
            yield diagnostic(rules.UNKNOWN_PAGE, place, tell(name), help=HELP)


def pages_of_site(archive: Archive, whole: Whole) -> tuple[str, ...]:
    """Return the names that a menu may use for the site's pages."""
    entries: dict[str, Iterable[str]] = {
        "pages": archive.pages,
        "documents": archive.documents,
        "speakers": archive.speakers,
        "claims": archive.claims,
        "figures": archive.figures,
        "topics": whole.topics,
    }
    return (*SECTIONS, *(f"{folder}/{entry}" for folder, found in entries.items() for entry in found))
