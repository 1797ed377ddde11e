"""A draft, as a page sends it, and the annotation that is written for it.

Where an annotation is changed, what the person did not touch stays as its author wrote it: a claim
given as a lone id, a note with its line end, keys that the panel does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec

from sitegen.anchor.describe import describe_all, snap
from sitegen.anchor.match import fold_selector, match_all
from sitegen.model.archive import Selector
from sitegen.parse.schema_names import AMOUNT_KEYS, LIST_KEYS, PASSAGE_KEYS, VALUE_KEYS
from sitegen.parse.yaml_values import Value
from sitegen.serve.annotate.desk import DocumentDesk, Piece
from sitegen.serve.annotate.refused import RefusedError
from sitegen.words.markers import N_

Group = dict[str, Value]


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that the passage makes, or a figure that it gives."""

    id: str
    stance: str = ""
    value: str = ""
    min: str = ""
    max: str = ""
    approximate: str = ""
    as_of: str = ""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new entry of a registry."""

    registry: Literal["speakers", "claims", "figures", "topics"]
    id: str
    keys: dict[str, str]


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft with those keys that are treated each in a way of its own; `SentDraft` has the others too.

    `number` (from 0) is the annotation that is changed, None for a new one.

    `pieces` None leaves the passage as it is. `version` is the digest of the sidecar that the page showed.
    """

    document: str
    version: str = ""
    number: Annotated[int, msgspec.Meta(ge=0)] | None = None
    id: str = ""
    pieces: list[Piece] | None = None
    speaker: str = ""
    via: list[str] = []
    note: str = ""
    claim: list[Use] = []
    figure: list[Use] = []
    entries: list[Entry] = []


def _all_fields() -> Any:  # noqa: ANN401 - type checkers know no fields that are made
    """Return `Draft` with a field for each further key that an annotation may have."""
    made: list[tuple[str, Any, Any]] = [(key, str, "") for key in VALUE_KEYS]
    made += [(key, list[str], msgspec.field(default_factory=list)) for key in LIST_KEYS]
    further = [field for field in made if field[0] not in Draft.__struct_fields__]
    return msgspec.defstruct("SentDraft", further, bases=(Draft,), frozen=True, forbid_unknown_fields=True)


SentDraft = _all_fields()  # what a page sends


def selectors_of(desk: DocumentDesk, pieces: Iterable[Piece]) -> tuple[Selector, ...]:
    """Return the selectors of pieces in the order of the text. Raises `RefusedError`.

    They are matched again: what is written will be found, and found there.
    """
    spans = sorted(desk.span_of(piece) for piece in pieces)
    folded = desk.folded
    ranges = tuple(snap(folded, span) for span in spans)
    if not ranges or any(start == end for start, end in ranges):
        raise RefusedError(N_("no words are selected"))
    if any(one[1] > other[0] for one, other in pairwise(ranges)):
        raise RefusedError(N_("the pieces overlap; select each on its own"))
    described = describe_all(desk.reading.text, folded, spans)
    selectors = tuple(selector for selector in described if selector is not None)
    outcome = match_all(folded, [tuple(fold_selector(selector) for selector in selectors)])[0]
    if outcome.trouble or outcome.ranges != ranges:
        raise RefusedError(N_("these words cannot be told from others in the document; select a few more"))
    return selectors


def passage_group(selectors: tuple[Selector, ...]) -> Group:
    """Return the keys that a passage is written with."""
    groups = [_selector_group(selector) for selector in selectors]
    if len(groups) == 1:
        return {"quote": groups[0].pop("exact"), **groups[0]}
    return {"quote": [group if len(group) > 1 else group["exact"] for group in groups]}


def _selector_group(selector: Selector) -> Group:
    group: Group = {"exact": selector.exact}
    if selector.prefix:
        group["prefix"] = selector.prefix
    if selector.suffix:
        group["suffix"] = selector.suffix
    if selector.occurrence:
        group["occurrence"] = str(selector.occurrence)
    return group


def group_of(draft: Draft, before: Mapping[str, Value], passage: Mapping[str, Value] | None) -> Group:
    """Return the annotation to write: the one before with what the draft says otherwise."""
    kept = [key for key in before if passage is None or key not in PASSAGE_KEYS]
    group: Group = {key: before[key] for key in kept}
    group |= passage or {}
    if draft.id:
        group["id"] = draft.id
    for key in VALUE_KEYS:
        _set(group, key, clean(getattr(draft, key)), text_of(before.get(key)))
    for key in LIST_KEYS:
        _set(group, key, list(getattr(draft, key)), list_of(before.get(key)))
    _set(group, "claim", _claims(draft.claim), claims_of(before.get("claim")))
    _set(group, "figure", _figures(draft.figure), figures_of(before.get("figure")))
    return group


def _set(group: Group, key: str, value: Value, before: Value) -> None:
    """Set a key where it means something else than before; a text that ended in a line end still does."""
    if value == before:
        return
    if not value:
        group.pop(key, None)
        return
    old = group.get(key)
    if key == "claim":
        value = _short([use["id"] if set(use) == {"id"} else use for use in _groups(value)])
    elif key == "figure":
        value = _short(list(_groups(value)))
    elif isinstance(value, str) and isinstance(old, str) and old.endswith("\n"):
        value += "\n"
    group[key] = value


def _short(items: list[Value]) -> Value:
    return items[0] if len(items) == 1 else items


def _groups(value: Value) -> list[Group]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _claims(uses: Iterable[Use]) -> Value:
    return [{"id": u.id, **({"stance": u.stance} if u.stance not in ("", "asserts") else {})} for u in uses]


def _figures(uses: Iterable[Use]) -> Value:
    return [{"id": u.id, **{key: v for key in AMOUNT_KEYS if (v := clean(getattr(u, key)))}} for u in uses]


def text_of(value: Value) -> str:
    """Return a text as the panel shows it."""
    return value.strip() if isinstance(value, str) else ""


def list_of(value: Value) -> list[Value]:
    """Return a list, or the list of one that a lone value stands for."""
    return [] if value is None else value if isinstance(value, list) else [value]


def claims_of(value: Value) -> list[Value]:
    """Return claims as groups, with their stance where it is not to assert."""
    groups = [{"id": item} if isinstance(item, str) else item for item in list_of(value)]
    return [
        {key: v for key, v in group.items() if v is not None and (key, v) != ("stance", "asserts")}
        for group in groups
        if isinstance(group, dict)
    ]


def figures_of(value: Value) -> list[Value]:
    """Return readings of figures as groups."""
    groups = [{"id": item} if isinstance(item, str) else item for item in list_of(value)]
    return [
        {key: v for key, v in group.items() if v is not None} for group in groups if isinstance(group, dict)
    ]


def clean(text: str) -> str:
    """Return a typed text without what no file can show: control characters, white space at its ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 127 <= ord(c) < 160)).strip()
