"""Characters that a format's escapes can write and that no text has."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
BROKEN = (
    "it has half of a surrogate pair, which is no character; mend it where it was made, and save it again"
)


def has_lone_surrogate(value: object) -> bool:
    """Tell whether a value, or a part of it as JSON has parts, holds half of a surrogate pair."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if _SURROGATE.search(part):
                return True
        elif isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            waiting += part
    return False
