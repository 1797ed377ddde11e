"""A person's decision written down: the sidecar's quote, where it must change, and the lock.

The quote is changed only where, as it stands, it does not select the accepted words by itself; then no
more of it than it takes. What is written is anchored again before it is given out: the annotation must
stand where the person said, and every other one where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.anchor.describe import describe_all
from sitegen.anchor.fold import fold, fold_words
from sitegen.anchor.lock import Lock, make_lock, render_lock
from sitegen.build.documents import Settings
from sitegen.build.source import Anchored, SourceBytes, anchor_source
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.parse.yaml_values import Value
from sitegen.splice.annotation import Group, annotations_of, put_annotation
from sitegen.splice.splice import SpliceError
from sitegen.words.markers import N_

CONTEXT_KEYS = ("prefix", "suffix", "occurrence")


class RefusedError(ValueError):
    """The decision cannot be written down as it was made: the message says why; nothing was changed."""


def accept(source: SourceBytes, settings: Settings, id_: str, spans: Sequence[Span]) -> SourceBytes:
    """Return a document's files after its annotation `id_` was said to stand at `spans`, one a piece.

    Spans are in the reading text. Sidecar and lock may differ from the source's; where there is no lock,
    none is made. Raises `RefusedError`.
    """
    anchored = anchor_source(source, settings)
    document, lock = anchored.document, anchored.lock
    if document is None or (lock is None and source.lock is not None):
        raise RefusedError(N_("the document or its lock cannot be read"))
    annotation = next((a for a in document.annotations if a.id == id_), None)
    if annotation is None:
        raise RefusedError(N_("there is no annotation of that id any more"))
    meant = {a.id: a.spans for a in document.annotations} | {id_: tuple(spans)}
    freed = lock and Lock(text=lock.text, annotations={k: v for k, v in lock.annotations.items() if k != id_})
    loose = replace(source, lock=render_lock(freed).encode()) if freed else source
    reason = N_("no quote selects these words and nothing else")
    for sidecar in _sidecars(source.sidecar, anchored, annotation, spans):
        if isinstance(sidecar, SpliceError):
            reason = str(sidecar)
            continue
        tried = replace(loose, sidecar=sidecar)
        again = anchor_source(tried, settings)
        if again.document and {a.id: a.spans for a in again.document.annotations} == meant:
            if freed is None:
                return tried
            renewed = make_lock(again.reading, again.document.annotations, freed)
            return replace(tried, lock=render_lock(renewed).encode())
    raise RefusedError(reason)


def _sidecars(
    data: bytes, anchored: Anchored, annotation: Annotation, spans: Sequence[Span]
) -> Iterator[bytes | SpliceError]:
    """Yield the sidecar as it is, then with the pieces rewritten whose words differ, then with all."""
    yield data
    text, folded = anchored.reading.text, fold(anchored.reading.text)
    described = describe_all(text, folded, spans)
    own: list[Selector] = []
    for selector, new in zip(annotation.selectors, described, strict=True):
        if new is None:
            return
        is_same = fold_words(selector.exact) == fold_words(new.exact)
        own.append(replace(new, exact=selector.exact) if is_same else new)
    changed = [
        old if fold_words(old.exact) == fold_words(new.exact) else new
        for old, new in zip(annotation.selectors, own, strict=True)
    ]
    for selectors in (changed, own):
        try:
            yield _with_quote(data, annotation, selectors)
        except SpliceError as error:
            yield error


def _with_quote(data: bytes, annotation: Annotation, selectors: Sequence[Selector]) -> bytes:
    """Return the sidecar's bytes with the annotation's quote written anew.

    An annotation without an id gets the one it has had, which was made from its quote: its address stays.
    """
    text = data.decode()
    number = annotation.number - 1
    items = annotations_of(text)
    item = items[number] if number < len(items) else None
    if not isinstance(item, dict):
        raise SpliceError("the annotation was not found in its file")
    group: Group = {key: value for key, value in item.items() if key not in CONTEXT_KEYS}
    quote = item.get("quote")
    if isinstance(quote, list):
        group["quote"] = [_piece(s, was) for s, was in zip(selectors, quote, strict=True)]
    elif isinstance(quote, dict):
        group["quote"] = _piece(selectors[0], quote)
    else:
        group |= {"quote": selectors[0].exact, **_contexts(selectors[0])}
    if not annotation.named:
        group["id"] = annotation.id
    return put_annotation(text, group, number).encode()


def _piece(selector: Selector, was: Value) -> Value:
    """Return a piece in the form that it had, where that holds it."""
    contexts = _contexts(selector)
    if isinstance(was, dict) or contexts:
        return {"exact": selector.exact, **contexts}
    return selector.exact


def _contexts(selector: Selector) -> Group:
    occurrence = str(selector.occurrence) if selector.occurrence else ""
    given: Group = {"prefix": selector.prefix, "suffix": selector.suffix, "occurrence": occurrence}
    return {key: value for key, value in given.items() if value}
