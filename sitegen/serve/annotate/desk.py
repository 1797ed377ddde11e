"""One document as it is on disk now: its files, its reading text, and places in it as pages name them.

A page names a place by its row (`row_7`) and an offset in code points of the row's text: that text is
the reading text's to the character, whatever marks stand in it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.anchor.fold import Folded, fold
from sitegen.anchor.lock import Lock, parse_lock
from sitegen.anchor.resolve import anchor_document
from sitegen.build.source import SourceBytes, reading_of, unmark_of
from sitegen.digest import digest
from sitegen.disk.change import Change
from sitegen.disk.folder import read_inside
from sitegen.model.archive import Annotation, Document, Site, Span
from sitegen.model.reading_text import ReadingText
from sitegen.parse.ids import is_document_id, why_too_long
from sitegen.parse.layout import LOCK_ENDING, SourceFiles
from sitegen.parse.sidecar import parse_sidecar
from sitegen.parse.source import decode_text
from sitegen.serve.annotate.refused import RefusedError
from sitegen.words.markers import N_

MOST_SHOWN = 200  # characters of an id that is none


@dataclass(frozen=True)
class Piece:
    """A selected piece: from a place to a place, with the words that the page shows there."""

    row: int
    start: int
    end_row: int
    end: int
    words: str


@dataclass(frozen=True)
class DocumentDesk:
    """A document's files as they were read; `lock_data` is None where it has no anchor lock."""

    id: str
    text_path: str  # relative to the archive
    raw: bytes  # the source's
    data: bytes  # the sidecar's
    lock_data: bytes | None
    site: Site
    is_bare: bool = False  # it has no sidecar yet

    @property
    def sidecar_path(self) -> str:
        return self.text_path.rpartition(".")[0] + ".yaml"

    @property
    def lock_path(self) -> str:
        return self.text_path.rpartition(".")[0] + LOCK_ENDING

    def change_of_sidecar(self, after: bytes) -> Change:
        """Return the change of the sidecar, as it was read, into this."""
        return Change(self.sidecar_path, None if self.is_bare else self.data, after)

    def change_of_lock(self, after: bytes | None) -> Change:
        """Return the change of the lock, as it was read, into this; None is no lock."""
        return Change(self.lock_path, self.lock_data, after)

    @cached_property
    def version(self) -> str:
        """The digest of the sidecar, by which a page says what it was made from."""
        return digest(self.data).hex()

    @cached_property
    def state(self) -> str:
        """The digest of all three files, by which a decision says what it was made on."""
        return digest(self.raw, self.data, self.lock_data or b"").hex()

    @property
    def source(self) -> SourceBytes:
        """What the files hold, as a build reads them."""
        lock_path = "" if self.lock_data is None else self.lock_path
        files = SourceFiles(self.id, self.text_path, self.sidecar_path, lock_path)
        return SourceBytes(files, self.raw, self.data, self.lock_data)

    @property
    def yaml(self) -> str:
        """The sidecar's text. Raises `RefusedError`."""
        try:
            return self.data.decode()
        except UnicodeDecodeError as error:
            raise RefusedError(
                N_("%(file)s is not UTF-8; convert it first"), file=self.sidecar_path
            ) from error

    @cached_property
    def document(self) -> Document | None:
        return parse_sidecar(self.data, self.sidecar_path, self.id, self.text_path)[0]

    @property
    def language(self) -> str:
        return (self.document.language if self.document else "") or self.site.language

    @cached_property
    def reading(self) -> ReadingText:
        text, problems = decode_text(self.raw, self.text_path)
        if text is None:
            raise RefusedError(problems[0].message)
        return reading_of(self.text_path, text, self.language)

    @cached_property
    def folded(self) -> Folded:
        return fold(self.reading.text)

    @cached_property
    def lock(self) -> Lock | None:
        return None if self.lock_data is None else parse_lock(self.lock_data)

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """The annotations with their passages, placed as a build places them."""
        if self.document is None:
            return ()
        unmark = unmark_of(self.text_path)
        given = self.document.annotations
        return anchor_document(given, self.reading, self.sidecar_path, self.lock, unmark)[0]

    def span_of(self, piece: Piece) -> Span:
        """Return a piece's span in the reading text. Raises `RefusedError` where its words are not there."""
        start, end = self._offset(piece.row, piece.start), self._offset(piece.end_row, piece.end)
        text = self.reading.text
        if not 0 <= start < end <= len(text) or text[start:end] != piece.words:
            raise RefusedError(
                N_("the words on the page are not those of the document now; load the page again")
            )
        return start, end

    def pieces_of(self, spans: tuple[Span, ...]) -> list[Piece]:
        """Return spans of the reading text as pages name them."""
        pieces = []
        for start, end in spans:
            row, offset = self._place(start)
            end_row, end_offset = self._place(end - 1)
            pieces.append(Piece(row, offset, end_row, end_offset + 1, self.reading.text[start:end]))
        return pieces

    @cached_property
    def _starts(self) -> list[int]:
        return [row.span[0] for row in self.reading.rows]

    def _offset(self, row: int, offset: int) -> int:
        rows = self.reading.rows
        if not 1 <= row <= len(rows):
            raise RefusedError(N_("the page has other paragraphs than the document now; load the page again"))
        start, end = rows[row - 1].span
        return start + offset if 0 <= offset <= end - start else -1

    def _place(self, offset: int) -> tuple[int, int]:
        number = max(1, bisect_right(self._starts, offset))
        return number, offset - self._starts[number - 1]


def open_document(archive: Path, id: str, site: Site) -> DocumentDesk:
    """Read a document's files. Raises `RefusedError` where there is none of that id, `EnvironmentFailure`."""
    for ending in ("txt", "md") if is_document_id(id) and not why_too_long(id) else ():
        path = f"documents/{id}.{ending}"
        raw = read_inside(archive, path)
        if raw is None:
            continue
        sidecar = read_inside(archive, f"documents/{id}.yaml")
        return DocumentDesk(
            id=id,
            text_path=path,
            raw=raw,
            data=sidecar or b"",
            lock_data=read_inside(archive, f"documents/{id}{LOCK_ENDING}"),
            site=site,
            is_bare=sidecar is None,
        )
    raise RefusedError(N_("there is no document '%(id)s'"), id=id[:MOST_SHOWN])
