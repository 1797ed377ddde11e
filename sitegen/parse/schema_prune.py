"""What is sound of a value with errors, so that other findings do not follow from the one that was told."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic_core import ErrorDetails

_Loc = tuple[int | str, ...]


def pruned(value: object, errors: Iterable[ErrorDetails]) -> object:
    """Return the value without what the errors are about: the smallest key or item that holds each.

    Where a key is missing, the group that lacks it goes; but not the outermost, which is not to be spared.
    """
    gone: set[_Loc] = set()
    for error in errors:
        loc = error["loc"]
        if error["type"] == "missing" or loc[-1:] == ("[key]",):
            loc = loc[:-1]
        gone.add(_in_value(value, loc))
    return _without(value, (), gone - {()})


def _in_value(value: object, loc: _Loc) -> _Loc:
    """Return the part of a location that is there; a lone value that stands for a list has no item 0."""
    there: list[int | str] = []
    for key in loc:
        if (isinstance(value, dict) and key in value) or (isinstance(value, list) and isinstance(key, int)):
            value = value[key]  # type: ignore[index]
        elif key == 0:
            continue
        else:
            break
        there.append(key)
    return tuple(there)


def _without(value: object, loc: _Loc, gone: set[_Loc]) -> object:
    if isinstance(value, dict):
        kept = ((key, item) for key, item in value.items() if (*loc, key) not in gone)
        return {key: _without(item, (*loc, key), gone) for key, item in kept}
    if isinstance(value, list):
        return [_without(item, (*loc, n), gone) for n, item in enumerate(value) if (*loc, n) not in gone]
    return value
