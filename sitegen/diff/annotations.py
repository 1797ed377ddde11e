"""Annotations of one document, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sitegen.diff.change import (
    Change,
    iter_set_sentences,
    quoted,
    tell_text,
    tell_value,
    written,
)
from sitegen.diff.names import Namer
from sitegen.model.archive import Amount, Annotation, Document, FigureUse

_PARTICIPLES = {"asserts": "asserting", "denies": "denying", "questions": "questioning"}
_OF_THEIR_OWN = {  # fields whose changes have sentences of their own, or say nothing
    *("id", "number", "named", "selectors", "spans", "passage"),
    *("speaker", "via", "claims", "figures", "note", "topics"),
}
_DETAILS = tuple(name for name in Annotation.__struct_fields__ if name not in _OF_THEIR_OWN)
_CALLED = {"said": "date", "annotated": "date of annotation"}
MOVED_LISTED = 8  # ids of moved passages that a sentence names


def iter_annotation_changes(old: Document, new: Document, names: Namer) -> Iterator[Change]:
    """Yield what changed in a document's annotations, in the new sidecar's order, removed ones last."""
    before = {annotation.id: annotation for annotation in old.annotations}
    after = {annotation.id: annotation for annotation in new.annotations}
    renamed = _find_renamed(before, after, names)
    origin = {target: id_ for id_, target in renamed.items()}
    moved = [
        id_
        for id_, annotation in after.items()
        if (earlier := before.get(origin.get(id_, id_))) is not None and _has_moved(earlier, annotation)
    ]
    if moved:
        yield _moved(new.id, moved)
    for id_, annotation in after.items():
        subject = f"{new.id}#{id_}"
        earlier = before.get(origin.get(id_, id_))
        if earlier is None:
            sentence = f"new: {tell_annotation(annotation, names)}"
            yield Change("documents", subject, "annotation-added", sentence)
            continue
        if id_ in origin and earlier.named:
            sentence = f"its id was {origin[id_]}: the address of the passage changed"
            yield Change("documents", subject, "annotation-renamed", sentence, origin[id_], id_)
        yield from _iter_changes(subject, earlier, annotation, names)
    for id_, annotation in before.items():
        if id_ not in after and id_ not in renamed:
            sentence = f"removed: {tell_annotation(annotation, names)}"
            yield Change("documents", f"{new.id}#{id_}", "annotation-removed", sentence)


def tell_annotation(annotation: Annotation, names: Namer) -> str:
    """Return an annotation in a phrase: who, the words, and what they are said to hold."""
    who = names.speaker(annotation.speaker) if annotation.speaker else "the document itself"
    parts = [f"{who}, {quoted(_words(annotation))}"]
    remark = " (low certainty)" if annotation.is_unsure else ""
    gives = "is read by the editors as giving" if annotation.is_editorial_reading else "gives"
    parts += [f"{_stance(use.stance, annotation)} {names.claim(use.id)}{remark}" for use in annotation.claims]
    parts += [
        f"{gives} {names.figure(use.id)} as {tell_amount(use.amount)}{remark}" for use in annotation.figures
    ]
    return "; ".join(parts)


def _stance(stance: str, annotation: Annotation) -> str:
    """Return a stance as a verb: what the editors read in words is not what these do."""
    return f"is read by the editors as {_PARTICIPLES[stance]}" if annotation.is_editorial_reading else stance


def tell_amount(amount: Amount) -> str:
    """Return an amount in words and digits."""
    parts = []
    if amount.value is not None:
        parts.append(_digits(amount.value))
    if amount.low is not None and amount.high is not None:
        parts.append(f"{_digits(amount.low)} to {_digits(amount.high)}")
    elif amount.low is not None:
        parts.append(f"at least {_digits(amount.low)}")
    elif amount.high is not None:
        parts.append(f"at most {_digits(amount.high)}")
    return f"{'about ' if amount.approximate else ''}{', '.join(parts)}"


def _digits(number: Decimal) -> str:
    return f"{number:,f}"


def _moved(document: str, ids: list[str]) -> Change:
    more = f" and {len(ids) - MOVED_LISTED} more" if len(ids) > MOVED_LISTED else ""
    count = "1 passage stands" if len(ids) == 1 else f"{len(ids)} passages stand"
    sentence = (
        f"{count} at another place of the text, with the same words: {', '.join(ids[:MOVED_LISTED])}{more}"
    )
    return Change("documents", document, "passages-moved", sentence)


def _has_moved(old: Annotation, new: Annotation) -> bool:
    is_placed = bool(old.spans and new.spans)
    return is_placed and old.spans != new.spans and _words(old) == _words(new)


def _words(annotation: Annotation) -> str:
    pieces = annotation.passage or tuple(selector.exact for selector in annotation.selectors)
    return " … ".join(" ".join(piece.split()) for piece in pieces)


def _find_renamed(
    before: Mapping[str, Annotation], after: Mapping[str, Annotation], names: Namer
) -> dict[str, str]:
    """Return old id → new id of annotations with the same words, speaker and bodies under another id."""
    gone = {id_: a for id_, a in before.items() if id_ not in after}
    come: dict[tuple[object, ...], list[str]] = {}
    for id_, annotation in after.items():
        if id_ not in before:
            come.setdefault(_identity(annotation, None), []).append(id_)
    found = {}
    for id_, annotation in gone.items():
        candidates = come.get(_identity(annotation, names))
        if candidates:
            found[id_] = candidates.pop(0)
    return found


def _identity(annotation: Annotation, names: Namer | None) -> tuple[object, ...]:
    """Return what makes an annotation the same under another id; `names` brings old ids up to date."""
    speaker = names.now("speakers", annotation.speaker) if names else annotation.speaker
    claims = [(names.now("claims", use.id) if names else use.id, use.stance) for use in annotation.claims]
    figures = [names.now("figures", use.id) if names else use.id for use in annotation.figures]
    return _words(annotation), speaker, tuple(claims), tuple(figures)


def _iter_changes(subject: str, old: Annotation, new: Annotation, names: Namer) -> Iterator[Change]:
    def change(kind: str, sentence: str, before: str = "", after: str = "") -> Change:
        return Change("documents", subject, kind, sentence, before, after)

    before, after = _words(old), _words(new)
    if before != after:
        sentence = f"its passage was {quoted(before)} and is now {quoted(after)}"
        yield change("passage-changed", sentence, before, after)
    if bool(old.spans) != bool(new.spans):
        state = "is found again" if new.spans else "is no longer found in the text"
        yield change(
            "passage-found" if new.spans else "passage-lost", f"its passage {state}: {quoted(after)}"
        )
    who = tuple(names.speaker(a.speaker) if a.speaker else "the document itself" for a in (old, new))
    if names.now("speakers", old.speaker) != new.speaker:
        sentence = f"the speaker of {quoted(after)} was {who[0]} and is now {who[1]}"
        yield change("speaker-changed", sentence, old.speaker, new.speaker)
    via = tuple(names.now("speakers", id_) for id_ in old.via)
    if via != new.via:
        chains = [" ← ".join(map(names.speaker, chain)) for chain in (via, new.via)]
        yield change("relay-changed", tell_value("relays", *chains))
    yield from (change("claim-changed", s) for s in _iter_claims(old, new, names))
    yield from (change("reading-changed", s) for s in _iter_readings(old, new, names))
    yield from _iter_details(subject, old, new)


def _iter_details(subject: str, old: Annotation, new: Annotation) -> Iterator[Change]:
    """Yield what changed of how it is said to be said, and of what the annotator says."""

    def change(kind: str, sentence: str, before: str = "", after: str = "") -> Change:
        return Change("documents", subject, kind, sentence, before, after)

    for name in _DETAILS:
        values = [written(getattr(a, name)) for a in (old, new)]
        if values[0] != values[1]:
            words = _CALLED.get(name, name)
            yield change(f"{words.replace(' ', '-')}-changed", tell_value(words, *values), *values)
    if old.note != new.note:
        yield change("note-changed", tell_text("note", old.note, new.note), old.note, new.note)
    for sentence in iter_set_sentences("topics", old.topics, new.topics):
        yield change("topics-changed", sentence)


def _iter_claims(old: Annotation, new: Annotation, names: Namer) -> Iterator[str]:
    def uses(annotation: Annotation) -> dict[str, str]:
        claims = annotation.claims
        return {names.now("claims", use.id): _stance(use.stance, annotation) for use in claims}

    before, after = uses(old), uses(new)
    for id_ in sorted({*before, *after}):
        claim, words = names.claim(id_), quoted(_words(new))
        if id_ not in before:
            yield f"{words} now {after[id_]} {claim}"
        elif id_ not in after:
            yield f"{words} no longer {before[id_]} {claim}"
        elif before[id_] != after[id_]:
            yield f"{words} {before[id_]} {claim} no more; it now {after[id_]} it"


def _iter_readings(old: Annotation, new: Annotation, names: Namer) -> Iterator[str]:
    def uses(figures: tuple[FigureUse, ...]) -> dict[str, str]:
        return {
            names.now("figures", use.id): tell_amount(use.amount)
            + (f" (as of {use.as_of.edtf})" if use.as_of else "")
            for use in figures
        }

    before, after = uses(old.figures), uses(new.figures)
    for id_ in sorted({*before, *after}):
        figure = names.figure(id_)
        if id_ not in before:
            gives = "is now read by the editors as giving" if new.is_editorial_reading else "now gives"
            yield f"it {gives} {figure} as {after[id_]}"
        elif id_ not in after:
            gives = "is no longer read as giving" if old.is_editorial_reading else "no longer gives"
            yield f"it {gives} {figure} (it was {before[id_]})"
        elif before[id_] != after[id_]:
            yield f"its reading of {figure} was {before[id_]} and is now {after[id_]}"
