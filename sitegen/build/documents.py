"""What the memo keeps of each document: the result of the stages that need one document alone.

It depends on the document's files (text, sidecar and, where there is one, anchor lock), the
site's language and the tool, so it is kept under a digest of these. It comes in parts: a rebuild needs
the *head* (record and findings), what is *shown* of it elsewhere and the *terms* (for search) of all
documents, but the *rows* of the page and the *texts* (for snippets) of few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import digest
from sitegen.model.archive import Document
from sitegen.parse.layout import SourceFiles
from sitegen.record import Record, encode_record
from sitegen.site.segments import RenderedRow
from sitegen.site.shown import Shown

HEAD, SHOWN, ROWS, TERMS, TEXTS = PARTS = (b"h", b"s", b"r", b"t", b"x")


class Settings(Record, frozen=True):
    """What of the site decides how its documents are parsed and marked up."""

    language: str


class Head(Record, frozen=True):
    """A document's record, or None where its files are too wrong to make one, and what was found."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


Rows = tuple[RenderedRow, ...]
Results = tuple[str, bytes, bytes, bytes, bytes, bytes]  # a document's id, values in the order of `PARTS`
_heads = msgspec.msgpack.Decoder(Head)
_shown = msgspec.msgpack.Decoder(Shown)
_rows = msgspec.msgpack.Decoder(Rows)


def head_from_bytes(data: bytes) -> Head:
    """Return the head kept under a document's key and `HEAD`."""
    return _heads.decode(data)


def shown_from_bytes(data: bytes) -> Shown:
    """Return what is kept under a document's key and `SHOWN`."""
    return _shown.decode(data)


def rows_from_bytes(data: bytes) -> Rows:
    """Return the rows kept under a document's key and `ROWS`."""
    return _rows.decode(data)


def keys_of_documents(
    sources: Sequence[SourceFiles], seen: Mapping[str, bytes], settings: Settings, tool: bytes
) -> dict[str, bytes]:
    """Return the memo key of each document's results, by its id; `seen` are the digests of files."""
    common = digest(tool, encode_record(settings))
    return {
        f.id: digest(
            common,
            f.text.encode(),
            *[seen[path] for path in (f.text, f.sidecar, f.lock) if path],
        )
        for f in sources
    }
