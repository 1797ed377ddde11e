"""Faces: what pages of others show of an entry of a registry."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model.whole import Whole
from sitegen.site.context import Desk
from sitegen.site.views.previews import make_previews


def entities(whole: Whole, kind: str) -> Mapping[str, object]:
    """Return what there is of a kind, by id."""
    return {
        "document": whole.documents,
        "speaker": whole.speakers,
        "claim": whole.claims,
        "figure": whole.figures,
        "topic": whole.topics,
    }[kind]


def face_of(desk: Desk, kind: str, id: str) -> object:
    """Return what pages of others show of an entry; None of one that is not there."""
    if id not in entities(desk.whole, kind):
        return None
    ref, archive = desk.ref(kind, id), desk.whole.archive
    previews = make_previews(desk, [ref])
    if kind == "claim":
        return ref, previews, archive.claims[id].topics
    if kind == "figure":
        return ref, previews, archive.figures[id].topics, archive.figures[id].unit
    return ref, previews
