"""New ids, readable and unique, from names and words in any script.

Where a script has no letters that can be written in Latin, a plain word with a number stands in.
"""

from __future__ import annotations

from collections.abc import Container

from sitegen.parse.ids import id_from_text, is_avoided

WORDS, LONGEST = 5, 40  # of an id made from a passage: what a person takes in at a glance


def propose_id(words: str, taken: Container[str], spare: str) -> str:
    """Return an id for a name or for the beginning of a passage that is not `taken`.

    Where the words have no letter that can be written in Latin, `spare` stands in.
    """
    parts = id_from_text(words[:400]).split("-")[:WORDS]
    while len(parts) > 1 and len("-".join(parts)) > LONGEST:
        parts.pop()
    base = "-".join(parts)[:LONGEST].strip("-") or spare
    if is_avoided(base):
        base = f"{spare}-{base}"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
