"""YAML: what values come out, what is refused, and that no file is slow or fatal."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.diagnostics.rules import find_rule
from sitegen.parse.yaml import parse_yaml
from sitegen.parse.yaml_audit import ALIASED_VALUES, read_tree
from sitegen.parse.yaml_tree import DEPTH
from sitegen.parse.yaml_values import Value

VALUES: list[tuple[str, Value]] = [
    ("", None),
    ("# only a comment\n", None),
    ("language: no\n", {"language": "no"}),
    (
        "a: on\nb: 1_000\nc: 12:30\nd: 0o7\ne: 2016-12-03\n",
        {"a": "on", "b": "1_000", "c": "12:30", "d": "0o7", "e": "2016-12-03"},
    ),
    (
        "a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\n",
        {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~"},
    ),
    ("[a, {b: c}, [d]]", ["a", {"b": "c"}, ["d"]]),
    ("a: >\n  one\n  two\n\n  three\nb: |-\n  one\n  two\n", {"a": "one two\nthree\n", "b": "one\ntwo"}),
    ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
    ("\ufeffa: b\n", {"a": "b"}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("a: &mark [b, c]\nd: *mark\n", {"a": ["b", "c"], "d": ["b", "c"]}),
    ("a: one #two\n", {"a": "one"}),
    ("'<<': a\n", {"<<": "a"}),
    ('a: "tab\\tand \\u00e9 and \\\\"\n', {"a": "tab\tand é and \\"}),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_every_scalar_stays_what_is_written(text: str, value: Value) -> None:
    assert parse_yaml(text.encode(), "a.yaml") == (value, ())


# text, code, line, column, words of the message or the help
REFUSED = [
    ("a:\n\tb: c\n", "Y002", 2, 1, "spaces"),
    ('a: "b\nc: d\n', "Y003", 1, 4, "never closed"),
    ('quote: "He said "no" to us"\n', "Y003", 1, 18, "quote: >-"),
    ("note: 'it's not'\n", "Y003", 1, 11, "note: >-"),
    ('a: "\\q"\n', "Y003", 1, 5, "two backslashes"),
    ("title: Aleppo: a turn\n", "Y004", 1, 14, 'title: "Aleppo: a turn"'),
    ('title: a: "b"\n', "Y004", 1, 9, "title: 'a: \"b\"'"),
    ("a: @b\n", "Y005", 1, 4, 'a: "@b"'),
    ("a: `b`\n", "Y005", 1, 4, "cannot start with `"),
    ("a: %b\n", "Y005", 1, 4, "cannot start with %"),
    ("a: *b* c\n", "Y005", 1, 6, 'a: "*b* c"'),
    ("a: *b c\n", "Y005", 1, 7, "cannot start with *"),
    ("quote: [He] said\n", "Y005", 1, 13, 'quote: "[He] said"'),
    ("a: >b\n", "Y005", 1, 5, "cannot start with >"),
    ("a: b\n c: d\n", "Y001", 2, 2, "one column too far right"),
    ("a: b\nc\nd: e\n", "Y001", 2, 1, "`key: value`"),
    ("- a\nb: c\n", "Y001", 2, 1, "`- `"),
    ("a: - b\n", "Y001", 1, 4, "line of its own"),
    ("a: [b, c\nd: e\n", "Y001", 2, 2, "] is missing"),
    ("a: {b: c\n", "Y001", 2, 1, "} is missing"),
    ("a:\n  - b\n - c\n", "Y001", 3, 2, "one column too far left"),
    ("<<<<<<< HEAD\na: b\n=======\n", "Y001", 1, 1, "merge"),
    ("a: b\nc: d\na: e\n", "Y006", 3, 1, "line 1"),
    ("a: !!str b\n", "Y007", 1, 4, "!!str"),
    ("a: ! b\n", "Y007", 1, 4, "the tag !"),
    ("a: !m [b]\n", "Y007", 1, 4, "!m"),
    ("a: *gone\n", "Y008", 1, 4, "*gone"),
    ("a: &x [*x]\n", "Y008", 1, 8, "*x"),
    ("<<: {a: b}\n", "Y009", 1, 1, "<<"),
    ("[" * 40, "Y010", 1, DEPTH + 1, "brackets"),
    ("- " * 40, "Y010", 1, 2 * DEPTH + 1, "deep"),
    ("a: b\n---\nc: d\n", "Y011", 2, 1, "second"),
    ("? [a]\n: b\n", "Y012", 1, 3, "one word"),
    ("a: \x07\n", "Y013", 1, 4, "U+0007"),
    ("é: \x07\n", "Y013", 1, 4, "U+0007"),
    ('a: "\\x07"\n', "Y013", 1, 4, "U+0007"),
    ('a: "\\ufffe"\n', "Y013", 1, 4, "U+FFFE"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "words"), REFUSED)
def test_what_is_refused_and_where(text: str, code: str, line: int, column: int, words: str) -> None:
    _, found = parse_yaml(text.encode(), "a.yaml")
    (told,) = found
    assert (told.code, told.place.line, told.place.column) == (code, line, column)
    assert words in f"{told.message} {told.help}"
    assert told.help
    assert told.place.excerpt == text.splitlines()[line - 1] if line <= len(text.splitlines()) else True


def test_all_unusual_things_of_a_file_are_told_at_once() -> None:
    value, found = parse_yaml(b"a: !t b\nc: d\nc: e\n<<: {f: g}\nh: *i\n", "a.yaml")
    assert [told.code for told in found] == ["Y006", "Y009", "Y007", "Y008"]
    assert value == {"a": "b", "c": "d", "h": None}


@pytest.mark.parametrize("key", ["quote", "exact", "note", "rights", "annotator", "organization", "unit"])
def test_every_key_that_holds_a_text_gets_the_advice(key: str) -> None:
    (told,) = parse_yaml(f"{key}: a #b\n".encode(), "x.yaml")[1]
    assert told.code == "Y014"
    assert parse_yaml(b"date: 2016 #b\nspeaker: ada #b\n", "x.yaml")[1] == ()


def test_a_warning_of_a_text_that_a_hash_cuts_short() -> None:
    value, found = parse_yaml(b"quote: one #two three\nnote: four # a remark\nid: five #six\n", "a.yaml")
    assert value == {"quote": "one", "note": "four", "id": "five"}
    assert [(told.code, told.place.line, told.place.column, told.place.end_column) for told in found] == [
        ("Y014", 1, 12, 22)
    ]
    rule = find_rule("Y014")
    assert rule is not None
    assert rule.severity == "warning"


@pytest.mark.parametrize(
    ("tail", "told"), [("# 12", 1), ("#12", 1), ("# see below", 0), ("#", 0), ("'# 12'", 0)]
)
def test_a_number_after_a_hash_is_no_remark(tail: str, told: int) -> None:
    assert len(parse_yaml(f"quote: room {tail}\n".encode(), "a.yaml")[1]) == told


def test_a_file_of_multiplying_aliases_is_refused_without_being_expanded() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    ]
    value, found = parse_yaml("\n".join(lines).encode(), "a.yaml")
    assert value is None
    assert [told.code for told in found] == ["Y008"]


def test_aliases_within_the_bound_are_no_matter_of_the_file_s_own_length() -> None:
    text = "a: [" + "x, " * (ALIASED_VALUES + 10) + "&mark y]\nb: *mark\n"
    value, found = parse_yaml(text.encode(), "a.yaml")
    assert found == ()
    assert isinstance(value, dict)
    assert value["b"] == "y"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_without_bound_does_not_end_the_process(opening: str) -> None:
    value, found = parse_yaml((opening * 100_000).encode(), "a.yaml")
    assert value is None
    assert len(found) == 1


PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"))
TREES = st.recursive(
    PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(TREES)
@example({"null": "~", "a": ["", "null"]})
def test_what_is_dumped_is_read_back(tree: object) -> None:
    dumped = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style='"')
    assert parse_yaml(dumped.encode(), "a.yaml") == (tree, ())


@given(st.binary(max_size=60) | st.text("abc:-[]{}#&*!|>'\"%@`, \n\t?<", max_size=40).map(str.encode))
def test_any_bytes_give_a_value_or_a_finding_with_a_place(data: bytes) -> None:
    value, found = parse_yaml(data, "a.yaml")
    assert all(told.place.line > 0 and told.place.column > 0 and told.help for told in found)
    if value is None and any(told.code != "Y014" for told in found):
        return
    assert all(told.code.startswith("Y") for told in found)


LINES = """a: b
b: c d
c:
  d: e
  - x
- y
- k: v
  k2: v
- 'q: z'
a: 'it''s'
b: "x y"
  more words
    even more
- null
e: ~
f: null
  g:
    h: 1
    - i
      - j
g: [a, b]
h: {a: b, c: 1}
h: {a: b, a: 1}
i: a: b
j: x:
l: a#b
m: 'x
n: http://x.y/z
---
...
-
- - a
-   a
a : b
? a
a b: c
# c
  # c

- a:
  b:
    c: d
-x: y
q: a, b
t: ''
<<: a
v: |
w: &x a b
- "a" b
é: x
a: é
a: \u2028x
- a: b: c
  : x
a: [null, ~]
a: {b: null}
1a: x
  'x'
   odd
 odd: x
  - - x""".splitlines()


@given(st.lists(st.sampled_from(LINES), max_size=7).map("\n".join) | st.text("ab:- '#\n", max_size=30))
def test_events_and_the_tree_of_nodes_give_the_same_value(text: str) -> None:
    value, found = parse_yaml(text.encode(), "a.yaml")
    rules = [find_rule(each.code) for each in found]
    if any(rule is None or rule.severity == "error" for rule in rules):
        return
    assert read_tree(text.encode(), text, "a.yaml")[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n\n# c\nd: 'e'\nf:\ng: ~\n", {"a": "b", "d": "e", "f": None, "g": None}),
        ("a:\n- b: c\n  d: {e: 1}\n- f\ng: [h]", {"a": [{"b": "c", "d": {"e": "1"}}, "f"], "g": ["h"]}),
        ("a: b\n   c\n  d\n", {"a": "b c d"}),
    ],
)
def test_groups_and_lists_by_indentation(text: str, value: Value) -> None:
    assert parse_yaml(text.encode(), "a.yaml") == (value, ())


@pytest.mark.parametrize(("opened", "closing"), [("[", "]"), ("{", "}"), ("[a, ", "]"), ("{a: b,", "}")])
def test_a_bracket_open_at_the_end_is_told_where_it_is_opened(opened: str, closing: str) -> None:
    _, (found,) = parse_yaml(f"title: A\nauthor: {opened}\n".encode(), "a.yaml")
    assert found.code == "Y001"
    assert f"{closing} is missing" in found.message
