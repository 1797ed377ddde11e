"""A reading text under construction: leaves, markup and the white space between blocks, in order.

What is added to a row, in order, is exactly what a browser shows of it: the text of the row's HTML
is the row's part of the reading text, to the character.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.archive import Span
from sitegen.model.reading_text import Block, BlockKind, ReadingText, Row
from sitegen.parse.characters import Direction, direction_of_text, escape_text, may_turn

ROW_GAP = "\n\n"  # stands between rows, in no row


class Opening:
    """A block that was begun and not ended: its start tag waits for the id that only a text earns."""

    __slots__ = ("piece", "start", "tag", "texts")

    def __init__(self, tag: str, piece: int, start: int, texts: int) -> None:
        self.tag = tag
        self.piece = piece
        self.start = start
        self.texts = texts


class Reading:
    """Rows, blocks and text so far. Without `has_ids` no block gets an id: for use inside other pages."""

    def __init__(self, source: str = "", direction: Direction = "ltr", *, has_ids: bool = True) -> None:
        self.direction = direction
        self.turning = may_turn(source, direction)
        self.has_ids = has_ids
        self.blocks: list[Block] = []
        self.rows: list[Row] = []
        self._texts: list[str] = []
        self._length = 0
        self._pieces: list[str | Span] = []
        self._row_start: int | None = None  # None until the row's first text

    def add_leaf(self, text: str) -> None:
        """Add text that is shown as it stands."""
        if not text:
            return
        if self._row_start is None:
            self._begin_row()
        start = self._length
        self._texts.append(text)
        self._length = end = start + len(text)
        pieces = self._pieces
        last = pieces[-1] if pieces else ""
        if isinstance(last, tuple):
            pieces[-1] = (last[0], end)
        else:
            pieces.append((start, end))

    def add_markup(self, markup: str) -> None:
        """Add markup that shows no text."""
        self._pieces.append(markup)

    def join(self, space: str) -> None:
        """Add white space between two blocks of a row; none before the row's first text."""
        if self._row_start is not None:
            self._add_text(space)
            self._pieces.append(space)

    def add_block(self, tag: str, text: str, kind: BlockKind) -> None:
        """Add a start tag and a block of one text: what `begin_block`, `add_leaf` and `end_block` do."""
        if self.turning or not text or text.isspace():
            opening = self.begin_block(tag)
            self.add_leaf(text)
            self.end_block(opening, kind)
            return
        if self._row_start is None:
            self._begin_row()
        start = self._length
        self._texts.append(text)
        self._length = end = start + len(text)
        self.blocks.append(Block((start, end), kind))
        own = f'{tag[:-1]} id="p_{len(self.blocks)}">' if self.has_ids else tag
        self._pieces += (own, (start, end))

    def begin_block(self, tag: str) -> Opening:
        """Add a start tag (`<p class="x">`) whose text, up to `end_block`, is one block."""
        self._pieces.append(tag)
        return Opening(tag, len(self._pieces) - 1, self._length, len(self._texts))

    def end_block(self, opening: Opening, kind: BlockKind) -> None:
        """End a block: what it shows is recorded; of white space alone, nothing is."""
        if self._length == opening.start or self._row_start is None:
            return
        start = max(opening.start, self._row_start)
        text = "".join(self._texts[opening.texts :])[start - opening.start :]
        if text.isspace():
            self._unmake_leaves(opening.piece, start, text)
            return
        self.blocks.append(Block((start, self._length), kind))
        number = f' id="p_{len(self.blocks)}"' if self.has_ids else ""
        turn = self._turn(opening.tag, text) if self.turning else ""
        if number or turn:
            self._pieces[opening.piece] = f"{opening.tag[:-1]}{number}{turn}>"

    def end_row(self) -> None:
        """End a top-level block; the next leaf or markup begins another."""
        if self._pieces:
            start = self._length if self._row_start is None else self._row_start
            self.rows.append(Row((start, self._length), _merge_markup(self._pieces)))
        self._pieces = []
        self._row_start = None

    def finish(self) -> ReadingText:
        """Return the whole; nothing may be added after."""
        return ReadingText("".join(self._texts), tuple(self.blocks), tuple(self.rows))

    def _begin_row(self) -> None:
        if self._length:
            self._add_text(ROW_GAP)
        self._row_start = self._length

    def _add_text(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def _turn(self, tag: str, text: str) -> str:
        # An item may hold further items, which would take its direction: so each says its own.
        own = direction_of_text(text)
        if tag.startswith("<li"):
            return f' dir="{own or self.direction}"'
        return "" if own in {None, self.direction} else f' dir="{own}"'

    def _unmake_leaves(self, piece: int, start: int, text: str) -> None:
        """Make the leaves of white space from a piece on, whose text begins at `start`, no leaves."""
        for index in range(piece, len(self._pieces)):
            leaf = self._pieces[index]
            if isinstance(leaf, tuple):
                self._pieces[index] = escape_text(text[leaf[0] - start : leaf[1] - start])


def _merge_markup(pieces: Sequence[str | Span]) -> tuple[str | Span, ...]:
    if str not in map(type, pieces[1::2]):  # leaves are never neighbours, so neither is markup here
        return tuple(pieces)
    merged: list[str | Span] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            merged.append("".join(run))
            run.clear()
        merged.append(piece)
    if run:
        merged.append("".join(run))
    return tuple(merged)
