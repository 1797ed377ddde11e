"""Who says what, in the relations and events of schemes that everybody makes for themselves.

What a role or a type means is told by the words of its name: `Source`, `direct_quote`, `SpeakerOf`. A target
is not taken for what was said: too many schemes call any two ends of an arrow source and target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_PARTS = (
    ("cue", frozenset(("cue", "trigger"))),
    ("source", frozenset(("source", "speaker", "author", "holder"))),
    (
        "content",
        frozenset(("content", "quote", "quotation", "statement", "claim", "utterance", "speech")),
    ),
)


def parts_of_attribution(kind: str, roles: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the numbers of the arguments that are source, content and cue, as far as it is told.

    `roles` are (role, type) of each argument, the role empty where it says nothing. Where there are two and
    one is the content, a relation whose own name is that of a source ("Speaker") makes the other one it.
    """
    found: dict[str, int] = {}
    for part, words in _PARTS:
        for number, (role, type_) in enumerate(roles):
            if number not in found.values() and not words.isdisjoint(_words(role or type_)):
                found[part] = number
                break
    is_of_source = not _PARTS[1][1].isdisjoint(_words(kind))
    if is_of_source and "content" in found and "source" not in found and len(roles) == 2:
        found["source"] = 1 - found["content"]
    return found


def _words(name: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(name)}
