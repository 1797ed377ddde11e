"""Content digests: short names for bytes that are the same if and only if the bytes are."""

from __future__ import annotations

import msgspec

try:  # `hashlib`, which gives the same, loads OpenSSL first: a tenth of what a start takes
    from _blake2 import blake2b
except ImportError:  # not with this Python
    from hashlib import blake2b

SIZE = 16  # bytes: 2**64 files before a chance collision; nothing here withstands a forger
_encode = msgspec.msgpack.Encoder().encode


def digest(*parts: bytes) -> bytes:
    """Return a digest of the parts; where one part ends and the next begins counts.

    The parts are not copied into one: a source can be of any length, and where there is no memory for its
    copy, msgspec ends the whole process.
    """
    hasher = blake2b(_encode([len(part) for part in parts]), digest_size=SIZE)
    for part in parts:
        hasher.update(part)
    return hasher.digest()


def sized_digest(data: bytes, size: int) -> bytes:
    """Return a digest of one content alone, `size` bytes long."""
    return blake2b(data, digest_size=size).digest()


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of a content in hexadecimal: what people and other programs know it by."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL

    return sha256(data).hexdigest()


def name_of(digest_: bytes, length: int = 10) -> str:
    """Return the first letters of a digest's hexadecimal form, for use in a file name."""
    return digest_.hex()[:length]
