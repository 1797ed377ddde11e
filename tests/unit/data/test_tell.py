"""Findings as text, JSON, SARIF and GitHub annotations; rules as documentation."""

from __future__ import annotations

import json
import re

import pytest

from sitegen.diagnostics.diagnostic import Diagnostic, Place
from sitegen.diagnostics.excerpt import place_in_text, render_excerpt
from sitegen.diagnostics.rules import RULES, find_rule
from sitegen.diagnostics.tell import (
    FORMS,
    counts_of,
    render_counts,
    render_diagnostics,
    render_rule,
    render_rule_list,
)

TEXT = "title: A\nquote: a\tb日本x\n"
LATER = Diagnostic(
    "K001", "no key", place_in_text("a.yaml", TEXT, 9, 14), "Remove it.", ("more:\n  about it",)
)
EARLIER = Diagnostic("M002", "cut, 100 %", place_in_text("a.yaml", TEXT, 0), "Quote it.")
ELSEWHERE = Diagnostic("F001", "not UTF-8", Place(path="a b.txt"), "Convert.")


def test_the_text_is_in_file_order_with_the_line_and_the_help() -> None:
    assert render_diagnostics([LATER, ELSEWHERE, EARLIER, LATER], "text", "content/") == (
        "content/a b.txt: error F001 not UTF-8\n"
        "  help: Convert.\n"
        "content/a.yaml:1:1: advice M002 cut, 100 %\n"
        "  | title: A\n"
        "  | ^\n"
        "  help: Quote it.\n"
        "content/a.yaml:2:1: error K001 no key\n"
        "  | quote: a    b日本x\n"
        "  | ^^^^^\n"
        "    more:\n"
        "      about it\n"
        "  help: Remove it."
    )


def test_color_adds_styles_and_nothing_else() -> None:
    colored = render_diagnostics([LATER, EARLIER], "text", color=True)
    assert "\x1b[1;31merror K001" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render_diagnostics([LATER, EARLIER], "text")


# line, first and last offset, line as shown, marks
EXCERPTS = [
    ("abc", 1, 2, "abc", " ^"),
    ("abc", 3, 3, "abc", "   ^"),
    ("\tabc", 1, 3, "    abc", "    ^^"),
    ("日本x", 1, 3, "日本x", "  ^^^"),
    ("e\u0301x", 2, 3, "e\u0301x", " ^"),
    ("a\u202eb\x1b[1m", 2, 3, "a\ufffdb\ufffd[1m", "  ^"),
    ("x" * 300 + "ab" + "y" * 300, 300, 302, "…" + "x" * 24 + "ab" + "y" * 72 + "…", " " * 25 + "^^"),
    ("a" * 300, 0, 300, "a" * 99 + "…", "^" * 100),
]


@pytest.mark.parametrize(("line", "start", "end", "shown", "marks"), EXCERPTS)
def test_marks_stand_below_what_they_mark(line: str, start: int, end: int, shown: str, marks: str) -> None:
    assert render_excerpt(place_in_text("a", line, start, end)) == (shown, marks)


@pytest.mark.parametrize(
    ("text", "start", "end", "place"),
    [
        ("a\nb\r\nc\rd", 7, 8, (4, 1, 2, "d")),
        ("a\r\nb", 1, 3, (1, 2, 0, "a")),
        ("a\r\nb", 3, 4, (2, 1, 2, "b")),
        ("ab\ncd", 1, 5, (1, 2, 3, "ab")),
        ("a\u2028b", 2, 3, (1, 3, 4, "a\u2028b")),
        ("", 0, 0, (1, 1, 0, "")),
        ("a\n", 2, 2, (2, 1, 0, "")),
    ],
)
def test_lines_are_counted_as_editors_count(
    text: str, start: int, end: int, place: tuple[int, int, int, str]
) -> None:
    found = place_in_text("a", text, start, end)
    assert (found.line, found.column, found.end_column, found.excerpt) == place


def test_json_gives_every_field() -> None:
    first, _, last = json.loads(render_diagnostics([LATER, EARLIER, ELSEWHERE], "json", "c/"))
    assert first["line"] is None
    assert last == {
        "code": "K001",
        "rule": "unknown-key",
        "severity": "error",
        "message": "no key",
        "path": "c/a.yaml",
        "line": 2,
        "column": 1,
        "end_column": 6,
        "keys": [],
        "excerpt": "quote: a\tb日本x",
        "details": ["more:\n  about it"],
        "help": "Remove it.",
    }


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(render_diagnostics([LATER, EARLIER, ELSEWHERE], "sarif", "c/"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["F001", "K001", "M002"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert [result["level"] for result in run["results"]] == ["error", "note", "error"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    elsewhere, _, later = (result["locations"][0]["physicalLocation"] for result in run["results"])
    assert elsewhere == {"artifactLocation": {"uri": "c/a%20b.txt"}}
    assert later["region"] == {
        "startLine": 2,
        "startColumn": 1,
        "endColumn": 6,
        "snippet": {"text": "quote: a\tb日本x"},
    }


def test_github_gets_one_escaped_line_each() -> None:
    strange = Diagnostic("K001", "no: key,\n50 %", Place(path="a:b,c%.yaml", line=3, column=2))
    assert render_diagnostics([EARLIER, strange], "github").split("\n") == [
        "::notice file=a.yaml,line=1,col=1,title=M002 row-too-long::cut, 100 %25%0Ahelp: Quote it.",
        "::error file=a%3Ab%2Cc%25.yaml,line=3,col=2,title=K001 unknown-key::no: key, 50 %25",
    ]


def test_an_author_s_file_cannot_steer_the_terminal() -> None:
    nasty = Diagnostic(
        "K001", "a\x1b[2Jb\r\x07", Place("a", line=1, column=1, excerpt="\x1b]0;x\x07"), "\x9b1m", ("\x1bc",)
    )
    for form in FORMS:
        told = render_diagnostics([nasty], form)
        assert not set(told) & {"\x1b", "\x07", "\r", "\x9b"} or form in ("json", "sarif")
    assert "\x1b" not in render_diagnostics([nasty], "json")


# Names of files as `tests/unit/data/test_invisible.py` has them: what may happen in a log they must not do.
NAMES = (
    "a\x1b]0;t\x07.txt",
    "a\n::add-mask::x",
    "a\r\n  ::error::x",
    "::warning::x",
    "a##[error]x",
    "a\x85b\u2028c",
    "\u202efdp.exe",
    "a\x7f\x9bb",
    "a\u200bb",
)
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e]")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_forges_no_line(name: str, form: str) -> None:
    excerpt = name.partition("\n")[0]
    findings = [
        Diagnostic(
            "K001", f"no '{name}'", Place(name, line=2, excerpt=excerpt), f"mend {name}", (name, excerpt)
        ),
        Diagnostic("F001", name, Place(name)),
    ]
    told = render_diagnostics(findings, form)
    assert not _UNFIT.search(told)
    commands = [line for line in told.split("\n") if line.strip().startswith("::") or "##[" in line]
    if form == "github":
        assert len(told.split("\n")) == len(findings)
        assert all(line.startswith("::error file=") for line in commands)
        assert not any("##[" in line for line in commands)
    else:
        assert not commands
    if form == "json":  # a program is given the name as it is
        assert {finding["path"] for finding in json.loads(told)} == {name}


def test_counts() -> None:
    assert counts_of([LATER, EARLIER, ELSEWHERE]) == {"error": 2, "warning": 0, "advice": 1}
    assert render_counts([LATER, EARLIER, ELSEWHERE]) == "2 errors, 1 piece of advice"
    assert render_counts([]) == ""
    assert render_diagnostics([], "text") == ""


def test_an_unknown_form_or_code_is_a_bug() -> None:
    with pytest.raises(ValueError, match="xml"):
        render_diagnostics([], "xml")
    with pytest.raises(LookupError, match="Z999"):
        render_diagnostics([Diagnostic("Z999", "", Place("a"))], "text")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_documented_with_an_example(rule: object) -> None:
    assert rule in RULES
    found = next(known for known in RULES if known == rule)
    told = render_rule(found)
    assert told.startswith(f"# {found.code} {found.name}\n\n{found.summary.rstrip('.')}. This is ")
    assert find_rule(found.code.lower()) is find_rule(found.name) is found


@pytest.mark.parametrize("letter", ["Y", "K"])
def test_rules_on_yaml_and_keys_show_an_example(letter: str) -> None:
    rules = [rule for rule in RULES if rule.code.startswith(letter)]
    assert rules
    assert all("\n```yaml\n" in rule.explanation for rule in rules)
    assert [rule.code for rule in rules] == [f"{letter}{n:03}" for n in range(1, len(rules) + 1)]


def test_the_list_of_rules_has_a_line_for_each() -> None:
    listed = [line.split() for line in render_rule_list(RULES).splitlines() if line]
    assert sorted(line[0] for line in listed) == sorted(rule.code for rule in RULES)
