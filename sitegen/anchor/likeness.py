"""How like two texts are. What finds it takes a while to import, and most builds need it for nothing."""

from __future__ import annotations


def likeness(first: str, second: str) -> float:
    """Return from 0 to 1 what part of both texts' characters both have in order (Indel similarity)."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return Indel.normalized_similarity(first, second)
