"""Which keys hold the id of something that is defined elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sitegen.diagnostics.diagnostic import Key

REFERENCES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("speaker", "via", "author", "publisher", "affiliation"), "speakers"),
    **dict.fromkeys(
        (
            *("claim", "contradicts", "contrary_to", "supports"),
            *("undercuts", "repeats", "revises"),
        ),
        "claims",
    ),
    "figure": "figures",
    "topics": "topics",
    **dict.fromkeys(("translation_of", "document"), "documents"),
}


def kind_of_reference(keys: Sequence[Key]) -> str:
    """Return what the id at these keys is one of (`speakers`, ...); empty where it is no reference."""
    names = [key for key in keys if isinstance(key, str)]
    if len(names) > 1 and names[-1] == "id" and names[-2] in ("claim", "figure"):
        names.pop()
    return REFERENCES.get(names[-1], "") if names else ""
