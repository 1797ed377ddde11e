"""The keys of the format, each with an archive in which it stands and one in which it stands otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml

from sitegen.model.period import Period
from sitegen.parse.schema_base import Keys, fields_of
from sitegen.parse.schema_names import bare_type, is_group, is_list, item_type
from sitegen.parse.schema_registries import ClaimKeys, FigureKeys, SpeakerKeys, TopicKeys
from sitegen.parse.schema_sidecar import AnnotationKeys, SidecarKeys
from sitegen.parse.schema_site import PageKeys, SiteKeys
from sitegen.parse.schema_types import FilledText, Text

FILES = {
    "site.yaml": """\
title: Site-title
description: Site-description
language: en
base_url: https://base.example/
licence: Site-licence
editors: [Editor-one]
menu:
  - {label: Menu-label, target: pages/about}
claim_statuses:
  open:
    label: Status-label
    description: Status-description
    rating: 0.25
  shut: {label: Shut-label}
theme:
  accent: "#123abc"
  fonts: {text: Font-of-text, interface: Font-of-interface}
  logo: logo.svg
search: {whole_index: true}
""",
    "speakers.yaml": """\
anna:
  name: Anna-name
  kind: anonymous
  aliases: [Anna-alias]
  roles:
    - {title: Role-title, organization: Role-organization, period: 1931/1932}
  affiliation: town
  description: Anna-**description**
  links:
    wikidata: Q777
    wikipedia: https://wiki.example/anna
    viaf: "888"
    Her own page: https://anna.example/
  former_ids: [old-anna]
town: {name: Town-name, kind: organization}
paper: {name: Paper-name, kind: group}
boris: {name: Boris-name, kind: person}
""",
    "claims.yaml": """\
rain:
  text: Rain-text
  topics: [weather]
  status: open
  assessment: Rain-*assessment*
  evidence:
    - {document: brief, annotation: second, relation: supports, note: Evidence-note}
    - {url: "https://evidence.example/", title: Evidence-title, relation: refutes}
    - {document: letter, relation: context}
  contradicts: [c1]
  contrary_to: [c2]
  supports: [c3]
  undercuts: [c4]
  repeats: [c5]
  revises: [c6]
  former_ids: [old-rain]
c1: {text: Contradicted-text, status: open}
c2: {text: Contrary-text, status: open}
c3: {text: Supported-text, status: open}
c4: {text: Undercut-text, status: open}
c5: {text: Repeated-text, status: open}
c6: {text: Revised-text, status: open}
""",
    "figures.yaml": """\
drops:
  label: Drops-label
  unit: Drops-unit
  definition: Drops-*definition*
  period: 1933
  varies: true
  topics: [weather]
  former_ids: [old-drops]
  reports:
    - speaker: boris
      via: [paper]
      min: 7001
      max: 7003
      approximate: true
      as_of: 1934-02
      source: {url: "https://report.example/", title: Report-title}
    - {speaker: anna, value: 6500}
flakes: {label: Flakes-label, unit: Flakes-unit}
""",
    "topics.yaml": """\
weather: {name: Weather-name, description: Weather-*description*, former_ids: [old-weather]}
climate: {name: Climate-name}
""",
    "pages/about.md": "---\ntitle: Page-title\n---\n\nPage-**text**\n",
    "static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "documents/letter.txt": "Anna says: it rained, 400 drops. It was 500 then, she said.\n",
    "documents/brief.txt": "Anna sagt: es regnete.\n",
    "documents/brief.yaml": """\
title: Brief-title
language: de
annotations:
  - {id: second, quote: es regnete}
""",
    "documents/letter.yaml": """\
title: Letter-title
date: 1935-05-06~
kind: Letter-kind
language: en
author: anna
publisher: paper
source:
  url: https://source.example/
  archived: https://archived.example/
  retrieved: 1936-07-08
  sha256: SHA
  rights: Source-rights
  citation: Source-citation
topics: [weather, climate]
summary: Letter-*summary*
translation_of: brief
former_ids: [old-letter]
annotations:
  - id: first
    quote:
      - {exact: it rained}
      - {exact: 400 drops, prefix: ", ", suffix: ". It", occurrence: 1}
    speaker: town
    via: [boris]
    said: 1937-01-02
    mode: free-indirect
    cue: Anna says
    certainty: low
    claim:
      - {id: rain, stance: questions}
    figure:
      - {id: drops, value: 400, min: 390, max: 410, as_of: 1938-03}
      - {id: flakes, value: 500, approximate: true}
    basis: inferential
    note: Annotation-**note**
    topics: [weather, drought]
    annotator: Annotator-name
    annotated: 1939-04-05
  - id: second
    quote: said
    speaker: boris
    via: [paper]
    prefix: "she "
    suffix: "."
    occurrence: 1
""",
}
Values = dict[str, Any]
At = tuple[str | int, ...]  # keys and numbers on the way to a value
GROUPS: dict[str, tuple[type[Keys], str, At]] = {  # how tests call a group, and where one of it stands
    "site": (SiteKeys, "site.yaml", ()),
    "page": (PageKeys, "pages/about.md", ()),
    "document": (SidecarKeys, "documents/letter.yaml", ()),
    "annotation": (AnnotationKeys, "documents/letter.yaml", ("annotations",)),
    "speaker": (SpeakerKeys, "speakers.yaml", ("anna",)),
    "claim": (ClaimKeys, "claims.yaml", ("rain",)),
    "figure": (FigureKeys, "figures.yaml", ("drops",)),
    "topic": (TopicKeys, "topics.yaml", ("weather",)),
}
# What stands in an archive's place of a key where leaving it out would be a mistake, or say the same.
OTHERWISE: dict[str, Any] = {
    "site.language": "fr",
    "site.claim_statuses": {"open": {"label": "Other-label"}, "shut": {"label": "Shut-label"}},
    "site.menu.target": "documents",
    "site.search": {"whole_index": "false"},
    "site.search.whole_index": "false",
    "annotation.quote": ["it rained"],
    "annotation.quote.exact": "rained",
    "annotation.claim.id": "c1",
    "annotation.figure.id": "flakes",
    "document.language": "fr",
    "claim.status": "shut",
    "claim.evidence.document": "letter",
    "claim.evidence.url": "https://other.example/",
    "figure.reports.value": "6501",
}
# Which annotation tells a key, where it is not the first that has it: of what the editors read in words
# nobody is taken for a speaker.
TOLD_BY = {"annotation.speaker": 1, "annotation.via": 1}


@dataclass(frozen=True)
class Key:
    """A key of the format: `path` is what tests call it (`annotation.claim.stance`)."""

    path: str
    group: type[Keys]
    hint: Any
    file: str
    at: At

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def is_required(self) -> bool:
        return not hasattr(self.group, self.name)


def iter_keys() -> Iterator[Key]:
    """Yield every key of the schema, with where it stands in `values_of_files`, or would."""
    values = _read_files()
    for name, (group, file, at) in GROUPS.items():
        found = _value_at(values[file], at)
        places = [(*at, n) for n in range(len(found))] if isinstance(found, list) else [at]
        yield from _keys_of(name, group, file, places, values[file])


def _keys_of(path: str, group: type[Keys], file: str, places: list[At], values: Values) -> Iterator[Key]:
    for name, hint in fields_of(group).items():
        if (path, name) == ("document", "annotations"):
            continue  # a group of its own here
        standing = [at for at in places if name in (_value_at(values, at) or {})]
        at = (standing or places)[TOLD_BY.get(f"{path}.{name}", 0)]
        yield Key(f"{path}.{name}", group, hint, file, (*at, name))
        if is_group(hint) and standing:
            inner = _value_at(values, (*at, name))
            within: list[At] = [(*at, name)]
            if get_origin(bare_type(hint)) is dict:
                within = [(*at, name, key) for key in inner]
            elif isinstance(inner, list):
                within = [(*at, name, n) for n, item in enumerate(inner) if isinstance(item, dict)]
            yield from _keys_of(f"{path}.{name}", item_type(hint), file, within, values)


def files_of() -> dict[str, str]:
    """Return the archive in which every key stands: one that `FILES` lacks, with a value of its type."""
    return _written(_all_values())


def files_without(key: Key) -> dict[str, str]:
    """Return the archive in which a key is left out, or has another value."""
    values = _all_values()
    group = _value_at(values[key.file], key.at[:-1])
    if key.path in OTHERWISE:
        group[key.name] = OTHERWISE[key.path]
    elif key.is_required:
        group[key.name] += "-otherwise"
    else:
        del group[key.name]
    return _written(values)


def value_of(key: Key) -> Any:
    """Return what stands at a key in the archive in which every key stands."""
    return _value_at(_all_values()[key.file], key.at)


def _all_values() -> dict[str, Values]:
    values = _read_files()
    for key in iter_keys():
        group = _value_at(values[key.file], key.at[:-1])
        if key.name not in group:
            group[key.name] = _example(key)
    return values


def _example(key: Key) -> Any:
    """Return a value for a key, by its type."""
    item = item_type(key.hint)
    examples: Mapping[Any, Any] = {
        Text: f"{key.path.replace('.', '-')}-words",
        FilledText: f"{key.path.replace('.', '-')}-words",
        Period: "1941-02-03",
        Decimal: "417",
        bool: "true",
        int: "1",
    }
    if get_origin(item) is Literal:
        value = get_args(item)[-1]
    else:
        assert item in examples, f"{key.path}: give it a value in FILES, in tests/build/every_key.py"
        value = examples[item]
    return [value] if is_list(key.hint) else value


def _value_at(values: Any, at: At) -> Any:
    for step in at:
        values = values[step]
    return values


def _read_files() -> dict[str, Values]:
    sha256 = hashlib.sha256(FILES["documents/letter.txt"].encode()).hexdigest()
    told = {path: text.replace("SHA", sha256) for path, text in FILES.items()}
    read = {path: yaml.load(text, yaml.BaseLoader) for path, text in told.items() if path.endswith(".yaml")}
    _, front, _ = FILES["pages/about.md"].split("---\n")
    return deepcopy({**read, "pages/about.md": yaml.load(front, yaml.BaseLoader)})


def _written(values: dict[str, Values]) -> dict[str, str]:
    written = {path: yaml.safe_dump(value, sort_keys=False) for path, value in values.items()}
    _, _, body = FILES["pages/about.md"].split("---\n")
    written["pages/about.md"] = f"---\n{written['pages/about.md']}---\n{body}"
    return {**FILES, **written}


def write_files(files: Mapping[str, str], folder: Path) -> None:
    """Write an archive."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
