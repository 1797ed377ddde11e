"""The bytes of a file that comes in → its text, in whichever encoding it was saved; guesses are told."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from sitegen.import_.harvest import Harvest
from sitegen.text.encodings import COMMONEST, likely_encoding, wide_encoding

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # which pictures and archives have, and no text


def decode_file(name: str, data: bytes, harvest: Harvest) -> str:
    """Return a file's text without its byte-order mark.

    It is UTF-8, UTF-16, or in what its language makes likely, with a note.
    """
    wide = wide_encoding(data)
    try:
        return data.decode(wide).removeprefix("\ufeff") if wide else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = likely_encoding(data)
    told = "Windows-1252" if encoding == COMMONEST else encoding.capitalize()
    harvest.lose(name, f"it is not UTF-8, and was read as {told}; look whether accents and letters are right")
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def as_utf8(name: str, data: bytes, harvest: Harvest) -> bytes:
    """Return the bytes of a text in UTF-8, as an archive has them: the same if they are."""
    try:
        if not wide_encoding(data):
            data.removeprefix(BOM_UTF8).decode("utf-8")
            return data
    except UnicodeDecodeError:
        pass
    text = decode_file(name, data, harvest)
    if _NO_TEXT.search(text):
        return data  # what reads it next says what is wrong with it
    harvest.lose(name, "its text was written anew in UTF-8, as the texts of an archive are")
    return text.encode()
