"""Markdown as other programs write it: front matter, tables that do not fit."""

from __future__ import annotations

import pytest

from sitegen.parse.front_matter import source_front_matter, values_of, without_front_matter
from sitegen.parse.markdown import parse_markdown
from sitegen.parse.markdown_findings import report_in_markdown
from sitegen.parse.table_lines import aligns_of, cells_of, find_ragged


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("---\ntitle: A wall\n---\n", {"title": "A wall"}),
        ("---\r\ntitle: A wall\r\nby: [Ada, Bo]\r\n---\r\n", {"title": "A wall", "by": ["Ada", "Bo"]}),
        (
            "---\n# from a program\ntitle: >\n  A\n  wall\n\ntags:\n- x\n- y\n...\n",
            {"title": "A wall", "tags": ["x", "y"]},
        ),
        ('---\n"Überschrift 1": x\n---', {"Überschrift 1": "x"}),
        ('+++\ntitle = "A wall"\n[more]\ndraft = true\n+++\n', {"title": "A wall", "more": {"draft": True}}),
    ],
)
def test_front_matter_is_no_part_of_a_source(head: str, values: dict[str, object]) -> None:
    found = source_front_matter(head + "\nThe bell was rung.\n")
    assert found is not None
    assert (
        values_of(found) == values
        or {k: str(v).strip() if k == "title" else v for k, v in values_of(found).items()} == values
    )
    assert found.text.strip() == "The bell was rung."
    assert found.lines == head.rstrip().count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe bell was rung.\n\n---\n\nIt rained.\n",
        "---\nThe bell was rung: at four, some say.\n---\n",
        "---\n- one: two\n---\n",
        "---\ntitle: A wall\n",
        "----\ntitle: A wall\n---\n",
        "Words\n---\ntitle: A wall\n---\n",
        "+++\nwords\n+++\n",
        "---\n---\nwords",
        "",
    ],
)
def test_what_only_begins_with_a_line_is_all_text(text: str) -> None:
    assert source_front_matter(text) is None
    assert without_front_matter(text) == text


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        (r"| a \| b | c", [r"a \| b", "c"]),
        (r"| a \\| b |", [r"a \\", "b"]),
        ("| | x | |", ["", "x", ""]),
        ("||", [""]),
        ("words", ["words"]),
    ],
)
def test_a_row_is_cut_at_its_pipes(line: str, cells: list[str]) -> None:
    assert cells_of(line) == cells


def test_the_line_below_a_head_says_how_columns_stand() -> None:
    assert aligns_of("|---|:-:|--:|:--| - |") == ("", "center", "right", "left", "")
    assert aligns_of("| a | b |") is None
    assert aligns_of("||") is None


def told(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.place.line or 0) for one in report_in_markdown(text, "a.md")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| a | b |\n|---|---|\n| c |\n| d | e |\n", []),
        ("| a | b |\n|---|---|\n| d | e | f |\n", [("M002", 3)]),
        ("> | a | b |\n> |---|---|\n> | d | e | f |\n", [("M002", 3)]),
        ("- | a | b |\n  |---|---|\n  | d | e | f |\n", [("M002", 3)]),
        ("| a | b | c |\r\n|---|---|\r\n| d | e |\r\n", [("M003", 1)]),
        ("```\n| a | b | c |\n|---|---|\n```\n", []),
        ("Words | and more\n\nand | hyphens - too | here\n", []),
        ("---\na: b | c\n---\n", [("M001", 1)]),
        ("---\na: b\n---\n| a | b |\n|---|\n", [("M001", 1), ("M003", 4)]),
    ],
)
def test_what_is_not_shown_as_it_was_meant_is_told(text: str, found: list[tuple[str, int]]) -> None:
    assert told(text) == found


def test_no_cell_of_a_ragged_table_is_lost() -> None:
    rows = "\n".join("|" + "|".join(f" r{row}c{cell} " for cell in range(row % 7)) + "|" for row in range(60))
    text = parse_markdown(f"| a | b | c |\n|---|---|---|\n{rows}\n").text
    assert all(f"r{row}c{cell}" in text for row in range(60) for cell in range(row % 7))
    assert sum(
        one.trouble == "long" for one in find_ragged(f"| a | b | c |\n|---|---|---|\n{rows}\n")
    ) == sum(row % 7 > 3 for row in range(60))
