"""The stages that need one document alone: decode, parse, anchor, mark up, count its words.

What they need takes a while to import, and a rebuild may need none of it: `missing_documents`
imports this module where there is something to parse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from sitegen.anchor.lock import Lock, parse_lock
from sitegen.anchor.lock_changes import find_stale
from sitegen.anchor.report import report_lock
from sitegen.anchor.resolve import anchor_document
from sitegen.build.documents import Head, Results, Rows, Settings
from sitegen.build.units import unit_of_document
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest, sha256_of
from sitegen.model.archive import Document
from sitegen.model.reading_text import ReadingText
from sitegen.parse.front_matter import without_front_matter
from sitegen.parse.layout import SourceFiles
from sitegen.parse.links import LinkRewriter
from sitegen.parse.markdown import parse_markdown
from sitegen.parse.markdown_findings import report_in_markdown
from sitegen.parse.plain import parse_plain
from sitegen.parse.sidecar import parse_sidecar
from sitegen.parse.source import decode_text
from sitegen.parse.unseen import report_in_source
from sitegen.record import Record, encode_record
from sitegen.search.counts import count_unit
from sitegen.site.labels import handle_label
from sitegen.site.links import source_rewriter
from sitegen.site.segments import Mark, render_rows
from sitegen.site.shown import shown_of_document
from sitegen.words.direction import direction
from sitegen.words.words import words_for

_ALL_FORMS = "> *a* [b](https://example.org)\n\n- c\n\n  d\n\n| e |\n|---|\n| f |\n"


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


def load_source(files: SourceFiles, read: Callable[[str], bytes]) -> SourceBytes:
    """Return what a document's files hold; `read` gives the bytes at a path."""
    return SourceBytes(files, read(files.text), read(files.sidecar), read(files.lock) if files.lock else None)


def prepare() -> None:
    """Load the parser of Markdown that is not of simple form, here and now: forked processes inherit it.

    Of hundreds of documents some need it: each process would load it and compile its patterns for itself.
    """
    parse_markdown(_ALL_FORMS)


def parse_documents(settings: Settings, chunk: list[SourceBytes]) -> list[Results]:
    """Take documents through all stages that need nothing else; runs in any process.

    Without a record all values but the head are empty.
    """
    return [_parse(source, settings) for source in chunk]


def _parse(source: SourceBytes, settings: Settings) -> Results:
    anchored = anchor_source(source, settings)
    document, reading = anchored.document, anchored.reading
    if document is None:
        return source.files.id, encode_record(Head(None, anchored.diagnostics)), b"", b"", b"", b""
    document = msgspec.structs.replace(
        document,
        text_digest=digest(source.text).hex(),
        text_sha256=sha256_of(source.text) if document.source.sha256 else "",
    )
    counted = count_unit(unit_of_document(document, reading, settings.language))
    return (
        source.files.id,
        encode_record(Head(document, anchored.diagnostics)),
        encode_record(shown_of_document(document)),
        encode_record(_render(document, reading, settings)),
        counted.counts,
        encode_record(counted.texts),
    )


def anchor_source(source: SourceBytes, settings: Settings) -> Anchored:
    """Decode and parse a document, and find its passages."""
    files = source.files
    text, problems = decode_text(source.text, files.text)
    document, more = parse_sidecar(source.sidecar, files.sidecar, files.id, files.text)
    problems += more
    if document is None or text is None:
        return Anchored(None, ReadingText("", (), ()), None, problems)
    problems += report_in_source(text, files.text)
    if files.text.endswith(".md"):
        problems += report_in_markdown(text, files.text)
    statics: list[str] = []
    rewrite = source_rewriter(document.id, document.source.url, statics)
    reading = reading_of(files.text, text, document.language or settings.language, rewrite)
    document = msgspec.structs.replace(document, statics=tuple(dict.fromkeys(statics)))
    lock, more = (None, ()) if source.lock is None else _read_lock(source.lock, files.lock)
    problems += more
    unmark = unmark_of(files.text)
    annotations, more = anchor_document(document.annotations, reading, files.sidecar, lock, unmark)
    problems += more
    if lock is not None and source.lock is not None:
        problems += find_stale(source.lock, files.lock, lock, reading, annotations)
    return Anchored(msgspec.structs.replace(document, annotations=annotations), reading, lock, problems)


def _read_lock(data: bytes, path: str) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    lock = parse_lock(data)
    return lock, () if lock else (report_lock(path),)


def unmark_of(path: str) -> Callable[[str], str] | None:
    """Return what takes the marks of Markdown out of a quote; None where the source at the path has none."""
    return _text_of_markdown if path.endswith(".md") else None


def _text_of_markdown(quote: str) -> str:
    return parse_markdown(quote).text


def reading_of(path: str, text: str, language: str, rewrite_link: LinkRewriter | None = None) -> ReadingText:
    """Return the reading text of a source; its path tells whether it is Markdown.

    `rewrite_link` decides where links lead; the text is the same whatever it says.
    """
    if path.endswith(".md"):
        return parse_markdown(without_front_matter(text), direction(language), rewrite_link)
    return parse_plain(text, direction(language))


def _render(document: Document, reading: ReadingText, settings: Settings) -> Rows:
    placed = sorted((a for a in document.annotations if a.spans), key=lambda a: (a.spans[0], a.number))
    marks = []
    for n, a in enumerate(placed, start=1):
        marks.append(Mark(a.id, a.kinds, a.spans, n, _label(a.kinds, n, settings.language)))
    return render_rows(reading, marks)


@lru_cache(maxsize=4096)
def _label(kinds: tuple[str, ...], number: int, language: str) -> str:
    return handle_label(kinds, number, words_for(language))
