"""Term counts of one unit: all that the index needs of it, kept between builds.

Numbers lie in little-endian 32-bit arrays, so that thousands of units are joined and read as columns.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, pairwise
from typing import Final, NamedTuple

import msgspec

from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.pieces import MEMO_MOST, cut_texts, terms_by_piece
from sitegen.search.stemmers import SCRIPTS, algorithm_of
from sitegen.search.unit import Passage, SearchUnit
from sitegen.text.invisible import drop_invisible, may_hold_invisible

FEW: Final = 64  # passages: of so many or fewer, many terms stand in the same
TEXT_PART: Final = (
    3_000  # characters of passages in one file: a long document must not be sent for one snippet
)


Gaps = tuple[int, ...]  # passages of a term, packed
Part = tuple[str, int, list[Passage]]  # a text file's name, its first passage's number, its passages


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
    day: int
    texts: tuple[tuple[str, int], ...]  # name of a text file, number of its first passage
    facets: tuple[tuple[str, ...], ...]  # values of each of FACETS
    algorithms: tuple[str, ...]  # stemmers its words may have met
    terms: str
    heads: bytes  # length and number of postings, for each field
    postings: bytes  # term and frequency of each
    groups: bytes  # number of passages of each placed posting
    places: bytes


_decoder = msgspec.msgpack.Decoder(UnitCounts)


class Counted(NamedTuple):
    """What comes of a unit: its counts, encoded, and the files of its passages and notes, for snippets."""

    counts: bytes
    texts: tuple[Artifact, ...]


def count_unit(unit: SearchUnit) -> Counted:
    """Count a unit's terms and cut its texts: the same unit gives the same bytes."""
    if any(map(may_hold_invisible, _all_text(unit))):
        unit = _without_invisible(unit)
    parts = list(_iter_parts(unit))
    language = _language_of(unit)
    columns = _Columns(language)
    columns.add_plain([unit.title])
    columns.add_plain(unit.names)
    columns.add_placed(unit.notes, len(unit.passages))
    columns.add_placed(unit.passages, 0)
    counts = encode_record(
        UnitCounts(
            unit.ref,
            unit.kind,
            unit.title,
            unit.language,
            unit.date,
            unit.day,
            tuple((name, first) for name, first, _ in parts),
            _facets_of(unit),
            _algorithms_of(_all_text(unit), language),
            "\n".join(columns.terms),
            columns.heads.tobytes(),
            columns.postings.tobytes(),
            columns.groups.tobytes(),
            columns.places.tobytes(),
        )
    )
    return Counted(counts, tuple(Artifact(text_path(name), script_of(name, part)) for name, _, part in parts))


def _without_invisible(unit: SearchUnit) -> SearchUnit:
    """Return the unit without what nobody sees: results show the words in the order in which they stand."""

    def dropped(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple((fragment, drop_invisible(text)) for fragment, text in passages)

    return msgspec.structs.replace(
        unit,
        title=drop_invisible(unit.title),
        names=tuple(drop_invisible(name) for name in unit.names),
        notes=dropped(unit.notes),
        passages=dropped(unit.passages),
    )


def counts_from_bytes(data: bytes) -> UnitCounts:
    """Return the record that `count_unit` encoded; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def text_path(name: str) -> str:
    """Return where a text file stands; its name is in the unit's counts."""
    return f"search/t/{name[:2]}/{name[2:]}.js"


def _iter_parts(unit: SearchUnit) -> Iterator[Part]:
    """Iterate over what each text file holds: passages first, then notes."""
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

    def __init__(self, language: str) -> None:
        self.heads, self.postings, self.groups, self.places = array("I"), array("I"), array("I"), array("I")
        self.terms: defaultdict[str, int] = defaultdict(count().__next__)  # numbered as they are first seen
        self._language = language
        self._terms_of = terms_by_piece(language).__getitem__

    def add_plain(self, texts: Sequence[str]) -> None:
        """Count a field as a whole."""
        pieces = chain.from_iterable(cut_texts(texts, self._language))
        self._add(_apart(Counter(map(self._terms_of, pieces)), {}))

    def add_placed(self, passages: Sequence[Passage], first: int) -> None:
        """Count a field as a whole, with the passages that each term stands in."""
        pieces = cut_texts([text for _, text in passages], self._language)
        terms = [list(map(self._terms_of, some)) for some in pieces]
        if first + len(terms) <= FEW:
            counts, gaps = _count_few(terms, first)
        else:
            counts, gaps = _count_many(terms, first)
        self._add(counts)
        self.groups.extend(map(len, gaps))
        self.places.extend(chain.from_iterable(gaps))

    def _add(self, counts: Counter[str]) -> None:
        self.heads.extend((counts.total(), len(counts)))
        postings = array("I", bytes(array("I").itemsize * 2 * len(counts)))
        postings[::2] = array("I", list(map(self.terms.__getitem__, counts)))
        postings[1::2] = array("I", list(counts.values()))
        self.postings += postings


def _count_few(terms: Sequence[list[str]], first: int) -> tuple[Counter[str], list[Gaps]]:
    """Return how often each term stands in the passages, and which these are, as they are packed."""
    places: dict[str, int] = {}  # a bit for each passage
    for number, some in enumerate(terms, first):
        bit = 1 << number
        for term in set(some):
            if term in places:
                places[term] |= bit
            else:
                places[term] = bit
    counts = _apart(Counter(chain.from_iterable(terms)), places)
    return counts, list(map(_gaps.__getitem__, map(places.__getitem__, counts)))


def _count_many(terms: Sequence[list[str]], first: int) -> tuple[Counter[str], list[Gaps]]:
    """Return the same of many passages, where a bit for each would make a step for each of each term."""
    counts = _apart(Counter(chain.from_iterable(terms)), {})
    places: dict[str, list[int]] = {term: [] for term in counts}
    for number, some in enumerate(terms, first):
        alone = set(some)
        alone.discard("")
        if joined := [term for term in alone if "\n" in term]:
            alone.difference_update(joined)
            alone.update(chain.from_iterable(term.split("\n") for term in joined))
        for term in alone:
            places[term].append(number)
    return counts, list(map(_packed, places.values()))


def _apart(counts: Counter[str], places: dict[str, int]) -> Counter[str]:
    """Take apart the terms that one piece of text gave, and drop those of pieces that gave none."""
    counts.pop("", None)
    if "\n" in "".join(counts):
        for joined in [term for term in counts if "\n" in term]:
            times, where = counts.pop(joined), places.get(joined, 0)
            for term in joined.split("\n"):
                counts[term] += times
                places[term] = places.get(term, 0) | where
    return counts


class _Gaps(dict[int, Gaps]):
    """Passages as they are packed, by a number with a bit for each: few such numbers make up most texts."""

    def __missing__(self, places: int) -> Gaps:
        bits = f"{places:b}"[::-1]
        if len(self) >= MEMO_MOST:
            self.clear()
        packed = self[places] = _packed([at for at, bit in enumerate(bits) if bit == "1"])
        return packed


def _packed(numbers: Sequence[int]) -> Gaps:
    """Return passages as they are packed: gaps from one to the next, and whether another follows."""
    gaps = [(number - before) * 2 + 1 for before, number in pairwise((0, *numbers))]
    gaps[-1] -= 1
    return tuple(gaps)


_gaps = _Gaps()


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
        facets.years,
        (facets.status,) if facets.status else (),
        (facets.contested,) if facets.contested else (),
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
