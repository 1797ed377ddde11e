"""Ids: what they may be, which the site keeps for itself, and how one is made from words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sitegen.digest import digest
from sitegen.parse.latin import write_in_latin
from sitegen.text.devices import is_device

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_DOCUMENT_ID = re.compile(f"{_ID.pattern}(?:/{_ID.pattern})*")
_RESERVED = re.compile("index|page-[0-9]+")
LONGEST_NAME = 200  # bytes, which are letters here: a disk takes 255, and an ending and a number go behind it
LONGEST_ID = 1000  # with folders: the path to a page may have 4096, of which the output folder takes its own
_GAP = re.compile("[^a-z0-9]+")
_WORDS, _LENGTH = 5, 40  # of a derived id: enough to be told apart by a reader, short enough for an address


def is_id(text: str) -> bool:
    """Tell whether the text is an id of an entity or an annotation."""
    return _ID.fullmatch(text) is not None


def is_document_id(text: str) -> bool:
    """Tell whether the text is an id with or without folders."""
    return _DOCUMENT_ID.fullmatch(text) is not None


def is_reserved(id_: str) -> bool:
    """Tell whether the site writes a file of that name itself."""
    return _RESERVED.fullmatch(id_.rpartition("/")[2]) is not None


def is_avoided(id_: str) -> bool:
    """Tell whether an id should be made of no words: the site's own, or one of a device."""
    return is_reserved(id_) or is_device(id_)


def why_too_long(id_: str) -> str:
    """Return what is wrong with an id that cannot be a file's name for its length; empty where it can."""
    if len(id_) <= LONGEST_NAME:  # as nearly all are
        return ""
    name = max(id_.split("/"), key=len)
    if len(name) > LONGEST_NAME:
        return f"'{name[:24]}…' has {len(name)} characters; the name of a file has {LONGEST_NAME} at most"
    if len(id_) > LONGEST_ID:
        return f"'{id_[:24]}…' has {len(id_)} characters with its folders; an id has {LONGEST_ID} at most"
    return ""


def id_from_text(text: str, *, keep_folders: bool = False) -> str:
    """Return the id that a person would give to some words of any script; empty for none."""
    if keep_folders:
        return "/".join(filter(None, (id_from_text(part) for part in text.split("/"))))
    return _GAP.sub("-", write_in_latin(text).replace("'", "")).strip("-")


def _id_of_latin(text: str) -> str:
    """Return the id of the Latin letters in some words alone.

    Ids that annotations have from their quotes are made so: they are addresses, and stay what they were.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("'", "").replace("’", "")
    return _GAP.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


class TakenIds:
    """Ids in use, to which others are added.

    The number that makes an id a new one is looked for from where the last search for the same id ended:
    no id is ever given back, and thousands may have the same words.
    """

    __slots__ = ("_ids", "_numbers", "looked")

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._ids = set(ids)
        self._numbers: dict[str, int] = {}
        self.looked = 0  # how many candidates were looked at

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def add(self, id_: str) -> None:
        """Take an id that need not be a new one."""
        self._ids.add(id_)

    def free(self, wanted: str) -> str:
        """Return the id, or where it is taken the first that is not, with a number after it from 2."""
        candidate, number = wanted, self._numbers.get(wanted, 1)
        if number > 1:
            candidate = f"{wanted}-{number}"
        self.looked += 1
        while candidate in self._ids:
            number += 1
            candidate = f"{wanted}-{number}"
            self.looked += 1
        self._numbers[wanted] = number
        return candidate

    def take(self, wanted: str) -> str:
        """Return the same as `free` does, taken."""
        found = self.free(wanted)
        self._ids.add(found)
        return found


def id_from_quote(pieces: tuple[str, ...], taken: TakenIds) -> str:
    """Return an id for an annotation without one: its first words and four digits of its quote's digest.

    It depends on the quote alone, so it stays what it is when other annotations come and go. Only
    where the same id is `taken`, by the same quote or by chance, a number follows. The id is taken then.
    """
    words = _id_of_latin(pieces[0][:200]).split("-")[:_WORDS]
    while len(words) > 1 and len("-".join(words)) > _LENGTH:
        words.pop()
    name = "-".join(words)[:_LENGTH].strip("-") or "passage"
    base = f"{name}-{digest(*(piece.encode() for piece in pieces)).hex()[:4]}"
    return taken.take(base)
