"""Search units of speakers, claims, figures, topics and editorial pages: their counts, kept in the memo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sitegen.build.documents import TERMS, TEXTS
from sitegen.build.tool import tool_digest
from sitegen.build.units import (
    iter_claim_units,
    iter_figure_units,
    iter_page_units,
    iter_speaker_units,
    iter_topic_units,
)
from sitegen.digest import digest
from sitegen.disk.memo import Memo
from sitegen.model.whole import Whole
from sitegen.record import Record, encode_record
from sitegen.search.counts import count_unit
from sitegen.search.unit import SearchUnit


class UnitKey(Record, frozen=True):
    """Under the key and `TERMS` the memo has a unit's counts; under the key and `TEXTS` its texts, if any."""

    key: bytes
    has_texts: bool = True


_keys = msgspec.msgpack.Decoder(list[UnitKey])


def keys_of_entities(whole: Whole, memo: Memo) -> list[UnitKey]:
    """Return the keys of all units that are no documents, in order, and keep their counts.

    All units of a kind are made of the records of that kind (and of who is contested), so they are looked at
    one by one only when these have changed.
    """
    found = [
        _keys_of_kind(key, units(whole), memo)
        for key, units in zip(_keys_of_lists(whole), UNITS, strict=True)
    ]
    return [key for keys in found for key in keys]


UNITS = (iter_speaker_units, iter_claim_units, iter_figure_units, iter_topic_units, iter_page_units)
KINDS = ("speaker", "claim", "figure", "topic", "page")


def _keys_of_lists(whole: Whole) -> list[bytes]:
    """Return for each kind the key of the list of its units' keys."""
    archive = whole.archive
    made_of = (
        (archive.speakers, ()),
        (archive.claims, sorted(whole.uses.contested_claims.items())),
        (archive.figures, [whole.contested_figures[id_] for id_ in archive.figures]),
        ([account.topic for account in whole.topics.values()], ()),
        (archive.pages, ()),
    )
    return [
        digest(b"units", tool_digest(), encode_record((kind, archive.site.language, *parts)))
        for kind, parts in zip(KINDS, made_of, strict=True)
    ]


def _keys_of_kind(key: bytes, units: Iterable[SearchUnit], memo: Memo) -> list[UnitKey]:
    found = memo.find(key)
    if found is not None:
        keys = _keys.decode(found)
        if all(map(memo.keep, _iter_parts(keys))):
            return keys
    keys = [_kept(unit, memo) for unit in units]
    memo.put(key, encode_record(keys))
    return keys


def _iter_parts(keys: Iterable[UnitKey]) -> Iterator[bytes]:
    for unit in keys:
        yield unit.key + TERMS
        if unit.has_texts:
            yield unit.key + TEXTS


def _kept(unit: SearchUnit, memo: Memo) -> UnitKey:
    """Keep a unit's counts and texts."""
    key = UnitKey(digest(b"unit", tool_digest(), encode_record(unit)), bool(unit.passages or unit.notes))
    if not all(map(memo.keep, _iter_parts([key]))):
        counted = count_unit(unit)
        memo.put(key.key + TERMS, counted.counts)
        if key.has_texts:
            memo.put(key.key + TEXTS, encode_record(counted.texts))
    return key
