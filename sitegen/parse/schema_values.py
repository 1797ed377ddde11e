"""What a string means under a key: functions from the author's text to a value, or a refusal in words.

A refusal is a `Refusal`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn
from urllib.parse import quote

from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import keys as rules
from sitegen.model.period import Period
from sitegen.parse.edtf import parse_period
from sitegen.parse.ids import why_too_long
from sitegen.parse.schema_base import Refusal
from sitegen.text.addresses import why_no_address
from sitegen.text.invisible import may_hold_invisible

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:_[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BAD_IN_ADDRESS = re.compile('[\x00-\x20\x7f-\x9f<>"\\\\]')
_FONTS = re.compile(r"""[\w\s,'"-]+""")
_DIGEST = re.compile("[0-9a-f]{64}")


def refuse(rule: Rule, message: str, way_out: str = "") -> NoReturn:
    """Raise the error that a value is refused with."""
    raise Refusal(rule, message, way_out)


def read_text(value: object) -> str:
    """Return the value if it is a text; say what it is if not."""
    if isinstance(value, str):
        return value
    what = (
        "a list" if isinstance(value, list) else "a group of keys" if isinstance(value, dict) else "nothing"
    )
    refuse(rules.WRONG_TYPE, f"one value is expected here, not {what}", "Write it on the key's line.")


@lru_cache(maxsize=4096)
def read_period(value: str) -> Period:
    """Return the period of an EDTF text."""
    try:
        return parse_period(value)
    except ValueError as error:
        message, _, meant = str(error).partition("; ")
        refuse(rules.INVALID_DATE, message, meant[:1].upper() + meant[1:])


def read_file_id(value: str) -> str:
    """Return an id that becomes the name of a file."""
    message = why_too_long(value)
    if message:
        refuse(rules.ID_TOO_LONG, message, "Choose a shorter one.")
    return value


def read_number(value: object) -> Decimal:
    """Return a number written in plain digits."""
    text = read_text(value).strip()
    if NUMBER.fullmatch(text):
        return Decimal(text.replace("_", ""))
    from sitegen.parse.written_numbers import number_meant  # noqa: PLC0415 - for an error's words alone

    refuse(rules.INVALID_NUMBER, f"'{text}' is not a number as they are written here", number_meant(text))


def read_yes_no(value: object) -> bool:
    """Return what true, false, yes or no mean."""
    text = read_text(value)
    answer = _YES_NO.get(text.lower())
    if answer is None:
        refuse(
            rules.INVALID_YES_NO, f"'{text}' is neither true nor false", "Write true, or leave the key out."
        )
    return answer


def read_occurrence(value: object) -> int:
    """Return a count from 1."""
    number = read_number(value)
    if number < 1 or number != number.to_integral_value() or number > 10**9:
        refuse(rules.OUT_OF_RANGE, "occurrences are counted 1, 2, 3, ...", "Write 1 for the first.")
    return int(number)


def read_rating(value: object) -> Decimal:
    """Return a number from 0 to 1."""
    number = read_number(value)
    if not 0 <= number <= 1:
        refuse(
            rules.OUT_OF_RANGE,
            f"{number} is not between 0 and 1",
            "Write 0 for false, 1 for true, 0.5 for half-way.",
        )
    return number


@lru_cache(maxsize=4096)
def read_address(value: str) -> str:
    """Return an address that is http, https, mailto or relative."""
    address = value.strip()
    for character in address:
        if _BAD_IN_ADDRESS.match(character) or character.isspace() or may_hold_invisible(character):
            encoded = quote(character, errors="replace")
            what = "a space" if character == " " else f"the character {character!r}"
            refuse(rules.INVALID_ADDRESS, f"the address has {what} in it", f"Write {encoded} for it.")
    way_out = "Write the whole address, with https:// at its beginning."
    if address.startswith(("//", "www.")) or not address:
        refuse(rules.INVALID_ADDRESS, f"'{address}' has no scheme", way_out)
    if fault := why_no_address(address):
        if "allowed" in fault:
            way_out = "Use an address that begins with http, https or mailto, or a relative one."
        refuse(rules.INVALID_ADDRESS, fault, way_out)
    return address


def read_base_url(value: str) -> str:
    """Return the site's address with a slash at its end."""
    if not re.match(r"https?://", value, re.IGNORECASE) or re.search("[?#]", value):
        message = f"'{value}' is not the address of a site"
        refuse(rules.INVALID_ADDRESS, message, "Write it whole, for example https://example.org/archive/")
    return value if value.endswith("/") else value + "/"


def read_fonts(value: str) -> str:
    """Return a list of font families that cannot break out of a style sheet."""
    if not _FONTS.fullmatch(value):
        message = "the list of fonts has characters that no family's name needs"
        refuse(rules.INVALID_STYLE, message, "Write names and commas: Georgia, 'Noto Serif', serif")
    return value.strip()


def read_colour(value: str) -> str:
    """Return a colour in lower case."""
    if not re.fullmatch("#(?:[0-9a-fA-F]{3}){1,2}", value):
        way_out = 'Write it in quotation marks: "#8b1a1a".'
        refuse(rules.INVALID_STYLE, f"'{value}' is not a colour of the form #rgb or #rrggbb", way_out)
    return value.lower()


def read_static_path(value: str) -> str:
    """Return a path below static/."""
    path = value.removeprefix("static/")
    if path.startswith("/") or ".." in path.split("/") or _SCHEME.match(path) or "\\" in path:
        refuse(
            rules.OUTSIDE_ARCHIVE,
            f"'{value}' is not a path below static/",
            "Put the file into static/ and write its name.",
        )
    return path


def read_sha256(value: str) -> str:
    """Return a digest in lower case."""
    found = value.strip().lower()
    if not _DIGEST.fullmatch(found):
        refuse(rules.INVALID_DIGEST, "a sha256 has 64 hexadecimal digits", "Take it from: sha256sum FILE")
    return found


def as_list(value: object) -> object:
    """Return a lone value as a list of one, nothing as an empty list."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


_KNOWN_LINKS = {
    "wikidata": (re.compile("[QPL][0-9]+"), "https://www.wikidata.org/wiki/"),
    "viaf": (re.compile("[0-9]+"), "https://viaf.org/viaf/"),
}


def expand_links(value: object) -> object:
    """Return a group of links with the bare identifiers of Wikidata and VIAF made into addresses."""
    if not isinstance(value, dict):
        return value
    out = {}
    for label, target in value.items():
        known = _KNOWN_LINKS.get(label)
        is_bare = known is not None and isinstance(target, str) and known[0].fullmatch(target)
        out[label] = known[1] + target if known is not None and is_bare else target
    return out
