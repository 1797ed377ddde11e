"""One document as it is on disk now: its files, its reading text, and places in it as pages name them.

A page names a place by its row (`row_7`) and an offset in code points of the row's text: that text is
the reading text's to the character, whatever marks stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.anchor.fold import Folded, fold
from sitegen.anchor.resolve import anchor_document
from sitegen.build.source import reading_of
from sitegen.digest import digest
from sitegen.model.archive import Annotation, Document, Site, Span
from sitegen.model.reading_text import ReadingText
from sitegen.parse.ids import is_document_id
from sitegen.parse.records import parse_sidecar
from sitegen.parse.source import decode_text


class RefusedError(Exception):
    """What was asked for cannot be done; the message says why, for the person who asked."""


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
    """A document's files as they were read."""

    id: str
    text_path: str  # relative to the archive
    text: str
    sidecar: Path
    data: bytes  # the sidecar's
    site: Site

    @property
    def sidecar_path(self) -> str:
        return self.text_path.rpartition(".")[0] + ".yaml"

    @property
    def version(self) -> str:
        """The digest of the sidecar, by which a page says what it was made from."""
        return digest(self.data).hex()

    @property
    def yaml(self) -> str:
        """The sidecar's text. Raises `RefusedError`."""
        try:
            return self.data.decode()
        except UnicodeDecodeError as error:
            raise RefusedError(f"{self.sidecar_path} is not UTF-8; convert it first") from error

    @cached_property
    def document(self) -> Document | None:
        return parse_sidecar(self.data, self.sidecar_path, self.id, self.text_path)[0]

    @property
    def language(self) -> str:
        return (self.document.language if self.document else "") or self.site.language

    @cached_property
    def reading(self) -> ReadingText:
        return reading_of(self.text_path, self.text, self.language)

    @cached_property
    def folded(self) -> Folded:
        return fold(self.reading.text)

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        if self.document is None:
            return ()
        return anchor_document(self.document.annotations, self.reading, self.sidecar_path)[0]

    def span_of(self, piece: Piece) -> Span:
        """Return a piece's span in the reading text. Raises `RefusedError` where its words are not there."""
        start, end = self._offset(piece.row, piece.start), self._offset(piece.end_row, piece.end)
        text = self.reading.text
        if not 0 <= start < end <= len(text) or text[start:end] != piece.words:
            raise RefusedError("the words on the page are not those of the document now; load the page again")
        return start, end

    def pieces_of(self, annotation: Annotation) -> list[Piece]:
        """Return the pieces of an annotation's passage as pages name them."""
        pieces = []
        for start, end in annotation.spans:
            row, offset = self._place(start)
            end_row, end_offset = self._place(end - 1)
            pieces.append(Piece(row, offset, end_row, end_offset + 1, self.reading.text[start:end]))
        return pieces

    def _offset(self, row: int, offset: int) -> int:
        rows = self.reading.rows
        if not 1 <= row <= len(rows):
            raise RefusedError("the page has other paragraphs than the document now; load the page again")
        start, end = rows[row - 1].span
        return start + offset if 0 <= offset <= end - start else -1

    def _place(self, offset: int) -> tuple[int, int]:
        for number, row in enumerate(self.reading.rows, start=1):
            if row.span[0] <= offset < row.span[1]:
                return number, offset - row.span[0]
        return 1, 0


def open_document(archive: Path, id: str, site: Site) -> DocumentDesk:
    """Read a document's files. Raises `RefusedError` where there is none of that id."""
    if not is_document_id(id):
        raise RefusedError(f"there is no document {id!r}")
    folder = archive / "documents"
    for ending in ("txt", "md"):
        path, sidecar = folder / f"{id}.{ending}", folder / f"{id}.yaml"
        if not path.is_file() or not path.resolve().is_relative_to(archive.resolve()):
            continue
        if not sidecar.resolve().is_relative_to(archive.resolve()):
            break
        text, problems = decode_text(path.read_bytes(), path.name)
        if text is None:
            raise RefusedError(problems[0].message)
        data = sidecar.read_bytes() if sidecar.is_file() else b""
        return DocumentDesk(id, f"documents/{id}.{ending}", text, sidecar, data, site)
    raise RefusedError(f"there is no document {id!r}")
