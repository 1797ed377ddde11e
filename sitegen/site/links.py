"""Links that authors write inside their archive, as in `documents/2016/letter` or `static/scan.pdf`.

One rule for every file: a link is written from the archive's folder, as a menu's targets are. The ending may
be the source's, the page's, or none, and `../` before it does no harm, so that editors which follow links
from the file find them too.
"""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import quote, unquote, urljoin

from sitegen.parse.links import LinkRewriter
from sitegen.site.routes import FOLDERS, INDEXES, SINGLES, root_of, route_of
from sitegen.text.addresses import is_relative_link

_ENDING: Final = re.compile(r"\.(?:md|txt|yaml|html)\Z")
_KINDS: Final = {folder: kind for kind, folder in FOLDERS.items()}


def split_link(url: str) -> tuple[str, str]:
    """Return (path from the archive's folder, fragment) of a relative address; queries are dropped."""
    address, _, fragment = url.partition("#")
    path = posixpath.normpath(unquote(address.partition("?")[0]).lstrip("/") or ".")
    while path.startswith("../"):
        path = path[3:]
    return ("" if path in (".", "..") else path), fragment


def page_of_link(url: str) -> tuple[str, str] | None:
    """Return (kind, id) of the page that a relative address means, for `route_of`; None for a file."""
    path, _ = split_link(url)
    if path.startswith("static/") or path.endswith(".csv"):
        return None
    name = _ENDING.sub("", path)
    name = name.removesuffix("/index") if name != "index" else ""
    folder, _, id_ = name.partition("/")
    if id_ and folder in _KINDS:
        return _KINDS[folder], id_
    if not id_ and (name in INDEXES or name in SINGLES or not name):
        return name or "home", ""
    return None


def route_of_link(url: str) -> tuple[str, str]:
    """Return (route, fragment) of the page or file that a relative address means, if it exists or not."""
    path, fragment = split_link(url)
    page = page_of_link(url)
    return (route_of(*page) if page else path), fragment


def address_from(root: str, url: str) -> str:
    """Return an author's address as written on a page whose way to the site's root is `root`."""
    if url.startswith("//"):
        return f"https:{url}"  # a page opened from a folder has no scheme to lend
    if not url or not is_relative_link(url) or url.startswith("#"):
        return url
    route, fragment = route_of_link(url)
    return root + quote(route) + (f"#{fragment}" if fragment else "")


def link_rewriter(root: str) -> LinkRewriter:
    """Return what leads the links of an author's Markdown to the pages they mean."""
    return lambda url: address_from(root, url)


def source_rewriter(id: str, published: str, shown: list[str]) -> LinkRewriter:
    """Return what leads the links of a source, which nobody may edit.

    A relative one leads from where the source was `published` (its `source.url`), and without that to
    nothing: its words are shown alone. Files of `static/` are the archive's own; they are added to `shown`.
    """
    root = root_of(route_of("document", id))

    def rewrite(url: str) -> str | None:
        if url.startswith("//"):
            return f"https:{url}"
        if not is_relative_link(url):
            return url
        path, _ = split_link(url)
        if path.startswith("static/"):
            shown.append(path)
            return root + quote(path)
        return urljoin(published, url) if published.startswith(("http:", "https:")) else None

    return rewrite
