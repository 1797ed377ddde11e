"""What the front matter of a source says of it, as its sidecar has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sitegen.parse.edtf import is_edtf
from sitegen.parse.front_matter import source_front_matter, values_of
from sitegen.parse.schema_base import Refusal
from sitegen.parse.schema_language import read_language
from sitegen.parse.written_dates import read_written_date
from sitegen.record import Record
from sitegen.text.addresses import why_no_address

_LONGEST_TAG: Final = 40
_TITLES: Final = ("title",)
_DATES: Final = ("date", "published", "pubdate", "created")
_LANGUAGES: Final = ("language", "lang")
_ADDRESSES: Final = ("url", "source", "canonical", "canonical_url", "link")
_SHOWN: Final = 100  # characters of what is left for a person


class Head(Record, frozen=True):
    """Keys of a sidecar; `rest` has a line for each thing that was said besides."""

    title: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    rest: tuple[str, ...] = ()


def read_head(text: str) -> Head:
    """Return what the front matter of a Markdown source says; nothing where it has none."""
    found = source_front_matter(text)
    if found is None:
        return Head()
    values = {key.strip().lower(): (key, _words(value)) for key, value in values_of(found).items()}
    used: set[str] = set()

    def take(keys: tuple[str, ...], read: Mapping[str, str]) -> str:
        for key in keys:
            if read.get(key):
                used.add(key)
                return read[key]
        return ""

    words = {key: value for key, (_, value) in values.items()}
    head = Head(
        title=take(_TITLES, words),
        date=take(_DATES, {key: _date(words[key]) for key in _DATES if key in words}),
        language=take(_LANGUAGES, {key: _language(words[key]) for key in _LANGUAGES if key in words}),
        url=take(_ADDRESSES, {key: _address(words[key]) for key in _ADDRESSES if key in words}),
    )
    rest = [f"{name}: {value[:_SHOWN]}" for key, (name, value) in values.items() if key not in used and value]
    return Head(head.title, head.date, head.language, head.url, tuple(rest))


def _words(value: object) -> str:
    """Return a value in one line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(inner) for inner in value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _date(words: str) -> str:
    """Return a date as the format has it; empty where it is none, or may be several."""
    if is_edtf(words):
        return words
    if len(words) > 10 and words[10] in " T" and is_edtf(words[:10]):
        return words[:10]
    forms = [form for form in read_written_date(words).forms if is_edtf(form)]
    return forms[0] if len(forms) == 1 else ""


def _language(words: str) -> str:
    """Return a tag of a language; empty for what is none, such as its name."""
    try:
        return (
            read_language(words) if words.isascii() and "_" not in words and len(words) < _LONGEST_TAG else ""
        )
    except Refusal:
        return ""


def _address(words: str) -> str:
    return words if words.startswith(("http://", "https://")) and not why_no_address(words) else ""
