"""Passages that have lost their place: what they may be, and a person's decision written down.

After a source was corrected a build stops at them, so the page that shows them is not the document's
own: that one is of the text as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from sitegen.anchor.lock import make_lock, parse_lock, render_lock
from sitegen.build.documents import Settings
from sitegen.build.source import Anchored, anchor_source
from sitegen.disk.change import Change
from sitegen.model.archive import Annotation
from sitegen.reanchor import accept as decisions
from sitegen.reanchor.question import Choice, PieceQuestion, Question, iter_lost
from sitegen.serve.annotate.desk import DocumentDesk, Piece
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from sitegen.serve.annotate.save import delete_from
from sitegen.serve.annotate.store import Label, Store
from sitegen.words.markers import N_

Json = dict[str, Any]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a passage: it stands at `pieces`, or (None) its annotation is deleted.

    `state` is that of the files that the person was shown.
    """

    document: str
    state: str
    id: str
    pieces: list[Piece] | None
    later: list[str] = []


def show_waiting(desk: DocumentDesk, registries: Registries, later: Sequence[str] = ()) -> Json:
    """Return which of a document's passages have no place, and the question about the first of them.

    `later` are the ids of those that were put off. Where the files cannot be read there are none.
    """
    document = desk.document
    question: Question | None = None
    if document is not None:
        placed = replace(document, annotations=desk.annotations)
        question = next(iter_lost(Anchored(placed, desk.reading, desk.lock, ()), later), None)
    return {
        "id": desk.id,
        "title": document.title if document else desk.id,
        "language": desk.language,
        "path": desk.sidecar_path,
        "hasLock": desk.lock is not None,
        "state": desk.state,
        "lost": [annotation.id for annotation in desk.annotations if not annotation.spans],
        "question": question and _question(desk, question, registries),
    }


def show_text(desk: DocumentDesk) -> Json:
    """Return a document's text as it is now, row by row, for choosing words in it."""
    text = desk.reading.text
    return {"language": desk.language, "rows": [text[slice(*row.span)] for row in desk.reading.rows]}


def decide(desk: DocumentDesk, decision: Decision, store: Store) -> None:
    """Write a decision into the sidecar and, where there is one, the lock. Raises `RefusedError`."""
    if decision.state != desk.state:
        raise RefusedError(N_("the files were changed meanwhile; look at the passage again"))
    if decision.pieces is None:
        changes, done = _deleted(desk, decision.id), N_("deleted %(id)s")
    else:
        changes, done = _placed(desk, decision.id, decision.pieces), N_("placed %(id)s")
    store.write(desk.id, Label(done, decision.id), changes)


def _placed(desk: DocumentDesk, id: str, pieces: list[Piece]) -> list[Change]:
    spans = [desk.span_of(piece) for piece in pieces]
    try:
        after = decisions.accept(desk.source, Settings(desk.site.language), id, spans)
    except (decisions.RefusedError, ValueError) as refused:
        raise RefusedError(str(refused)) from refused
    changes = [desk.change_of_sidecar(after.sidecar)]
    return changes if after.lock is None else [*changes, desk.change_of_lock(after.lock)]


def _deleted(desk: DocumentDesk, id: str) -> list[Change]:
    """Return the changes that take an annotation out; a lock of no passages goes too."""
    annotation = next((a for a in desk.annotations if a.id == id), None)
    if annotation is None:
        raise RefusedError(N_("there is no annotation of that id any more"))
    sidecar = delete_from(desk.data, annotation.number - 1)
    changes = [desk.change_of_sidecar(sidecar)]
    old = desk.lock_data and parse_lock(desk.lock_data)
    if not old:
        return changes
    again = anchor_source(replace(desk.source, sidecar=sidecar), Settings(desk.site.language))
    left = again.document.annotations if again.document else ()
    lock = make_lock(again.reading, left, old)
    return [*changes, desk.change_of_lock(render_lock(lock).encode() if left else None)]


def _question(desk: DocumentDesk, question: Question, registries: Registries) -> Json:
    annotation = question.annotation
    return {
        "id": annotation.id,
        "about": _about(annotation, registries),
        "note": annotation.note,
        "pieces": [_piece(desk, piece) for piece in question.pieces],
    }


def _about(annotation: Annotation, registries: Registries) -> Json:
    """Return what the annotation says, by names: a person must know what it was about."""
    named = (
        ("speakers", [annotation.speaker, *annotation.via]),
        ("claims", [use.id for use in annotation.claims]),
        ("figures", [use.id for use in annotation.figures]),
    )
    about: Json = {}
    for kind, ids in named:
        names = registries.registry(kind).names
        about[kind] = [names[id].name if id in names else id for id in ids if id]
    return about


def _piece(desk: DocumentDesk, piece: PieceQuestion) -> Json:
    return {
        "placed": None if piece.span is None else vars(desk.pieces_of((piece.span,))[0]),
        "was": {"before": piece.was.prefix, "words": piece.was.exact, "after": piece.was.suffix},
        "choices": [_choice(desk, choice) for choice in piece.choices],
    }


def _choice(desk: DocumentDesk, choice: Choice) -> Json:
    return {
        "piece": vars(desk.pieces_of((choice.span,))[0]),
        "paragraph": choice.paragraph,
        "likeness": round(choice.similarity, 2),
        "before": choice.before,
        "words": choice.words,
        "after": choice.after,
    }
