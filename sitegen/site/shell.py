"""`Shell`: what stands around every page, the same on all pages of one depth."""

from __future__ import annotations

from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import section_names


class MenuEntry(Record, frozen=True):
    section: str
    label: str
    href: str


class Shell(Record, frozen=True):
    title: str
    lang: str
    dir: str
    root: str
    home: str
    menu: tuple[MenuEntry, ...]
    pages: tuple[MenuEntry, ...]  # the editorial pages, in the footer
    sections: tuple[MenuEntry, ...]  # those that the site's own menu leaves out, in the footer
    search: str
    styles: tuple[str, ...]
    scripts: dict[str, str]  # asset name → address
    feeds: tuple[tuple[str, str], ...]
    logo: str
    licence: str
    editors: tuple[str, ...]


def make_shell(desk: Desk) -> Shell:
    """Return the shell for all pages at the desk's depth."""
    context, root = desk.context, desk.root
    site = context.site
    sections = _sections(desk)
    menu = _own_menu(desk) or sections
    shown = {entry.href for entry in menu}
    return Shell(
        title=site.title,
        lang=context.language,
        dir=context.words.direction,
        root=root,
        home=desk.link("home"),
        menu=menu,
        pages=tuple(
            MenuEntry(f"page/{page.id}", page.title, desk.link("page", page.id))
            for page in desk.whole.archive.pages.values()
        ),
        sections=tuple(entry for entry in sections if entry.href not in shown),
        search=desk.link("search"),
        styles=tuple(root + route for route in context.styles),
        scripts={name: root + route for name, route in context.scripts.items()},
        feeds=tuple((title, root + route) for title, route in context.feeds),
        logo=root + context.logo if context.logo else "",
        licence=site.licence,
        editors=site.editors,
    )


def _own_menu(desk: Desk) -> tuple[MenuEntry, ...]:
    """Return the menu that the site's editors wrote, if they did."""
    return tuple(
        MenuEntry(_section(item.target), item.label, _address(desk, item.target))
        for item in desk.context.site.menu
    )


def _sections(desk: Desk) -> tuple[MenuEntry, ...]:
    """Return every section that has something in it."""
    names = section_names(desk)
    whole = desk.whole
    sizes = {
        "documents": len(whole.documents),
        "speakers": len(whole.speakers),
        "claims": len(whole.claims),
        "figures": len(whole.figures),
        "topics": len(whole.topics),
        "timeline": len(whole.documents),
        "matrix": len(whole.claims),
        "relays": len(whole.uses.relayed),
    }
    return tuple(MenuEntry(kind, name, desk.link(kind)) for kind, name in names.items() if sizes[kind])


def _section(target: str) -> str:
    kind, _, id = target.strip("/").partition("/")
    return f"page/{id}" if kind == "pages" else kind


def _address(desk: Desk, target: str) -> str:
    """Return the address of a menu item: an outside one as it is, one of the site relative."""
    if ":" in target or target.startswith("#"):
        return target
    name = target.strip("/").removesuffix(".html")
    if name in ("", "index", "home"):
        return desk.link("home")
    if name in section_names(desk) or name == "search":
        return desk.link(name)
    return desk.root + (target if "." in name.rpartition("/")[2] else f"{name}.html")
