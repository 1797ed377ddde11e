"""JSON Schemas: valid themselves, and of one mind with the build about what is right and wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sitegen.parse.json_schema import json_schemas
from sitegen.parse.schema_base import Keys
from sitegen.parse.schema_models import model_of
from sitegen.parse.schema_sidecar import AnnotationKeys, SidecarKeys
from sitegen.parse.schema_site import SiteKeys

SAMPLE = Path(__file__).parents[4] / "shared" / "archive"


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as the YAML language server reads: numbers, true, false and null only."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "^(?:true|false)$", "tf"),
    ("null", "^(?:null|~|)$", ["n", "~", ""]),
    ("int", "^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]*\.[0-9]+$", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def errors(name: str, text: str, ids: dict[str, list[str]] | None = None) -> list[str]:
    value = yaml.load(text, CoreLoader)
    return [error.message for error in Draft202012Validator(json_schemas(ids)[name]).iter_errors(value)]


def test_the_schemas_are_schemas() -> None:
    schemas = json_schemas()
    assert list(schemas) == ["site", "sidecar", "speakers", "claims", "figures", "topics"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
        assert schema["title"]
        assert "x-ids-of" not in json.dumps(schema)


RIGHT = [
    ("site", "title: 1984\nlanguage: no\nmenu: [documents, {About: pages/about}]\ntheme: {accent: '#abc'}"),
    ("site", "title: A\nclaim_statuses: {a: {label: A, rating: 0.5}}"),
    ("site", "title: A\nclaim_statuses: [{id: a, label: A}]\neditors: Ada\nsearch: {whole_index: true}"),
    ("sidecar", "title: A\ndate: 2016\nauthor: ada\ntopics: [2016]"),
    ("sidecar", "title: A\nannotations: [{quote: a}, {quote: [a, {exact: b, occurrence: 2}], claim: c}]"),
    ("sidecar", "title: A\nannotations: [{quote: a, claim: [{id: b, stance: denies}, c]}]"),
    (
        "sidecar",
        "title: A\nannotations: [{quote: a, figure: {id: a, max: 1_000}}]",
    ),
    ("speakers", "ada: {name: Ada, roles: [{title: T, period: 2004/..}], links: {wikidata: Q1, viaf: 12}}"),
    ("claims", "a: {text: A, status: my-own, supports: b, evidence: [{url: 'https://a.org/'}]}"),
    ("figures", "a: {label: A, unit: B, varies: yes, reports: [{value: 1.5, as_of: 2016-12}]}"),
    ("topics", "a: {name: A}"),
]
WRONG = [
    ("site", "title: A\ntitel: B"),
    ("site", "description: A"),
    ("site", "title: A\ntheme: {accent: red}"),
    ("sidecar", "title: A\nlanguage: Russian language"),
    ("sidecar", "title: A\nauthor: Ada L."),
    ("sidecar", "title: A\ndate: 3.12.2016"),
    ("sidecar", "title: A\nsource: {url: 'javascript:x'}"),
    ("sidecar", "title: A\nannotations: [{quote: a, mode: verbatim}]"),
    ("sidecar", "title: A\nannotations: [{quote: a, figure: b}]"),
    ("sidecar", "title: A\nannotations: [{quote: a, figure: {id: b}}]"),
    ("sidecar", "title: A\nannotations: [{quote: a, occurrence: 0}]"),
    ("sidecar", "title: A\nannotations: [{quote: a, claim: [{id: b, stance: maybe}]}]"),
    ("speakers", "Ada L: {name: Ada}"),
    ("topics", "index: {name: A}"),
    ("claims", "a: {text: A, evidence: [{relation: proves}]}"),
]


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_what_is_right(name: str, text: str) -> None:
    assert errors(name, text) == []


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_is_wrong(name: str, text: str) -> None:
    assert errors(name, text) != []


def completions(schema: Any) -> set[str]:
    """Return all values that the schema's enumerations offer."""
    if isinstance(schema, dict):
        own = set(schema.get("enum", ()))
        return own.union(*(completions(value) for value in schema.values()))
    return set().union(*(completions(item) for item in schema)) if isinstance(schema, list) else set()


def test_ids_of_an_archive_are_offered_and_others_are_not_refused() -> None:
    ids = {"speakers": ["ben", "ada"], "claims": ["one"], "statuses": ["open"]}
    author = json_schemas(ids)["sidecar"]["properties"]["author"]
    assert completions(author) == {"ada", "ben"}
    assert {"direct", "one", "ada"} <= completions(json_schemas(ids)["sidecar"])
    assert "open" in completions(json_schemas(ids)["claims"])
    assert "disputed" in completions(json_schemas()["claims"])
    assert errors("sidecar", "title: A\nauthor: new", ids) == []


@pytest.mark.parametrize("model", [SiteKeys, SidecarKeys, AnnotationKeys])
def test_every_key_is_described(model: type[Keys]) -> None:
    for schema in json_schemas().values():
        for group in [schema, *schema.get("$defs", {}).values()]:
            assert all(prop.get("description") for prop in group.get("properties", {}).values())
    assert model_of(model).model_fields


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="sample archive absent")
def test_the_sample_archive_is_valid() -> None:
    for path in sorted(SAMPLE.rglob("*.yaml")):
        name = "sidecar" if path.parent.name == "documents" else path.stem
        assert errors(name, path.read_text(encoding="utf-8")) == [], path.name
