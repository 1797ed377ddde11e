"""`Context`: what views need beside the whole. `Desk`: what views at one depth of the site share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any, TypeVar
from weakref import ref

from sitegen.model.archive import Document, Site
from sitegen.model.whole import Statement, Whole
from sitegen.record import Record
from sitegen.site.links import address_from
from sitegen.site.routes import FOLDERS, route_of
from sitegen.words.direction import direction
from sitegen.words.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """The site, its interface's words, and what the build adds.

    `html` renders an author's Markdown; `html_at` gives the function that does so, with links inside
    the archive, for pages whose way to the site's root is known. `styles` and `scripts` map an asset's
    name to its route (with a digest in it, where the build puts one).
    """

    site: Site
    words: Words
    html: Callable[..., str]  # of Markdown, and whether it may have footnotes
    styles: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
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


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Made(dict[Key, Value]):
    """What is made at a desk, by what it is made of: each when it is first asked for."""

    __slots__ = ("_desk", "_make")

    def __init__(self, desk: Desk, make: Callable[[Desk, Key], Value]) -> None:
        super().__init__()
        self._desk = ref(desk)  # in a ring with it, all that the desk sees would wait for the collector
        self._make = make

    def __missing__(self, key: Key) -> Value:
        desk = self._desk()
        assert desk is not None  # which holds this
        value = self[key] = self._make(desk, key)
        return value


class Desk:
    """References seen from all pages of one depth, each made once.

    A site has many more references than entities: a speaker is named on every card. Whoever makes
    views keeps one desk a depth for as long as the whole stands. `refs` are the references to all that
    exists (the checks have seen to that), by kind and id; `chains` are those of a statement's chain.
    """

    def __init__(self, whole: Whole, context: Context, root: str) -> None:
        self.whole = whole
        self.context = context
        self.root = root
        self.refs = {kind: Made(self, partial(_make_ref, kind)) for kind in FOLDERS}
        self.chains = Made(self, _make_chain)
        self._made: dict[Callable[..., Any], Made[Any, Any]] = {}

    def made_by(self, make: Callable[[Desk, Key], Value]) -> Made[Key, Value]:
        """Return what a maker of parts of views made at this desk, by what it was made of."""
        found = self._made.get(make)
        if found is None:
            found = self._made[make] = Made(self, make)
        return found

    def link(self, kind: str, id: str = "", page: int = 1) -> str:
        return self.root + route_of(kind, id, page)

    def ref(self, kind: str, id: str) -> Ref:
        """Return the reference to an entity."""
        return self.refs[kind][id]

    def passage(self, statement: Statement) -> str:
        """Return the address of a statement's passage."""
        return self.passage_at(statement.document.id, statement.annotation.id)

    def passage_at(self, document: str, annotation: str) -> str:
        """Return the address of an annotation's passage."""
        return f"{self.refs['document'][document].href}#{annotation}"

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


def _make_ref(kind: str, desk: Desk, id: str) -> Ref:
    marks = desk.marks(desk.whole.headings[id].language) if kind == "document" else ""
    return Ref(desk.link(kind, id), _name(desk.whole, kind, id), kind, id, marks)


def _make_chain(desk: Desk, chain: tuple[str, ...]) -> tuple[Ref, ...]:
    speakers = desk.refs["speaker"]
    return tuple([speakers[id] for id in chain])


def _name(whole: Whole, kind: str, id: str) -> str:
    if kind == "document":
        return whole.headings[id].title
    if kind == "speaker":
        return whole.archive.speakers[id].name
    if kind == "claim":
        return whole.archive.claims[id].text
    if kind == "figure":
        return whole.archive.figures[id].label
    if kind == "topic":
        return whole.topics[id].topic.name
    return whole.archive.pages[id].title
