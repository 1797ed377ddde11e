"""What results are narrowed by, a file for each facet that tells units apart."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from sitegen.digest import digest
from sitegen.record import Record, encode_record
from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.numbers import pack
from sitegen.text.invisible import drop_invisible

Own = tuple[str, ...]  # values of one unit


class Values(Record, frozen=True):
    """All values of a facet, how many units have each; for each unit how many it has, and their numbers."""

    values: tuple[str, ...]
    used: bytes
    numbers: bytes


class FacetFile(Record, frozen=True):
    """`key` is the memo's, of the values; `labels` a digest of how they are called; no `name`: no file."""

    facet: str
    key: bytes
    labels: bytes
    name: str
    content: bytes
    size: int


_decoder = msgspec.msgpack.Decoder(Values)


def values_from_bytes(data: bytes) -> Values:
    """Return the values that were kept; raises `msgspec.MsgspecError` on other bytes."""
    return _decoder.decode(data)


def values_of(own: Sequence[Own]) -> Values:
    """Return a facet by what each unit has of it."""
    distinct = set(own)
    values = tuple(sorted({value for some in distinct for value in some}))
    number = {value: place for place, value in enumerate(values)}
    coded = {some: (len(some), *(number[value] for value in some)) for some in distinct}
    numbers = array("I", chain.from_iterable(map(coded.__getitem__, own)))
    used = Counter(chain.from_iterable(own))
    return Values(values, array("I", map(used.__getitem__, values)).tobytes(), numbers.tobytes())


def patch_values(facet: Values, changed: Sequence[tuple[range, Sequence[Own]]]) -> Values:
    """Return a facet with what other units have of it in the place of some, by the numbers that these had."""
    number = {value: place for place, value in enumerate(facet.values)}
    if all(value in number for _, owns in changed for own in owns for value in own):
        used, numbers = array("I", facet.used), array("I", facet.numbers)
        places = list(_places_of(numbers, [units for units, _ in changed]))
        for (start, end), (_, owns) in reversed(list(zip(places, changed, strict=True))):
            now = [[number[value] for value in own] for own in owns]
            for value in chain.from_iterable(now):
                used[value] += 1
            for value in _iter_values(numbers[start:end]):
                used[value] -= 1
            numbers[start:end] = array("I", chain.from_iterable((len(own), *own) for own in now))
        if all(used):
            return Values(facet.values, used.tobytes(), numbers.tobytes())
    all_owns = list(iter_own(facet))
    for units, owns in reversed(changed):
        all_owns[units.start : units.stop] = owns
    return values_of(all_owns)


def _places_of(numbers: array[int], units: Iterable[range]) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of some units begin and end; `units` are sorted."""
    at = done = 0
    for some in units:
        for _ in range(done, some.start):
            at += 1 + numbers[at]
        start = at
        for _ in some:
            at += 1 + numbers[at]
        done = some.stop
        yield start, at


def _iter_values(numbers: array[int]) -> Iterator[int]:
    """Yield the values of units without how many each has."""
    at = 0
    while at < len(numbers):
        yield from numbers[at + 1 : at + 1 + numbers[at]]
        at += 1 + numbers[at]


def iter_own(facet: Values) -> Iterator[Own]:
    """Yield what each unit has of a facet."""
    numbers, values = array("I", facet.numbers).tolist(), facet.values
    at = 0
    while at < len(numbers):
        end = at + 1 + numbers[at]
        yield tuple([values[number] for number in numbers[at + 1 : end]])
        at = end


def make_facet(
    facet: str, values: Values, labels: Mapping[str, str]
) -> tuple[FacetFile, bytes, Artifact | None]:
    """Return the file of a facet, with the bytes to keep under its key, and the artifact.

    There is none where units have no values, or all the same one.
    """
    kept = encode_record(values)
    key, named = digest(b"facet", kept), digest_of_labels(labels)
    if not _tells_apart(values):
        return FacetFile(facet, key, named, "", b"", 0), kept, None
    names = [drop_invisible(labels.get(value, value)) for value in values.values]
    data = script_of(f"f{facet}", [values.values, names, pack(array("I", values.numbers)).decode()])
    name = name_of(data, 4)
    file = FacetFile(facet, key, named, name, digest(data), len(data))
    return file, kept, Artifact(facet_path(facet, name), data)


def facet_path(facet: str, name: str) -> str:
    """Return where the file of a facet stands."""
    return f"search/f/{facet}-{name}.js"


def digest_of_labels(labels: Mapping[str, str]) -> bytes:
    """Return a digest of how a facet's values are called."""
    return digest(encode_record(tuple(labels.items())))


def _tells_apart(values: Values) -> bool:
    return len(values.values) > 1 or (bool(values.values) and not all(_counts(values)))


def _counts(values: Values) -> Iterable[int]:
    return map(len, iter_own(values))
