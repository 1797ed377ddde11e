"""The schema as Pydantic's models: for findings, all at once, and for JSON Schemas."""

from __future__ import annotations

import typing
from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Union

import pydantic
from pydantic import BaseModel, ConfigDict, create_model, model_validator
from pydantic_core import PydanticCustomError

from sitegen.parse import schema_base as words
from sitegen.parse.schema_base import Keys, Refusal, fields_of

_known: dict[type[Keys], type[BaseModel]] = {}


def model_of(keys: type[Keys]) -> type[BaseModel]:
    """Return the model of a group of keys: of the same name, with the same words."""
    if keys not in _known:
        _known[keys] = _model(keys)
    return _known[keys]


def _model(keys: type[Keys]) -> type[BaseModel]:
    class Base(BaseModel):
        model_config = ConfigDict(extra="forbid", json_schema_extra=dict(keys.schema) or None)

        @model_validator(mode="after")
        def _check(self) -> typing.Self:
            _told(keys.check)(self)
            return self

    fields: dict[str, Any] = {
        name: (_type(hint), getattr(keys, name, ...)) for name, hint in fields_of(keys).items()
    }
    return create_model(keys.__name__, __base__=Base, __doc__=keys.__doc__, __module__=__name__, **fields)


def _type(hint: Any) -> Any:  # noqa: ANN401 - a type, as annotations tell it
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Keys):
        return model_of(hint)
    if origin is Annotated:
        base, *said = arguments
        return Annotated[_type(base), *map(_word, said)]
    if origin in {Union, UnionType}:
        return Union[tuple(map(_type, arguments))]  # noqa: UP007 - of as many as there are
    if origin in {tuple, list, dict}:
        return origin[tuple(_type(argument) for argument in arguments)]
    return hint


def _word(word: Any) -> Any:  # noqa: ANN401
    about: dict[str, Any]
    if isinstance(word, words.Field):
        about = {} if word.min_length is None else {"min_length": word.min_length}
        return pydantic.Field(description=word.description, examples=word.examples, **about)
    if isinstance(word, words.BeforeValidator):
        shown = word.json_schema_input_type
        about = {} if shown is None else {"json_schema_input_type": _type(shown)}
        return pydantic.BeforeValidator(_told(word.function), **about)
    if isinstance(word, words.AfterValidator):
        return pydantic.AfterValidator(_told(word.function))
    if isinstance(word, words.PlainValidator):
        return pydantic.PlainValidator(_told(word.function))
    if isinstance(word, words.StringConstraints):
        return pydantic.StringConstraints(
            strip_whitespace=word.strip_whitespace or None, min_length=word.min_length, pattern=word.pattern
        )
    assert isinstance(word, words.WithJsonSchema)
    return pydantic.WithJsonSchema(word.schema)


def _told(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function that refuses as Pydantic's do: the error's type is the name of the rule."""

    def read(value: Any) -> Any:  # noqa: ANN401
        try:
            return function(value)
        except Refusal as refusal:
            context = {"message": refusal.message, "help": refusal.way_out}
            raise PydanticCustomError(refusal.rule.name, "{message}", context) from None

    return read
