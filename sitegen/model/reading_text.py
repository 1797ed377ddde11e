"""The reading text: what a person sees of a source, and how it is laid out.

The text is one string. A *leaf* is a piece of it that is shown as it stands; between leaves stand
markup (which shows nothing) and white space that joins blocks. Rendering walks the pieces of each
row, writes markup as it is and cuts leaves at the ends of marked passages, so that marking a
passage up cannot lose, double or move a character.
"""

from __future__ import annotations

from typing import Literal

from sitegen.model.archive import Span
from sitegen.record import Record

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "cell", "footnote", "html"]


class Block(Record, frozen=True):
    """A paragraph-level piece of the text: what is searched, cited and looked through for cues."""

    span: Span
    kind: BlockKind = "paragraph"


class Row(Record, frozen=True):
    """A top-level block with all it holds: one row of the page, text beside notes.

    Each piece is markup (a string, safe HTML) or a leaf (a span of the reading text).
    """

    span: Span
    pieces: tuple[str | Span, ...]


class ReadingText(Record, frozen=True):
    text: str
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
