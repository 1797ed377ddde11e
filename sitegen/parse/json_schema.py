"""JSON Schemas (2020-12) of everything that authors write in YAML, from the models that validate it.

They are for editors, which complete keys and mark mistakes while a person types, and are a little looser than
the build: whether a date is in the calendar, say, no schema can tell. In one thing they are
stricter: an empty value means "left out" to the build, and is marked by an editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_sidecar import SidecarKeys
from sitegen.parse.schema_site import SiteKeys
from sitegen.parse.schema_types import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
STATUSES = ("unverified", "corroborated", "disputed", "refuted", "retracted")

_Schema = dict[str, Any]
_FILES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("site", "The site: site.yaml", SiteKeys),
    ("sidecar", "A sidecar: documents/**/NAME.yaml", SidecarKeys),
)
_REGISTRIES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("speakers", "Speakers: speakers.yaml, or speakers/**/*.yaml", SpeakerKeys),
    ("claims", "Claims: claims.yaml, or claims/**/*.yaml", ClaimKeys),
    ("figures", "Figures: figures.yaml, or figures/**/*.yaml", FigureKeys),
    ("topics", "Topics: topics.yaml", TopicKeys),
)


def json_schemas(archive_ids: Mapping[str, Iterable[str]] | None = None) -> dict[str, _Schema]:
    """Return the schemas by name: site, sidecar, speakers, claims, figures, topics.

    `archive_ids` maps documents, speakers, claims, figures, topics and statuses to the ids that an archive
    has: editors offer them where such an id is asked for. Other ids stay valid to the schema, because
    the file that would define them may be the next to be written.
    """
    ids: dict[str, list[str]] = {"statuses": list(STATUSES)}
    ids |= {kind: sorted(known) for kind, known in (archive_ids or {}).items()}
    schemas = {name: _of_model(title, model) for name, title, model in _FILES}
    schemas |= {name: _of_registry(title, model) for name, title, model in _REGISTRIES}
    return {name: _finished(schema, ids) for name, schema in schemas.items()}


def _of_model(title: str, model: type[BaseModel]) -> _Schema:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}


def _of_registry(title: str, model: type[BaseModel]) -> _Schema:
    """Return the schema of a map from id to the model's keys."""
    entry = model.model_json_schema()
    definitions = entry.pop("$defs", {})
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN, "not": {"pattern": "^(index|page-[0-9]+)$"}},
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {model.__name__: entry, **definitions},
    }


def _finished(node: Any, ids: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 - JSON
    """Return the schema with ids to choose from, without the models' own names, nulls and defaults."""
    if isinstance(node, list):
        return [_finished(item, ids) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-ids-of" in node:
        known = ids.get(node["x-ids-of"], [])
        plain = {key: value for key, value in node.items() if key not in {"x-ids-of", "title"}}
        return {"anyOf": [{"enum": known}, plain]} if known else plain
    out: _Schema = {}
    for key, value in node.items():
        if key in {"properties", "$defs"}:
            out[key] = {name: _finished(inner, ids) for name, inner in value.items()}
        elif key == "default" or (key == "title" and "$schema" not in node):
            continue
        elif key == "anyOf":
            out |= _alternatives([item for item in value if item != {"type": "null"}], ids)
        else:
            out[key] = _finished(value, ids)
    return out


def _alternatives(items: list[_Schema], ids: Mapping[str, list[str]]) -> _Schema:
    """Return what one alternative says, or anyOf of several."""
    finished = [_finished(item, ids) for item in items]
    return finished[0] if len(finished) == 1 else {"anyOf": finished}
