"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/) as JSON-LD.

A file is one annotation, a list of them, an AnnotationPage, an AnnotationCollection with its pages inside, or
a graph. Nothing is fetched: pages and targets that are only named are reported. An annotation with
targets in several sources becomes one in each of these documents.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.import_.bodies import read_bodies, read_date, text_of
from sitegen.import_.characters import BROKEN, has_lone_surrogate
from sitegen.import_.decode import decode_file
from sitegen.import_.harvest import Harvest, Mark, add_note
from sitegen.import_.selectors import Selected, read_selectors
from sitegen.import_.texts import Texts
from sitegen.model.archive import Selector
from sitegen.scaffold.yaml_text import Yaml

_READ = frozenset(
    (
        "@context", "id", "@id", "type", "@type", "body", "bodies", "hasBody", "bodyValue", "target",
        "hasTarget", "motivation", "motivatedBy", "creator", "annotatedBy", "created", "annotatedAt",
    )
)  # fmt: skip


@dataclass(slots=True)
class Other:
    """An annotation that others may be about: its mark, and what they say of it."""

    mark: Mark | None = None
    notes: list[str] = field(default_factory=list)


def read_w3c(files: Mapping[str, bytes], harvest: Harvest, texts: Texts) -> None:
    """Add the annotations of JSON-LD files to a harvest; `texts` has the texts of what they annotate."""
    found: list[tuple[str, str, dict[str, Any]]] = []  # file, label, annotation
    for name, data in files.items():
        value = load_json(name, data, harvest)
        for number, annotation in enumerate(_iter_annotations(name, value, harvest), 1):
            found.append((name, f"{name}: annotation {number}", annotation))
    others = {id_: Other() for _, _, annotation in found if (id_ := _id_of(annotation))}
    unread: Counter[tuple[str, str]] = Counter()
    for name, label, annotation in found:
        if has_lone_surrogate(annotation):
            harvest.counted += 1
            harvest.lose(label, BROKEN, is_mark=True)
            continue
        _add_annotation(annotation, (name, label), (harvest, texts, others))
        unread.update((name, key) for key in annotation.keys() - _READ)
    for other in others.values():
        if other.mark is not None:
            for words in other.notes:
                add_note(other.mark.keys, words)
    for (name, key), count in sorted(unread.items()):
        harvest.lose(name, f"an annotation's {key} left out: it has no place", times=count)


def load_json(name: str, data: bytes, harvest: Harvest) -> Any:  # noqa: ANN401 - JSON
    """Return a file's JSON, or None where it has none, which is noted."""
    try:
        return json.loads(decode_file(name, data, harvest))
    except (ValueError, RecursionError) as error:
        harvest.refuse(name, f"it is not JSON: {error}")
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
                harvest.refuse(name, f"{', '.join(kinds) or 'an object'} without annotations in it")
        elif item is not None:
            harvest.lose(name, f"{item!r} is no annotation")


def _kinds(item: dict[str, Any]) -> list[str]:
    kinds = item.get("type") or item.get("@type") or []
    return [str(kind).rpartition(":")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _id_of(annotation: dict[str, Any]) -> str:
    id_ = annotation.get("id") or annotation.get("@id")
    return id_ if isinstance(id_, str) else ""


def _add_annotation(
    annotation: dict[str, Any], where: tuple[str, str], into: tuple[Harvest, Texts, dict[str, Other]]
) -> None:
    harvest, texts, others = into
    file, label = where
    name = _id_of(annotation)
    label = f"{label} ({name})" if name else label
    by_source: dict[str, list[Selected]] = {}
    about: list[str] = []
    for target in _iter_targets(annotation.get("target", annotation.get("hasTarget"))):
        address, selected = _read_target(target)
        if not selected.pieces and (address in others or (address.startswith("#") and address != "#")):
            about.append(address)
        else:
            if isinstance(target, str):
                address = address.partition("#")[0]
            by_source.setdefault(address, []).append(selected)
    if about:
        harvest.counted += not by_source
        told = [address for address in about if address in others]
        if told:
            keys = _keys(annotation, label, harvest, topics=False)
            others[told[0]].notes.append(f"{keys.get('annotator', '')}: {keys.get('note', '')}".strip(": "))
        kept = "; what it says stands in the note of the first that is here" if told else ""
        why = f"it is about other annotations ({', '.join(about)}), not about a text{kept}"
        harvest.lose(label, why, is_mark=not by_source)
    for address, selections in by_source.items():
        harvest.counted += 1
        pieces = tuple(piece for selected in selections for piece in selected.pieces)
        source = texts.source(address) if address else texts.nameless(file) if pieces else None
        if source is None:
            several = f", and may be about any of {len(texts.names)} texts: import it with its text alone"
            harvest.lose(label, f"it names no source{several if pieces else ''}", is_mark=True)
            continue
        if not pieces:
            kinds = ", ".join(kind for selected in selections for kind in selected.others)
            why = f"it selects by {kinds} alone" if kinds else "it is about the whole source"
            harvest.lose(label, f"{why}, not by words", is_mark=True)
            continue
        position = selections[0].position if len(selections) == 1 else None
        mark = Mark(label, pieces, _keys(annotation, label, harvest), id=_fragment(name), position=position)
        mark.is_bare = not any(isinstance(piece, Selector) for piece in pieces)
        source.marks.append(mark)
        if name:
            others[name].mark = mark


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
        return target, Selected()
    if not isinstance(target, dict):
        return "", Selected()
    source = target.get("source") or target.get("hasSource") or target.get("id") or target.get("@id")
    selector = target.get("selector") or target.get("hasSelector")
    return text_of(source), read_selectors(selector) if selector else Selected()


def _keys(
    annotation: dict[str, Any], label: str, harvest: Harvest, *, topics: bool = True
) -> dict[str, Yaml]:
    """Return the keys that an annotation's own words give; without topics its tags are words of the note."""
    keys: dict[str, Yaml] = {}
    read_bodies(annotation, keys, label, harvest, topics=topics)
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
