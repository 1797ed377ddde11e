"""The names of the schema's keys, by what their values are.

Whoever writes keys, reads or compares them takes the names from here, so that a key has to be told in the
schema alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from sitegen.parse.schema_base import Keys, fields_of
from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_sidecar import AmountKeys, AnnotationKeys, QuoteKeys, SidecarKeys
from sitegen.parse.schema_site import PageKeys, SiteKeys
from sitegen.parse.schema_types import FilledText, Text

ROOTS: tuple[type[Keys], ...] = (
    SiteKeys, PageKeys, SidecarKeys, SpeakerKeys, ClaimKeys, FigureKeys, TopicKeys
)  # fmt: skip


def names_of(keys: type[Keys]) -> tuple[str, ...]:
    """Return the names of a group's keys, in the schema's order."""
    return tuple(fields_of(keys))


def bare_type(hint: Any) -> Any:  # noqa: ANN401 - a type, as annotations tell it
    """Return a key's type without what is said of it and without that it may be left out.

    `Text`, `FilledText` and other named types stay what they are called.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return bare_type(next(one for one in arguments if one is not NoneType))
    if origin is not Annotated:
        return hint
    inner = arguments[0]
    return bare_type(inner) if get_origin(inner) in {Annotated, Union, UnionType} else _named(hint)


def _named(hint: Any) -> Any:  # noqa: ANN401
    """Return the schema's type that a hint adds words to: annotations of annotations are one to Python."""
    base, *said = get_args(hint)
    for named in (Text, FilledText):
        words = get_args(named)[1:]
        if get_args(named)[0] is base and tuple(said[: len(words)]) == words:
            return named
    return base


def item_type(hint: Any) -> Any:  # noqa: ANN401
    """Return the type of a list's items, or of a lone value; the values' of a map."""
    bare = bare_type(hint)
    return bare_type(get_args(bare)[-1 if get_origin(bare) is dict else 0]) if is_list(hint) else bare


def is_list(hint: Any) -> bool:  # noqa: ANN401
    """Tell whether a key has several values: a list, or a map."""
    return get_origin(bare_type(hint)) in {tuple, dict}


def is_group(hint: Any) -> bool:  # noqa: ANN401
    """Tell whether a key's value, or each of its list, is a group of keys."""
    item = item_type(hint)
    return isinstance(item, type) and issubclass(item, Keys)


def iter_groups(*roots: type[Keys]) -> Iterator[type[Keys]]:
    """Yield groups of keys with all that stand in them, each once."""
    seen: dict[type[Keys], None] = {}
    waiting = list(roots)
    while waiting:
        group = waiting.pop(0)
        if group not in seen:
            seen[group] = None
            yield group
            waiting += [item_type(hint) for hint in fields_of(group).values() if is_group(hint)]


@lru_cache(maxsize=1)
def names_of_texts() -> frozenset[str]:
    """Return the names of all keys whose value is a text of any words; a quote may be one too."""
    return frozenset(
        name
        for group in iter_groups(*ROOTS)
        for name, hint in fields_of(group).items()
        if item_type(hint) in (Text, FilledText, QuoteKeys)
    )


_FIELDS = fields_of(AnnotationKeys)
ANNOTATION_KEYS = tuple(_FIELDS)
DOCUMENT_KEYS = tuple(key for key in names_of(SidecarKeys) if key != "annotations")
AMOUNT_KEYS = names_of(AmountKeys)
# Of an annotation: what tells its passage; lists of ids; what has one value: a text, an id, a date, a choice.
PASSAGE_KEYS = tuple(key for key in ANNOTATION_KEYS if key == "quote" or key in names_of(QuoteKeys))
LIST_KEYS = tuple(key for key, hint in _FIELDS.items() if is_list(hint) and not is_group(hint))
VALUE_KEYS = tuple(
    key for key, hint in _FIELDS.items() if not is_list(hint) and key not in ("id", *PASSAGE_KEYS)
)
