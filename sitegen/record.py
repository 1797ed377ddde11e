"""The base of all records and their encoding."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An immutable value. Records hold records, tuples, strings and numbers; never a cycle."""


_encoder = msgspec.msgpack.Encoder()


def encode_record(record: object) -> bytes:
    """Return the record's MessagePack bytes: equal records give equal bytes."""
    return _encoder.encode(record)
