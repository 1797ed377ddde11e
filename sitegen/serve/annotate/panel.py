"""What the annotator's panel is told of the format: its keys, and what the site calls their values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sitegen.model.archive import EDITORIAL
from sitegen.model.period import Period
from sitegen.parse.schema_base import fields_of
from sitegen.parse.schema_names import LIST_KEYS, VALUE_KEYS, bare_type
from sitegen.parse.schema_sidecar import AnnotationKeys
from sitegen.serve.words import interface_words
from sitegen.site.labels import BASES, CERTAINTIES, MODES, ROLES, SPEAKER_KINDS
from sitegen.site.standing import READ_STANCES, STANCES
from sitegen.words.markers import N_
from sitegen.words.words import Words

# Keys for which annotator.js has a place of its own. Each further one that has one value gets a field,
# which is called as `FIELDS` says.
PLACED = ("speaker", "said", "mode", "cue", "certainty", "basis", "note", "annotator")
FIELDS = {
    "annotated": N_("When was it annotated?"),
}
VALUES: dict[str, Mapping[Any, str]] = {
    "mode": MODES,
    "certainty": CERTAINTIES,
    "basis": BASES,
    "stance": STANCES,
    "read_stance": READ_STANCES,
    "role": ROLES,
    "speaker_kind": SPEAKER_KINDS,
}
DATE = "2016-12-03"  # an example


@lru_cache(maxsize=8)
def facts_of_panel(language: str) -> dict[str, str]:
    """Return what the scripts of a page in a language are told."""
    told = panel_of(interface_words(language))
    return {"panel": json.dumps(told, ensure_ascii=False, separators=(",", ":"))}


def panel_of(words: Words) -> dict[str, Any]:
    """Return what the panel works by, in the words of a site."""
    values = {
        name: [(value, words.gettext(message)) for value, message in table.items()]
        for name, table in VALUES.items()
    }
    return {
        "keys": dict.fromkeys(VALUE_KEYS, "") | {key: [] for key in (*LIST_KEYS, "claim", "figure")},
        "values": values,
        "editorial": EDITORIAL,
        "fields": [_field(key, values, words) for key in VALUE_KEYS if key not in PLACED],
    }


def _field(key: str, values: dict[str, list[tuple[str, str]]], words: Words) -> dict[str, Any]:
    is_date = bare_type(fields_of(AnnotationKeys)[key]) is Period
    return {
        "key": key,
        "label": words.gettext(FIELDS[key]) if key in FIELDS else key,
        "values": values.get(key),
        "example": DATE if is_date else "",
    }
