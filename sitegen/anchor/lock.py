"""The anchor lock: where each passage of a document stood, and between which words.

It is generated, stands beside the sidecar as NAME.lock.yaml, and is committed. It serves when a source
is corrected later: what it remembers tells whether words that are still there are still the passage,
which the words alone cannot (`sitegen.anchor.relocate`).

The file is JSON, which is YAML too: reading one costs a hundredth of what a YAML parser takes, and an
archive has as many as it has documents. An annotation is a line, so that a change of one is a change of
one line, and locks merge well. The digest is of the reading text, not of the file: positions are in
the reading text, and line ends or a byte-order mark do not change it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from sitegen.anchor.fold import Folded, fold, fold_words
from sitegen.anchor.match import fold_selector
from sitegen.digest import sha256_of
from sitegen.model.archive import Annotation, Selector, Span
from sitegen.model.reading_text import ReadingText

CONTEXT = 32  # characters kept on each side: half a line, enough to tell one mention of a name from the next
DIGITS = 16  # of a digest; the lock is no defence, it notices changes
ABOUT = "Where each passage stands. Written by sitegen: commit it, do not edit it."


class LockedPiece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one piece stood, in code points of the reading text, and the folded words on both sides."""

    span: Span
    before: str
    after: str


class LockedAnnotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`quote` is the selectors' digest.

    `level`: 0 where the source has the quote to the letter, 1 where it differs in what nobody would call a
    difference, 2 where it has other forms of the same characters.

    `waiting` says that the source changed and nobody has said yet where the passage is now.
    """

    quote: str
    level: int
    pieces: tuple[LockedPiece, ...]
    waiting: bool = False


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`text` is the reading text's digest; annotations are by id, in the sidecar's order."""

    text: str
    annotations: dict[str, LockedAnnotation] = {}
    version: int = 1
    about: str = ABOUT


def make_lock(reading: ReadingText, annotations: Sequence[Annotation], old: Lock | None = None) -> Lock:
    """Return the lock of anchored annotations.

    One that has no spans keeps what the old lock knew of it, as waiting, if its quote is the same.
    """
    folded = fold(reading.text)
    locked: dict[str, LockedAnnotation] = {}
    for annotation in annotations:
        quote = quote_digest(annotation.selectors)
        before = old.annotations.get(annotation.id) if old else None
        if annotation.spans:
            locked[annotation.id] = LockedAnnotation(
                quote=quote,
                level=_level(annotation),
                pieces=tuple(_locked_piece(folded, span) for span in annotation.spans),
            )
        elif before and before.quote == quote:
            locked[annotation.id] = msgspec.structs.replace(before, waiting=True)
    return Lock(text=text_digest(reading), annotations=locked)


def render_lock(lock: Lock) -> str:
    """Return the lock file's text: JSON, one annotation a line."""
    head = [
        f' "{key}": {json.dumps(value)},'
        for key, value in (("about", lock.about), ("version", lock.version), ("text", lock.text))
    ]
    lines = [
        f"  {json.dumps(id_)}: {json.dumps(msgspec.to_builtins(annotation), ensure_ascii=False)}"
        for id_, annotation in lock.annotations.items()
    ]
    return "\n".join(["{", *head, ' "annotations": {', ",\n".join(lines), " }", "}", ""])


def parse_lock(data: bytes) -> Lock | None:
    """Return the lock that the bytes of a lock file say, or None where they say none."""
    try:
        lock = msgspec.json.decode(data, type=Lock)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return lock if lock.version == 1 else None


def text_digest(reading: ReadingText) -> str:
    """Return the digest of a reading text as a lock has it."""
    return _digest(reading.text)


def quote_digest(selectors: Sequence[Selector]) -> str:
    """Return the digest of what an annotation quotes: the same for quotes that match the same."""
    folded = [fold_selector(s) for s in selectors]
    return _digest(json.dumps([[s.exact, s.prefix, s.suffix, s.occurrence] for s in folded]))


def _digest(text: str) -> str:
    """Return a digest that stays the same from release to release, whatever the build's own digests are."""
    return sha256_of(text.encode())[:DIGITS]


def contexts_of(folded: Folded, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a folded range that a lock keeps."""
    return folded.text[max(0, start - CONTEXT) : start], folded.text[end : end + CONTEXT]


def _locked_piece(folded: Folded, span: Span) -> LockedPiece:
    before, after = contexts_of(folded, *folded.folded_span(*span))
    return LockedPiece(span=span, before=before, after=after)


def _level(annotation: Annotation) -> int:
    pairs = [
        (selector.exact, words)
        for selector, words in zip(annotation.selectors, annotation.passage, strict=True)
        if selector.exact.strip() != words
    ]
    if not pairs:
        return 0
    return 1 if all(fold_words(exact) == fold_words(words) for exact, words in pairs) else 2
