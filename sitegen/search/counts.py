"""Term counts of one unit: all that the index needs of it, kept between builds.

Numbers lie in little-endian 32-bit arrays, so that thousands of units are joined and read as columns.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import msgspec

from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.stemmers import SCRIPTS, algorithm_of
from sitegen.search.terms import token_terms, tokens_of
from sitegen.search.unit import Passage, SearchUnit

MEMO_MOST: Final = 100_000  # tokens of a language: about 20 MB
TEXT_PART: Final = (
    3_000  # characters of passages in one file: a long document must not be sent for one snippet
)


class UnitCounts(Record, frozen=True):
    """A unit's row in the result list, and its terms.

    `terms` are distinct, joined by line ends. `numbers` holds, field by field: the field's length in
    terms, the number of its postings; then all postings: term (by position in `terms`), frequency;
    then for those of placed fields, in order, how many passages; then the passages, each as twice the
    gap to the one before, and one more where another follows.
    """

    ref: str
    kind: str
    title: str
    language: str
    date: str
    texts: tuple[tuple[str, int], ...]  # name of a text file, number of its first passage
    facets: tuple[tuple[str, ...], ...]  # values of each of FACETS
    algorithms: tuple[str, ...]  # stemmers its words may have met
    terms: str
    heads: bytes  # length and number of postings, for each field
    postings: bytes  # term and frequency of each
    groups: bytes  # number of passages of each placed posting
    places: bytes


_decoder = msgspec.msgpack.Decoder(UnitCounts)


def count_unit(unit: SearchUnit) -> bytes:
    """Return the encoded counts of a unit: the same unit gives the same bytes."""
    language = _language_of(unit)
    terms: dict[str, int] = {}
    columns = _Columns()
    columns.add_plain([unit.title], language, terms)
    columns.add_plain(unit.names, language, terms)
    columns.add_placed(unit.notes, len(unit.passages), language, terms)
    columns.add_placed(unit.passages, 0, language, terms)
    return encode_record(
        UnitCounts(
            unit.ref,
            unit.kind,
            unit.title,
            unit.language,
            unit.date,
            tuple((name, first) for name, first, _ in _iter_parts(unit)),
            _facets_of(unit),
            _algorithms_of(_all_text(unit), language),
            "\n".join(terms),
            columns.heads.tobytes(),
            columns.postings.tobytes(),
            columns.groups.tobytes(),
            columns.places.tobytes(),
        )
    )


def counts_from_bytes(data: bytes) -> UnitCounts:
    """Return the record that `count_unit` encoded; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def make_texts(unit: SearchUnit) -> tuple[Artifact, ...]:
    """Return the files of a unit's passages and notes, for snippets: passages first, then notes."""
    return tuple(Artifact(text_path(name), script_of(name, part)) for name, _, part in _iter_parts(unit))


def text_path(name: str) -> str:
    """Return where a text file stands; its name is in the unit's counts."""
    return f"search/t/{name[:2]}/{name[2:]}.js"


def _iter_parts(unit: SearchUnit) -> Iterator[tuple[str, int, list[Passage]]]:
    """Yield name, number of the first passage, and passages of each text file."""
    part: list[Passage] = []
    size = first = 0
    for number, passage in enumerate((*unit.passages, *unit.notes)):
        if part and size + len(passage[1]) > TEXT_PART:
            yield name_of(encode_record((unit.ref, part)), 10), first, part
            part, size, first = [], 0, number
        part.append(passage)
        size += len(passage[1])
    if part:
        yield name_of(encode_record((unit.ref, part)), 10), first, part


class _Columns:
    """The number arrays of one unit while it is counted."""

    def __init__(self) -> None:
        self.heads, self.postings, self.groups, self.places = array("I"), array("I"), array("I"), array("I")

    def add_plain(self, texts: Iterable[str], language: str, terms: dict[str, int]) -> None:
        self._add(Counter(chain.from_iterable(_terms_in(text, language) for text in texts)), terms)

    def add_placed(
        self, passages: Sequence[Passage], first: int, language: str, terms: dict[str, int]
    ) -> None:
        """Count a field as a whole, with the passages that each term stands in."""
        found: list[str] = []
        where: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, text) in enumerate(passages, first):
            here = _terms_in(text, language)
            found += here
            for term in dict.fromkeys(here):
                where[term].append(number)
        self._add(Counter(found), terms)
        self.groups.extend(map(len, where.values()))  # in the order of the counts: that of first sight
        places: list[int] = []
        for numbers in where.values():
            before = 0
            for number in numbers[:-1]:
                places.append((number - before) * 2 + 1)
                before = number
            places.append((numbers[-1] - before) * 2)
        self.places.extend(places)

    def _add(self, counts: Counter[str], terms: dict[str, int]) -> None:
        self.heads.extend((counts.total(), len(counts)))
        numbers = [terms.setdefault(term, len(terms)) for term in counts]
        self.postings.extend(chain.from_iterable(zip(numbers, counts.values(), strict=True)))


def _terms_in(text: str, language: str) -> list[str]:
    return list(chain.from_iterable(map(_memo(language).__getitem__, tokens_of(text, language))))


class _TermMemo(dict[str, tuple[str, ...]]):
    """Terms by token in one language: every distinct token is cut and stemmed once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= MEMO_MOST:
            self.clear()
        terms = self[token] = token_terms(token, self._language)
        return terms


_memo = lru_cache(maxsize=None)(_TermMemo)


def _language_of(unit: SearchUnit) -> str:
    return unit.language.partition("-")[0].lower()


def _all_text(unit: SearchUnit) -> Iterator[str]:
    yield unit.title
    yield from unit.names
    for _, text in (*unit.notes, *unit.passages):
        yield text


def _facets_of(unit: SearchUnit) -> tuple[tuple[str, ...], ...]:
    facets = unit.facets
    return (
        facets.speakers,
        facets.topics,
        (unit.language,),
        (unit.date[:4],) if unit.date[:4].isdigit() else (),
        (facets.status,) if facets.status else (),
        ("yes",) if facets.contested else (),
    )


_scripts = tuple((name, re.compile(f"[{ranges}]")) for name, ranges in SCRIPTS if name != "latin")


def _algorithms_of(texts: Iterable[str], language: str) -> tuple[str, ...]:
    scripts = {"latin"}
    for text in texts:
        if not text.isascii():
            scripts.update(name for name, range_ in _scripts if name not in scripts and range_.search(text))
    return _algorithms(frozenset(scripts), language)


@lru_cache(maxsize=256)
def _algorithms(scripts: frozenset[str], language: str) -> tuple[str, ...]:
    return tuple(sorted({algorithm_of(script, language) for script in scripts}))
