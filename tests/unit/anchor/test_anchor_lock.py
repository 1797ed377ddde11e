"""The anchor lock: its file, and what happens to passages when their source is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.fold import fold
from sitegen.anchor.lock import Lock, make_lock, parse_lock, render_lock
from sitegen.anchor.match import fold_selector, match_all
from sitegen.anchor.relocate import Matched, Verdict, relocate
from sitegen.anchor.resolve import anchor_document
from sitegen.model.archive import Annotation, Selector
from sitegen.model.reading_text import Block, ReadingText

BEFORE = (
    "In the morning the council met in the old hall. The mayor said the bridge was closed, "
    "and gave no reason for it. Later that day a spokeswoman read a statement to reporters: "
    "“We will not comment.” The market stayed open, visitors said, although the river rose."
)

FIRST_RELEASE = Path(__file__).parents[2] / "cases" / "first-release.lock.yaml"


def reading_of(text: str) -> ReadingText:
    return ReadingText(text=text, blocks=(Block(span=(0, len(text))),), rows=())


def annotation_of(*quote: str | Selector, id_: str = "a") -> Annotation:
    selectors = tuple(Selector(exact=q) if isinstance(q, str) else q for q in quote)
    return Annotation(id=id_, number=1, named=True, selectors=selectors)


def locked(text: str, *annotations: Annotation) -> Lock:
    anchored, findings = anchor_document(annotations, reading_of(text), "x.yaml")
    assert not findings
    return make_lock(reading_of(text), anchored)


def relocate_all(
    lock: Lock, reading: ReadingText, annotations: Sequence[Annotation]
) -> tuple[Verdict | None, ...]:
    folded = fold(reading.text)
    requests = [tuple([fold_selector(selector) for selector in a.selectors]) for a in annotations]
    outcomes = match_all(folded, requests)
    return relocate(lock, reading, folded, Matched(tuple(annotations), tuple(requests), outcomes))


def verdict_of(annotation: Annotation, old: str, new: str) -> Verdict | None:
    (verdict,) = relocate_all(locked(old, annotation), reading_of(new), [annotation])
    return verdict


CLOSED = annotation_of("the bridge was closed")
AROUND = "The mayor said the bridge was closed, and gave no reason for it. "


@pytest.mark.parametrize(
    ("annotation", "new", "state", "words"),
    [
        (CLOSED, BEFORE.replace("rose", "fell"), "placed", ("the bridge was closed",)),
        (CLOSED, "Yesterday. " + BEFORE, "moved", ("the bridge was closed",)),
        (CLOSED, BEFORE.replace("mayor said", "mayor said that"), "moved", ("the bridge was closed",)),
        # the words are unique, but in another sentence
        (CLOSED, BEFORE.replace(AROUND, "") + " Nobody knew if the bridge was closed.", "waiting", ()),
        # a second place: the contexts tell which
        (CLOSED, BEFORE + " Some doubted the bridge was closed.", "placed", ("the bridge was closed",)),
        # a second place that is as like
        (CLOSED, BEFORE + " " + BEFORE, "waiting", ()),
        # one letter of the words differs
        (CLOSED, BEFORE.replace("was closed", "is closed"), "waiting", ()),
        # a difference that is folded away
        (CLOSED, BEFORE.replace("the bridge was", "the\nbridge  was"), "moved", ("the\nbridge  was closed",)),
        (annotation_of("no reason", "will not"), "Again: " + BEFORE, "moved", ("no reason", "will not")),
        (
            annotation_of("no reason", "We will not comment"),
            BEFORE.replace("will not", "did not"),
            "waiting",
            (),
        ),
        (annotation_of(Selector("said", occurrence=2)), "Again: " + BEFORE, "moved", ("said",)),
        # the occurrence now says another place than the contexts do
        (annotation_of(Selector("said", occurrence=2)), "It is said: " + BEFORE, "waiting", ()),
    ],
)
def test_a_passage_is_placed_again_only_beyond_doubt(
    annotation: Annotation, new: str, state: str, words: tuple[str, ...]
) -> None:
    verdict = verdict_of(annotation, BEFORE, new)
    assert verdict is not None
    assert verdict.state == state
    assert tuple(new[start:end] for start, end in verdict.spans) == words
    assert bool(verdict.candidates) == (state == "waiting")


def paragraphs_of(text: str) -> ReadingText:
    """Return a text whose paragraphs stand between empty lines."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(span=(at, at + len(part))))
        at += len(part) + 2
    return ReadingText(text=text, blocks=tuple(blocks), rows=())


SHUT = "It rained.\n\nThe gate was shut.\n\nAll left."


@pytest.mark.parametrize(
    ("quote", "old", "new", "state"),
    [
        # at the edges of a text there was nothing, or little, to compare
        ("The gate was shut", "The gate was shut at noon.", "Minutes\n\nThe gate was shut at noon.", "moved"),
        ("gate was shut", "The gate was shut at noon.", "Minutes\n\nThe gate was shut at noon.", "moved"),
        ("shut at noon.", "The gate was shut at noon.", "The gate was shut at noon.\n\nSigned.", "placed"),
        ("shut at noon", "The gate was shut at noon", "4\n\nThe gate was shut at noon\n\nSigned", "moved"),
        ("The gate was shut.", "The gate was shut.", "Minutes\n\nThe gate was shut.", "moved"),
        # the paragraph is what it was, and its neighbours are others
        ("was shut", SHUT, "Snow fell all day.\n\nThe gate was shut.\n\nNobody came.", "moved"),
        # it is another paragraph, or too little of it to be known by
        ("was shut", SHUT, "Snow fell all day.\n\nNo gate was shut.\n\nNobody came.", "waiting"),
        (
            "the gate was shut",
            "They denied that the gate was shut.",
            "He said: the gate was shut.",
            "waiting",
        ),
        ("The gate was shut.", SHUT, "Snow fell all day.\n\nThe gate was shut.\n\nNobody came.", "waiting"),
        # nothing is left to compare
        ("The gate was shut.", "The gate was shut. All left.", "Snow fell.\n\nThe gate was shut.", "waiting"),
        # its words are in two places now
        ("gate was shut", "The gate was shut.", "The gate was shut.\n\nThe gate was shut.", "waiting"),
    ],
)
def test_surroundings_count_only_where_they_are(quote: str, old: str, new: str, state: str) -> None:
    annotation = annotation_of(quote)
    (anchored,), findings = anchor_document([annotation], paragraphs_of(old), "x.yaml")
    assert not findings
    (verdict,) = relocate_all(make_lock(paragraphs_of(old), [anchored]), paragraphs_of(new), [annotation])
    assert verdict is not None
    assert verdict.state == state


def test_a_prefix_settles_between_places_as_like() -> None:
    annotation = annotation_of(Selector("We will not comment", prefix='to reporters: "'))
    new = (
        BEFORE
        + " Later that day a spokesman read a statement for reporters: “We will not comment.” The market"
    )
    verdict = verdict_of(annotation, BEFORE, new)
    assert verdict is not None
    assert verdict.spans == ((BEFORE.index("We will"), BEFORE.index("We will") + 19),)


def test_candidates_are_shown_with_the_difference() -> None:
    new = BEFORE.replace("was closed", "is closed")
    verdict = verdict_of(CLOSED, BEFORE, new)
    assert verdict is not None
    (candidate,) = verdict.candidates
    assert new[slice(*candidate.span)] == "the bridge is closed"
    assert candidate.difference == "the bridge [-was-]{+is+} closed"
    assert 0.75 < candidate.similarity < 1


def test_a_new_sentence_around_the_words_is_shown() -> None:
    new = BEFORE.replace(AROUND, "") + " Nobody knew if the bridge was closed."
    verdict = verdict_of(CLOSED, BEFORE, new)
    assert verdict is not None
    (candidate,) = verdict.candidates
    assert new[slice(*candidate.span)] == "the bridge was closed"
    assert candidate.similarity < 0.75


def test_pieces_that_changed_their_order_wait() -> None:
    cut = BEFORE.index("Later that day")
    swapped = BEFORE[cut:] + " " + BEFORE[:cut]
    one, other = annotation_of("mayor said the"), annotation_of("open, visitors")
    assert [
        v and v.state for v in (verdict_of(one, BEFORE, swapped), verdict_of(other, BEFORE, swapped))
    ] == [
        "moved",
        "moved",
    ]
    both = verdict_of(annotation_of("mayor said the", "open, visitors"), BEFORE, swapped)
    assert both is not None
    assert (both.state, both.piece) == ("waiting", 1)


def test_words_that_stand_everywhere_wait() -> None:
    annotation = annotation_of(Selector("no", occurrence=3))
    verdict = verdict_of(annotation, "no " * 1_200, "no " * 1_201)
    assert verdict is not None
    assert (verdict.state, len(verdict.candidates)) == ("waiting", 4)


def test_nothing_like_it_has_no_candidate() -> None:
    verdict = verdict_of(CLOSED, BEFORE, "Quite another text.")
    assert verdict == Verdict(state="waiting")


def test_an_edited_quote_is_matched_like_a_new_one() -> None:
    lock = locked(BEFORE, CLOSED)
    new = BEFORE.replace(AROUND, "") + " Nobody knew if the bridge was closed."
    edited = annotation_of("if the bridge was closed")
    assert relocate_all(lock, reading_of(new), [edited, annotation_of("Nobody", id_="b")]) == (None, None)
    (anchored,), findings = anchor_document([edited], reading_of(new), "x.yaml", lock)
    assert anchored.spans
    assert findings == ()


def test_an_unchanged_text_is_matched_by_its_quotes() -> None:
    lock = locked(BEFORE, CLOSED)
    assert relocate_all(lock, reading_of(BEFORE), [CLOSED]) == (None,)


def test_words_that_became_ambiguous_stay_where_they_were_replaced() -> None:
    new = reading_of(BEFORE + " Some doubted the bridge was closed.")
    anchored, findings = anchor_document([CLOSED], new, "x.yaml", locked(BEFORE, CLOSED))
    assert findings == ()
    again, findings = anchor_document([CLOSED], new, "x.yaml", make_lock(new, anchored))
    assert findings == ()
    assert again == anchored
    _, (finding,) = anchor_document([CLOSED], new, "x.yaml")
    assert finding.code == "Q002"


def test_what_waits_waits_until_a_person_decides() -> None:
    old = locked(BEFORE, CLOSED)
    new = reading_of(BEFORE.replace(AROUND, "") + " Nobody knew if the bridge was closed.")
    (orphan,), (finding,) = anchor_document([CLOSED], new, "documents/x.yaml", old)
    assert orphan.spans == ()
    assert finding.code == "Q009"
    assert finding.place.keys == ("annotations", 0, "quote")
    assert "Nobody knew if" in finding.details[0]
    renewed = make_lock(new, [orphan], old)
    assert renewed.annotations["a"].waiting
    assert renewed.annotations["a"].pieces == old.annotations["a"].pieces
    _, (again,) = anchor_document([CLOSED], new, "documents/x.yaml", renewed)
    assert again == finding
    (accepted,), _ = anchor_document([CLOSED], new, "documents/x.yaml")
    settled = make_lock(new, [accepted], renewed)
    assert anchor_document([CLOSED], new, "documents/x.yaml", settled) == ((accepted,), ())


def test_the_level_tells_whether_folding_was_needed() -> None:
    lock = locked("It’s here. And there.", annotation_of("It's"), annotation_of("And there", id_="b"))
    assert [entry.level for entry in lock.annotations.values()] == [1, 0]


def test_a_lock_file_is_json_and_yaml_with_a_line_an_annotation() -> None:
    lock = locked(BEFORE, CLOSED, annotation_of("We will", "comment", id_="b"))
    text = render_lock(lock)
    assert parse_lock(text.encode()) == lock
    assert yaml.safe_load(text)["annotations"]["b"]["pieces"][0]["span"] == list(
        lock.annotations["b"].pieces[0].span
    )
    assert len([line for line in text.splitlines() if '"span"' in line]) == 2
    assert text.endswith("}\n")


def test_a_lock_of_an_earlier_release_is_still_up_to_date() -> None:
    annotations = [annotation_of(Selector("“We will", prefix="reporters:", occurrence=1), "comment")]
    anchored, _ = anchor_document(annotations, reading_of(BEFORE), "x.yaml")
    assert render_lock(make_lock(reading_of(BEFORE), anchored)) == FIRST_RELEASE.read_text(encoding="utf-8")


def test_a_lock_of_no_annotation_is_read_back() -> None:
    lock = make_lock(reading_of("text"), [])
    assert parse_lock(render_lock(lock).encode()) == lock


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"<<<<<<< HEAD\n",
        b'{"text": "x", "version": 2}',
        b'{"text": "x", "more": 1}',
    ],
)
def test_what_is_no_lock_is_none(data: bytes) -> None:
    assert parse_lock(data) is None


@given(st.text(max_size=80), st.data())
def test_a_lock_is_read_as_it_was_written(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    annotation = annotation_of(text[start:end])
    anchored, _ = anchor_document([annotation], reading_of(text), "x.yaml")
    lock = make_lock(reading_of(text), anchored)
    assert parse_lock(render_lock(lock).encode()) == lock


WORDS = ["the", "bridge", "was", "closed", "mayor", "said", "no", "reason", "river", "rose", "open", "market"]
sentences = st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(" ".join)


@given(sentences, sentences, st.data())
def test_nothing_is_placed_but_on_its_exact_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    words = old[start : data.draw(st.integers(start + 1, len(old)))]
    annotation = annotation_of(words)
    (anchored,), _ = anchor_document([annotation], reading_of(old), "x.yaml")
    if not anchored.spans:
        return
    lock = make_lock(reading_of(old), [anchored])
    (verdict,) = relocate_all(lock, reading_of(new), [annotation])
    if old == new:
        assert verdict is None
        return
    assert verdict is not None
    for start, end in verdict.spans:
        assert new[start:end] == words.strip()
