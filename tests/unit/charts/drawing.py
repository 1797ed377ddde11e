"""Reading drawings back: well-formed, inside their frame, with ids of their own."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_POSITIONS = ("x", "x1", "x2", "cx", "width")


def parse_drawing(html: str) -> ET.Element:
    """Return the drawing's tree; every drawing is well-formed XML, which keeps HTML's parser honest."""
    return ET.fromstring(f"<div>{html}</div>")


def check_drawing(html: str) -> ET.Element:
    """Assert what holds for every drawing, and return its tree."""
    tree = parse_drawing(html)
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all("_" in id_ for id_ in ids)
    for element in tree.iter():
        assert "style" not in element.attrib
        assert element.tag != "script"
        _check_place(element)
        for ref in element.attrib.get("aria-labelledby", "").split():
            assert ref in ids
    assert not re.search(r"\b(nan|inf|None)\b", re.sub(r">[^<]*<", "><", html), re.IGNORECASE)
    return tree


def _check_place(element: ET.Element) -> None:
    for name in _POSITIONS:
        value = element.attrib.get(name, "")
        if value.endswith("%"):
            assert 0 <= float(value[:-1]) <= 100
    if element.tag == "rect" and element.attrib["x"].endswith("%") and element.attrib["width"].endswith("%"):
        assert float(element.attrib["x"][:-1]) + float(element.attrib["width"][:-1]) <= 100.1
