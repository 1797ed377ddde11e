"""Characters that a page can show: line ends made one, what HTML forbids replaced.

Every replacement but that of CRLF keeps the length, and none removes a word. HTML refuses control
characters and noncharacters even as character references, so those a source holds by accident are
shown as U+FFFD, as CommonMark says of NUL; the ones that Python and Unicode call white space
(vertical tab, next line, the separators) become a space.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Final, Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]

_BLANK_CHARACTER: Final = re.compile("[\x0b\x1c-\x1f\x85]")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Beyond the first plane apart: one class for both makes the search eight times slower.
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
_FORBIDDEN_BEYOND: Final = re.compile(
    f"[{''.join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")

# The blocks of the scripts written from right to left, with their presentation forms.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def clean_text(text: str) -> str:
    r"""Return a source without byte-order mark, its lines ending in "\n", fit for an HTML page."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return replace_forbidden(text)


def replace_forbidden(text: str) -> str:
    """Return the text with each character that HTML forbids replaced by one that it allows."""
    if text.replace("\n", "").isprintable():
        return text  # nothing that HTML forbids is printable
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("\ufffd", _BLANK_CHARACTER.sub(" ", text))
    return _FORBIDDEN_BEYOND.sub("\ufffd", text) if _BEYOND.search(text) else text


def decode_references(text: str) -> str:
    """Return the text with HTML character references (`&amp;`, `&#x41;`) read, once.

    As CommonMark 0.31 section 2.5: only those that end in a semicolon, and known names only.
    """
    if "&" not in text:
        return text
    decoded = REFERENCE.sub(_decode_reference, text)
    return replace_forbidden(decoded.replace("\r", " "))


def _decode_reference(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] != "#":
        return html5.get(reference[1:], reference)
    # A number that is no character (`&#1;`) is read as nothing by HTML; CommonMark wants U+FFFD.
    return unescape(reference) or "\ufffd"


def escape_text(text: str) -> str:
    """Return the text as HTML text."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escape_attribute(value: str) -> str:
    """Return the value as it stands between the double quotes of an HTML attribute."""
    return escape_text(value).replace('"', "&quot;")


def may_turn(text: str, direction: Direction) -> bool:
    """Tell whether the text may hold a block that runs against the document's direction."""
    return direction == "rtl" or not (text.isascii() or _RIGHT_TO_LEFT.search(text) is None)


def direction_of_text(text: str) -> Direction | None:
    """Return the direction of the first strong character (Unicode bidirectional algorithm, P2)."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in {"R", "AL"}:
            return "rtl"
    return None
