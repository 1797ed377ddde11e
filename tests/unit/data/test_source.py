"""Bytes to text."""

from __future__ import annotations

import pytest

from sitegen.parse.source import decode_text


@pytest.mark.parametrize("data", [b"", b"a\r\nb\tc\x0c", "é \u200f\u00a0\u2028".encode()])
def test_utf_8_comes_through_as_it_is(data: bytes) -> None:
    assert decode_text(data, "a.txt") == (data.decode(), ())
    assert decode_text(b"\xef\xbb\xbf" + data, "a.txt") == (data.decode(), ())


@pytest.mark.parametrize(
    ("data", "code", "line", "column", "words"),
    [
        (b"one\r\ncaf\xe9\r\n", "F001", 2, 4, "0xE9 at offset 8"),
        (b"\xef\xbb\xbfcaf\xe9", "F001", 1, 4, "offset 6"),
        ("é\n\n ".encode() + b"\x80", "F001", 3, 2, "0x80"),
        ("text".encode("utf-16"), "F001", 1, 1, "UTF-16"),
        ("text".encode("utf-32"), "F001", 1, 1, "UTF-32"),
        (b"a\rb\0c", "F002", 2, 2, "offset 3"),
    ],
)
def test_the_place_of_what_cannot_be_read(data: bytes, code: str, line: int, column: int, words: str) -> None:
    text, (told,) = decode_text(data, "documents/a.txt")
    assert text is None
    assert (told.code, told.place.line, told.place.column) == (code, line, column)
    assert words in told.message
    assert ("iconv -f" in told.help) == (code == "F001")
    assert told.place.excerpt.replace("\t", "").isprintable()
