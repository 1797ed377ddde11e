"""Values against the schema: all errors at once, as findings with the keys they stand at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sitegen.diagnostics.diagnostic import Diagnostic, Key, Place, diagnostic
from sitegen.diagnostics.rules.folders import NAME_NOT_PORTABLE
from sitegen.diagnostics.rules.keys import ID_TOO_LONG, INVALID_ID, RESERVED_ID, WRONG_TYPE
from sitegen.parse.ids import id_from_text, is_id, is_reserved, why_too_long
from sitegen.parse.schema_base import Keys, Refusal
from sitegen.parse.schema_reader import UnsureError, reader_of
from sitegen.text.devices import is_device

K = TypeVar("K", bound=Keys)
Spare = Mapping[str, str]
NOTHING: Spare = {}


def validate(
    value: object, keys: type[K], path: str, at: tuple[Key, ...] = (), *, spare: Spare = NOTHING
) -> tuple[K | None, list[Diagnostic]]:
    """Return the value as a group of keys, and all that is wrong with it.

    Where something is wrong, that is left out, and missing keys are taken from `spare`, so that other
    findings do not follow from this one; None where that is not enough.
    """
    if value is None:
        value = {}
    try:
        return reader_of(keys)(value), []
    except (UnsureError, Refusal):
        pass
    from sitegen.parse.schema_mistakes import validate_fully  # noqa: PLC0415 - most files have none

    return validate_fully(value, keys, path, at, spare)


def validate_entries(
    value: object, keys: type[K], path: str, required: tuple[str, ...]
) -> tuple[dict[str, K], list[Diagnostic]]:
    """Return a registry's entries by id, in order of ids, and all that is wrong with them.

    An entry with mistakes is there with what is sound of it; its `required` texts are its id then.
    """
    if value is None:
        return {}, []
    if not isinstance(value, dict):
        way_out = "Write each id on a line of its own with a colon, and its keys below it, indented."
        message = "a registry is a group of ids, not a list or a text"
        return {}, [diagnostic(WRONG_TYPE, Place(path=path), message, way_out)]
    entries: dict[str, K] = {}
    found: list[Diagnostic] = []
    for id_, item in value.items():
        found += check_id(id_, path, (id_,))
        entry, wrong = validate(item, keys, path, (id_,), spare=dict.fromkeys(required, str(id_)))
        found += wrong
        if entry is not None and is_id(id_):
            entries[id_] = entry
    return dict(sorted(entries.items())), found


def check_id(id_: str, path: str, keys: tuple[Key, ...]) -> list[Diagnostic]:
    """Return what is wrong with the id of an entry, which stands as a key."""
    place = Place(path=path, keys=keys, at_key=True)
    if not is_id(id_):
        meant = id_from_text(id_)
        way_out = (
            f"Did you mean '{meant}'?" if meant else "Write lower-case letters a to z, digits and hyphens."
        )
        message = f"'{id_}' is not an id: ids are lower-case letters, digits and hyphens"
        return [diagnostic(INVALID_ID, place, message, way_out)]
    if is_reserved(id_):
        message = f"the id '{id_}' is the name of a file that the site writes itself"
        return [diagnostic(RESERVED_ID, place, message, f"Choose another, for example 'the-{id_}'.")]
    if is_device(id_):
        message = f"the id '{id_}' makes a file's name that Windows keeps for a device"
        return [diagnostic(NAME_NOT_PORTABLE, place, message, f"Choose another, for example 'the-{id_}'.")]
    message = why_too_long(id_)
    return [diagnostic(ID_TOO_LONG, place, message, "Choose a shorter one.")] if message else []
