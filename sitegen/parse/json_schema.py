"""JSON Schemas (2020-12) of everything that authors write in YAML, from the models that validate it.

They are for editors, which complete keys and mark mistakes while a person types, and are a little looser than
the build: whether a date is in the calendar, say, no schema can tell. In one thing they are
stricter: an empty value means "left out" to the build, and is marked by an editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.parse.schema_base import Keys
from sitegen.parse.schema_models import model_of
from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_sidecar import SidecarKeys
from sitegen.parse.schema_site import SiteKeys
from sitegen.parse.schema_types import AN_ID, ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
STATUSES = ("unverified", "corroborated", "disputed", "refuted", "retracted")

# What a menu may name without more; an archive's own pages come with its ids.
SECTIONS = (
    "documents", "speakers", "claims", "figures", "topics", "timeline", "matrix", "relays", "search",
)  # fmt: skip

_Schema = dict[str, Any]
_FILES: tuple[tuple[str, str, type[Keys]], ...] = (
    ("site", "The site", SiteKeys),
    ("sidecar", "A sidecar", SidecarKeys),
)
_REGISTRIES: tuple[tuple[str, str, type[Keys]], ...] = (
    ("speakers", "Speakers", SpeakerKeys),
    ("claims", "Claims", ClaimKeys),
    ("figures", "Figures", FigureKeys),
    ("topics", "Topics", TopicKeys),
)
# Editors show these where they offer a whole group, and above what they tell of a key.
_TITLES = {
    "AnnotationKeys": "an annotation",
    "ClaimKeys": "a claim",
    "ClaimUseKeys": "a claim with its stance",
    "EvidenceKeys": "a piece of evidence",
    "FigureKeys": "a figure",
    "FigureUseKeys": "a reading of a figure",
    "FontKeys": "fonts",
    "ListedStatusKeys": "a status with its id",
    "MenuItemKeys": "a labelled entry",
    "QuoteKeys": "a piece with its context",
    "ReportKeys": "a reading from elsewhere",
    "ReportSourceKeys": "where it is from",
    "RoleKeys": "a role",
    "SearchKeys": "the search",
    "SourceKeys": "where the text is from",
    "SpeakerKeys": "a speaker",
    "StatusKeys": "a status",
    "ThemeKeys": "the theme",
    "TopicKeys": "a topic",
}


def json_schemas(archive_ids: Mapping[str, Iterable[str]] | None = None) -> dict[str, _Schema]:
    """Return the schemas by name: site, sidecar, speakers, claims, figures, topics.

    `archive_ids` maps documents, speakers, claims, figures, topics and statuses to the ids that an archive
    has: editors offer them where such an id is asked for. Other ids stay valid to the schema, because
    the file that would define them may be the next to be written.
    """
    ids: dict[str, list[str]] = {"statuses": list(STATUSES), "menu": list(SECTIONS)}
    ids |= {kind: sorted(known) for kind, known in (archive_ids or {}).items()}
    ids["menu"] += ids.get("pages", [])
    schemas = {name: _of_model(title, model) for name, title, model in _FILES}
    schemas |= {name: _of_registry(title, model) for name, title, model in _REGISTRIES}
    return {name: _finished(schema, ids) for name, schema in schemas.items()}


_AS_THEY_ARE = {"propertyNames", "defaultSnippets"}
# What an empty registry begins with, in the language server's own keyword. $1, $2 are where a person types.
_SNIPPETS: dict[str, tuple[str, dict[str, str]]] = {
    "SpeakerKeys": (
        "${1:first-name}",
        {"name": "${2:First Name}", "kind": "${3|person,organization,group,anonymous|}"},
    ),
    "ClaimKeys": ("${1:what-is-claimed}", {"text": "${2:One sentence.}"}),
    "FigureKeys": ("${1:what-is-counted}", {"label": "${2:What is counted}", "unit": "${3:people}"}),
    "TopicKeys": ("${1:a-topic}", {"name": "${2:A topic}"}),
}


def _of_model(title: str, model: type[Keys]) -> _Schema:
    return {"$schema": DIALECT, **model_of(model).model_json_schema(), "title": title}


def _of_registry(title: str, model: type[Keys]) -> _Schema:
    """Return the schema of a map from id to the model's keys."""
    entry = model_of(model).model_json_schema()
    definitions = entry.pop("$defs", {})
    key, value = _SNIPPETS[model.__name__]
    whole = _TITLES[model.__name__]
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "propertyNames": {
            "title": "an id",
            "pattern": f"^(?!(index|page-[0-9]+)$){ID_PATTERN[1:]}",
            "patternErrorMessage": f"{AN_ID}; and not index or page-2, which the site writes itself",
            "doNotSuggest": True,  # the language server's: it would offer the word "property"
        },
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
        "defaultSnippets": [
            {"label": whole, "description": f"{whole.capitalize()} with its id.", "body": {key: value}}
        ],
        "$defs": {model.__name__: entry, **definitions},
    }


def _finished(node: Any, ids: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 - JSON
    """Return the schema with ids to choose from, without the models' own names, nulls and defaults."""
    if isinstance(node, list):
        return [_finished(item, ids) for item in node]
    if not isinstance(node, dict):
        return node
    if "x-ids-of" in node:
        return _with_ids(node, ids)
    out: _Schema = {}
    for key, value in node.items():
        if key in {"properties", "$defs"}:
            out[key] = {name: _finished(inner, ids) for name, inner in value.items()}
        elif key in _AS_THEY_ARE or (key == "title" and "$schema" in node):
            out[key] = value
        elif key == "anyOf":
            out |= _alternatives([item for item in value if item != {"type": "null"}], ids)
        elif key not in {"default", "title"}:
            out[key] = _finished(value, ids)
    for name in out.get("$defs", {}):
        out["$defs"][name] = {"title": _TITLES[name], **out["$defs"][name]}
    return out


def _with_ids(node: _Schema, ids: Mapping[str, list[str]]) -> _Schema:
    """Return what an id may be: one of those that are known, or another."""
    known = ids.get(node["x-ids-of"], [])
    other = {key: value for key, value in node.items() if key not in {"x-ids-of", "title"}}
    if not known:
        return other
    listed = {"type": "string", "enum": known}
    if "patternErrorMessage" in other:  # thousands of ids are no help in a message
        listed["errorMessage"] = other["patternErrorMessage"]
    return {"anyOf": [listed, other]}


def _alternatives(items: list[_Schema], ids: Mapping[str, list[str]]) -> _Schema:
    """Return what one alternative says, or anyOf of several."""
    finished = [_finished(item, ids) for item in items]
    return finished[0] if len(finished) == 1 else {"anyOf": finished}
