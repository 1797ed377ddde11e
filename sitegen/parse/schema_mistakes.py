"""Values with mistakes against the schema: all errors at once, and what is sound besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from pydantic import ValidationError

from sitegen.diagnostics.diagnostic import Diagnostic, Key, Place, diagnostic
from sitegen.diagnostics.rules.keys import INVALID_NUMBER
from sitegen.parse.schema_base import Keys
from sitegen.parse.schema_errors import diagnostics_from_error
from sitegen.parse.schema_models import model_of
from sitegen.parse.schema_prune import pruned
from sitegen.parse.written_numbers import grouped, split_number

K = TypeVar("K", bound=Keys)
_PRUNINGS = 3  # taking a wrong number away may leave a reading without any, which then goes as well


def validate_fully(
    value: object, keys: type[K], path: str, at: tuple[Key, ...], spare: Mapping[str, str]
) -> tuple[K | None, list[Diagnostic]]:
    """Return what `schema.validate` does, by Pydantic; what is returned has the attributes of `keys`."""
    model = model_of(keys)
    validator = model.__pydantic_validator__
    found: list[Diagnostic] = []
    value = _joined(value, path, at, found)
    try:
        return cast("K", validator.validate_python(value)), found
    except ValidationError as error:
        found += diagnostics_from_error(error, model, path, at)
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


def _joined(value: object, path: str, at: tuple[Key, ...], found: list[Diagnostic]) -> object:
    """Return the value with numbers put together that a comma between braces parted; add what is wrong."""
    if isinstance(value, list):
        return [_joined(item, path, (*at, n), found) for n, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    out: dict[str, object] = {}
    gone: set[str] = set()
    for key, item in value.items():
        if key in gone:
            continue
        out[key] = _joined(item, path, (*at, key), found)
        written, parts = split_number(value, key)
        if not parts:
            continue
        gone.update(parts)
        is_grouped = all(len(part) == 3 for part in parts)
        if not is_grouped and len(parts) > 1:
            continue
        out[key] = written.replace(",", "" if is_grouped else ".")
        message = (
            f"a comma between braces parts keys: '{written}' was read as {item} and the key '{parts[0]}'"
        )
        way_out = grouped(str(out[key])) if is_grouped else f"Write {out[key]}, with a point before decimals."
        found.append(diagnostic(INVALID_NUMBER, Place(path=path, keys=(*at, key)), message, way_out))
    return out
