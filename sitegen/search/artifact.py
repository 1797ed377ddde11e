"""A file of the built site as a value."""

from __future__ import annotations

from base64 import b32hexencode
from typing import Any

import msgspec

from sitegen.digest import sized_digest
from sitegen.record import Record

_encoder = msgspec.json.Encoder()


class Artifact(Record, frozen=True):
    path: str
    data: bytes


def name_of(data: bytes, length: int) -> str:
    """Return the first letters of a content's digest, in letters that no file system confuses."""
    return b32hexencode(sized_digest(data, 10)).decode().lower()[:length]


def script_of(key: str, value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return a classic script that hands a value to the search client under a key."""
    return b"siteSearch.put(%s,%s)\n" % (_encoder.encode(key), json_of(value))


def json_of(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return compact JSON that may stand in a script: the two line separators of Unicode are escaped."""
    data = _encoder.encode(value)
    if b"\xe2\x80" in data:
        data = data.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    return data
