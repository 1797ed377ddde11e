"""Sidecars: bytes to a document with its annotations, not yet anchored."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.diagnostic import Diagnostic, Key, Place, diagnostic
from sitegen.diagnostics.rules.folders import DOCUMENT_ID_NOT_VALID
from sitegen.diagnostics.rules.keys import DUPLICATE_ID
from sitegen.model.archive import Annotation, ClaimUse, Document, FigureUse, Selector, Source
from sitegen.parse.amount import amount_from_keys
from sitegen.parse.ids import TakenIds, id_from_quote, id_from_text, is_document_id, is_reserved
from sitegen.parse.schema import validate
from sitegen.parse.schema_sidecar import AnnotationKeys, SidecarKeys, SourceKeys
from sitegen.parse.unseen import report_in_yaml
from sitegen.parse.yaml import parse_yaml
from sitegen.parse.yaml_values import Value

_Numbered = list[tuple[int, AnnotationKeys]]  # from 1, in the sidecar's order


def parse_sidecar(
    data: bytes, path: str, document_id: str, text_path: str
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document that a sidecar describes, and what is wrong with the sidecar.

    `path` is the sidecar's, `text_path` the text's, both relative to the archive. The annotations have
    selectors, and no spans. None where the file cannot be read as YAML at all.
    """
    value, found = parse_yaml(data, path)
    problems = [*found, *_check_document_id(document_id, text_path)]
    if value is None and found:
        return None, tuple(problems)
    keys, wrong = validate(value, SidecarKeys, path, spare={"title": document_id})
    problems += (*wrong, *report_in_yaml(data, path, value))
    if keys is None:
        return None, tuple(problems)
    annotations = list(enumerate(keys.annotations or (), 1)) if not wrong else _sound_annotations(value)
    problems += _duplicate_ids(annotations, path)
    return _document(keys, annotations, document_id, text_path), tuple(problems)


def _sound_annotations(value: Value) -> _Numbered:
    """Return the annotations of a sidecar with errors, each with what is sound of it and its number."""
    items = value.get("annotations") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return []
    checked = (validate(item, AnnotationKeys, "")[0] for item in items)
    return [(number, keys) for number, keys in enumerate(checked, 1) if keys is not None]


def _check_document_id(document_id: str, path: str) -> list[Diagnostic]:
    if is_document_id(document_id) and not is_reserved(document_id):
        return []
    meant = id_from_text(document_id, keep_folders=True)
    if is_reserved(document_id):
        message = f"'{document_id}' is the name of a file that the site writes itself"
        way_out = "Rename the text and its sidecar."
    else:
        message = f"the file's name gives the document's id, and '{document_id}' is not an id"
        way_out = (
            f"Rename the text and its sidecar to '{meant}'." if meant else "Use a to z, digits and hyphens."
        )
    return [diagnostic(DOCUMENT_ID_NOT_VALID, Place(path=path), message, way_out)]


def _duplicate_ids(annotations: _Numbered, path: str) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for number, keys in annotations:
        if keys.id is None:
            continue
        if keys.id in first:
            at: tuple[Key, ...] = ("annotations", number - 1, "id")
            message = f"annotation {first[keys.id]} already has the id '{keys.id}'"
            way_out = "Change one of the two; the address of a published passage should stay."
            yield diagnostic(DUPLICATE_ID, Place(path=path, keys=at), message, way_out)
        first.setdefault(keys.id, number)


def _document(keys: SidecarKeys, annotations: _Numbered, document_id: str, text_path: str) -> Document:
    taken = TakenIds(item.id for _, item in annotations if item.id is not None)
    return Document(
        id=document_id,
        path=text_path,
        title=keys.title,
        date=keys.date,
        kind=(keys.kind or "").strip(),
        language=keys.language or "",
        author=keys.author or (),
        publisher=keys.publisher or "",
        source=Source() if keys.source is None else _source(keys.source),
        translation_of=keys.translation_of or "",
        topics=keys.topics or (),
        summary=(keys.summary or "").strip(),
        former_ids=keys.former_ids or (),
        annotations=tuple(_annotation(item, number, taken) for number, item in annotations),
    )


def _source(keys: SourceKeys) -> Source:
    return Source(
        url=keys.url or "",
        archived=keys.archived or "",
        retrieved=keys.retrieved,
        sha256=keys.sha256 or "",
        rights=(keys.rights or "").strip(),
        citation=(keys.citation or "").strip(),
    )


def _annotation(keys: AnnotationKeys, number: int, taken: TakenIds) -> Annotation:
    """Return the record of an annotation; adds a derived id to those `taken`."""
    id_ = keys.id
    if id_ is None:
        id_ = id_from_quote(tuple(piece.exact for piece in keys.quote), taken)
    return Annotation(
        id=id_,
        number=number,
        named=keys.id is not None,
        selectors=_selectors(keys),
        speaker=keys.speaker or "",
        via=keys.via or (),
        said=keys.said,
        mode=keys.mode,
        cue=(keys.cue or "").strip(),
        certainty=keys.certainty,
        claims=tuple([ClaimUse(use.id, use.stance or "asserts") for use in keys.claim or ()]),
        figures=tuple([FigureUse(use.id, amount_from_keys(use), use.as_of) for use in keys.figure or ()]),
        basis=keys.basis,
        note=(keys.note or "").strip(),
        topics=keys.topics or (),
        annotator=(keys.annotator or "").strip(),
        annotated=keys.annotated,
    )


def _selectors(keys: AnnotationKeys) -> tuple[Selector, ...]:
    """Return one selector for each piece.

    The annotation's own prefix and occurrence are about its first piece and its suffix about the last, unless
    the piece has its own.
    """
    last = len(keys.quote) - 1
    return tuple(
        [
            Selector(
                piece.exact,
                piece.prefix or (keys.prefix or "" if number == 0 else ""),
                piece.suffix or (keys.suffix or "" if number == last else ""),
                piece.occurrence or (keys.occurrence or 0 if number == 0 else 0),
            )
            for number, piece in enumerate(keys.quote)
        ]
    )
