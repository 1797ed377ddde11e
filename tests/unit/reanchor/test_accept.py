"""A law of what is written down: the annotation stands where it was said to, every other where it stood."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.anchor.lock import make_lock, render_lock
from sitegen.build.documents import Settings
from sitegen.build.source import SourceBytes, anchor_source
from sitegen.model.archive import Span
from sitegen.parse.layout import SourceFiles
from sitegen.reanchor.accept import RefusedError, accept

FILES = SourceFiles("letter", "documents/letter.txt", "documents/letter.yaml", "documents/letter.lock.yaml")
SETTINGS = Settings("en")
SIDECAR = """\
title: A letter  # ⁂
annotations:
  - quote: the bridge
    prefix: over
    # of the first
    note: One.
  - {id: flow, quote: [the mill, {exact: no more, occurrence: 1}], note: Two.}
  - id: last
    quote:
      exact: the river rose
    note: Three.
"""
TEXT = "They came over the bridge, and the mill\nturned no more; nobody knew why the river rose."
WORDS = ["the bridge", "the mill", "no more", "the river", "rose", "over", "nobody", "closed", "—", "\n\n"]
texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=24).map(" ".join)


def locked(text: str, sidecar: str = SIDECAR) -> SourceBytes:
    source = SourceBytes(FILES, text.encode(), sidecar.encode())
    anchored = anchor_source(source, SETTINGS)
    assert anchored.document is not None
    lock = make_lock(anchored.reading, anchored.document.annotations)
    assert len(lock.annotations) == 3, anchored.diagnostics
    return SourceBytes(FILES, source.text, source.sidecar, render_lock(lock).encode())


def spans_of(source: SourceBytes) -> dict[str, tuple[Span, ...]]:
    document = anchor_source(source, SETTINGS).document
    assert document is not None
    return {a.id: a.spans for a in document.annotations}


def words_span(text: str, start: int, length: int) -> Span:
    """Return a span without white space at its ends."""
    words = text[start : start + length]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


@given(texts, st.data())
def test_what_was_accepted_is_where_it_was_said_to_be(text: str, data: st.DataObject) -> None:
    old = locked(TEXT)
    source = SourceBytes(FILES, text.encode(), old.sidecar, old.lock)
    reading = anchor_source(source, SETTINGS).reading.text
    before = spans_of(source)
    id_ = data.draw(st.sampled_from(sorted(before)))
    spans: list[Span] = []
    for _ in range(2 if id_ == "flow" else 1):
        first = spans[-1][1] if spans else 0
        start = data.draw(st.integers(first, max(first, len(reading) - 1)))
        spans.append(words_span(reading, start, data.draw(st.integers(1, 20))))
    assume(all(start < end <= len(reading) for start, end in spans))
    try:
        after = accept(source, SETTINGS, id_, spans)
    except RefusedError:
        return
    assert spans_of(after) == {**before, id_: tuple(spans)}
    assert b"# \xe2\x81\x82" in after.sidecar
    assert b"# of the first" in after.sidecar
    assert after.text == source.text
    if after.sidecar != source.sidecar:
        assert [line for line in after.sidecar.splitlines() if b"note: " in line] == [
            line for line in source.sidecar.splitlines() if b"note: " in line
        ] or id_ == "flow"


@pytest.mark.parametrize(
    ("text", "id_", "words", "written"),
    [
        (TEXT.replace("rose", "fell"), "last", "the river fell", "exact: the river fell"),
        (
            TEXT.replace("the bridge", "a bridge"),
            "the-bridge",
            "a bridge",
            "quote: a bridge\n    # of the first",
        ),
    ],
)
def test_the_quote_keeps_its_form(text: str, id_: str, words: str, written: str) -> None:
    old = locked(TEXT)
    source = SourceBytes(FILES, text.encode(), old.sidecar, old.lock)
    id_ = next(found for found in spans_of(source) if found.startswith(id_))
    start = anchor_source(source, SETTINGS).reading.text.index(words)
    after = accept(source, SETTINGS, id_, [(start, start + len(words))])
    assert written in after.sidecar.decode()


def test_pieces_out_of_order_are_refused() -> None:
    source = locked(TEXT)
    text = anchor_source(source, SETTINGS).reading.text
    late, early = text.index("nobody"), text.index("They")
    with pytest.raises(RefusedError, match="no quote selects"):
        accept(source, SETTINGS, "flow", [(late, late + 6), (early, early + 4)])


def test_a_sidecar_that_cannot_be_read_is_refused() -> None:
    source = locked(TEXT)
    with pytest.raises(RefusedError, match=r"cannot be read|no annotation"):
        accept(SourceBytes(FILES, source.text, b"- no", source.lock), SETTINGS, "flow", [(0, 4), (5, 9)])
