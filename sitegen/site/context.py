"""`Context`: what views need beside the whole. `Desk`: what views at one depth of the site share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from sitegen.model.archive import Document, Site
from sitegen.model.whole import Statement, Whole
from sitegen.record import Record
from sitegen.site.links import address_from
from sitegen.site.routes import route_of
from sitegen.words.direction import direction
from sitegen.words.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """The site, its interface's words, and what the build adds.

    `html` renders an author's Markdown; `html_at` gives the function that does so, with links inside
    the archive, for pages whose way to the site's root is known. `styles` and `scripts` map an asset's
    name to its route (with a digest in it, where the build puts one); `feeds` lists (title, route).
    """

    site: Site
    words: Words
    html: Callable[..., str]  # of Markdown, and whether it may have footnotes
    styles: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    feeds: tuple[tuple[str, str], ...] = ()
    search_partial: str = ""
    html_at: Callable[[str], Callable[..., str]] | None = None

    @property
    def language(self) -> str:
        return self.words.language


class Ref(Record, frozen=True):
    """A link to an entity: its name, its address seen from the page, and what it is."""

    href: str
    name: str
    kind: str = ""
    id: str = ""
    marks: str = ""  # HTML attributes lang and dir of the name, where they are not the page's own


class Desk:
    """References seen from all pages of one depth, each made once.

    A site has many more references than entities: a speaker is named on every card. Whoever makes
    views keeps one desk a depth for as long as the whole stands.
    """

    def __init__(self, whole: Whole, context: Context, root: str) -> None:
        self.whole = whole
        self.context = context
        self.root = root
        self.memo: dict[object, object] = {}  # prepared values of views, by their makers' keys
        self.orders: dict[str, tuple[dict[str, int], tuple[str, ...]]] = {}  # of ids, by kind
        self._refs: dict[tuple[str, str], Ref] = {}

    def link(self, kind: str, id: str = "", page: int = 1) -> str:
        return self.root + route_of(kind, id, page)

    def ref(self, kind: str, id: str) -> Ref:
        """Return the reference to an entity that exists (the checks have seen to that)."""
        found = self._refs.get((kind, id))
        if found is None:
            marks = ""
            if kind == "document":
                marks = self.marks(self.whole.archive.documents[id].language)
            found = Ref(self.link(kind, id), self._name(kind, id), kind, id, marks)
            self._refs[kind, id] = found
        return found

    def passage(self, statement: Statement) -> str:
        """Return the address of a statement's passage."""
        return f"{self.ref('document', statement.document.id).href}#{statement.annotation.id}"

    def language_marks(self, language: str) -> tuple[str, str]:
        """Return the `lang` and `dir` that text in a language needs here: empty where it is the site's."""
        if not language or language == self.context.language:
            return ("", "")
        return (language, direction(language))

    def date(self, document: Document) -> str:
        return self.context.words.format_period(document.date)

    def marks(self, language: str) -> str:
        """Return the same as ready HTML attributes with a space before them, or nothing."""
        lang, dir_ = self.language_marks(language)
        return f' lang="{escape(lang)}" dir="{dir_}"' if lang else ""

    def address(self, url: str) -> str:
        """Return an author's address as it is written on this page: of the archive's own, relative."""
        return address_from(self.root, url)

    def _name(self, kind: str, id: str) -> str:
        whole = self.whole
        if kind == "document":
            return whole.archive.documents[id].title
        if kind == "speaker":
            return whole.archive.speakers[id].name
        if kind == "claim":
            return whole.archive.claims[id].text
        if kind == "figure":
            return whole.archive.figures[id].label
        if kind == "topic":
            return whole.topics[id].topic.name
        return whole.archive.pages[id].title
