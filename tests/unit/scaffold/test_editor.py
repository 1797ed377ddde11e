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
ANNOTATIONS = {"description", "examples", "title", "$comment"}
BOTH_DRAFTS = {
    *ANNOTATIONS, "$schema", "$defs", "$ref", "type", "properties", "required", "additionalProperties",
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
            elif key not in {"examples", "enum", "const"}:
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
