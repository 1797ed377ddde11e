"""The schema read twice: by the reader where all is right, by Pydantic where something is wrong."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sitegen.model.period import Period
from sitegen.parse.schema_base import BeforeValidator, Keys, Refusal, StringConstraints, fields_of
from sitegen.parse.schema_models import model_of
from sitegen.parse.schema_reader import UnsureError, reader_of
from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_sidecar import SidecarKeys
from sitegen.parse.schema_site import PageKeys, SiteKeys

GROUPS = (SidecarKeys, SpeakerKeys, ClaimKeys, FigureKeys, TopicKeys, SiteKeys, PageKeys)
SCALARS = (
    *("", " ", "a", " Ada Holm ", "ada-holm", "Ada", "a/b", "a\n", "\u00a0a\u2003", "é", "page-2", "a" * 300),
    *(
        "2016-12-03",
        "2016-12",
        "2004/..",
        "2016~",
        "2016-13",
        "1200",
        "1_200",
        "-0.5",
        "1,200",
        "0",
        "1",
        "0.5",
    ),
    *("yes", "True", "no", "maybe", "en", "pt-BR", "English", "#8B1a1a", "#12", "Georgia, serif", "a;b"),
    *("https://example.org/a", "mailto:a@b.c", "ftp://a", "a b", "static/a.pdf", "../a", "Q42", "A" * 64),
)
RIGHT: dict[Any, tuple[str, ...]] = {
    Period: ("2016-12-03", "2004/..", "2016~"),
    Decimal: ("1200", "1_200", "0.5"),
    bool: ("yes", "no", "true"),
    int: ("1", "2"),
    float: ("0", "0.5"),
    str: ("en", "#8b1a1a", "https://example.org/a", "A" * 64, "Georgia, serif", " Ada Holm "),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the schema, most of them right."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Keys):
        found = groups_of(hint)
    elif origin is Annotated:
        found = values_so_told(*arguments)
    elif origin in {tuple, list}:
        found = st.lists(values_of(arguments[0]), max_size=3)
    elif origin is dict:
        found = st.dictionaries(st.sampled_from(("a", "wikidata", "B")), values_of(arguments[1]), max_size=2)
    elif arguments and origin is not Literal:
        found = st.one_of([st.none() if hint is NoneType else values_of(hint) for hint in arguments])
    else:
        found = st.sampled_from(arguments or RIGHT.get(hint, ("a",)))
    return found


def values_so_told(base: Any, *words: object) -> st.SearchStrategy[Any]:
    if any(isinstance(word, StringConstraints) and word.pattern for word in words):
        return st.sampled_from(("ada-holm", "b", "x1"))
    inputs = [w.json_schema_input_type for w in words if isinstance(w, BeforeValidator)]
    return st.one_of(values_of(base), *(values_of(hint) for hint in inputs if hint is not None))


def groups_of(keys: type[Keys]) -> st.SearchStrategy[Any]:
    fields = {name: values_of(hint) for name, hint in fields_of(keys).items()}
    required = {name: fields.pop(name) for name in list(fields) if not hasattr(keys, name)}
    return st.fixed_dictionaries(required, optional=fields)


def one_changed(value: Any) -> st.SearchStrategy[Any]:
    """The value with something put in the place of one of its parts."""
    anything = st.sampled_from(SCALARS) | st.sampled_from([None, [], {}, ["a"], {"id": "a"}, {"a": "b"}])
    if isinstance(value, dict) and value:
        keys = st.sampled_from([*value, "titel"])
        return keys.flatmap(lambda key: one_changed(value.get(key)).map(lambda part: {**value, key: part}))
    if isinstance(value, list) and value:
        numbers = st.integers(0, len(value) - 1)
        return numbers.flatmap(
            lambda n: one_changed(value[n]).map(lambda part: [*value[:n], part, *value[n + 1 :]])
        )
    return anything


def plain(value: object) -> object:
    """What was read, without the class that holds it."""
    if isinstance(value, Keys):
        return {name: plain(getattr(value, name)) for name in fields_of(type(value))}
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def read_by_both(keys: type[Keys], value: object) -> tuple[object, object]:
    """What each reads; None for what is not right."""
    try:
        quickly = plain(reader_of(keys)(value))
    except (UnsureError, Refusal):
        quickly = None
    try:
        slowly = plain(model_of(keys).model_validate(value))
    except ValidationError:
        slowly = None
    return quickly, slowly


@given(st.data())
def test_what_is_right_is_read_by_both_alike(data: st.DataObject) -> None:
    keys = data.draw(st.sampled_from(GROUPS))
    value = data.draw(groups_of(keys))
    quickly, slowly = read_by_both(keys, value)
    assert quickly == slowly


@given(st.data())
def test_what_is_wrong_is_read_by_neither(data: st.DataObject) -> None:
    keys = data.draw(st.sampled_from(GROUPS))
    value = data.draw(groups_of(keys).flatmap(one_changed))
    quickly, slowly = read_by_both(keys, value)
    assert quickly == slowly


@given(st.text(max_size=5))
@example("\x1ca\x1f")
def test_no_other_blanks_are_stripped_than_pydantic_strips(title: str) -> None:
    quickly, slowly = read_by_both(PageKeys, {"title": title})
    assert quickly is None or quickly == slowly


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (SidecarKeys, {"title": "A", "annotations": [{"quote": "b", "claim": "c", "via": ["d"]}]}),
        (SidecarKeys, {"title": "A", "annotations": [{"quote": ["b", {"exact": "c", "occurrence": "2"}]}]}),
        (FigureKeys, {"label": "A", "unit": "b", "reports": [{"min": "1_200", "as_of": "2016~"}]}),
        (SiteKeys, {"title": "A", "menu": ["pages/b", {"C": "d"}], "claim_statuses": {"e": {"label": "F"}}}),
    ],
)
def test_what_is_right_needs_no_pydantic(keys: type[Keys], value: object) -> None:
    quickly, slowly = read_by_both(keys, value)
    assert quickly == slowly
    assert quickly is not None


def test_an_archive_without_mistakes_is_parsed_without_pydantic() -> None:
    script = (
        "import sys\n"
        "from sitegen.parse.records import parse_claims, parse_sidecar, parse_site\n"
        "assert parse_sidecar(b'title: A\\nannotations:\\n- quote: b\\n', 'a.yaml', 'a', 'a.md')[1] == ()\n"
        "assert parse_claims(b'a:\\n  text: B\\n', 'claims.yaml')[1] == ()\n"
        "assert parse_site(b'title: A\\n', 'site.yaml')[1] == ()\n"
        "print(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert {"pydantic", "pydantic_core", "rapidfuzz"}.isdisjoint(out.split())
