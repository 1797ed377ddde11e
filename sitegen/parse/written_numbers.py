"""Numbers as people write them, where the format wants digits: what to write in their place.

A number is proposed only where nobody can doubt it: where the text is that number from its beginning to its
end, but for a sign of currency or a word such as "about", which has a key of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sitegen.text.numerals import whole_number_of

_GROUPED = re.compile(r"[+\-−]?[0-9]{1,3}(?:[ ,.'’\u00a0\u202f][0-9]{3})+")
_SPLIT_GROUP = re.compile("[0-9]{1,30}")
_CURRENCY = re.compile(r"(?:[A-Z]{1,2})?[$€£¥₹₽₺₩]\s?|\s?[€£¥₹₽₺₩]$|\s?\b(?:USD|EUR|GBP)\b\s?")
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|approx\.|some|circa|ca\.|c\.|~|≈)\s*", re.IGNORECASE
)
_RANGE = re.compile(r"(?:(?:between|from)\s+)?(.+?)\s*(?:-|–|—|\bto\b|\band\b)\s*(.+)", re.IGNORECASE)
_SCALED = re.compile(r"[^\W\d_]")
DIGITS = "Write digits only, with a point before decimals."


def number_meant(text: str) -> str:
    """Return the way out for a text that is no number in plain digits: what to write, where that is sure."""
    if _GROUPED.fullmatch(text):
        return grouped(re.sub("[^0-9-]", "", text.replace("−", "-")))
    about = _ABOUT.match(text)
    bare = text[about.end() :] if about else text
    also = ", with `approximate: true` beside it" if about else ""
    number = _sure_number(bare)
    if number is not None:
        elsewhere = ""
        if _CURRENCY.search(bare) or "%" in bare or "percent" in bare.replace(" ", ""):
            elsewhere = " What is counted goes into the figure's `unit`."
        return f"Write {plain(number)}{also}.{elsewhere}"
    ends = _RANGE.fullmatch(bare)
    low, high = (_sure_number(end) for end in ends.groups()) if ends else (None, None)
    # In "2 to 3 million" both are millions, in "2 to 3%" both are percents: one end does not tell.
    are_alike = ends is not None and bool(_SCALED.search(ends[1])) == bool(_SCALED.search(ends[2]))
    if are_alike and low is not None and high is not None and low < high:
        written = f"`min: {plain(low)}` and `max: {plain(high)}`"
        return f"It is a range: write {written} in place of the one key{also}."
    if re.search("[0-9]", text) and re.search("[^0-9.,+-]", text):
        return f"{DIGITS} Words such as a unit go elsewhere: the figure has its `unit`."
    return DIGITS


def grouped(digits: str) -> str:
    """Return the way out for digits that were parted into groups."""
    return f"Write {digits}, or {int(digits):_} to part the groups."


def plain(number: Decimal) -> str:
    """Return a number as the format has it."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def split_number(group: Mapping[str, object], key: str) -> tuple[str, list[str]]:
    """Return the digits of a key's value that commas between braces parted, and the keys made of the rest.

    `{value: 1,200}` is to YAML a value 1 and a key 200 with nothing.
    """
    keys = list(group)
    parts: list[str] = []
    for other in keys[keys.index(key) + 1 :]:
        if group[other] is not None or not _SPLIT_GROUP.fullmatch(other):
            break
        parts.append(other)
    value = group[key]
    if not parts or not isinstance(value, str) or not re.fullmatch("[+-]?[0-9]{1,30}", value):
        return "", []
    return ",".join((value, *parts)), parts


def _sure_number(text: str) -> Decimal | None:
    bare = _CURRENCY.sub("", text).strip().replace("−", "-")
    sign = -1 if bare.startswith("-") else 1
    number = whole_number_of(bare.lstrip("+-"))
    return None if number is None else sign * number
