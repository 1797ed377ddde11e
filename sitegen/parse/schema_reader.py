"""Values as the schema's groups of keys, where they are right. Of all else nothing is said here.

Each type becomes one function, made once, which gives the value, or raises `UnsureError` or `Refusal`. A
property test holds what is read to what Pydantic reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

from sitegen.parse.schema_base import (
    AfterValidator,
    BeforeValidator,
    Field,
    Keys,
    PlainValidator,
    StringConstraints,
    fields_of,
)

K = TypeVar("K", bound=Keys)
_Read = Callable[[Any], Any]
_UNLIKE: Final = "\x1c\x1d\x1e\x1f"  # blanks to Python and not to Pydantic

_known: dict[type[Keys], _Read] = {}


class UnsureError(Exception):
    """The value may be wrong."""


def reader_of(keys: type[K]) -> Callable[[object], K]:
    """Return what reads a value as a group of keys."""
    if keys not in _known:
        _known[keys] = _group(keys)
    return _known[keys]


def _group(keys: type[Keys]) -> _Read:
    readers = {name: _reader(hint) for name, hint in fields_of(keys).items()}
    required = [name for name in readers if not hasattr(keys, name)]
    find = readers.get

    def read(value: object) -> Keys:
        if type(value) is not dict:
            raise UnsureError
        group = keys()
        values = group.__dict__
        for key, item in value.items():
            read_item = find(key)
            if read_item is None:
                raise UnsureError
            values[key] = read_item(item)
        for key in required:
            if key not in values:
                raise UnsureError
        group.check()
        return group

    return read


def _reader(hint: Any) -> _Read:  # noqa: ANN401 - a type, as annotations tell it
    origin = get_origin(hint)
    if origin is Annotated:
        base, *words = get_args(hint)
        read = _reader(base)
        for word in words:
            read = _narrowed(read, word)
        return read
    if isinstance(hint, type) and issubclass(hint, Keys):
        return reader_of(hint)
    if origin in _OF_OTHERS:
        others = [_reader(argument) for argument in get_args(hint) if argument not in {NoneType, ...}]
        return _OF_OTHERS[origin](*others)
    # Of a type that is neither a text's nor a choice's no word is right: a function reads it.
    return _text if hint is str else _choice(get_args(hint) if origin is Literal else ())


def _narrowed(read: _Read, word: object) -> _Read:
    """Return what reads as `read` does, with one more word of the schema said of the type."""
    if isinstance(word, PlainValidator):
        return word.function
    if isinstance(word, AfterValidator):
        after = word.function
        return lambda value: after(read(value))
    if isinstance(word, BeforeValidator):
        before = word.function
        return lambda value: read(before(value))
    if isinstance(word, Field) and word.min_length:
        return _filled(read)
    if isinstance(word, StringConstraints):
        return _matching(read, word.pattern) if word.pattern else _stripped(read)
    return read


def _text(value: object) -> str:
    if type(value) is not str:
        raise UnsureError
    return value


def _stripped(read: _Read) -> _Read:
    def read_stripped(value: object) -> str:
        text: str = read(value).strip()
        if not text or any(blank in value for blank in _UNLIKE):  # type: ignore[operator]
            raise UnsureError
        return text

    return read_stripped


def _matching(read: _Read, pattern: str) -> _Read:
    matches = re.compile(pattern, re.ASCII).fullmatch

    def read_matching(value: object) -> str:
        text: str = read(value)
        if not matches(text):
            raise UnsureError
        return text

    return read_matching


def _filled(read: _Read) -> _Read:
    def read_filled(value: object) -> Any:  # noqa: ANN401
        items = read(value)
        if not items:
            raise UnsureError
        return items

    return read_filled


def _optional(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


def _list(read: _Read) -> _Read:
    def read_list(value: object) -> tuple[Any, ...]:
        if type(value) is not list and type(value) is not tuple:
            raise UnsureError
        return tuple([read(item) for item in value])

    return read_list


def _map(read_key: _Read, read_item: _Read) -> _Read:
    def read_map(value: object) -> dict[Any, Any]:
        if type(value) is not dict:
            raise UnsureError
        return {read_key(key): read_item(item) for key, item in value.items()}

    return read_map


def _choice(words: tuple[object, ...]) -> _Read:
    known = frozenset(words)

    def read_choice(value: object) -> object:
        if type(value) is not str or value not in known:
            raise UnsureError
        return value

    return read_choice


_OF_OTHERS: Final[dict[Any, Callable[..., _Read]]] = {
    Union: _optional,
    UnionType: _optional,
    tuple: _list,
    dict: _map,
}
