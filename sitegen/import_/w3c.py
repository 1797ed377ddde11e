"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/) as JSON-LD.

A file is one annotation, a list of them, an AnnotationPage, an AnnotationCollection with its pages inside, or
a graph. Nothing is fetched: pages and targets that are only named are reported. An annotation with
targets in several sources becomes one in each of these documents.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.import_.bodies import read_bodies, read_date, text_of
from sitegen.import_.characters import BROKEN, has_lone_surrogate
from sitegen.import_.harvest import Harvest, Mark, Source
from sitegen.import_.selectors import Selected, read_selectors
from sitegen.import_.texts import Texts
from sitegen.scaffold.yaml_text import Yaml

_ENDINGS = (".json", ".jsonld")
_READ = frozenset(
    (
        "@context", "id", "@id", "type", "@type", "body", "hasBody", "bodyValue", "target", "hasTarget",
        "motivation", "motivatedBy", "creator", "annotatedBy", "created", "annotatedAt",
    )
)  # fmt: skip


def read_w3c(files: Mapping[str, bytes], harvest: Harvest, named: Mapping[str, str] | None = None) -> None:
    """Add the annotations of JSON-LD files to a harvest; other files are the texts of what they annotate.

    `named` leads from the address of an annotated source to the name of its text's file.
    """
    annotated = {name: data for name, data in files.items() if name.lower().endswith(_ENDINGS)}
    texts = Texts({name: data for name, data in files.items() if name not in annotated}, named)
    sources: dict[str, Source] = {}
    for name, data in annotated.items():
        value = load_json(name, data, harvest)
        unread: Counter[str] = Counter()
        for number, annotation in enumerate(_iter_annotations(name, value, harvest), 1):
            label = f"{name}: annotation {number}"
            if has_lone_surrogate(annotation):
                harvest.counted += 1
                harvest.lose(label, BROKEN, is_mark=True)
                continue
            _add_annotation(annotation, label, (harvest, texts, sources))
            unread.update(annotation.keys() - _READ)
        for key, count in sorted(unread.items()):
            harvest.lose(name, f"an annotation's {key} left out: it has no place", times=count)
    harvest.sources.extend(sources.values())
    for name in texts.unused():
        harvest.lose(name, "no annotation is about it; taken as a document without annotations")
        harvest.sources.append(texts.source(name, name))


def load_json(name: str, data: bytes, harvest: Harvest) -> Any:  # noqa: ANN401 - JSON
    """Return a file's JSON, or None where it has none, which is noted."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        harvest.lose(name, f"it is not JSON: {error}")
        return None


def _iter_annotations(name: str, value: Any, harvest: Harvest) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            kinds = _kinds(item)
            if "target" in item or "hasTarget" in item or "Annotation" in kinds:
                yield item
                continue
            inner = [item[key] for key in ("first", "items", "next", "@graph") if key in item]
            waiting.extend(reversed([part for part in inner if not isinstance(part, str)]))
            for part in inner:
                if isinstance(part, str):
                    harvest.lose(name, f"the page {part} is named, not contained; save it and import it too")
            if not inner:
                harvest.lose(name, f"{', '.join(kinds) or 'an object'} without annotations in it")
        elif item is not None:
            harvest.lose(name, f"{item!r} is no annotation")


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("type") or item.get("@type") or []
    return [str(kind).rpartition(":")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _add_annotation(
    annotation: dict[str, Any], label: str, into: tuple[Harvest, Texts, dict[str, Source]]
) -> None:
    harvest, texts, sources = into
    name = text_of(annotation.get("id") or annotation.get("@id"))
    label = f"{label} ({name})" if name else label
    by_source: dict[str, list[Selected]] = {}
    targets = annotation.get("target", annotation.get("hasTarget"))
    for target in _iter_targets(targets):
        address, selected = _read_target(target)
        by_source.setdefault(address, []).append(selected)
    for address, selections in by_source.items():
        harvest.counted += 1
        if not address:
            harvest.lose(label, "it names no source", is_mark=True)
            continue
        source = sources.get(address)
        if source is None:
            source = sources[address] = texts.source(address, address)
            if address.startswith(("http:", "https:")):
                source.keys["source"] = {"url": address}
        pieces = tuple(piece for selected in selections for piece in selected.pieces)
        if not pieces:
            others = ", ".join(kind for selected in selections for kind in selected.others)
            why = f"it selects by {others} alone" if others else "it is about the whole source"
            harvest.lose(label, f"{why}, not by words", is_mark=True)
            continue
        position = selections[0].position if len(selections) == 1 else None
        keys = _keys(annotation, label, harvest)
        source.marks.append(Mark(label, pieces, keys, id=_fragment(name), position=position))


def _iter_targets(targets: Any) -> Iterator[Any]:  # noqa: ANN401 - JSON
    """Yield each target; of a set of them (Composite, List, Independents, Choice) its members."""
    waiting = [targets]
    while waiting:
        target = waiting.pop()
        if isinstance(target, list):
            waiting.extend(reversed(target))
        elif isinstance(target, dict) and isinstance(target.get("items"), list) and target["items"]:
            waiting.append(target["items"])
        else:
            yield target


def _read_target(target: Any) -> tuple[str, Selected]:  # noqa: ANN401 - JSON
    if isinstance(target, str):
        return target.partition("#")[0], Selected()
    if not isinstance(target, dict):
        return "", Selected()
    source = target.get("source") or target.get("hasSource") or target.get("id") or target.get("@id")
    selector = target.get("selector") or target.get("hasSelector")
    return text_of(source), read_selectors(selector) if selector else Selected()


def _keys(annotation: dict[str, Any], label: str, harvest: Harvest) -> dict[str, Yaml]:
    keys: dict[str, Yaml] = {}
    read_bodies(annotation, keys, label, harvest)
    creator = annotation.get("creator") or annotation.get("annotatedBy")
    if creator:
        keys["annotator"] = text_of(creator)
    if date := read_date(annotation.get("created") or annotation.get("annotatedAt")):
        keys["annotated"] = date
    return keys


def _fragment(address: str) -> str:
    """Return the part of an annotation's address that may serve as its id; none of bare UUIDs and numbers."""
    last = address.rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]
    letters = sum(c.isalpha() for c in last)
    digits = sum(c.isdigit() for c in last)
    return last if letters > 2 * digits and letters >= 3 else ""
