"""The stages that need one document alone: decode, parse, anchor, mark up.

Their result depends on the document's files (text, sidecar and, where there is one, anchor lock), the
site's language and the tool, so it is kept under a digest of these. It comes in parts: a rebuild needs
the *head* (record and findings) and the *terms* (for search) of all documents, but the *rows* of the page
and the *texts* (for snippets) of few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sitegen.anchor.lock import Lock
from sitegen.build.session import Session
from sitegen.build.units import unit_of_document
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.disk.listing import SeenFile
from sitegen.model.archive import Annotation, Document
from sitegen.model.reading_text import ReadingText
from sitegen.parse.layout import SourceFiles
from sitegen.record import Record, encode_record
from sitegen.site.segments import Mark, RenderedRow

HEAD, ROWS, TERMS, TEXTS = PARTS = (b"h", b"r", b"t", b"x")


class Settings(Record, frozen=True):
    """What of the site decides how its documents are parsed and marked up."""

    language: str


class SourceBytes(Record, frozen=True):
    """What a document's files hold; `lock` is None where there is none."""

    files: SourceFiles
    text: bytes
    sidecar: bytes
    lock: bytes | None = None


class Anchored(Record, frozen=True):
    """A document with its passages, or None; its reading text; its lock as it was read; all findings."""

    document: Document | None
    reading: ReadingText
    lock: Lock | None
    diagnostics: tuple[Diagnostic, ...]


class Head(Record, frozen=True):
    """A document's record, or None where its files are too wrong to make one, and what was found."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


Rows = tuple[RenderedRow, ...]
_heads = msgspec.msgpack.Decoder(Head)
_rows = msgspec.msgpack.Decoder(Rows)


def head_from_bytes(data: bytes) -> Head:
    """Return the head kept under a document's key and `HEAD`."""
    return _heads.decode(data)


def rows_from_bytes(data: bytes) -> Rows:
    """Return the rows kept under a document's key and `ROWS`."""
    return _rows.decode(data)


def keys_of_documents(
    sources: Sequence[SourceFiles], seen: Mapping[str, SeenFile], settings: Settings, tool: bytes
) -> dict[str, bytes]:
    """Return the memo key of each document's results, by its id."""
    common = digest(tool, encode_record(settings))
    return {
        f.id: digest(
            common,
            f.text.encode(),
            *[seen[path].digest for path in (f.text, f.sidecar, f.lock) if path],
        )
        for f in sources
    }


def parse_missing(
    sources: Sequence[SourceFiles],
    keys: Mapping[str, bytes],
    settings: Settings,
    session: Session,
) -> Iterator[tuple[int, int]]:
    """Make what the memo lacks of each document, and keep it; yield (how many were made, of how many)."""
    memo = session.memo
    missing = [f for f in sources if not all(memo.keep(keys[f.id] + part) for part in PARTS)]

    def load(f: SourceFiles) -> SourceBytes:
        return load_source(f, session.read)

    for results in session.workers.run(parse_documents, settings, missing, load):
        for id_, *values in results:
            for part, value in zip(PARTS, values, strict=True):
                memo.put(keys[id_] + part, value)
        yield len(results), len(missing)


def load_source(files: SourceFiles, read: Callable[[str], bytes]) -> SourceBytes:
    """Return what a document's files hold; `read` gives the bytes at a path."""
    return SourceBytes(files, read(files.text), read(files.sidecar), read(files.lock) if files.lock else None)


def parse_documents(
    settings: Settings, chunk: list[SourceBytes]
) -> list[tuple[str, bytes, bytes, bytes, bytes]]:
    """Take documents through all stages that need nothing else; runs in any process.

    Returns (id, head, rows, terms, texts) of each; the last three are empty where there is no record.
    """
    return [_parse(source, settings) for source in chunk]


def _parse(source: SourceBytes, settings: Settings) -> tuple[str, bytes, bytes, bytes, bytes]:
    from sitegen.search.counts import count_unit, make_texts  # noqa: PLC0415 - a rebuild may parse nothing

    anchored = anchor_source(source, settings)
    document, reading = anchored.document, anchored.reading
    if document is None:
        return source.files.id, encode_record(Head(None, anchored.diagnostics)), b"", b"", b""
    document = msgspec.structs.replace(
        document,
        text_digest=digest(source.text).hex(),
        text_sha256=hashlib.sha256(source.text).hexdigest() if document.source.sha256 else "",
    )
    unit = unit_of_document(document, reading, settings.language)
    return (
        source.files.id,
        encode_record(Head(document, anchored.diagnostics)),
        encode_record(_render(document, reading, settings)),
        count_unit(unit),
        encode_record(make_texts(unit)),
    )


def anchor_source(source: SourceBytes, settings: Settings) -> Anchored:
    """Decode and parse a document, and find its passages."""
    from sitegen.anchor.lock_changes import find_stale  # noqa: PLC0415 - a rebuild may parse nothing
    from sitegen.anchor.resolve import anchor_document  # noqa: PLC0415
    from sitegen.parse.records import parse_sidecar  # noqa: PLC0415
    from sitegen.parse.source import decode_text  # noqa: PLC0415

    files = source.files
    text, problems = decode_text(source.text, files.text)
    document, more = parse_sidecar(source.sidecar, files.sidecar, files.id, files.text)
    problems += more
    if document is None or text is None:
        return Anchored(None, ReadingText("", (), ()), None, problems)
    reading = reading_of(files.text, text, document.language or settings.language)
    lock, more = (None, ()) if source.lock is None else _read_lock(source.lock, files.lock)
    problems += more
    unmark = _unmark if files.text.endswith(".md") else None
    annotations, more = anchor_document(document.annotations, reading, files.sidecar, lock, unmark)
    problems += more
    if lock is not None and source.lock is not None:
        problems += find_stale(source.lock, files.lock, lock, reading, annotations)
    return Anchored(msgspec.structs.replace(document, annotations=annotations), reading, lock, problems)


def _read_lock(data: bytes, path: str) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    from sitegen.anchor.lock import parse_lock  # noqa: PLC0415
    from sitegen.anchor.report import report_lock  # noqa: PLC0415

    lock = parse_lock(data)
    return lock, () if lock else (report_lock(path),)


def _unmark(quote: str) -> str:
    from sitegen.parse.markdown import parse_markdown  # noqa: PLC0415 - few quotes come here

    return parse_markdown(quote).text


def reading_of(path: str, text: str, language: str) -> ReadingText:
    """Return the reading text of a source; its path tells whether it is Markdown."""
    from sitegen.words.direction import direction  # noqa: PLC0415

    if path.endswith(".md"):
        from sitegen.parse.markdown import parse_markdown  # noqa: PLC0415

        return parse_markdown(text, direction(language))
    from sitegen.parse.plain import parse_plain  # noqa: PLC0415

    return parse_plain(text, direction(language))


def _render(document: Document, reading: ReadingText, settings: Settings) -> Rows:
    from sitegen.site.segments import render_rows  # noqa: PLC0415
    from sitegen.words.words import words_for  # noqa: PLC0415

    gettext = words_for(settings.language).gettext
    placed = sorted((a for a in document.annotations if a.spans), key=lambda a: (a.spans[0], a.number))
    marks = [
        Mark(a.id, kinds_of(a), a.spans, n, gettext("Note %(number)s") % {"number": n})
        for n, a in enumerate(placed, start=1)
    ]
    return render_rows(reading, marks)


def kinds_of(annotation: Annotation) -> tuple[str, ...]:
    """Return what an annotation is marked as: the bodies it has, or a statement, or else a note."""
    kinds = tuple(k for k, has in (("claim", annotation.claims), ("figure", annotation.figures)) if has)
    return kinds or (("statement",) if annotation.speaker else ("note",))
