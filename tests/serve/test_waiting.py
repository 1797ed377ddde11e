"""Passages that lost their place: a decision is a splice, and the lock is renewed with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.anchor.lock import make_lock, parse_lock, render_lock
from sitegen.build.documents import Settings
from sitegen.build.source import anchor_source
from sitegen.serve.annotate.desk import Piece
from sitegen.serve.annotate.draft import SentDraft
from sitegen.serve.annotate.live import Annotator, UndoRequest
from sitegen.serve.annotate.refused import RefusedError
from sitegen.serve.annotate.registries import Registries
from sitegen.serve.annotate.waiting import Decision, show_text, show_waiting
from tests.serve.running import ENGLISH, SIDECAR, write_archive

CORRECTED = ENGLISH.replace("was closed on Monday", "was shut on Monday")


@pytest.fixture
def annotator(tmp_path: Path) -> Annotator:
    archive = write_archive(tmp_path / "content")
    annotator = Annotator(archive, Registries(archive))
    piece = piece_of(annotator, "1,200 people had crossed it")
    annotator.save(SentDraft("bridge", annotator.open("bridge").version, id="crossed", pieces=[piece]))
    return annotator


def piece_of(annotator: Annotator, words: str) -> Piece:
    desk = annotator.open("bridge")
    start = desk.reading.text.index(words)
    return desk.pieces_of(((start, start + len(words)),))[0]


def lock(annotator: Annotator) -> Path:
    desk = annotator.open("bridge")
    path = annotator.archive / desk.lock_path
    path.write_text(render_lock(make_lock(desk.reading, desk.annotations)))
    return path


def correct(annotator: Annotator) -> None:
    (annotator.archive / "documents/bridge.txt").write_text(CORRECTED)


def ask(annotator: Annotator) -> dict[str, Any]:
    return show_waiting(annotator.open("bridge"), annotator.registries)


def decision(asked: dict[str, Any], place: Piece | None) -> Decision:
    return Decision("bridge", asked["state"], asked["question"]["id"], [place] if place else None)


def test_the_desk_places_passages_as_a_build_does(annotator: Annotator) -> None:
    lock(annotator)
    text = CORRECTED + "\nThe bridge was closed on Monday.\n"  # the words are there, and are not the passage
    (annotator.archive / "documents/bridge.txt").write_text(text)
    assert annotator.open("bridge").annotations[0].spans == ()
    assert ask(annotator)["question"]["id"] == "closed"


@pytest.mark.parametrize("is_locked", [True, False])
def test_a_placed_passage_changes_its_quote_and_nothing_else(annotator: Annotator, is_locked: bool) -> None:  # noqa: FBT001
    path = lock(annotator) if is_locked else None
    before = annotator.open("bridge").data
    correct(annotator)
    asked = ask(annotator)
    question = asked["question"]
    assert asked["lost"] == ["closed"]
    assert question["about"]["claims"] == ["The bridge is closed."]
    choice, other = question["pieces"][0]["choices"]
    assert (choice["paragraph"], other["paragraph"]) == (1, 3)  # the nearest first, and what else is like it
    assert [part for part in choice["words"] if part[0] != "same"] == [("gone", "closed"), ("new", "shut")]
    shown = annotator.decide(decision(asked, Piece(**choice["piece"])))
    assert (shown["lost"], shown["question"]) == ([], None)
    desk = annotator.open("bridge")
    assert desk.data == before.replace(b"bridge was closed", b"bridge was shut")
    again = anchor_source(desk.source, Settings("en"))
    assert [
        d for d in again.diagnostics if d.code != "Q008"
    ] == []  # the lock, where there is one, is up to date
    assert (annotator.archive / desk.lock_path).exists() is is_locked
    annotator.undo(UndoRequest("bridge"))
    assert annotator.open("bridge").data == before
    assert path is None or b'"closed"' in path.read_bytes()


def test_words_chosen_in_the_text_are_the_passage(annotator: Annotator) -> None:
    lock(annotator)
    correct(annotator)
    shown = show_text(annotator.open("bridge"))
    assert "\n\n".join(shown["rows"]) == annotator.open("bridge").reading.text
    place = piece_of(annotator, "The bridge was closed, it said")
    annotator.decide(decision(ask(annotator), place))
    assert "quote: 'The bridge was closed, it said'  # in quotation marks" in annotator.open("bridge").yaml


def test_what_is_not_there_any_more_is_deleted_from_sidecar_and_lock(annotator: Annotator) -> None:
    path = lock(annotator)
    correct(annotator)
    annotator.decide(decision(ask(annotator), None))
    assert annotator.open("bridge").yaml == SIDECAR[: SIDECAR.index("  - id: closed")] + (
        "  - id: crossed\n    quote: 1,200 people had crossed it\n# the end\n"
    )
    renewed = parse_lock(path.read_bytes())
    assert renewed is not None
    assert [*renewed.annotations] == ["crossed"]
    annotator.undo(UndoRequest("bridge"))
    assert "id: closed" in annotator.open("bridge").yaml


def test_a_decision_on_files_that_changed_since_is_refused(annotator: Annotator) -> None:
    correct(annotator)
    asked = ask(annotator)
    place = piece_of(annotator, "The bridge was shut on Monday")
    (annotator.archive / "documents/bridge.txt").write_text(CORRECTED + "\nMore.\n")
    before = annotator.open("bridge").data
    with pytest.raises(RefusedError, match="changed meanwhile"):
        annotator.decide(decision(asked, place))
    with pytest.raises(RefusedError, match="not those of the document"):
        annotator.decide(decision(ask(annotator), Piece(1, 0, 1, 5, "Wrong")))
    assert annotator.open("bridge").data == before
