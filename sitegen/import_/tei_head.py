"""The head of a TEI document: what it says of the text."""

from __future__ import annotations

import re
from typing import Any

from babel.core import get_global

from sitegen.import_.tei_passages import local_name, plain_words
from sitegen.import_.tei_people import name_of
from sitegen.scaffold.yaml_text import Yaml

_XML = "{http://www.w3.org/XML/1998/namespace}"
_DATE = re.compile(r"-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
LONGEST_TITLE = 120  # characters


class Head:
    """`keys` are a sidecar's; authors are names."""

    __slots__ = ("authors", "keys")

    def __init__(self) -> None:
        self.keys: dict[str, Yaml] = {}
        self.authors: list[str] = []


def read_head(document: Any) -> Head:  # noqa: ANN401
    """Return what a document's header says of it; of what it says in several languages, its own."""
    head = Head()
    header = next((node for node in document if local_name(node) == "teiHeader"), None)
    language = document.get(_XML + "lang") or next(
        (node.get(_XML + "lang") for node in document if local_name(node) == "text"), None
    )
    if title := _title(_find(header, "fileDesc", "titleStmt", "title"), language):
        head.keys["title"] = title
    head.authors = [
        name for node in _find(header, "fileDesc", "titleStmt", "author") if (name := name_of(node))
    ]
    if date := _date(header):
        head.keys["date"] = date
    if code := _language(language or _only_language(header)):
        head.keys["language"] = code
    source: dict[str, Yaml] = {}
    bibls = _find(header, "fileDesc", "sourceDesc", "bibl")
    addresses = [plain_words(node) for bibl in bibls for node in bibl.iter() if local_name(node) == "idno"]
    if url := next((a for a in addresses if a.startswith(("http://", "https://"))), ""):
        source["url"] = url
    for key, nodes in (
        ("rights", _find(header, "fileDesc", "publicationStmt", "availability")),
        ("citation", bibls),
    ):
        if words := next((w for node in nodes if (w := _words_in(node, language))), ""):
            source[key] = words
    if source:
        head.keys["source"] = source
    return head


def _title(titles: list[Any], language: str | None) -> str:
    """Return the main title with the one below it; the latter alone where both are long."""
    own = [t for t in titles if _is_own(t, titles, language)]
    main = next((w for t in own if t.get("type") in {None, "main"} and (w := plain_words(t))), "")
    below = next((w for t in own if t.get("type") == "sub" and (w := plain_words(t))), "")
    if not main or not below:
        return main or below
    return f"{main}: {below}" if len(main) + len(below) <= LONGEST_TITLE else below


def _is_own(node: Any, beside: list[Any], language: str | None) -> bool:  # noqa: ANN401
    """Tell whether an element is in the document's language, or there is none beside it that is."""
    given = node.get(_XML + "lang")
    if given is None or language is None or given == language:
        return True
    return not any(n is not node and n.get(_XML + "lang") == language and n.tag == node.tag for n in beside)


def _words_in(node: Any, language: str | None) -> str:  # noqa: ANN401
    children = [child for child in node if local_name(child) and local_name(child) != "idno"]
    if not children:
        return plain_words(node)
    own = [plain_words(child) for child in children if _is_own(child, children, language)]
    return ", ".join(dict.fromkeys(filter(None, own)))


def _find(node: Any, *path: str) -> list[Any]:  # noqa: ANN401
    found = [] if node is None else [node]
    for name in path:
        found = [child for parent in found for child in parent if local_name(child) == name]
    return found


def _date(header: Any) -> str:  # noqa: ANN401
    """Return when the text was made: its setting's date, its source's, or its publication's."""
    if header is None:
        return ""
    places = (("settingDesc",), ("sourceDesc",), ("publicationStmt",))
    for (place,) in places:
        for part in header.iter():
            if local_name(part) == place:
                for node in part.iter():
                    when = node.get("when") or "" if local_name(node) == "date" else ""
                    if _DATE.match(when):
                        return when
    return ""


def _only_language(header: Any) -> str:  # noqa: ANN401
    """Return the language that a header names, where it is one alone."""
    named = {node.get("ident") or "" for node in _find(header, "profileDesc", "langUsage", "language")}
    return named.pop() if len(named) == 1 else ""


def _language(code: str) -> str:
    """Return a language's code with the letters that BCP 47 wants: `en` for `eng`."""
    first, hyphen, rest = code.replace("_", "-").partition("-")
    short = get_global("language_aliases").get(first.lower(), first) if len(first) == 3 else first
    return f"{short}{hyphen}{rest}"
