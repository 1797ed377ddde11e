"""A harvest → the files of an archive, and the report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.anchor.describe import describe_all
from sitegen.anchor.fold import fold
from sitegen.import_.align import align_texts
from sitegen.import_.excerpts import make_excerpts
from sitegen.import_.harvest import Harvest, Loss, Mark, Source, shortened
from sitegen.import_.offsets import settle_units
from sitegen.import_.place import Align, place_marks
from sitegen.model.archive import Selector, Span
from sitegen.model.reading_text import ReadingText
from sitegen.parse.characters import replace_forbidden
from sitegen.parse.front_matter import without_front_matter
from sitegen.parse.ids import TakenIds, id_from_quote, id_from_text, is_avoided
from sitegen.parse.markdown import parse_markdown
from sitegen.parse.plain import parse_plain
from sitegen.parse.schema import validate
from sitegen.parse.schema_names import ANNOTATION_KEYS, DOCUMENT_KEYS
from sitegen.parse.schema_sidecar import AnnotationKeys, SidecarKeys
from sitegen.parse.source import decode_text
from sitegen.scaffold.yaml_text import Yaml, render_yaml

SHOWN = 5  # names that are shown of many


@dataclass(frozen=True, slots=True)
class Imported:
    """Files by their path in the archive; how many marks came in, and how many have a place now."""

    files: dict[str, bytes]
    counted: int
    placed: int
    losses: tuple[Loss, ...]

    @property
    def lost(self) -> int:
        return sum(loss.is_mark for loss in self.losses)

    @property
    def unread(self) -> int:
        return sum(loss.is_unread for loss in self.losses)


def assemble(harvest: Harvest, name: str, taken: frozenset[str] = frozenset()) -> Imported:
    """Return the files of what was brought in, and what could not be.

    `name` is the name of registry files beside others (`speakers/NAME.yaml`), empty for `speakers.yaml`;
    `taken` are ids of documents that are there already. Every mark of the harvest is placed or in the losses.
    """
    files: dict[str, bytes] = {}
    _tell_apart(harvest)
    losses = list(harvest.losses)
    ids = TakenIds(taken)
    placed = 0
    named: set[str] = set()  # what the sidecars name: whom nothing names that has a place, has no entry
    for source in harvest.sources:
        if source.data is None and not make_excerpts(source, losses):
            continue
        id_ = _free_document_id(source, ids)
        made = _read(source, losses)
        if made is None:
            continue
        entries = _annotations(source, *made, losses)
        placed += len(entries)
        path = f"documents/{id_}"
        head = _shown(_head(source, id_, losses), source.name, losses)
        entries = [_shown(entry, f"{source.name}: {entry['id']}", losses) for entry in entries]
        for words in _iter_words((head, entries)):
            named.add(words)
        files[f"{path}.{source.ending}"] = source.data or b""
        files[f"{path}.yaml"] = render_yaml({**head, "annotations": entries} if entries else head).encode()
    for kind in ("speakers", "claims", "figures", "topics"):
        entries_made = {
            i: _shown(keys, f"{kind}: {i}", losses)
            for i, keys in getattr(harvest, kind).made.items()
            if i in named
        }
        if entries_made:
            path = f"{kind}/{name}.yaml" if name else f"{kind}.yaml"
            files[path] = "\n".join(
                render_yaml({i: keys}) for i, keys in sorted(entries_made.items())
            ).encode()
    return Imported(files, harvest.counted, placed, tuple(losses))


def _tell_apart(harvest: Harvest) -> None:
    """Give speakers of one document alone who share a name with others its title after theirs."""
    titles = {source.name: source.keys.get("title") for source in harvest.sources}
    made = harvest.speakers.made
    often = Counter(str(entry["name"]).casefold() for entry in made.values())
    for id_, entry in made.items():
        title = titles.get(harvest.speakers.scope_of(id_))
        if title and often[str(entry["name"]).casefold()] > 1:
            entry["name"] = f"{entry['name']} ({title})"
    apart = Counter(name.casefold() for name in harvest.apart.values())
    shared = {name: count for name, count in apart.items() if count > 1}
    if shared:
        shown = ", ".join(f"“{name}”" for name in list(shared)[:SHOWN])
        count = f"{sum(shared.values()):,}"
        harvest.lose("speakers", f"{count} without a name of their own ({shown}) were kept apart by document")


def _free_document_id(source: Source, ids: TakenIds) -> str:
    parts = [
        f"{name}-1" if is_avoided(name) else name
        for part in id_from_text(source.id, keep_folders=True).split("/")
        if (name := shortened(part))
    ]
    base = "/".join(parts) or "document"
    return ids.take(base)


def _read(source: Source, losses: list[Loss]) -> tuple[ReadingText, Align | None] | None:
    """Return the reading text with the way to it, or None where the source is no text: its marks are lost."""
    assert source.data is not None
    text, problems = decode_text(source.data, source.name)
    if text is None:
        why = f"its text cannot be read: {problems[0].message}"
        losses.extend(Loss(f"{source.name}: {mark.label}", why, is_mark=True) for mark in source.marks)
        losses.append(Loss(source.name, f"{problems[0].message}. {problems[0].help}"))
        return None
    if source.ending == "md":
        return parse_markdown(without_front_matter(text)), None
    reading = parse_plain(text)
    source.marks, told = settle_units(text, source.marks)
    if told:
        losses.append(Loss(source.name, told))
    return reading, align_texts(text, reading.text)


def _annotations(
    source: Source, reading: ReadingText, align: Align | None, losses: list[Loss]
) -> list[dict[str, Yaml]]:
    folded = fold(reading.text)
    places = place_marks(reading.text, folded, source.marks, align)
    kept: list[tuple[Mark, tuple[Span, ...]]] = []
    for mark, (spans, why) in zip(source.marks, places, strict=True):
        if spans:
            kept.append((mark, spans))
        else:
            losses.append(Loss(f"{source.name}: {mark.label}", why or "it names no passage", is_mark=True))
    kept.sort(key=lambda pair: (pair[1][0][0], -pair[1][-1][1]))
    described = iter(describe_all(reading.text, folded, [span for _, spans in kept for span in spans]))
    taken = TakenIds()
    entries: list[dict[str, Yaml]] = []
    for mark, spans in kept:
        selectors = [found for _ in spans if (found := next(described)) is not None]
        entry = _entry(mark, selectors, taken) if selectors else None
        if entry is None:
            losses.append(
                Loss(f"{source.name}: {mark.label}", "there are no words at its place", is_mark=True)
            )
        else:
            entries.append(_sound(entry, AnnotationKeys, f"{source.name}: {mark.label}", losses))
    return entries


def _entry(mark: Mark, selectors: list[Selector], taken: TakenIds) -> dict[str, Yaml]:
    keys: dict[str, Yaml] = {**mark.keys}
    wanted = shortened(id_from_text(mark.id)) if mark.id else ""
    if not wanted or wanted in taken or is_avoided(wanted):
        wanted = id_from_quote(tuple(selector.exact for selector in selectors), taken)
    else:
        taken.add(wanted)
    keys["id"] = wanted
    if len(selectors) == 1:
        keys |= _selector_keys(selectors[0], "quote")
    else:
        pieces = [_selector_keys(selector, "exact") for selector in selectors]
        keys["quote"] = [piece if len(piece) > 1 else piece["exact"] for piece in pieces]
    return {key: keys[key] for key in ANNOTATION_KEYS if keys.get(key) not in (None, "", [], ())}


def _selector_keys(selector: Selector, name: str) -> dict[str, Yaml]:
    keys: dict[str, Yaml] = {name: selector.exact}
    if selector.prefix:
        keys["prefix"] = selector.prefix
    if selector.suffix:
        keys["suffix"] = selector.suffix
    if selector.occurrence:
        keys["occurrence"] = selector.occurrence
    return keys


def _shown(keys: dict[str, Yaml], where: str, losses: list[Loss]) -> dict[str, Yaml]:
    """Return keys without characters that no page can show, as other encodings' quotation marks become."""
    if all(words.isprintable() for words in _iter_words(keys)):
        return keys
    cleaned = {key: _clean(value) for key, value in keys.items()}
    if cleaned != keys:
        losses.append(Loss(where, "characters that no page can show were replaced by U+FFFD"))
    return cleaned


def _clean(value: Yaml) -> Yaml:
    if isinstance(value, str):
        return replace_forbidden(value)
    if isinstance(value, Mapping):
        return {key: _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _iter_words(value: object) -> Iterator[str]:
    """Yield every text that is a value in what a sidecar has."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _iter_words(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _iter_words(inner)


def _head(source: Source, id_: str, losses: list[Loss]) -> dict[str, Yaml]:
    given = source.keys.get("source")
    about: Mapping[str, Yaml] = given if isinstance(given, Mapping) else {}
    sha256 = hashlib.sha256(source.data or b"").hexdigest()
    keys: dict[str, Yaml] = {"title": id_, **source.keys, "source": {**about, "sha256": sha256}}
    head = {key: keys[key] for key in DOCUMENT_KEYS if keys.get(key) not in (None, "", [], ())}
    return _sound(head, SidecarKeys, source.name, losses)


def _sound(keys: dict[str, Yaml], model: type[Any], where: str, losses: list[Loss]) -> dict[str, Yaml]:
    """Return the keys without those whose values the format of archives does not allow."""
    _, wrong = validate(_as_read(keys), model, where)
    for finding in wrong:
        key = finding.place.keys[0] if finding.place.keys else ""
        losses.append(Loss(where, f"its {key} is left out: {finding.message}"))
        keys = {name: value for name, value in keys.items() if name != key}
    return keys


def _as_read(value: Yaml) -> Any:  # noqa: ANN401 - what the YAML parser gives
    if isinstance(value, Mapping):
        return {key: _as_read(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_read(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) or value is None else str(value)
