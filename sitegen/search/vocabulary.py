"""The vocabulary by length in UTF-16 units: what near spellings and inner wildcards need."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from sitegen.digest import digest
from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.front_code import front_line, sorting

LONG: Final = 20  # UTF-16 units: terms beyond share one file
NAME: Final = 4


class Words(Record, frozen=True):
    """Terms of one length: one a line, and front-coded."""

    terms: str
    coded: str


class WordFile(Record, frozen=True):
    """The file of one length. `key` is the memo's, of the words; `content` the file's digest."""

    length: int
    key: bytes
    name: str
    content: bytes


_decoder = msgspec.msgpack.Decoder(Words)


def words_from_bytes(data: bytes) -> Words:
    """Return the words that were kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def by_length(terms: Iterable[str]) -> dict[int, list[str]]:
    """Return terms by the length that their file has, in order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for term in terms:
        length = len(term) if term.isascii() else len(term.encode("utf-16-be")) // 2
        found[length if length <= LONG else LONG + 1].append(term)
    return dict(sorted(found.items()))


def word_path(length: int, name: str) -> str:
    """Return where the file of a length stands."""
    return f"search/v/{length}-{name}.js"


def make_word_file(length: int, words: Words) -> tuple[WordFile, bytes, Artifact]:
    """Return the file of a length, with the bytes to keep under its key, and the artifact."""
    data, kept = script_of(f"v{length}", words.coded), encode_record(words)
    name = name_of(data, NAME)
    file = WordFile(length, digest(b"words", kept), name, digest(data))
    return file, kept, Artifact(word_path(length, name), data)


def patch_words(words: Words, changes: Mapping[str, bool]) -> Words:
    """Return the words with some that have come (True) or gone."""
    terms, lines = (text.split("\n") if text else [] for text in (words.terms, words.coded))
    for term, has_come in changes.items():
        at = bisect_left(terms, sorting(term), key=sorting)
        before = terms[at - 1] if at else ""
        terms[at : at + (not has_come)] = [term] if has_come else []
        lines[at : at + (not has_come)] = [front_line(before, term)] if has_come else []
        follow = at + has_come
        if follow < len(terms):
            lines[follow] = front_line(term if has_come else before, terms[follow])
    return Words("\n".join(terms), "\n".join(lines))
