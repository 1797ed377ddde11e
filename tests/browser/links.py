"""The links of a built site, read from its HTML by the standard library's parser alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


@dataclass
class Page:
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # href, src, poster, action, and where a redirect leads
    root: str = ""  # where links begin, on the page that is sent at any address
    feeds_machines: list[str] = field(default_factory=list)  # canonical and the like, which must be absolute


class PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.page.ids.append(values["id"])
        self.page.root = values.get("data-root", self.page.root) if tag == "script" else self.page.root
        if tag == "link" and values.get("rel") in ("canonical", "alternate"):
            self.page.feeds_machines.append(values.get("href", ""))
            return
        self.page.links += [values[name] for name in ("href", "src", "poster", "action") if name in values]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(values["content"].partition("url=")[2])


def read_pages(folder: Path) -> dict[str, Page]:
    """Return every HTML page of the folder by its path."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        parser = PageParser()
        parser.feed(path.read_text(encoding="utf-8"))
        parser.close()
        pages[path.relative_to(folder).as_posix()] = parser.page
    return pages


def iter_broken_links(folder: Path) -> Iterator[str]:
    """Yield a line for each link inside the site that leads to no file or id, or out of its folder."""
    pages = read_pages(folder)
    ids = {path: set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link.removeprefix(page.root))
            if parts.scheme or parts.netloc:
                continue
            target = normpath((Path(path).parent / unquote(parts.path)).as_posix()) if parts.path else path
            if parts.path.startswith("/") or target.startswith(".."):
                yield f"{path}: {link} leads out of the site's folder"
            elif not (folder / target).is_file():
                yield f"{path}: {link}: no such file"
            elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
                yield f"{path}: {link}: no such place on that page"
