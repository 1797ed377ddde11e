"""The words that the schema is told in, and what all its groups of keys share.

The schema is told once and used twice. `schema_reader` reads by it what is right, and only that. What is
wrong, and JSON Schemas, are for Pydantic, whose models `schema_models` makes of it; they take longer to build
than most rebuilds take to read. So the words are named as Pydantic's that they become.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, get_origin, get_type_hints

from sitegen.diagnostics.rule import Rule
from sitegen.record import Record


class Field(Record, frozen=True, eq=False):
    """What editors are told of a value; `min_length` is the least number of items of a list."""

    description: str
    examples: list[Any] | None = None
    min_length: int | None = None


class BeforeValidator(Record, frozen=True, eq=False):
    """A function that a value goes through before it is read as its type; JSON Schemas tell the other."""

    function: Callable[[Any], Any]
    json_schema_input_type: Any = None  # None: any


class AfterValidator(Record, frozen=True, eq=False):
    """A function that a value goes through once it has its type."""

    function: Callable[[Any], Any]


class PlainValidator(Record, frozen=True, eq=False):
    """A function that reads a value, in the place of its type."""

    function: Callable[[Any], Any]


class StringConstraints(Record, frozen=True, eq=False):
    """What a text must be: `pattern` begins with ^ and ends with $."""

    strip_whitespace: bool = False
    min_length: int | None = None
    pattern: str | None = None


class WithJsonSchema(Record, frozen=True, eq=False):
    """What JSON Schemas say of a type."""

    schema: dict[str, Any]


class Refusal(Exception):  # noqa: N818 - it carries a finding
    """What a function of the schema raises of a value that it refuses."""

    def __init__(self, rule: Rule, message: str, way_out: str) -> None:
        super().__init__(rule, message, way_out)
        self.rule, self.message, self.way_out = rule, message, way_out


class Keys:
    """A group of keys as its author writes it: others than its annotations name are errors.

    None is "left out". What has a default may be left out.
    """

    schema: ClassVar[Mapping[str, Any]] = {}  # what JSON Schemas say besides

    def check(self) -> None:
        """Refuse a group whose keys are sound one by one and not together."""


_fields: dict[type[Keys], dict[str, Any]] = {}


def fields_of(keys: type[Keys]) -> Mapping[str, Any]:
    """Return the annotated type of each key, in their order."""
    if keys not in _fields:
        hints = get_type_hints(keys, include_extras=True)
        _fields[keys] = {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}
    return _fields[keys]


def id_as_group(value: object) -> object:
    """Return a lone id as the group {id}."""
    return {"id": value} if isinstance(value, str) else value


def text_as_quote(value: object) -> object:
    """Return a lone text as the group {exact}."""
    return {"exact": value} if isinstance(value, str) else value
