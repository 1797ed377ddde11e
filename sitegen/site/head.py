"""`Head`: what every page says about itself, and the way to it."""

from __future__ import annotations

from msgspec.structs import replace

from sitegen.parse.markdown import words_of_markdown
from sitegen.record import Record
from sitegen.site.context import Desk

DESCRIBED = 200  # code points, about what search engines show


class Crumb(Record, frozen=True):
    name: str
    href: str = ""  # empty for the page itself


class Sibling(Record, frozen=True):
    """The page before or after, in the order that readers go through a kind of page."""

    name: str
    href: str
    marks: str = ""


class Head(Record, frozen=True):
    """`meta` is (name, content) pairs; `properties` the same for OpenGraph. `section` marks the menu."""

    title: str
    route: str
    description: str = ""
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    canonical: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    previous: Sibling | None = None
    following: Sibling | None = None
    is_indexed: bool = True


def make_head(
    desk: Desk,
    route: str,
    title: str,
    *,
    section: str,
    description: str = "",
    crumbs: tuple[Crumb, ...] = (),
    type: str = "website",
) -> Head:
    """Return a page's head. The canonical address is there only where the site knows its own.

    A page without a description of its own has its title's and the site's.
    """
    site = desk.context.site
    canonical = site.base_url + route if site.base_url else ""
    properties = [("og:title", title), ("og:type", type), ("og:site_name", site.title)]
    description = description or clip(" · ".join(filter(None, (title, site.description))), DESCRIBED)
    if description:
        properties.append(("og:description", description))
    if canonical:
        properties.append(("og:url", canonical))
    return Head(
        title=title,
        route=route,
        description=description,
        section=section,
        crumbs=(index_crumb(desk, "home"), *crumbs, Crumb(title)) if section != "home" else (),
        canonical=canonical,
        properties=tuple(properties),
    )


def with_siblings(head: Head, previous: Sibling | None, following: Sibling | None) -> Head:
    """Return the head with the ways to the pages before and after."""
    return replace(head, previous=previous, following=following)


def index_crumb(desk: Desk, kind: str) -> Crumb:
    """Return the step to an index page (`documents`, ...), or to the first page of all (`home`)."""
    return desk.made_by(_crumb)[kind]


def _crumb(desk: Desk, kind: str) -> Crumb:
    name = desk.context.site.title if kind == "home" else section_names(desk)[kind]
    return Crumb(name, desk.link(kind))


def section_names(desk: Desk) -> dict[str, str]:
    """Return what each section of the site is called, in the menu's order."""
    _ = desk.context.words.gettext
    return {
        "documents": _("Documents"),
        "speakers": _("Speakers"),
        "claims": _("Claims"),
        "figures": _("Figures"),
        "topics": _("Topics"),
        "timeline": _("Timeline"),
        "matrix": _("Matrix"),
        "relays": _("Relays"),
    }


def clip_markdown(text: str, length: int) -> str:
    """Return the words of an author's Markdown in one line, cut as by `clip`."""
    return clip(words_of_markdown(text), length) if text else ""


def clip(text: str, length: int) -> str:
    """Return a text in one line, cut at a space near `length` code points and marked as cut."""
    if len(text) <= length:
        return text if "\n" not in text and "  " not in text else " ".join(text.split())
    line = " ".join(text[: length * 2].split())
    if len(line) <= length and len(text) <= length * 2:
        return line
    head = line[: length + 1].rpartition(" ")[0] or line[:length]
    return head.rstrip(" ,;:.–—-") + " …"
