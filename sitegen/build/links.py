"""Links inside the archive that authors wrote and that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from unicodedata import normalize
from urllib.parse import quote

from sitegen.checks.places import place_in_registry, place_in_sidecar, place_of_annotation
from sitegen.checks.suggest import find_nearest
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.diagnostics.rules.references import BROKEN_LINK
from sitegen.model.archive import Archive, Document
from sitegen.model.whole import Whole
from sitegen.parse.markdown import render_markdown
from sitegen.site.links import route_of_link
from sitegen.site.plan import iter_pages
from sitegen.text.addresses import is_relative_link, why_no_address

HELP = "Write it from the archive's folder, as in documents/2016/letter, pages/about or static/scan.pdf."
Link = tuple[str, Place]
PARAGRAPH, NOTE = "p_", "note_"  # what stands on a document's page beside its passages


def check_links(whole: Whole, read: Callable[[str], bytes]) -> Iterator[Diagnostic]:
    """Yield a finding for each link whose page, passage or file the site does not have.

    `read` gives a file's bytes, to show the line of a link on an editorial page.
    """
    known = _Known(whole)
    for url, place in _iter_links(whole):
        if message := known.find_fault(url):
            shown = _line_of(url, place, read) if place.path.startswith("pages/") else place
            yield diagnostic(BROKEN_LINK, shown, message, HELP)


class _Known:
    """The routes of a site: listed only where there is a link to look up."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole

    @cached_property
    def routes(self) -> set[str]:
        statics = (f"static/{path}" for path in self.whole.archive.statics)
        return {*(task.route for task in iter_pages(self.whole)), *statics}

    def find_fault(self, url: str) -> str:
        """Return what is wrong with a link; nothing for one that leads somewhere."""
        if fault := why_no_address(url):
            return fault
        route, fragment = route_of_link(url)
        if url.startswith("#"):
            return f"there is no place '#{fragment}' on this page"
        if route not in self.routes:
            seen = normalize("NFC", route)
            if any(normalize("NFC", known) == seen for known in self.routes):
                return (
                    f"the link '{url}' leads to nothing: a file's name looks the same, but its accents "
                    "are composed otherwise (Unicode NFC and NFD); rename the file as the link writes it"
                )
            near = self._find_namesake(route) or find_nearest(route, sorted(self.routes))
            return f"the link '{url}' leads to nothing" + (f"; did you mean '{_name(near)}'?" if near else "")
        if fragment and not self._has(route, fragment):
            return f"the link '{url}' leads to no passage of that page"
        return ""

    def _find_namesake(self, route: str) -> str | None:
        """Return the one page that has this name, in whatever folder."""
        ending = "/" + route.rpartition("/")[2].rpartition(".")[0] + ".html"
        found = [each for each in self.routes if each.endswith(ending)]
        return found[0] if len(found) == 1 else None

    def _has(self, route: str, fragment: str) -> bool:
        document = self.whole.archive.documents.get(_name(route).removeprefix("documents/"))
        if document is None or not route.startswith("documents/"):
            return "_" in fragment or not route.endswith(".html")
        return fragment.startswith(PARAGRAPH) or fragment.removeprefix(NOTE) in {
            annotation.id for annotation in document.annotations
        }


def _name(route: str) -> str:
    return route.removesuffix(".html")


def _line_of(url: str, place: Place, read: Callable[[str], bytes]) -> Place:
    text = read(place.path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    start = max(text.find(url), 0)
    return place_in_text(place.path, text, start, start + len(url))


def _iter_links(whole: Whole) -> Iterator[Link]:
    """Yield every address that authors wrote and that is relative or can lead nowhere, and where."""
    archive = whole.archive
    if archive.site.theme.logo:
        yield quote(f"static/{archive.site.theme.logo}"), Place("site.yaml", ("theme", "logo"))
    for page in archive.pages.values():
        yield from _in_text(page.text, Place(page.path))
    yield from _iter_links_of_entries(archive)
    for document in archive.documents.values():
        yield from _iter_links_of_document(document)


def _iter_links_of_document(document: Document) -> Iterator[Link]:
    """Yield the relative addresses in a document's text and sidecar."""
    for static in document.statics:
        yield quote(static), Place(document.path)
    source = document.source
    yield from _in_address(source.url, place_in_sidecar(document, "source", "url"))
    yield from _in_address(source.archived, place_in_sidecar(document, "source", "archived"))
    yield from _in_text(document.summary, place_in_sidecar(document, "summary"))
    for annotation in document.annotations:
        if annotation.note:
            yield from _in_text(annotation.note, place_of_annotation(document, annotation, "note"))


def _iter_links_of_entries(archive: Archive) -> Iterator[Link]:
    """Yield the relative addresses in the entries of registries."""
    for id_, speaker in archive.speakers.items():
        yield from _in_text(speaker.description, place_in_registry(archive, "speakers", id_, "description"))
        for link in speaker.links:
            place = place_in_registry(archive, "speakers", id_, "links", link.label)
            yield from _in_address(link.url, place)
    for id_, claim in archive.claims.items():
        yield from _in_text(claim.assessment, place_in_registry(archive, "claims", id_, "assessment"))
        for n, evidence in enumerate(claim.evidence):
            at = ("evidence", n)
            yield from _in_address(evidence.url, place_in_registry(archive, "claims", id_, *at, "url"))
            yield from _in_text(evidence.note, place_in_registry(archive, "claims", id_, *at, "note"))
    for id_, figure in archive.figures.items():
        yield from _in_text(figure.definition, place_in_registry(archive, "figures", id_, "definition"))
        for n, report in enumerate(figure.reports):
            place = place_in_registry(archive, "figures", id_, "reports", n, "source", "url")
            yield from _in_address(report.url, place)
    for id_, topic in archive.topics.items():
        yield from _in_text(topic.description, place_in_registry(archive, "topics", id_, "description"))


def _in_address(url: str, place: Place) -> Iterator[Link]:
    if url and (is_relative_link(url) or why_no_address(url)):
        yield url, place


def _in_text(markdown: str, place: Place) -> Iterator[Link]:
    """Yield the relative links of an author's Markdown."""
    if "](" not in markdown and "]:" not in markdown:
        return
    found: list[str] = []

    def note(url: str) -> str:
        found.append(url)
        return url

    render_markdown(markdown, rewrite_link=note)
    for url in dict.fromkeys(found):
        yield from _in_address(url, place)
