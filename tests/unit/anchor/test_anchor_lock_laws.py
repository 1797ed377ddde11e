"""Laws of the lock: whatever is done to a text, a passage is its own words in its own place, or it waits."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor.lock import CONTEXT, Lock, make_lock
from sitegen.anchor.resolve import anchor_document
from sitegen.model.archive import Annotation, Selector
from sitegen.model.reading_text import Block, ReadingText

# No two alike: what stands around one place is never like what stands around another.
WORDS = re.findall(
    r"\w+",
    "abbot bridge candle dozen ember fjord gravel hymn inkwell jetty kiosk ladder mortar nephew "
    "orchard pebble quarry ribbon sulphur thimble umbrella velvet wicker xylem yearly zinc almond "
    "brisk cobalt drizzle eclipse funnel goblet harvest ivory juniper knuckle lilac mustard nozzle "
    "oxygen plywood quartz rhubarb saddle turnip utmost violin walnut yogurt zebra",
)
PASSAGE = "the passage — in its “own” words"
words = st.permutations(WORDS)
junk = st.text(st.sampled_from("abc xyz.\n“’é\u05d0"), max_size=30)


def reading_of(text: str) -> ReadingText:
    return ReadingText(text=text, blocks=(Block(span=(0, len(text))),), rows=())


def annotation_of(words: str) -> Annotation:
    return Annotation(id="a", number=1, named=True, selectors=(Selector(exact=words),))


def lock_of(text: str) -> Lock:
    anchored, findings = anchor_document([annotation_of(PASSAGE)], reading_of(text), "x.yaml")
    assert not findings
    return make_lock(reading_of(text), anchored)


def place(lock: Lock, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the passage is in a changed text; nothing where it waits."""
    (anchored,), findings = anchor_document([annotation_of(PASSAGE)], reading_of(text), "x.yaml", lock)
    assert bool(anchored.spans) != ("Q009" in [finding.code for finding in findings])
    return anchored.spans


def edited(data: st.DataObject, text: str) -> str:
    """Draw a text with stretches taken out and others put in."""
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(junk) + text[end:]
    return text


@given(words, st.integers(10, 40), st.data())
def test_edits_away_from_a_passage_leave_it_at_its_words(
    order: list[str], at: int, data: st.DataObject
) -> None:
    before, after = " ".join(order[:at]) + " ", " " + " ".join(order[at:])
    lock = lock_of(before + PASSAGE + after)
    head = edited(data, before[:-CONTEXT])
    start = len(head) + CONTEXT
    new = head + before[-CONTEXT:] + PASSAGE + after[:CONTEXT] + edited(data, after[CONTEXT:])
    assert place(lock, new) == ((start, start + len(PASSAGE)),)


@given(words, st.integers(0, len(WORDS)), st.data())
def test_edits_beside_a_passage_leave_it_at_its_words_or_waiting(
    order: list[str], at: int, data: st.DataObject
) -> None:
    before, after = " ".join(order[:at]) + " ", " " + " ".join(order[at:])
    lock = lock_of(before + PASSAGE + after)
    head = edited(data, before)
    new = head + PASSAGE + edited(data, after)
    assert place(lock, new) in ((), ((len(head), len(head) + len(PASSAGE)),))


@given(words, st.integers(10, 40), st.none() | st.integers(0, len(WORDS)))
def test_a_passage_that_was_deleted_is_placed_nowhere(
    order: list[str], at: int, elsewhere: int | None
) -> None:
    lock = lock_of(" ".join([*order[:at], PASSAGE, *order[at:]]))
    rest = list(order)
    if elsewhere is not None and abs(elsewhere - at) > 6:  # so far that the words around are others
        rest.insert(elsewhere, PASSAGE)
    assert place(lock, " ".join(rest)) == ()
