"""Rows with marked passages: what the markup of segments, anchors and handles is."""

from __future__ import annotations

import pytest

from sitegen.model.archive import Span
from sitegen.parse.markdown import parse_markdown
from sitegen.parse.plain import parse_plain
from sitegen.site.segments import Mark, RenderedRow, render_rows
from tests.unit.reading.page_text import PageText


def make_mark(name: str, *spans: Span, number: int = 1, kinds: tuple[str, ...] = ("claim",)) -> Mark:
    return Mark(name, kinds, spans, number, f"Note {number}")


def handle(name: str, number: int = 1) -> str:
    return (
        f'<a class="handle" id="ref_{name}" href="#note_{name}" role="doc-noteref"'
        f' data-n="{number}" aria-label="Note {number}"></a>'
    )


def test_one_passage_is_one_segment_with_its_handle() -> None:
    (row,) = render_rows(parse_plain("one two three"), [make_mark("a", (4, 7))])
    assert row == RenderedRow(
        '<p id="p_1">one <mark class="m depth-1 k-claim" id="a" data-annotations="a">two</mark>'
        f"{handle('a')} three</p>",
        ("a",),
    )


def test_crossing_passages_share_a_segment() -> None:
    marks = [make_mark("a", (0, 7)), make_mark("b", (4, 13), number=2, kinds=("figure", "claim"))]
    (row,) = render_rows(parse_plain("one two three"), marks)
    assert row.html == (
        '<p id="p_1"><mark class="m depth-1 k-claim" id="a" data-annotations="a">one </mark>'
        '<mark class="m depth-2 k-claim k-figure" id="b" data-annotations="a b">two</mark>'
        f"{handle('a')}"
        '<mark class="m depth-1 k-figure k-claim" data-annotations="b"> three</mark>'
        f"{handle('b', 2)}</p>"
    )
    assert row.starts == ("a", "b")


def test_passages_that_begin_together_have_an_anchor_each() -> None:
    marks = [make_mark(name, (0, 3), number=n) for n, name in enumerate("abcd", 1)]
    (row,) = render_rows(parse_plain("one two"), marks)
    assert row.html == (
        '<p id="p_1"><span id="b" class="anchor"></span><span id="c" class="anchor"></span>'
        '<span id="d" class="anchor"></span>'
        '<mark class="m depth-3 k-claim" id="a" data-annotations="a b c d">one</mark>'
        f"{handle('a')}{handle('b', 2)}{handle('c', 3)}{handle('d', 4)} two</p>"
    )


def test_a_passage_across_paragraphs_continues_in_the_next_row() -> None:
    rows = render_rows(parse_plain("one\n\ntwo\n\nthree"), [make_mark("a", (0, 12))])
    assert [row.starts for row in rows] == [("a",), (), ()]
    assert [handle("a") in row.html for row in rows] == [False, False, True]
    assert [PageText(row.html).marked["a"] for row in rows] == [["one"], ["two"], ["th"]]


def test_a_passage_in_pieces_has_one_id_and_one_handle() -> None:
    (row,) = render_rows(parse_plain("one two three"), [make_mark("a", (0, 3), (8, 13))])
    page = PageText(row.html)
    assert page.marked["a"] == ["one", "three"]
    assert page.ids == ["p_1", "a", "ref_a"]
    assert page.handles == [("a", "one two three")]


def test_white_space_between_blocks_is_not_marked() -> None:
    reading = parse_markdown("- one\n- two\n\n| a | b |\n|---|---|\n| c | d |")
    rows = render_rows(reading, [make_mark("a", (0, len(reading.text)))])
    assert [PageText(row.html).marked["a"] for row in rows] == [["one", "two"], ["a", "b", "c", "d"]]


def test_a_line_break_stands_between_segments() -> None:
    (row,) = render_rows(parse_plain("one\ntwo\n\nthree"), [make_mark("a", (0, 7))])[:1]
    assert PageText(row.html).marked["a"] == ["one", "\ntwo"]
    assert "</mark><br><mark" in row.html


def test_a_handle_waits_for_the_end_of_a_link() -> None:
    (row,) = render_rows(parse_markdown("[one *two* three](x) four"), [make_mark("a", (4, 7))])
    assert row.html == (
        '<p id="p_1"><a href="x">one <em><mark class="m depth-1 k-claim" id="a" data-annotations="a">two'
        f"</mark></em> three</a>{handle('a')} four</p>"
    )


def test_a_handle_after_a_link_is_not_held_back_by_the_next() -> None:
    (row,) = render_rows(parse_markdown("[one](x)[two](y)"), [make_mark("a", (0, 2)), make_mark("b", (3, 6))])
    assert PageText(row.html).handles == [("a", "one"), ("b", "onetwo")]


@pytest.mark.parametrize("spans", [(), ((2, 2),), ((3, 5),), ((3, 4), (4, 5))])
def test_a_mark_without_words_is_nowhere(spans: tuple[Span, ...]) -> None:
    reading = parse_plain("one\n\ntwo")
    assert render_rows(reading, [make_mark("a", *spans)]) == render_rows(reading, [])


def test_marks_label_is_escaped() -> None:
    mark = Mark("a", ("note",), ((0, 3),), 1, 'Note 1: "x" & <y>')
    (row,) = render_rows(parse_plain("one"), [mark])
    assert 'aria-label="Note 1: &quot;x&quot; &amp; &lt;y&gt;"' in row.html


def test_ten_thousand_marks_stand_in_order() -> None:
    reading = parse_plain("word " * 10_000 + "end")
    marks = [make_mark(f"a{n}", (n * 5, n * 5 + 14), number=n) for n in range(10_000)]
    (row,) = render_rows(reading, marks)
    page = PageText(row.html)
    assert page.text == reading.text
    assert row.starts == tuple(mark.id for mark in marks)
    assert "".join(page.marked["a5000"]) == "word word word"
