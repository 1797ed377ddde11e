"""Markdown: what each construct shows, as which block, in which markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from sitegen.parse.markdown import parse_markdown
from sitegen.site.segments import render_rows
from tests.unit.reading.page_text import PageText

TESTS: Final = Path(__file__).parents[2]
_CASES: Final = yaml.safe_load((TESTS / "cases" / "markdown.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_markdown_shows(case: dict[str, Any]) -> None:
    reading = parse_markdown(case["source"])
    rows = [row.html for row in render_rows(reading, ())]
    assert reading.text == case.get("text", reading.text)
    starts = case.get("rows", [""] * len(rows))
    assert len(rows) == len(starts)
    for row, start in zip(rows, starts, strict=True):
        assert row.startswith(start)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/x",
            "x:y",
        ),
        *(
            "java&#115;cript:x",
            "&#106;avascript:x",
            "javascript&colon;x",
            "java\\script:x",
            "ftp://e.example/",
        ),
    ],
)
def test_a_link_that_is_not_allowed_is_its_words(url: str) -> None:
    for source in (f"[words](<{url}>)", f"![words](<{url}>)", f"[words][r]\n\n[r]: <{url}>"):
        (row,) = render_rows(parse_markdown(source), ())
        assert row.html == '<p id="p_1">words</p>'


@pytest.mark.parametrize(
    "url", ["http://e.example", "HTTPS://e.example", "mailto:a@b.example", "../x", "#a", "?q=a:b"]
)
def test_an_allowed_link_leads_there(url: str) -> None:
    (row,) = render_rows(parse_markdown(f"[words]({url})"), ())
    assert row.html == f'<p id="p_1"><a href="{url}">words</a></p>'


def test_links_are_rewritten_and_escaped() -> None:
    reading = parse_markdown("[a](x.txt) ![b](y.png)", rewrite_link=lambda url: f'{url}?"&')
    (row,) = render_rows(reading, ())
    assert row.html.startswith('<p id="p_1"><a href="x.txt?&quot;&amp;">a</a> <img src="y.png?&quot;&amp;"')


@pytest.mark.parametrize(
    "unit", [">", "> ", "[", "- ", "*", "**a ", "~~a", "![", "[a](", "1. ", "> - ", "`a", "<", "[^", "("]
)
def test_any_depth_of_nesting_is_read(unit: str) -> None:
    source = unit * 5_000 + "\n\nend"
    reading = parse_markdown(source)
    assert reading.text.endswith("end")
    shown = "".join(PageText(row.html).text for row in render_rows(reading, ()))
    assert "".join(shown.split()) == "".join(reading.text.split())


def test_many_footnotes_stand_in_order() -> None:
    source = "".join(f"a[^{n}] " for n in range(2_000)) + "\n\n"
    source += "".join(f"[^{n}]: note {n}\n" for n in reversed(range(4_000)))
    notes = parse_markdown(source).text.partition("\n\n")[2].split("\n")
    assert notes == [f"note {n}" for n in (*range(2_000), *reversed(range(2_000, 4_000)))]


def test_many_blank_paragraphs_show_nothing() -> None:
    reading = parse_markdown("&nbsp;\n\n" * 5_000 + "end")
    assert [reading.text[slice(*block.span)] for block in reading.blocks] == ["end"]


@pytest.mark.parametrize(
    ("source", "turns"),
    [
        ("# שלום\n\nPlain", [("h2", "rtl"), ("p", None)]),
        ("- שלום\n  - plain", [("ul", None), ("li", "rtl"), ("ul", None), ("li", "ltr")]),
        ("- a\n- b", [("ul", None), ("li", None), ("li", None)]),
    ],
)
def test_a_block_that_runs_the_other_way_says_so(source: str, turns: list[tuple[str, str | None]]) -> None:
    rows = render_rows(parse_markdown(source), ())
    assert [(tag, v.get("dir")) for row in rows for tag, v in PageText(row.html).tags] == turns
