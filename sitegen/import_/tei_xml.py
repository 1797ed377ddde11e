"""A TEI file's bytes → its XML tree. Nothing is read from outside the file.

Files are parsed without network, external entities or DTDs, within libxml2's limits of depth and size.
Many older files use names for characters (`&mdash;`) that only a DTD elsewhere declares, without
which no parser accepts them: those of HTML, which took them from the same lists, are then put in.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from typing import Any

from lxml import etree

_REFERENCE = re.compile(rb"&([A-Za-z][A-Za-z0-9._-]*);")
_DECLARED = re.compile(rb"<!ENTITY\s+([A-Za-z][A-Za-z0-9._-]*)\s")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def parse_xml(data: bytes) -> tuple[Any, Counter[str]]:
    """Return a file's root element, or why it has none, with the entities in it that nobody knows."""
    root = _parse(data)
    if not (isinstance(root, str) and root.startswith("Entity '")):
        return root, Counter()
    named, unknown = _with_characters(data)
    return _parse(named), unknown


def _parse(data: bytes) -> Any:  # noqa: ANN401 - an lxml element
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return error.msg or "it is empty"
    except ValueError as error:
        return str(error)


def _with_characters(data: bytes) -> tuple[bytes, Counter[str]]:
    """Return XML with characters in the place of entities that it does not declare."""
    declared = _OF_XML | set(_DECLARED.findall(data))
    unknown: Counter[str] = Counter()

    def character(found: re.Match[bytes]) -> bytes:
        if found[1] in declared:
            return found[0]
        words = html5.get(f"{found[1].decode()};")
        if words is None:
            unknown[found[0].decode()] += 1
            return b"&amp;" + found[0][1:]
        return "".join(f"&#{ord(c)};" for c in words).encode()

    return _REFERENCE.sub(character, data), unknown
