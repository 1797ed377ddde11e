"""The schemas as editors read them: the YAML language server knows draft 7, later ones in part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sitegen.scaffold.archive import files_of_example
from sitegen.scaffold.editor import globs_of_schema, modeline, schema_files, settings_file

ROOT = Path(__file__).parents[3]
SCHEMAS = {name.removesuffix(".json"): json.loads(data) for name, data in schema_files().items()}
# What the language server reads, and every validator passes over.
OF_THE_SERVER = {"patternErrorMessage", "errorMessage", "doNotSuggest", "defaultSnippets"}
ANNOTATIONS = {"description", "examples", "title", "$comment"}
BOTH_DRAFTS = {
    *ANNOTATIONS, *OF_THE_SERVER,
    "$schema", "$defs", "$ref", "type", "properties", "required", "additionalProperties",
    "items",
    "anyOf", "allOf", "oneOf", "not", "enum", "const", "pattern", "propertyNames", "minLength", "minItems",
    "minimum", "maximum", "patternProperties",
}  # fmt: skip


class CoreLoader(yaml.SafeLoader):
    """Reads numbers and yes and no, but not dates: as YAML 1.2 has it, and the server."""

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def iter_schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema in a schema; names of properties and definitions are no keywords."""
    if isinstance(node, list):
        for item in node:
            yield from iter_schemas(item)
    elif isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key in {"properties", "patternProperties", "$defs"}:
                for inner in value.values():
                    yield from iter_schemas(inner)
            elif key not in {"examples", "enum", "const", "defaultSnippets"}:
                yield from iter_schemas(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_both_drafts_read_a_schema_the_same_way(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(schema)
    for node in iter_schemas(schema):
        assert set(node) <= BOTH_DRAFTS
        if "$ref" in node:  # draft 7 reads nothing beside a $ref
            assert set(node) - {"$ref"} <= ANNOTATIONS


def test_what_the_language_server_was_seen_to_need() -> None:
    """Pinned, since no test can count on Node: seen with yaml-language-server 1.25 by `tools/editors.py`.

    It names a group that it offers whole by its title, else by the name of our class; a boolean beside an
    enumeration of "yes" is offered in quotation marks; it shows a bare pattern to people; and where ids are
    free it offers the word "property".
    """
    nodes = [node for schema in schemas_with_ids().values() for node in iter_schemas(schema)]
    for schema in schemas_with_ids().values():
        assert all(group["title"].islower() for group in schema.get("$defs", {}).values())
        assert schema.get("propertyNames", {"doNotSuggest": True})["doNotSuggest"]
    for node in nodes:
        assert "enum" not in node or node["type"] == "string"
        assert "pattern" not in node or "patternErrorMessage" in node or "(yes|no)" in node["pattern"]
        assert not ({"yes", "true"} & set(node.get("enum", ())))
    assert any(node.get("errorMessage", "").startswith("an id is") for node in nodes)


def schemas_with_ids() -> dict[str, Any]:
    files = schema_files({"speakers": ["ada-holm"], "claims": ["a"], "pages": ["pages/about"]})
    return {name: json.loads(data) for name, data in files.items()}


def test_pages_of_an_archive_may_stand_in_the_menu() -> None:
    assert '"pages/about"' in json.dumps(schemas_with_ids()["site.json"])
    assert '"timeline"' in json.dumps(SCHEMAS["site"])


@pytest.mark.parametrize("case", yaml.safe_load((ROOT / "tests/cases/editors.yaml").read_text()))
def test_the_cases_for_the_language_server_are_of_one_mind_with_the_schemas(case: dict[str, Any]) -> None:
    name = "sidecar" if "/" in case["file"] else case["file"].removesuffix(".yaml")
    value = yaml.load(case["text"].replace("‸", ""), Loader=CoreLoader)
    errors = list(jsonschema.Draft202012Validator(schemas_with_ids()[f"{name}.json"]).iter_errors(value))
    assert not (case.get("right") and errors)
    assert errors or "wrong" not in case


def test_the_example_fits_the_schemas_and_mistakes_do_not() -> None:
    files = files_of_example("github")
    sidecar = yaml.load(files["content/documents/harbour-hearing.yaml"], Loader=CoreLoader)
    for draft in (jsonschema.Draft202012Validator, jsonschema.Draft7Validator):
        validator = draft(SCHEMAS["sidecar"])
        assert list(validator.iter_errors(sidecar)) == []
        assert list(validator.iter_errors({**sidecar, "titel": "x"}))
        assert list(validator.iter_errors({**sidecar, "annotations": [{"quote": "x", "mode": "spoken"}]}))


def test_ids_of_an_archive_are_offered() -> None:
    sidecar = schema_files({"speakers": ["ada-holm"]})["sidecar.json"].decode()
    assert '"ada-holm"' in sidecar
    assert '"ada-holm"' not in schema_files()["sidecar.json"].decode()


def test_each_file_has_one_schema() -> None:
    settings = json.loads(settings_file("content"))
    for path in files_of_example("github"):
        if path.endswith(".yaml") and path.startswith("content/"):
            found = [
                schema
                for schema, globs in settings["yaml.schemas"].items()
                if any(fnmatch(path, glob.replace("**/", "*")) for glob in globs if not glob.startswith("!"))
            ]
            assert len(found) == 1, path
    assert all(schema.removeprefix("./") in files_of_example("github") for schema in settings["yaml.schemas"])
    assert globs_of_schema("site", ".") == ["site.yaml"]


def test_modeline_is_what_the_server_looks_for() -> None:
    assert modeline("../a.json") == "# yaml-language-server: $schema=../a.json"
