"""The schemas as files, and the settings by which editors use them.

The YAML language server stands behind VS Code's extension and most other editors. Not all of its releases
know 2020-12: the schemas keep to what it and draft 7 read the same way. `tools/editors.py` tries them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sitegen.parse.json_schema import json_schemas

FOLDER = ".vscode/schemas"  # beside the settings; the names are those of the schemas with .json
EXTENSION = "redhat.vscode-yaml"
MODELINE = "# yaml-language-server: $schema="


def schema_files(archive_ids: Mapping[str, Iterable[str]] | None = None) -> dict[str, bytes]:
    """Return the schema files by name (`sidecar.json`), ids of an archive in them where they are given."""
    return {
        f"{name}.json": (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
        for name, schema in json_schemas(archive_ids).items()
    }


def globs_of_schema(name: str, archive: str) -> list[str]:
    """Return which files of an archive folder a schema is for, as VS Code's patterns below the workspace."""
    at = f"{archive}/" if archive not in {"", "."} else ""
    if name == "site":
        return [f"{at}site.yaml"]
    if name == "sidecar":
        return [f"{at}documents/**/*.yaml", f"!{at}documents/**/*.lock.yaml"]
    return [f"{at}{name}.yaml", f"{at}{name}/**/*.yaml"]


def settings_file(archive: str, folder: str = FOLDER) -> bytes:
    """Return `.vscode/settings.json`: each schema with the files that it is for."""
    names = [name.removesuffix(".json") for name in schema_files()]
    schemas = {f"./{folder}/{name}.json": globs_of_schema(name, archive) for name in names}
    settings = {"yaml.schemas": schemas, "files.associations": {"*.lock.yaml": "json"}}
    return (json.dumps(settings, indent=2) + "\n").encode()


def extensions_file() -> bytes:
    """Return `.vscode/extensions.json`, by which VS Code offers to install what reads YAML."""
    return (json.dumps({"recommendations": [EXTENSION]}, indent=2) + "\n").encode()


def modeline(path_to_schema: str) -> str:
    """Return the first line by which a single file names its schema, in any editor."""
    return MODELINE + path_to_schema
