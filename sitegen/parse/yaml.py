"""YAML bytes to plain values. What a value means is for the schema to say, never for YAML's guesses.

Every scalar stays the string it is written as; only a plain empty value, `~` or `null` becomes None ("left
out").
"""

from __future__ import annotations

import re

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.parse.source import decode_text
from sitegen.parse.yaml_events import parse_events
from sitegen.parse.yaml_values import Value

_CONTROL_ESCAPE = re.compile(rb"\\(?:[0abevx]|u(?:00|[Ff]{3})|U)")


def parse_yaml(data: bytes, path: str) -> tuple[Value, tuple[Diagnostic, ...]]:
    """Return the file's value and what is wrong with its YAML.

    The value is None for an empty file and for one that cannot be read at all (there is an error then).
    Where keys stand twice the first counts. Line and column of every diagnostic are set.
    """
    text, problems = decode_text(data, path)
    if text is None:
        return None, problems
    body = data.removeprefix(b"\xef\xbb\xbf")
    has_control = b"\\" in body and _CONTROL_ESCAPE.search(body) is not None
    return parse_events(body, text, path, is_unusual=has_control)
