"""Bytes to text: UTF-8 or an error that says where and how to convert. Nothing is guessed."""

from __future__ import annotations

import codecs

from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rules.files import NOT_TEXT, NOT_UTF_8
from sitegen.diagnostics.shell import shell_word
from sitegen.text.encodings import likely_encoding, wide_encoding

_BOM = codecs.BOM_UTF8


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file without its byte-order mark, or None and what is wrong with it."""
    body = data.removeprefix(_BOM)
    if wide := wide_encoding(data):
        name = wide.upper()
        message = (
            f"not UTF-8: the file is in {name[:-3]} without a byte-order mark"
            if name.endswith(("-LE", "-BE"))
            else f"not UTF-8: the file begins with the byte-order mark of {name}"
        )
        return None, (
            diagnostic(NOT_UTF_8, Place(path=path, line=1, column=1), message, _convert(path, name)),
        )
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_of_byte(body, error.start, path)
        offset = error.start + len(data) - len(body)
        message = f"not UTF-8: the byte 0x{body[error.start]:02X} at offset {offset}"
        return None, (diagnostic(NOT_UTF_8, place, message, _convert(path, likely_encoding(body).upper())),)
    if "\0" in text:
        start = body.index(0)
        place = _place_of_byte(body, start, path)
        message = f"not text: a NUL byte at offset {start + len(data) - len(body)}"
        way_out = 'Export it again from the program that made it, as "plain text, UTF-8".'
        return None, (diagnostic(NOT_TEXT, place, message, way_out),)
    return text, ()


def _place_of_byte(body: bytes, start: int, path: str) -> Place:
    lines = body[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    rest = body[start : start + 40].replace(b"\r", b"\n").split(b"\n")[0]
    before = lines[-1].decode("utf-8", "replace")
    # Control characters are replaced like unreadable bytes: a terminal would obey them.
    excerpt = "".join(
        c if c.isprintable() or c == "\t" else "\ufffd" for c in before + rest.decode("utf-8", "replace")
    )
    column = len(before) + 1
    return Place(path=path, line=len(lines), column=column, end_column=column + 1, excerpt=excerpt)


def _convert(path: str, encoding: str) -> str:
    name = path.rpartition("/")[2]
    hint = "" if encoding.startswith("UTF") else " (put the encoding that the file really has after -f)"
    command = f"iconv -f {encoding} -t UTF-8 {shell_word(name)} > new.txt"
    return (
        "Open it in an editor, choose Save as with the encoding UTF-8 (in Windows' Notepad it stands beside "
        "the button Save), and see that accented letters and quotation marks are right. "
        f"Or convert the file: {command}{hint}, look at the result and rename it."
    )
