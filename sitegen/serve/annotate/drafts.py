"""Drafts from a document's text, as the annotator offers them: found when they are asked for, never kept."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from sitegen.anchor.paragraphs import paragraph_of
from sitegen.serve.annotate.desk import DocumentDesk
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from sitegen.serve.annotate.show import names_in
from sitegen.suggest.draft import Draft, keys_of_amount
from sitegen.suggest.suggest import suggest_annotations
from sitegen.words.markers import N_

MOST = (
    1_000  # drafts of a document: more than anybody looks through in a day; the next come as these are used
)
Json = dict[str, Any]


def show_drafts(desk: DocumentDesk, registries: Registries) -> Json:
    """Return what the text offers and what is not annotated yet. Raises `RefusedError`."""
    if desk.document is None:
        raise RefusedError(N_("%(file)s has an error; mend it first"), file=desk.sidecar_path)
    document = replace(desk.document, annotations=desk.annotations)
    known = registries.registry("speakers").known_names
    found = suggest_annotations(desk.reading, document, registries.as_archive(), known, MOST)
    drafts = [_show(desk, draft) for draft in found]
    return {
        "version": desk.version,
        "drafts": drafts,
        "names": names_in(registries, [draft["keys"] for draft in drafts])
        | {"figures": {id: name.name for id, name in registries.registry("figures").names.items()}},
    }


def _show(desk: DocumentDesk, draft: Draft) -> Json:
    """Return a draft: its passage as the page names it, and the keys that the panel is filled with.

    `figures` are those that the number may be a reading of; with one alone the reading is in the keys.
    """
    amount = (
        {key: _text(value) for key, value in keys_of_amount(draft.amount).items()} if draft.amount else {}
    )
    keys: Json = {
        "speaker": draft.speaker,
        "via": [],
        "cue": draft.cue,
        "mode": draft.mode or "",
        "topics": [],
    }
    keys["claim"] = []
    keys["figure"] = [{"id": draft.figures[0], **amount}] if len(draft.figures) == 1 else []
    return {
        "kind": draft.kind,
        "pieces": [vars(piece) for piece in desk.pieces_of(draft.spans)],
        "paragraph": paragraph_of(desk.reading.blocks, draft.spans[0][0]),
        "keys": keys,
        "named": draft.speaker_words,
        "amount": amount,
        "figures": list(draft.figures),
        "unit": draft.unit,
    }


def _text(value: object) -> str:
    return "true" if value is True else f"{value:f}" if hasattr(value, "is_finite") else str(value)
