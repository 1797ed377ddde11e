"""What a person is asked about passages without a place, with a lock and without one."""

from __future__ import annotations

import pytest

from sitegen.anchor.difference import compare_words
from sitegen.anchor.fold import fold
from sitegen.anchor.lock import make_lock, render_lock
from sitegen.anchor.relocate import contexts_beside
from sitegen.build.documents import Settings
from sitegen.build.source import SourceBytes, anchor_source
from sitegen.parse.layout import SourceFiles
from sitegen.reanchor.accept import accept
from sitegen.reanchor.question import Question, iter_lost

FILES = SourceFiles("letter", "documents/letter.txt", "documents/letter.yaml", "documents/letter.lock.yaml")
SETTINGS = Settings("en")
TEXT = "The mayor said that nobody was hurt when the bridge fell. The mill stands, and the mill turns."


def question_of(text: str, quote: str, locked: str = "") -> tuple[SourceBytes, Question]:
    """The only question about a quote in a text; `locked` is the text that a lock is of."""
    sidecar = f"title: A letter\nannotations:\n  - {{id: it, {quote}, note: N.}}  # kept\n".encode()
    lock = None
    if locked:
        anchored = anchor_source(SourceBytes(FILES, locked.encode(), sidecar), SETTINGS)
        assert anchored.document is not None
        lock = render_lock(make_lock(anchored.reading, anchored.document.annotations)).encode()
    source = SourceBytes(FILES, text.encode(), sidecar, lock)
    (question,) = iter_lost(anchor_source(source, SETTINGS))
    return source, question


def words_of(question: Question) -> list[list[str]]:
    kept = ("same", "new")
    return [
        ["".join(text for kind, text in choice.words if kind in kept) for choice in piece.choices]
        for piece in question.pieces
    ]


@pytest.mark.parametrize(
    ("quote", "offered"),
    [
        ("quote: nobody was harmed", [["nobody was hurt"]]),
        ("quote: the, prefix: said", [["the", "the"]]),
        ("quote: pigs can fly", [[]]),
        ("quote: [the bridge fell, The mayor said]", [["the bridge fell"], ["The mayor said"]]),
        ("quote: [nobody was harmed, the bridge fell]", [["nobody was hurt"], ["the bridge fell"]]),
    ],
)
def test_without_a_lock_the_places_or_what_is_nearest_are_offered(
    quote: str, offered: list[list[str]]
) -> None:
    _, question = question_of(TEXT, quote)
    assert words_of(question) == offered


def test_a_passage_that_was_written_anew_is_known_by_what_stands_around_it() -> None:
    text = TEXT.replace("nobody was hurt", "not a soul came to harm")
    source, question = question_of(text, "quote: nobody was hurt", locked=TEXT)
    assert words_of(question) == [["not a soul came to harm"]]
    after = accept(source, SETTINGS, "it", [question.pieces[0].choices[0].span])
    assert after.sidecar == source.sidecar.replace(b"nobody was hurt", b"not a soul came to harm")
    assert anchor_source(after, SETTINGS).diagnostics == ()


def test_what_is_accepted_without_a_lock_makes_none() -> None:
    source, question = question_of(TEXT, "quote: nobody was harmed")
    after = accept(source, SETTINGS, "it", [question.pieces[0].choices[0].span])
    assert after.lock is None
    assert after.sidecar == source.sidecar.replace(b"harmed", b"hurt")


def test_the_nearest_and_what_else_is_like_a_passage_are_offered() -> None:
    text = "The bridge had been shut on Monday. Later, it was said, the bridge was shut on Sunday."
    _, question = question_of(text, "quote: The bridge was shut on Monday")
    assert words_of(question) == [["the bridge was shut on Sunday", "The bridge had been shut on Monday"]]


def test_what_was_put_off_is_not_asked_about() -> None:
    source, _ = question_of(TEXT, "quote: nobody was harmed")
    assert list(iter_lost(anchor_source(source, SETTINGS), {"it"})) == []


BEFORE, AFTER = "said that", "when the bridge fell. The"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The mayor said that nobody was hurt when the bridge fell. The mill stands.", ""),
        (
            "The mayor said that, as far as anybody knows by now, nobody was hurt when the bridge fell. The",
            "",
        ),
        ("The mayor said that nobody was hurt, as many had feared at first, when the bridge fell. The", ""),
        ("The mayor said that nobody was hurt when it fell. The mill stands.", "the bridge"),
        ("Nobody knew. Then nobody was hurt when the bridge fell. The mill stands.", "said that"),
        ("nobody was hurt when the bridge", "said that fell. The"),
    ],
)
def test_what_only_left_the_window_around_a_passage_is_not_shown_as_removed(text: str, gone: str) -> None:
    start = text.index("nobody was hurt")
    before, after = contexts_beside(fold(text), (start, start + len("nobody was hurt")), (BEFORE, AFTER))
    assert text[:start].endswith(before)
    assert text[start + len("nobody was hurt") :].startswith(after)
    segments = (*compare_words(BEFORE, before), *compare_words(AFTER, after))
    removed = " ".join("".join(words for kind, words in segments if kind == "gone").split())
    assert removed == gone
