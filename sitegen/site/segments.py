"""Rows of a reading text as HTML, with annotated passages marked.

The text is cut at every end of a passage, and each piece that somebody annotated is one flat
`<mark>` that lists its annotations; nothing nests, so passages may overlap in any way. What is
shown stays the reading text to the character: anchors and handles have no text of their own.

One sweep over leaves and the sorted ends of passages: time grows with the text, the marks and what
the segments list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sitegen.model.archive import Span
from sitegen.model.reading_text import ReadingText
from sitegen.parse.characters import escape_attribute, escape_text
from sitegen.record import Record

_DEEPEST: Final = 3  # overlaps of three and more look alike
_NOWHERE: Final = 1 << 62  # beyond every text


class Mark(Record, frozen=True):
    """What is to be marked for one annotation."""

    id: str
    kinds: tuple[str, ...]  # of the annotation, for styling: claim, figure, note, statement
    spans: tuple[Span, ...]
    number: int  # shown by its handle
    label: str  # the handle's accessible name, such as "Note 3: claim by X"


class RenderedRow(Record, frozen=True):
    html: str
    starts: tuple[str, ...]  # annotations whose passage begins here, in the order of the text


class _Sweep:
    """Where the sweep stands: passages ahead, passages that are open, handles owed."""

    def __init__(self, marks: Sequence[Mark], spans: list[tuple[int, int, int]]) -> None:
        self.marks = marks
        self.starts = sorted(spans, key=lambda s: (s[0], -s[1], s[2]))
        self.ends = sorted((end, index) for _, end, index in spans)
        self.last_ends: dict[int, int] = {index: end for end, index in self.ends}
        self.starts.append((_NOWHERE, 0, 0))
        self.ends.append((_NOWHERE, 0))
        self.next_start = 0
        self.next_end = 0
        self.position = self.starts[0][0]  # where the next passage begins or ends
        self.open: dict[int, int] = {}  # mark → how many of its spans are open; in order of opening
        self.own_id = ""  # the id that the next segment bears
        self.begun: set[int] = set()  # marks with a segment
        self.row_starts: list[str] = []
        self.is_in_link = False
        self.owed: list[str] = []  # handles that wait for the end of the link


def render_rows(reading: ReadingText, marks: Sequence[Mark]) -> tuple[RenderedRow, ...]:
    """Return each row's HTML with the marks' passages in it.

    Spans are in the reading text; parts of them that lie between leaves (white space that joins
    blocks) are not marked. A mark that covers no leaf is nowhere. Marks' ids are safe in attributes.
    """
    sweep = _Sweep(marks, _spans_on_leaves(reading, marks))
    rendered = []
    for row in reading.rows:
        if sweep.open or sweep.position <= row.span[1]:
            rendered.append(_marked_row(sweep, reading, row.pieces))
        else:
            rendered.append(RenderedRow(_plain_html(reading, row.pieces), ()))
    return tuple(rendered)


def _spans_on_leaves(reading: ReadingText, marks: Sequence[Mark]) -> list[tuple[int, int, int]]:
    """Return (start, end, index of the mark) of every span, drawn in to begin and end on a leaf."""
    if not any(mark.spans for mark in marks):
        return []
    leaves = [piece for row in reading.rows for piece in row.pieces if isinstance(piece, tuple)]
    leaf_starts = [leaf[0] for leaf in leaves]
    leaf_ends = [leaf[1] for leaf in leaves]
    found = []
    for index, mark in enumerate(marks):
        for start, end in mark.spans:
            first = bisect_right(leaf_ends, start)
            last = bisect_left(leaf_starts, end) - 1
            if first <= last and start < end:
                found.append((max(start, leaf_starts[first]), min(end, leaf_ends[last]), index))
    return found


def _plain_html(reading: ReadingText, pieces: Sequence[str | Span]) -> str:
    text = reading.text
    return "".join([p if isinstance(p, str) else escape_text(text[p[0] : p[1]]) for p in pieces])


def _marked_row(sweep: _Sweep, reading: ReadingText, pieces: Sequence[str | Span]) -> RenderedRow:
    sweep.row_starts = []
    out: list[str] = []
    for piece in pieces:
        if not isinstance(piece, str):
            _add_segments(sweep, reading.text, piece, out)
        elif "<a " in piece or "</a>" in piece:
            _add_links(sweep, piece, out)
        else:
            out.append(piece)
    return RenderedRow("".join(out), tuple(sweep.row_starts))


def _add_links(sweep: _Sweep, markup: str, out: list[str]) -> None:
    """Add markup, with the handles that a link held back right after its end tag."""
    opened = markup.rfind("<a ")
    closed = markup.rfind("</a>")
    if sweep.is_in_link and sweep.owed and "</a>" in markup:
        before, end, markup = markup.partition("</a>")
        out += (before, end, *sweep.owed)
        sweep.owed = []
    out.append(markup)
    sweep.is_in_link = opened > closed


def _add_segments(sweep: _Sweep, text: str, leaf: Span, out: list[str]) -> None:
    """Cut a leaf where passages begin and end."""
    at, leaf_end = leaf
    while at < leaf_end:
        if sweep.position == at:
            _open_marks(sweep, at, out)
        until = min(sweep.position, leaf_end)
        words = escape_text(text[at:until])
        out.append(f"{_segment_tag(sweep)}{words}</mark>" if sweep.open else words)
        at = until
        if sweep.ends[sweep.next_end][0] == at:
            _close_marks(sweep, at, out)


def _open_marks(sweep: _Sweep, at: int, out: list[str]) -> None:
    """Open what begins here. The first new one gives its id to the segment, others get an anchor."""
    while sweep.starts[sweep.next_start][0] == at:
        index = sweep.starts[sweep.next_start][2]
        sweep.next_start += 1
        sweep.open[index] = sweep.open.get(index, 0) + 1
        if index in sweep.begun:
            continue
        sweep.begun.add(index)
        name = sweep.marks[index].id
        sweep.row_starts.append(name)
        if sweep.own_id:
            out.append(f'<span id="{name}" class="anchor"></span>')
        else:
            sweep.own_id = name
    _find_position(sweep)


def _close_marks(sweep: _Sweep, at: int, out: list[str]) -> None:
    """Close what ends here, with a handle for each annotation that is wholly told."""
    while sweep.ends[sweep.next_end][0] == at:
        index = sweep.ends[sweep.next_end][1]
        sweep.next_end += 1
        if sweep.open[index] > 1:
            sweep.open[index] -= 1
        else:
            del sweep.open[index]
        if sweep.last_ends[index] == at and index not in sweep.open:
            handle = _handle(sweep.marks[index])
            if sweep.is_in_link:
                sweep.owed.append(handle)
            else:
                out.append(handle)
    _find_position(sweep)


def _find_position(sweep: _Sweep) -> None:
    sweep.position = min(sweep.starts[sweep.next_start][0], sweep.ends[sweep.next_end][0])


def _segment_tag(sweep: _Sweep) -> str:
    """Return the start tag of a segment of what is open."""
    marks = [sweep.marks[index] for index in sweep.open]
    kinds = _classes(tuple([mark.kinds for mark in marks]))
    name = f' id="{sweep.own_id}"' if sweep.own_id else ""
    sweep.own_id = ""
    depth = min(len(marks), _DEEPEST)
    ids = " ".join([mark.id for mark in marks])
    return f'<mark class="m depth-{depth}{kinds}"{name} data-annotations="{ids}">'


@lru_cache(maxsize=1024)
def _classes(kinds: tuple[tuple[str, ...], ...]) -> str:
    return "".join(dict.fromkeys(f" k-{kind}" for own in kinds for kind in own))


def _handle(mark: Mark) -> str:
    return (
        f'<a class="handle" id="ref_{mark.id}" href="#note_{mark.id}" role="doc-noteref"'
        f' data-n="{mark.number}" aria-label="{escape_attribute(mark.label)}"></a>'
    )
