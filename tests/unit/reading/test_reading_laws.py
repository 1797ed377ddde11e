"""Laws of reading and marking: nothing of a source is lost, doubled or moved."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.reading_text import ReadingText
from sitegen.parse.characters import Direction, clean_text
from sitegen.parse.markdown import parse_markdown, render_markdown, words_of_markdown
from sitegen.parse.markdown_blocks import Page, lay_rows
from sitegen.parse.markdown_inline import Inline
from sitegen.parse.markdown_parser import parse_tokens
from sitegen.parse.markdown_simple import tokens_of_simple
from sitegen.parse.plain import parse_plain
from sitegen.parse.prose import is_prose
from sitegen.parse.reading import Reading
from sitegen.site.segments import Mark, render_rows
from tests.unit.reading.page_text import PageText
from tests.unit.reading.sources import markdown_sources, marks_in, plain_sources, structured_sources

_DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(("ltr", "rtl"))


def check_marked(reading: ReadingText, marks: list[Mark]) -> None:
    """Check the laws of a reading text's shape and of its rendering with marks."""
    leaves = [piece for row in reading.rows for piece in row.pieces if isinstance(piece, tuple)]
    pages = [PageText(row.html) for row in render_rows(reading, marks)]

    shown = "".join(reading.text[slice(*row.span)] for row in reading.rows)
    assert [page.text for page in pages] == [reading.text[slice(*row.span)] for row in reading.rows]
    assert "".join(shown.split()) == "".join(reading.text.split())
    assert all(a < b for a, b in leaves)
    assert all(first[1] <= second[0] for first, second in pairwise(leaves))

    ids = [name for page in pages for name in page.ids]
    assert len(ids) == len(set(ids))
    assert set(ids) >= {f"p_{number}" for number in range(1, len(reading.blocks) + 1)}
    for mark in marks:
        covered = sorted({at for span in mark.spans for at in range(*span)})
        in_leaves = {at for leaf in leaves for at in range(*leaf)} & set(covered)
        segments = "".join(part for page in pages for part in page.marked[mark.id])
        assert segments == "".join(reading.text[at] for at in sorted(in_leaves))
        assert all(reading.text[at].isspace() for at in covered if at not in in_leaves)
        assert (mark.id in ids) == (f"ref_{mark.id}" in ids) == bool(in_leaves)


@given(plain_sources(), _DIRECTIONS, st.data())
def test_plain_text_is_marked_without_change(source: str, direction: Direction, data: st.DataObject) -> None:
    reading = parse_plain(source, direction)
    check_marked(reading, data.draw(marks_in(reading)))


@given(markdown_sources(), _DIRECTIONS, st.data())
def test_markdown_is_marked_without_change(source: str, direction: Direction, data: st.DataObject) -> None:
    reading = parse_markdown(source, direction)
    check_marked(reading, data.draw(marks_in(reading)))


@given(plain_sources())
def test_plain_text_keeps_every_word(source: str) -> None:
    assert parse_plain(source).text.split() == clean_text(source).split()


@given(structured_sources())
def test_markdown_keeps_every_word_in_order_but_footnotes_last(source: str) -> None:
    reading = parse_markdown(source)
    written = re.findall(r"\bw\d+", source)
    begins = [block.span[0] for block in reading.blocks if block.kind == "footnote"]
    end = min(begins, default=len(reading.text))
    body, notes = (re.findall(r"\bw\d+", part) for part in (reading.text[:end], reading.text[end:]))
    assert sorted(body + notes) == sorted(written)
    assert body == [word for word in written if word in set(body)]
    assert notes == [word for word in written if word in set(notes)]


@given(st.one_of(plain_sources(), markdown_sources()))
def test_blocks_hold_all_words_in_order(source: str) -> None:
    for reading in (parse_plain(source), parse_markdown(source)):
        spans = [block.span for block in reading.blocks]
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert all(reading.text[slice(*span)].strip() for span in spans)
        words = [word for span in spans for word in reading.text[slice(*span)].split()]
        assert words == reading.text.split()


def _read_by_parser(source: str, direction: Direction) -> ReadingText:
    text = clean_text(source)
    reading = Reading(text, direction)
    lay_rows(Page(Inline(reading)), parse_tokens(text))
    return reading.finish()


_SIMPLE_LINES = """a
a *b* c
*a*
(*a*), "*b*"
a *b *c
a*b*c
*a**b*
*é*
« *a*
*(a)*
# a
## a *b*
## a #
#a
> a
> a *b*
> # a
>a
> - a
- a
- *a* b
- - a
* a
1. a
12) a
1962 a
26.6 a
1.
---
===

**a**
[a](b)
`a`
```
~~~
a & b &amp;
[a]
![a](b)
a!
\u05d0 a
- \u05d0
> \u05d0
 a
a|b
a_b_c
[a]: b""".splitlines()
_SIMPLE = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(st.sampled_from([*_SIMPLE_LINES, "a  ", "", ""]), max_size=7),
    st.sampled_from(["\n", "\n\n"]),
)


@given(
    st.one_of(_SIMPLE, st.text(st.sampled_from("ab \n\n.é\u05d0\"'(,–\u00a0\u2028-1>#=*&`[]"), max_size=40)),
    _DIRECTIONS,
)
def test_markdown_of_simple_form_reads_as_the_parser_reads_it(source: str, direction: Direction) -> None:
    assert parse_markdown(source, direction) == _read_by_parser(source, direction)


@pytest.mark.parametrize(
    ("source", "is_simple"),
    [
        ("# One\n\nTwo *three*\nfour.\n\n- five\n- `six`\n\n> seven\n> eight", True),
        ("54.0 per cent\n\n1962 was", True),
        ("One\n===", False),
        ("One\n  two", False),
        ("- one\n\n- two", False),
        ("| one |\n|-----|", False),
        ("One[^1]\n\n[^1]: two", False),
        ("One [two]\n\n[two]: three", False),
    ],
)
def test_simple_form_is_told_from_what_needs_the_parser(source: str, *, is_simple: bool) -> None:
    assert (tokens_of_simple(source, lambda _: []) is not None) == is_simple


@given(st.text(st.sampled_from("ab \n\n.é\u05d0\"'(,–\u00a0\u2028-1>#="), max_size=40))
def test_words_of_prose_are_those_that_the_parser_shows(source: str) -> None:
    assert words_of_markdown(source) == " ".join(_read_by_parser(source, "ltr").text.split())
    rows = render_rows(_read_by_parser(source, "ltr"), ())
    assert render_markdown(source) == re.sub(r' id="p_\d+"', "", "\n".join(row.html for row in rows))


@pytest.mark.parametrize(("source", "is_plain"), [("One.\n\nTwo,\n“three”.", True), ("One *two*.", False)])
def test_prose_is_told_from_markup(source: str, *, is_plain: bool) -> None:
    assert is_prose(source) == is_plain
