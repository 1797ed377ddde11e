"""What the schema refuses, in words for the author.

Pydantic says where (keys and indexes) and what kind of mistake; the words are ours. Validators of ours bring
their own (`schema_values.refuse`).
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitegen.diagnostics.diagnostic import Diagnostic, Key, Place, diagnostic
from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import find_rule
from sitegen.diagnostics.rules import keys as rules
from sitegen.parse.ids import id_from_text
from sitegen.parse.references import kind_of_reference
from sitegen.parse.schema_types import DOCUMENT_ID_PATTERN
from sitegen.text.invisible import name_of_character

_PLAIN = re.compile(r"""[^,{}\[\]#"'\n]{1,60}""")  # a value that a way out repeats, between braces too
_Told = tuple[Rule, str, str]  # rule, message, help


def diagnostics_from_error(
    error: ValidationError, model: type[BaseModel], path: str, at: tuple[Key, ...] = ()
) -> list[Diagnostic]:
    """Return a finding for each error of a validation by `model` of the value at the keys `at`."""
    errors = error.errors(include_url=False)
    misspelt = {(*d["loc"][:-1], _key_meant(d, model)) for d in errors if d["type"] == "extra_forbidden"}
    return [
        _diagnostic(details, model, path, at)
        for details in errors
        if details["type"] != "missing" or details["loc"] not in misspelt  # which is told of the key as it is
    ]


def closest(word: str, words: list[str]) -> str:
    """Return the word that was probably meant: one or two letters off, or nothing."""
    from rapidfuzz import process  # noqa: PLC0415 - where nothing is wrong it is not needed
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    bound = 1 if len(word) < 4 else 2
    found = process.extractOne(word.lower().replace("-", "_"), words, scorer=OSA.distance, score_cutoff=bound)
    if found is None:
        found = process.extractOne(word.lower(), words, scorer=OSA.distance, score_cutoff=bound)
    return found[0] if found else ""


def _diagnostic(details: ErrorDetails, model: type[BaseModel], path: str, at: tuple[Key, ...]) -> Diagnostic:
    kind, loc = details["type"], details["loc"]
    rule = find_rule(kind)
    if rule is not None:
        context = details.get("ctx", {})
        told = rule, str(context.get("message", "")), str(context.get("help", ""))
    else:
        told = _TOLD.get(kind, _other)(details, model)
    is_key = loc[-1:] == ("[key]",)
    if kind == "missing" or is_key:
        loc = loc[:-1]
    place = Place(path=path, keys=(*at, *loc), at_key=is_key or kind == "extra_forbidden")
    return diagnostic(told[0], place, told[1], told[2])


def _known_keys(details: ErrorDetails, model: type[BaseModel]) -> list[str]:
    return list((_model_at(model, details["loc"][:-1]) or model).model_fields)


def _key_meant(details: ErrorDetails, model: type[BaseModel]) -> str:
    return closest(str(details["loc"][-1]), _known_keys(details, model))


def _extra(details: ErrorDetails, model: type[BaseModel]) -> _Told:
    key, known, meant = details["loc"][-1], _known_keys(details, model), _key_meant(details, model)
    message = f"the format knows no key '{key}' here"
    blank = str(key)[:1]
    if blank.isspace() and blank != " ":
        message = f"{name_of_character(blank)} begins this line: to YAML it is no blank, but part of the key"
        way_out = "Put spaces in the place of all such characters: other lines may begin so too."
        return rules.UNKNOWN_KEY, message, way_out
    if home := _home_of(details, model):
        return rules.UNKNOWN_KEY, f"{message}: {home[0]}", home[1]
    if meant:
        return rules.UNKNOWN_KEY, f"{message}; did you mean '{meant}'?", f"Known keys: {', '.join(known)}."
    way_out = f"Known keys: {', '.join(known)}."
    if details["input"] is None:
        way_out += " If it is part of a text with a comma between { and }, put that text in quotation marks."
    return rules.UNKNOWN_KEY, message, way_out


def _home_of(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, str] | None:
    """Return to which group an exact key belongs that stands beside it or within it, and the way out."""
    key, value, loc = str(details["loc"][-1]), details["input"], details["loc"][:-1]
    here = _model_at(model, loc) or model
    shown = value if isinstance(value, str) and _PLAIN.fullmatch(value) else "..."
    for name, field in here.model_fields.items():
        for inner in _models_in(field.annotation):
            if key not in inner.model_fields:
                continue
            if name == "annotations":
                return "it belongs to an annotation", f"Write it in an item of `{name}`."
            first = "id: ..., " if "id" in inner.model_fields and key != "id" else ""
            return f"it belongs within `{name}`", f"Write `{name}: {{{first}{key}: {shown}}}`."
    for length in range(len(loc) - 1, -1, -1):
        outer = _model_at(model, loc[:length]) if length else model
        if outer is not None and outer is not here and key in outer.model_fields:
            group = next((part for part in reversed(loc[:length]) if isinstance(part, str)), "")
            where = "at the left margin, outside all groups"
            if group:
                where = (
                    f"beside the other keys of {'the annotation' if group == 'annotations' else f'`{group}`'}"
                )
            return "it belongs further out", f"Write it {where}: `{key}: {shown}`."
    return None


def _missing(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    key = details["loc"][-1]
    return rules.MISSING_KEY, f"the key '{key}' is missing", f"Add `{key}: ...`."


def _no_text(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    if details["input"] is None:
        return _empty(details, _)
    hint = "Write one text. A text that begins with [ or { goes into quotation marks."
    return rules.WRONG_TYPE, f"{_name(details)} must be a text, not {_what(details['input'])}", hint


def _empty(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    return rules.EMPTY_TEXT, f"{_name(details)} is empty", "Write the words; text after a # is a comment."


def _no_list(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    message = f"{_name(details)} must be a list, not {_what(details['input'])}"
    return rules.WRONG_TYPE, message, "Put each item on a line of its own that starts with `- `."


def _no_group(details: ErrorDetails, model: type[BaseModel]) -> _Told:
    inner = _model_at(model, details["loc"])
    known = f" such as {', '.join(list(inner.model_fields)[:4])}" if inner is not None else ""
    value = details["input"]
    message = f"{_name(details)} must be a group of keys, not {_what(value)}"
    return rules.WRONG_TYPE, message, f"Write its keys{known}, each on a line of its own, indented."


def _no_choice(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    options = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
    value = details["input"]
    if not isinstance(value, str):
        return rules.WRONG_TYPE, f"{_name(details)} must be one word, not {_what(value)}", _one_of(options)
    meant = closest(value, options)
    message = f"{_name(details)} cannot be '{value}'" + (f"; did you mean '{meant}'?" if meant else "")
    return rules.UNKNOWN_VALUE, message, _one_of(options)


def _no_id(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    value = str(details["input"])
    is_document = details.get("ctx", {}).get("pattern") == DOCUMENT_ID_PATTERN
    meant = id_from_text(value, keep_folders=is_document)
    way_out = f"Did you mean '{meant}'?" if meant else "Write lower-case letters a to z, digits and hyphens."
    is_key = details["loc"][-1:] == ("[key]",)
    kind = "" if is_key else kind_of_reference(details["loc"])
    if kind and kind != "topics":  # which need no registry: of others no id is made up
        where = "the document has" if kind == "documents" else f"stands in {kind}.yaml"
        way_out = f"Write the id that {where}."
    if "," in value:
        listed = ", ".join(id_from_text(part) for part in value.split(","))
        way_out = f"Write several ids as a list: [{listed}]"
    return (
        rules.INVALID_ID,
        f"'{value}' is not an id: ids are lower-case letters, digits and hyphens",
        way_out,
    )


def _other(details: ErrorDetails, _: type[BaseModel]) -> _Told:
    return rules.WRONG_TYPE, f"{_name(details)}: {details['msg']}", "See `sitegen explain wrong-type`."


_TOLD: dict[str, Callable[[ErrorDetails, type[BaseModel]], _Told]] = {
    "extra_forbidden": _extra,
    "missing": _missing,
    "string_type": _no_text,
    "string_too_short": _empty,
    "too_short": _empty,
    "tuple_type": _no_list,
    "model_type": _no_group,
    "model_attributes_type": _no_group,
    "dict_type": _no_group,
    "literal_error": _no_choice,
    "string_pattern_mismatch": _no_id,
}


def _name(details: ErrorDetails) -> str:
    """Return what the value is called: its key, or its number in a list."""
    loc = details["loc"]
    if not loc:
        return "what stands here"
    if isinstance(loc[-1], int):
        owner = next((f" of '{key}'" for key in reversed(loc) if isinstance(key, str)), "")
        return f"item {loc[-1] + 1}{owner}"
    return f"'{loc[-1]}'"


def _what(value: object) -> str:
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else "a text"


def _one_of(options: list[str]) -> str:
    return f"Write one of: {', '.join(options)}."


def _model_at(model: type[BaseModel], loc: tuple[Key, ...]) -> type[BaseModel] | None:
    """Return the model of the group of keys at a location, None where no group belongs there."""
    is_in_map = False
    for key in loc:
        if isinstance(key, int) or is_in_map:
            is_in_map = False
            continue
        field = model.model_fields.get(key)
        inner = None if field is None else next(_models_in(field.annotation), None)
        if inner is None:
            return None
        model = inner
        is_in_map = field is not None and _has_map(field.annotation)
    return model


def _has_map(annotation: object) -> bool:
    return typing.get_origin(annotation) is dict or any(map(_has_map, typing.get_args(annotation)))


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)
