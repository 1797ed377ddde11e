"""Values with mistakes against the schema: all errors at once, and what is sound besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from pydantic import ValidationError

from sitegen.diagnostics.diagnostic import Diagnostic, Key
from sitegen.parse.schema_base import Keys
from sitegen.parse.schema_errors import diagnostics_from_error
from sitegen.parse.schema_models import model_of
from sitegen.parse.schema_prune import pruned

K = TypeVar("K", bound=Keys)
_PRUNINGS = 3  # taking a wrong number away may leave a reading without any, which then goes as well


def validate_fully(
    value: object, keys: type[K], path: str, at: tuple[Key, ...], spare: Mapping[str, str]
) -> tuple[K | None, list[Diagnostic]]:
    """Return what `schema.validate` does, by Pydantic; what is returned has the attributes of `keys`."""
    model = model_of(keys)
    validator = model.__pydantic_validator__
    try:
        return cast("K", validator.validate_python(value)), []
    except ValidationError as error:
        found = diagnostics_from_error(error, model, path, at)
        errors = error.errors(include_url=False)
    sound: object = value if isinstance(value, dict) else {}
    for _ in range(_PRUNINGS):
        sound = pruned(sound, errors)
        try:
            rest = {**spare, **sound} if isinstance(sound, dict) else sound
            return cast("K", validator.validate_python(rest)), found
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None, found
