"""The texts that a person gives beside annotations, found by the names that annotations have for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from sitegen.import_.harvest import Source
from sitegen.parse.ids import id_from_text
from sitegen.parse.latin import write_in_latin
from sitegen.scaffold.document import find_title, title_from_name
from sitegen.scaffold.front_matter import Head, read_head
from sitegen.scaffold.language import guess_language
from sitegen.scaffold.yaml_text import Yaml

_ENDINGS = ("txt", "md")


class Texts:
    """Files of text by name; `named` leads from a document's address or name to the file given for it."""

    __slots__ = ("_by_key", "_files", "_named", "_used", "names")

    def __init__(self, files: Mapping[str, bytes], named: Mapping[str, str] | None = None) -> None:
        self._files = files
        self._named = named or {}
        self._used: set[str] = set()
        self.names = tuple(name for name in files if name.lower().rpartition(".")[2] in _ENDINGS)
        self._by_key: dict[str, str] = {}
        for name in self.names:
            for key in _keys_of(name):
                self._by_key.setdefault(key, name)

    def source(self, address: str, id_: str, title: str = "") -> Source:
        """Return the source of an address or a name: with its text where one was given, and else without."""
        name = self._named.get(address) or self._find(address, title)
        if name is None:
            stem = _stem(address)
            return Source(address, _id_of(id_), None, keys={"title": title or title_from_name(stem)})
        self._used.add(name)
        data = self._files[name]
        ending = name.lower().rpartition(".")[2]
        text = data.decode("utf-8", "replace")
        head = read_head(text) if ending == "md" else Head()
        found = (
            title
            or head.title
            or find_title(text, is_markdown=ending == "md")
            or title_from_name(_stem(name))
        )
        language = head.language or guess_language(text)
        known = {"title": found, "date": head.date, "language": language}
        keys: dict[str, Yaml] = {key: value for key, value in known.items() if value}
        if head.url:
            keys["source"] = {"url": head.url}
        return Source(address, _id_of(name), data, ending, keys)

    def unused(self) -> tuple[str, ...]:
        """Return the texts that nothing asked for."""
        return tuple(name for name in self.names if name not in self._used)

    def _find(self, address: str, title: str) -> str | None:
        for key in (*_keys_of(address), *(_keys_of(title) if title else ())):
            if key in self._by_key:
                return self._by_key[key]
        return None


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
    is_address = "://" in name
    path = unquote(urlsplit(name).path) if is_address else name
    last = path.rstrip("/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    if dot and stem and len(ending) <= 5:
        last = stem
    return last or (urlsplit(name).netloc if is_address else name)


def _id_of(name: str) -> str:
    """Return a document's id, with folders only where the name is a path and no address."""
    if "://" in name:
        return id_from_text(write_in_latin(_stem(name)))
    head, _, _ = name.rpartition("/")
    return f"{head}/{_stem(name)}" if head else _stem(name)
