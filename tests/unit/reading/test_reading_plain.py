"""Plain text: paragraphs, line breaks, characters of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.model.reading_text import Block
from sitegen.parse.plain import parse_plain
from sitegen.site.segments import render_rows
from tests.conftest import SAMPLE
from tests.unit.reading.page_text import PageText

_TEXTS = [
    ("", ""),
    (" \n\t\n\u00a0\n", ""),
    ("one", "one"),
    ("one\ntwo\nthree\n", "one\n\ntwo\n\nthree"),
    ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
    ("one\n \t\u00a0\n\ntwo", "one\n\ntwo"),
    ("\n\none\ntwo\n\n", "one\n\ntwo"),
    ("\ufeffone\r\ntwo\r\n\r\nthree\rfour", "one\ntwo\n\nthree\nfour"),
    ("\ta\u00a0b\tc  d\n\n\fe", "a\u00a0b\tc  d\n\ne"),
    ("a\x00b\x07c\x0bd\x85e\ufffff\U0001ffff", "a\ufffdb\ufffdc d e\ufffdf\ufffd"),
    ('a <b> & "c" &amp;', 'a <b> & "c" &amp;'),
    ("\u3000\u3000中文\n\n日本", "\u3000\u3000中文\n\n日本"),
    ("cafe\u0301 \u200f\u05d0\u200d", "cafe\u0301 \u200f\u05d0\u200d"),
]


@pytest.mark.parametrize(("source", "text"), _TEXTS)
def test_reading_text_of_plain_text(source: str, text: str) -> None:
    assert parse_plain(source).text == text


def test_each_paragraph_is_a_block_and_a_row_with_its_id() -> None:
    reading = parse_plain("one\ntwo\n\nthree")
    assert reading.blocks == (Block((0, 7)), Block((9, 14)))
    assert [row.html for row in render_rows(reading, ())] == [
        '<p id="p_1">one<br>\ntwo</p>',
        '<p id="p_2">three</p>',
    ]


def test_markup_in_plain_text_is_text() -> None:
    (row,) = render_rows(parse_plain("a <b> & &amp;"), ())
    assert row.html == '<p id="p_1">a &lt;b&gt; &amp; &amp;amp;</p>'
    assert PageText(row.html).text == "a <b> & &amp;"


@pytest.mark.parametrize(
    ("source", "direction", "turns"),
    [
        ("one\n\nשלום one\n\n12 سلام", "ltr", [None, "rtl", "rtl"]),
        ("one\n\nשלום one\n\n12!", "rtl", ["ltr", None, None]),
        ("one\n\nдва", "ltr", [None, None]),
    ],
)
def test_a_paragraph_that_runs_the_other_way_says_so(
    source: str, direction: str, turns: list[str | None]
) -> None:
    rows = render_rows(parse_plain(source, "rtl" if direction == "rtl" else "ltr"), ())
    assert [PageText(row.html).tags[0][1].get("dir") for row in rows] == turns


@pytest.mark.skipif(not SAMPLE.exists(), reason="sample archive absent")
def test_sample_documents_keep_every_word() -> None:
    sources: list[Path] = sorted(SAMPLE.glob("documents/**/*.txt"))
    assert sources
    for path in sources:
        source = path.read_text(encoding="utf-8")
        assert parse_plain(source).text.split() == source.split()
