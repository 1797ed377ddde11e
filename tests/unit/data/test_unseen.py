"""Characters that nobody sees, told in the files of an archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.parse.records import parse_claims, parse_page, parse_site
from sitegen.parse.unseen import report_in_source, report_in_yaml
from sitegen.parse.yaml import parse_yaml

Place = tuple[int, int, int]  # line, column, end column

SOURCES: list[tuple[str, str, list[tuple[str, Place]]]] = [
    ("a.txt", "plain — words", []),
    ("a.txt", "one\ntwo \u202ex\u202c", [("U+202E", (2, 5, 6)), ("U+202C", (2, 7, 8))]),
    ("a.txt", "a\u200bb\r\nc\u200bd\u200be", [("U+200B", (1, 2, 3))]),
    ("a.txt", "a &#x202e; b", []),
    ("a.md", "a &#x202e; b &amp; \u202e", [("U+202E", (1, 3, 11))]),
    ("a.md", "a &ZeroWidthSpace;\nb\u202e", [("U+200B", (1, 3, 19)), ("U+202E", (2, 2, 3))]),
    ("a.md", "a &amp; \u202e &lt;", [("U+202E", (1, 9, 10))]),
    ("a.txt", "a\x07b", [("U+0007", (1, 2, 3))]),
    ("a.txt", "\u0645\u06cc\u200c\u062e\u0648", []),
    ("a.txt", "\u05e9\n\nabc\u200f", [("U+200F", (3, 4, 5))]),
]
YAML: list[tuple[str, list[tuple[str, Place]]]] = [
    ("title: plain — words\n", []),
    ("title: a\u202eb\n", [("U+202E", (1, 9, 10))]),
    ('title: "a\\u202eb \\" \\u0041"\n', [("U+202E", (1, 10, 16))]),
    ('title: "a\\U000E0041b"\n', [("U+E0041", (1, 10, 20))]),
    ("title: a\\u202eb\n", []),
    ("title: a &#8238; b\n", [("U+202E", (1, 10, 17))]),
    ("a: \u05e9\u200f!\nb: abc\u200f\n", [("U+200F", (2, 7, 8))]),
    ("a: >-\n  \u05e9 b\n  c\u200f\nb:\n- x\u200f\n- \u05e9\u200f\n", [("U+200F", (5, 4, 5))]),
    ("# \u202e in a comment\na: b\n", [("U+202E", (1, 3, 4))]),
    ("a\u200bb: c\n", [("U+200B", (1, 2, 3))]),
]


@pytest.mark.parametrize(("path", "text", "told"), SOURCES)
def test_of_a_source(path: str, text: str, told: list[tuple[str, Place]]) -> None:
    found = report_in_source(text, path)
    assert [
        (d.message.partition(" ")[0], (d.place.line, d.place.column, d.place.end_column)) for d in found
    ] == told


@pytest.mark.parametrize(("text", "told"), YAML)
def test_of_yaml(text: str, told: list[tuple[str, Place]]) -> None:
    value, problems = parse_yaml(text.encode(), "a.yaml")
    assert not problems
    found = report_in_yaml(text.encode(), "a.yaml", value)
    assert [
        (d.message.partition(" ")[0], (d.place.line, d.place.column, d.place.end_column)) for d in found
    ] == told


@pytest.mark.parametrize(
    "data", [b"\x80", b"a: \xe2\x80", b"a: b\0\n", b"\xff\xfea\0", b"a: [\xe2\x80\xae", b'a: "\\uD800"']
)
@pytest.mark.parametrize("parse", [parse_claims, parse_site, parse_page])
def test_what_is_no_yaml_is_told_and_nothing_fails(
    parse: Callable[[bytes, str], tuple[object, tuple[Diagnostic, ...]]], data: bytes
) -> None:
    _, found = parse(data, "a.yaml")
    assert found


def test_each_character_is_told_once_with_its_lines() -> None:
    (found,) = report_in_source("\n".join(["a\u200bb"] * 30), "a.txt")
    assert found.message == "U+200B ZERO WIDTH SPACE stands here, which nobody sees, and in 29 other places"
    assert found.details == ("lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …",)


def test_they_are_told_of_every_kind_of_file_and_quotes_are_found_as_before(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: A\u202eb\n",
        "documents/a.txt": "He \u202esaid\u202c so, and w\u200bent a\u2066way.\n",
        "documents/a.yaml": (
            'title: "T\\u202E"\nannotations: [{quote: said so, speaker: x}, {quote: went away}]\n'
        ),
        "documents/b.md": "He &#x202e;said so.\n",
        "documents/b.yaml": "title: B\nannotations: [{quote: He said so, speaker: x}]\n",
        "speakers.yaml": "x: {name: Good \u202eevil}\n",
        "pages/p.md": "---\ntitle: P\u200b\n---\n\nW\u202eords\n",
        "topics.yaml": "t: {name: T\u2063}\n",
        "claims.yaml": "c: {text: C\u2063}\n",
        "figures.yaml": "f: {label: F\u2063, unit: u}\n",
    }
    for path, text in files.items():
        (tmp_path / "a" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / path).write_text(text, encoding="utf-8")
    result = build_site(BuildOptions(tmp_path / "a", tmp_path / "out"))
    assert not result.has_failed
    places = [(d.place, d.message.partition(" ")[0]) for d in result.diagnostics if d.code == "F004"]
    told = sorted((place.path, place.line, what) for place, what in places)
    assert told == [
        ("claims.yaml", 1, "U+2063"),
        ("documents/a.txt", 1, "U+200B"),
        ("documents/a.txt", 1, "U+202C"),
        ("documents/a.txt", 1, "U+202E"),
        ("documents/a.txt", 1, "U+2066"),
        ("documents/a.yaml", 1, "U+202E"),
        ("documents/b.md", 1, "U+202E"),
        ("figures.yaml", 1, "U+2063"),
        ("pages/p.md", 2, "U+200B"),
        ("pages/p.md", 5, "U+202E"),
        ("site.yaml", 1, "U+202E"),
        ("speakers.yaml", 1, "U+202E"),
        ("topics.yaml", 1, "U+2063"),
    ]
    for page in (tmp_path / "out").rglob("*.html"):
        left = page.read_text(encoding="utf-8")
        drawn = left.replace("<span hidden>\u202e</span>", "")
        assert "\u202e" not in drawn, page
    for script in (tmp_path / "out" / "search").glob("?/**/*.js"):
        assert not set(script.read_text(encoding="utf-8")) & set("\u202e\u202c\u2066\u200b\u2063"), script
