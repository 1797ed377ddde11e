"""`Shell`: what stands around every page, the same on all pages of one depth."""

from __future__ import annotations

import re
from urllib.parse import unquote

from sitegen.model.archive import MenuItem
from sitegen.record import Record
from sitegen.site.context import Desk
from sitegen.site.head import section_names
from sitegen.site.links import page_of_link, split_link
from sitegen.site.routes import FOLDERS
from sitegen.text.addresses import is_relative_link


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
        logo=root + context.logo if context.logo else "",
        licence=site.licence,
        editors=site.editors,
    )


def _own_menu(desk: Desk) -> tuple[MenuEntry, ...]:
    """Return the menu that the site's editors wrote, if they did."""
    return tuple(_menu_entry(desk, item) for item in desk.context.site.menu)


def _menu_entry(desk: Desk, item: MenuItem) -> MenuEntry:
    """Return an item as it is shown: with the name of what it leads to, where it has no label."""
    target = item.target
    if unquote(target.partition("#")[0]).strip("/") in desk.whole.archive.statics:
        target = f"static/{target.strip('/')}"
    page = page_of_link(target) if is_relative_link(target) and not target.startswith("#") else None
    return MenuEntry(
        section=_section(page) if page else target,
        label=item.label.strip() or (_name_of_page(desk, *page) if page else _name_of_address(target)),
        href=desk.address(target) or desk.link("home"),
    )


def _section(page: tuple[str, str]) -> str:
    kind, id = page
    return f"page/{id}" if kind == "page" else FOLDERS.get(kind, kind)


def _name_of_page(desk: Desk, kind: str, id: str) -> str:
    if id:
        return desk.ref(kind, id).name
    if kind == "home":
        return desk.context.site.title
    return section_names(desk).get(kind) or desk.context.words.gettext("Search")


def _name_of_address(target: str) -> str:
    """Return a file's own name, and an address without what a reader need not see of it."""
    path, _ = split_link(target)
    if path.startswith("static/"):
        return path.rpartition("/")[2]
    return re.sub(r"^(?:https?:)?//|^mailto:|/+$", "", target) or target


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
