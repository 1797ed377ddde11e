"""Splice, parse, compare: the change and nothing else; lines outside it stay to the byte."""

from __future__ import annotations

import difflib
from typing import Any

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sitegen.parse.schema_names import ANNOTATION_KEYS
from sitegen.splice.annotation import (
    annotations_of,
    delete_annotation,
    put_annotation,
    put_entry,
)
from sitegen.splice.splice import read_value, splice_deletion, splice_value

WORDS = [
    *("the bridge", "was: closed", "on # Monday", "'quoted'", '"said"', "no", "12:30", "1_000", "- dash"),
    *("[x]", "{y}", "ends ", " begins", "two\nlines", "para\n\npara", "tab\there", "trail\n", "\u00a0x"),
    *("مرحبا", "Москва", "北京", "e\u0301", "\u2028", "🙂 smile", "a: b", "null", "~", "", "#", "x:", "? q"),
    *("*a", "&a", "!t", "%d", "@", "`", "|", ">", "---", "...", "0o17", "1e3", "=", "<<", "a,b"),
    *("long " * 40 + "end", "long: " * 30 + "end"),
]
texts = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=30),
)
ids = st.sampled_from(["a", "b-1", "c", "no", "on-2016", "7"])
scalars = st.one_of(ids, texts)
groups: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from(["id", "value", "stance", "exact", "as_of"]), scalars, min_size=1, max_size=3
)
values: st.SearchStrategy[Any] = st.one_of(
    scalars,
    st.lists(scalars, max_size=3),
    groups,
    st.lists(st.one_of(scalars, groups), min_size=1, max_size=3),
)
drafts: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"quote": texts},
    optional=dict.fromkeys([k for k in ANNOTATION_KEYS if k not in ("id", "quote")], values),
)


@st.composite
def sidecars(draw: st.DrawFn) -> str:
    """A sidecar as some author would have written it: any style, comments, line ends, indentation."""
    head = draw(st.sampled_from(["title: T", "# comment\ntitle: 'T' # c", "---\ntitle: >\n  folded\n  text"]))
    items = draw(st.lists(drafts, max_size=4))
    for number, item in enumerate(items):
        item["id"] = f"old-{number}"
    form = draw(st.sampled_from(["block", "block", "block", "flow", "own", "empty", "missing", "null"]))
    if form in ("empty", "missing", "null"):
        body = {"empty": "annotations: [] # none", "missing": "# here", "null": "annotations:"}[form]
    elif form == "own":
        body = "annotations:" + ("".join(_own(draw, item) for item in items) or " []")
    else:
        body = yaml.dump(
            {"annotations": items},
            Dumper=yaml.SafeDumper,
            default_flow_style=form == "flow",
            allow_unicode=draw(st.booleans()),
            indent=draw(st.sampled_from([2, 4])),
            width=draw(st.sampled_from([40, 200])),
            sort_keys=False,
        ).rstrip("\n")
        body = body[1:-1] if body.startswith("{") else body
    tail = draw(st.sampled_from(["", "\n", "\n# end\n", "\n\nkind: letter\n", "\n# about\nsource: {url: x}"]))
    text = f"{head}\n{body}{tail}"
    line_break = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", line_break)


def _own(draw: st.DrawFn, item: dict[str, Any]) -> str:
    """An item by hand: comments, a blank line, hyphens at the margin or not."""
    gap = draw(st.sampled_from([" ", "   "]))
    lines = (
        yaml.dump(item, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False).rstrip("\n").split("\n")
    )
    below = f"\n  {' ' * (1 + len(gap))}"
    comment = draw(st.sampled_from(["", " # beside", f"{below}# below"]))
    comment = "" if lines[-1][:1] in " '\"" or ": |" in lines[-1] or ": '" in lines[-1] else comment
    return f"\n  -{gap}" + below.join(line if line.strip() else "" for line in lines) + comment


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def outside_stays(before: str, after: str) -> bool:
    """Whether what changed is one stretch of lines."""
    matcher = difflib.SequenceMatcher(None, lines_of(before), lines_of(after), autojunk=False)
    changes = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    return len(changes) <= 1


def sound(text: str) -> Any:
    try:
        return read_value(text.removeprefix("\ufeff"))
    except ValueError:
        assume(False)  # noqa: FBT003
        return None


many = settings(max_examples=120, suppress_health_check=list(HealthCheck))


@many
@given(sidecars(), drafts)
def test_adding_adds_one_annotation_and_changes_nothing_else(text: str, annotation: dict[str, Any]) -> None:
    before = sound(text)
    new = {"id": "new", **annotation}
    after = put_annotation(text, new)
    value = read_value(after.removeprefix("\ufeff"))
    assert value == {**before, "annotations": [*(before.get("annotations") or []), new]}
    assert put_annotation(after, new) == after
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert "\n" not in after.replace("\r\n", "")
    if before.get("annotations") and "annotations: [" not in text and "annotations:\r\n" not in text:
        kept = iter(lines_of(after))
        old = lines_of(text if text[-1] in "\r\n" else text + ("\r\n" if "\r\n" in text else "\n"))
        assert all(line in kept for line in old) or not text.endswith("\n")


@many
@given(sidecars(), st.integers(0, 3))
def test_deleting_takes_one_annotation_and_changes_nothing_else(text: str, number: int) -> None:
    before = sound(text)
    assume(number < len(before.get("annotations") or []))
    after = delete_annotation(text, number)
    old = before["annotations"]
    assert read_value(after.removeprefix("\ufeff")) == {
        **before,
        "annotations": [*old[:number], *old[number + 1 :]],
    }
    assert outside_stays(text, after)


@many
@given(sidecars(), st.integers(0, 3), st.sampled_from(ANNOTATION_KEYS[1:]), values)
def test_a_key_is_set_and_taken_out_again(text: str, number: int, key: str, value: Any) -> None:
    before = sound(text)
    assume(number < len(before.get("annotations") or []))
    path = ("annotations", number, key)
    after = splice_value(text, path, value, ANNOTATION_KEYS)
    items = annotations_of(after)
    assert items[number] == {**before["annotations"][number], key: value}
    assert [i for n, i in enumerate(items) if n != number] == [
        i for n, i in enumerate(before["annotations"]) if n != number
    ]
    assert splice_value(after, path, value, ANNOTATION_KEYS) == after
    if key not in before["annotations"][number] and text.endswith("\n"):
        assert splice_deletion(after, path) == text


@many
@given(sidecars(), st.integers(0, 3), drafts)
def test_an_annotation_takes_the_place_of_another(text: str, number: int, annotation: dict[str, Any]) -> None:
    before = sound(text)
    assume(number < len(before.get("annotations") or []))
    new = {**annotation, "id": before["annotations"][number]["id"]}
    after = put_annotation(text, new)
    items = annotations_of(after)
    assert items[number] == new
    assert len(items) == len(before["annotations"])
    assert put_annotation(after, new) == after


@many
@given(
    st.sampled_from(["", "# none\n", "{}\n", "a: {name: A}\n", "a:\n  name: A\n\nb:\n  name: B # b\n"]), texts
)
def test_an_entry_is_added_to_a_registry(text: str, name: str) -> None:
    before = read_value(text) or {}
    assert isinstance(before, dict)
    after = put_entry(text, "new", {"name": name})
    assert read_value(after) == {**before, "new": {"name": name}}
    assert put_entry(after, "new", {"name": name}) == after
    assert after.startswith(text.removesuffix("{}\n"))
