"""What the panel shows: a document's annotations, and the card of a draft as it will be."""

from __future__ import annotations

from typing import Any

from sitegen.graph.chains import links_of_document
from sitegen.model.archive import Document
from sitegen.parse.markdown import render_markdown
from sitegen.parse.schema_names import ANNOTATION_KEYS, LIST_KEYS, VALUE_KEYS
from sitegen.parse.yaml_values import Value
from sitegen.serve.annotate.desk import DocumentDesk
from sitegen.serve.annotate.draft import (
    Draft,
    claims_of,
    figures_of,
    list_of,
    text_of,
)
from sitegen.serve.annotate.registries import KINDS, Registries
from sitegen.serve.annotate.save import annotation_of, propose_annotation_id
from sitegen.splice.annotation import annotations_of
from sitegen.splice.write import write_item
from sitegen.text.numerals import readings_in_text

NUMBERS = 6  # of a passage that are offered as a figure's value
Json = dict[str, Any]


def show_document(desk: DocumentDesk, registries: Registries) -> Json:
    """Return what a page must know to annotate a document."""
    placed = {annotation.number - 1: annotation for annotation in desk.annotations}
    document = desk.document
    outer = _outer(document) if document else []
    shown: list[Json] = []
    for number, item in enumerate(annotations_of(desk.yaml)):
        if not isinstance(item, dict) or number not in placed:
            continue
        annotation = placed[number]
        pieces = desk.pieces_of(annotation.spans)
        shown.append(
            {
                "number": number,
                "id": annotation.id,
                "named": annotation.named,
                "keys": _keys(item),
                "pieces": [vars(piece) for piece in pieces],
            }
        )
    names = names_in(registries, [annotation["keys"] for annotation in shown])
    names["speakers"] |= _named(registries, "speakers", [link["id"] for link in outer])
    return {
        "version": desk.version,
        "path": desk.sidecar_path,
        "language": desk.language,
        "outer": outer,
        "annotations": shown,
        "names": names,
    }


def show_draft(desk: DocumentDesk, draft: Draft) -> Json:
    """Return an id for a draft, the numbers in its words, its note as HTML, its YAML; or `RefusedError`."""
    annotation = annotation_of(desk, draft, desk.yaml)
    id = draft.id or propose_annotation_id(desk, draft)
    ordered = {
        key: {"id": id, **annotation}[key] for key in ANNOTATION_KEYS if key in {"id": id, **annotation}
    }
    words = " ".join(_passage(desk, draft))
    readings = readings_in_text(words, desk.language) if words else []
    numbers = sorted({number for some in readings for number in some}, reverse=True)
    return {
        "id": id,
        "numbers": [f"{number:f}" for number in numbers[:NUMBERS]],
        "note": render_markdown(draft.note) if draft.note else "",
        "yaml": "\n".join(write_item(ordered, 2, 2, "annotations")),
    }


def _passage(desk: DocumentDesk, draft: Draft) -> list[str]:
    """Return the words of a draft's pieces, or of the annotation that it leaves where it is."""
    if draft.pieces is not None:
        return [piece.words for piece in draft.pieces]
    return [words for a in desk.annotations if a.number - 1 == draft.number for words in a.passage]


def _outer(document: Document) -> list[dict[str, str]]:
    """Return the links that every chain of a document ends with."""
    author, publisher = links_of_document(document)
    links = ((author, "author"), (publisher, "outlet"))
    return [{"id": id, "role": role} for id, role in links if id]


def _keys(item: dict[str, Value]) -> Json:
    keys: Json = {key: text_of(item.get(key)) for key in VALUE_KEYS}
    keys |= {key: list_of(item.get(key)) for key in LIST_KEYS}
    return {**keys, "claim": claims_of(item.get("claim")), "figure": figures_of(item.get("figure"))}


def names_in(registries: Registries, annotations: list[Json]) -> dict[str, dict[str, str]]:
    """Return the names of all that annotations name, by registry and id."""
    return {kind: _names(registries, kind, annotations) for kind in KINDS}


def _names(registries: Registries, kind: str, annotations: list[Json]) -> dict[str, str]:
    ids: list[str] = []
    for keys in annotations:
        if kind == "speakers":
            ids += [keys["speaker"], *keys["via"]]
        elif kind == "topics":
            ids += keys["topics"]
        else:
            ids += [use.get("id", "") for use in keys[kind.removesuffix("s")]]
    return _named(registries, kind, ids)


def _named(registries: Registries, kind: str, ids: list[str]) -> dict[str, str]:
    names = registries.registry(kind).names
    return {id: names[id].name for id in dict.fromkeys(ids) if id in names}
