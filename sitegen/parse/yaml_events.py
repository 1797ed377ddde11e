"""YAML by the C parser's events.

The events are walked directly: PyYAML's constructors take several times longer, its composer recurses in C
without a bound (a file of brackets would end the process), and events show aliases and tags as they are.
Positions are not kept; the rare file with anything unusual in it is read again by `yaml_tree`.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from sitegen.diagnostics.diagnostic import Diagnostic, diagnostic
from sitegen.diagnostics.excerpt import place_in_text
from sitegen.diagnostics.rules.yaml import NESTED_TOO_DEEP
from sitegen.parse.yaml_audit import find_cut_texts, read_tree
from sitegen.parse.yaml_errors import syntax_error
from sitegen.parse.yaml_tree import DEPTH, NextEvent, TooDeepError
from sitegen.parse.yaml_values import NULLS, Value

_WORD_AFTER_HASH = re.compile(rb"\S[ \t]#(?:[^\s#]|[ \t]\d)")


class _UnusualError(Exception):
    """The file has an alias, a tag, a doubled key: something to look at with its place."""


def parse_events(
    body: bytes, text: str, path: str, *, is_unusual: bool
) -> tuple[Value, tuple[Diagnostic, ...]]:
    """Return what `parse_yaml` does of a file's bytes and text; `is_unusual` where places are needed."""
    try:
        value, found = _parse(body, text, path, is_unusual=is_unusual)
        if b" #" in body and _WORD_AFTER_HASH.search(body):
            found += find_cut_texts(body, text, path)
    except yaml.YAMLError as error:
        return None, (syntax_error(error, text, path),)
    except TooDeepError as error:
        message = f"lists or groups are nested more than {DEPTH} deep"
        way_out = "Look for brackets [ or { that are never closed, and remove the levels that are not needed."
        place = place_in_text(path, text, error.offset, error.offset + 1)
        return None, (diagnostic(NESTED_TOO_DEEP, place, message, way_out),)
    return value, found


def _parse(body: bytes, text: str, path: str, *, is_unusual: bool) -> tuple[Value, tuple[Diagnostic, ...]]:
    if not is_unusual:
        try:
            return _parse_plain(body), ()
        except _UnusualError:
            pass
    return read_tree(body, text, path)


def _parse_plain(body: bytes) -> Value:
    """Return the value of YAML without anything unusual; raises `_UnusualError` for all other."""
    next_event: NextEvent = CParser(body).get_event
    next_event()
    event = next_event()
    if type(event) is yaml.StreamEndEvent:
        return None
    value = _value(next_event(), next_event, DEPTH)
    next_event()
    if type(next_event()) is not yaml.StreamEndEvent:
        raise _UnusualError
    return value


def _value(event: Any, next_event: NextEvent, depth: int) -> Value:  # noqa: ANN401
    kind = type(event)
    if kind is yaml.AliasEvent or event.tag is not None or not depth:
        raise _UnusualError
    if kind is yaml.ScalarEvent:
        value: str = event.value
        return None if value in NULLS and not event.style else value
    if kind is yaml.MappingStartEvent:
        return _mapping(next_event, depth - 1)
    return _sequence(next_event, depth - 1)


def _mapping(next_event: NextEvent, depth: int) -> dict[str, Value]:
    # The scalar case stands in the loop: most of a sidecar's values go through here.
    out: dict[str, Value] = {}
    scalar, end = yaml.ScalarEvent, yaml.MappingEndEvent
    while (kind := type(event := next_event())) is not end:
        if kind is not scalar or event.tag is not None:
            raise _UnusualError
        key = event.value
        if key in out or key == "<<":
            raise _UnusualError
        event = next_event()
        if type(event) is scalar and event.tag is None:
            value = event.value
            out[key] = None if value in NULLS and not event.style else value
        else:
            out[key] = _value(event, next_event, depth)
    return out


def _sequence(next_event: NextEvent, depth: int) -> list[Value]:
    out: list[Value] = []
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        out.append(_value(event, next_event, depth))
    return out
