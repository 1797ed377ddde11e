"""YAML as it is written: what comes back is what went in, and it reads well."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.yaml import parse_yaml
from sitegen.scaffold.yaml_text import Yaml, render_scalar, render_yaml

TEXTS = st.text(
    st.one_of(
        st.sampled_from(list(" :#-'\"\\\n[]{},&*!|>%@`~=<0123456789.abyesnoN\u00a0\u2028\u200f«ж\u0645")),
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]),
    ),
    max_size=24,
)
KEYS = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_texts_come_back(value: dict[str, Yaml]) -> None:
    written = render_yaml(value)
    read, findings = parse_yaml(written.encode(), "x.yaml")
    assert (read, findings) == (value, ()), written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("no", '"no"'),
        ("1984", '"1984"'),
        ("2016-12-03", "2016-12-03"),
        ("12:30", '"12:30"'),
        ("a: b", '"a: b"'),
        ("it's", "it's"),
        ('he said "no"', 'he said "no"'),
        ('"no"', "'\"no\"'"),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("", '""'),
    ],
)
def test_texts_are_quoted_where_they_must_be(text: str, written: str) -> None:
    assert render_scalar(text) == written


def test_layout() -> None:
    value: dict[str, Yaml] = {
        "title": "T",
        "author": ["a", "b"],
        "source": {"url": "https://example.org/"},
        "annotations": [
            {"id": "x", "quote": "one", "figure": {"id": "f", "value": Decimal(90000)}},
            {"id": "z", "quote": [{"exact": "two", "prefix": "and"}, "three"], "note": "Two\nlines."},
        ],
    }
    assert render_yaml(value) == (
        "title: T\n"
        "author: [a, b]\n"
        "source:\n"
        "  url: https://example.org/\n"
        "annotations:\n"
        "  - id: x\n"
        "    quote: one\n"
        "    figure: {id: f, value: 90000}\n"
        "  - id: z\n"
        "    quote:\n"
        "      - {exact: two, prefix: and}\n"
        "      - three\n"
        "    note: |-\n"
        "      Two\n"
        "      lines.\n"
    )
