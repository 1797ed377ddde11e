"""The texts that a person gives beside annotations, found by the names that annotations have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from sitegen.import_.decode import as_utf8
from sitegen.import_.harvest import Harvest, Source
from sitegen.parse.ids import id_from_text
from sitegen.scaffold.document import find_title, title_from_name
from sitegen.scaffold.front_matter import Head, read_head
from sitegen.scaffold.yaml_text import Yaml
from sitegen.text.language import guess_language

SHOWN = 5  # addresses that are named
_ENDINGS = ("txt", "md")
_PROXIES = ("https://via.hypothes.is/", "http://via.hypothes.is/")  # which show a page with annotations
_TRACKING = re.compile(r"utm_\w+|(?:fb|g|d|ms|y|tw)clid|mc_[ce]id|igshid|ref_src|_ga|_hs\w+")


class Texts:
    """The sources of an import whose annotations only name their texts, each made when it is first named.

    One page has one source, whichever of its addresses an annotation has. `named` leads from a document's
    address or name to the file given for it.
    """

    __slots__ = ("_addresses", "_by_key", "_files", "_harvest", "_named", "_pages", "_sources", "names")

    def __init__(self, files: Mapping[str, bytes], named: Mapping[str, str], harvest: Harvest) -> None:
        self._files = files
        self._named = {page_of(address): file for address, file in named.items()}
        self._harvest = harvest
        self._sources: dict[str, Source] = {}  # by page, or by the name of a text
        self._addresses: dict[str, list[str]] = {}  # by page: what it was called, in order
        self._pages: dict[str, list[str]] = {}  # by the name of a text: the pages that it was taken for
        self.names = tuple(name for name in files if name.lower().rpartition(".")[2] in _ENDINGS)
        self._by_key: dict[str, str] = {}
        for name in self.names:
            for key in _keys_of(name):
                self._by_key.setdefault(key, name)

    def source(self, address: str, title: str = "") -> Source:
        """Return the source of an address or a name: with its text where one was given, and else without."""
        page = page_of(address)
        name = self._named.get(page) or self._find(address, title)
        key = page if is_address(address) else name or page
        addresses = self._addresses.setdefault(key, [])
        if address not in addresses:
            addresses.append(address)
        if key not in self._sources:
            self._sources[key] = self._made(address, name, title)
            self._harvest.sources.append(self._sources[key])
            if name is not None:
                self._pages.setdefault(name, []).append(address)
        return self._sources[key]

    def nameless(self, file: str) -> Source | None:
        """Return the source of annotations that name none: the text called as their file is, or the only one.

        Without any text it is one of excerpts; None where several texts may be meant.
        """
        stem = _stem(file)
        if stem in self._by_key or not self.names:
            return self.source(stem)
        return self.source(self.names[0]) if len(self.names) == 1 else None

    def _made(self, address: str, name: str | None, title: str) -> Source:
        if name is None:
            source = Source(
                address, _id_of(address), None, keys={"title": title or title_from_name(_stem(address))}
            )
        else:
            data = as_utf8(name, self._files[name], self._harvest)
            ending = name.lower().rpartition(".")[2]
            source = Source(address, _id_of(name), data, ending, _keys_of_text(data, name, title))
        if is_address(address):
            source.keys["source"] = {"url": address}
        return source

    def finish(self) -> None:
        """Note what was taken for one and the same, and add the texts that nothing asked for."""
        for key, addresses in self._addresses.items():
            if len(addresses) > 1 and is_address(addresses[0]):
                shown = ", ".join(addresses[:SHOWN])
                why = f"{len(addresses)} addresses were taken for one page: {shown}"
                self._harvest.lose(addresses[0], why)
                plainest = min(addresses, key=lambda a: (not a.startswith("https:"), len(a)))
                self._sources[key].keys["source"] = {"url": plainest}
        for name, pages in self._pages.items():
            if len(pages) > 1:
                why = (
                    f"it was taken for the text of {len(pages)} pages ({', '.join(pages[:SHOWN])}); "
                    "where one has another, give it with --text ADDRESS=FILE"
                )
                self._harvest.lose(name, why)
        for name in self.names:
            if name not in self._pages:
                self._harvest.lose(name, "no annotation is about it; taken as a document without annotations")
                self.source(name)

    def _find(self, address: str, title: str) -> str | None:
        for key in (*_keys_of(address), *(_keys_of(title) if title else ())):
            if key in self._by_key:
                return self._by_key[key]
        return None


def is_address(text: str) -> bool:
    """Tell whether a source is named by an address of the web."""
    return text.startswith(("http:", "https:"))


def page_of(address: str) -> str:
    """Return what is the same in all addresses of a page; what is no address of the web as it is.

    Left out are the scheme, `www.`, a slash at the end, what tells where a reader came from, and the place
    in the page.
    """
    for proxy in _PROXIES:
        if address.startswith(proxy) and is_address(address.removeprefix(proxy)):
            address = address.removeprefix(proxy)
    if not is_address(address):
        return address
    parts = _parts(address)
    if parts is None:
        return address
    query = "&".join(
        part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])
    )
    place = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""  # of pages made by scripts
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    return f"//{host}{parts.path.rstrip('/')}?{query}{place}"


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # a host in brackets that is none
        return None


def _keys_of_text(data: bytes, name: str, title: str) -> dict[str, Yaml]:
    """Return what a text itself says, or shows, of the document that it is."""
    is_markdown = name.lower().endswith(".md")
    text = data.decode("utf-8-sig", "replace")
    head = read_head(text) if is_markdown else Head()
    found = title or head.title or find_title(text, is_markdown=is_markdown) or title_from_name(_stem(name))
    known = {"title": found, "date": head.date, "language": head.language or guess_language(text)}
    keys: dict[str, Yaml] = {key: value for key, value in known.items() if value}
    if head.url:
        keys["source"] = {"url": head.url}
    return keys


def _keys_of(name: str) -> Iterable[str]:
    """Return what a name may be known by: itself, without its folders, without its ending, as an id."""
    stem = _stem(name)
    yield name
    yield name.rpartition("/")[2]
    yield stem
    if plain := id_from_text(stem):
        yield plain


def _stem(name: str) -> str:
    """Return the last word of an address or of a path, without its ending."""
    parts = _parts(name) if "://" in name else None
    path = name if parts is None else unquote(parts.path)
    last = path.rstrip("/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    if dot and stem and len(ending) <= 5:
        last = stem
    return last or (name if parts is None else parts.netloc)


def _id_of(name: str) -> str:
    """Return a document's id, with folders only where the name is a path and no address."""
    if "://" in name:
        return id_from_text(_stem(name))
    head, _, _ = name.rpartition("/")
    return f"{head}/{_stem(name)}" if head else _stem(name)
