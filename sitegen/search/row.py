"""A row: the postings of one term, packed; and a row with the postings of some units other than they were.

A row is a head (the number of postings in the last field, then a bit for each other field that has any,
then a bit for a row without passages), the numbers of postings of the flagged fields, then all postings field
by field: twice the gap to the unit before, and one more where the term stands there more than once;
then its frequency less two, where it does; then its passages, where field and row have them. On a large
site a word of very many units has no passages: they would be most of what is sent for it, and where
such a word stands says little.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sitegen.search.numbers import code_of, pack, read_number
from sitegen.search.unit import FIELDS, PLACED

NF: Final = len(FIELDS)
LARGE: Final = 2_000  # units: below, all passages of a word are a few kB
COMMON: Final = 3  # one unit in so many; at 8, one known-item query in twenty lost its first place
Posting = tuple[int, tuple[int, ...]]  # frequency, packed gaps of passages


class Row(NamedTuple):
    """`units` and `widths` (characters, see `narrow`) are of each posting in the order of the text."""

    term: str
    text: bytes
    units: bytes
    widths: bytes


class Change(NamedTuple):
    """What a unit has of a term in a field by now; None where it had something and has no more."""

    field: int
    unit: int
    posting: Posting | None


def new_row(term: str) -> Row:
    """Return a term's row without postings."""
    return Row(term, write_head([0] * NF, is_bare=False), b"", b"")


def narrow(widths: array[int]) -> bytes:
    """Return numbers in one byte each if that is enough, else in four."""
    return (array("B", widths) if max(widths, default=0) < 256 else widths).tobytes()


def widen(widths: bytes, count: int) -> array[int]:
    """Return so many numbers that `narrow` wrote."""
    return array("I", memoryview(widths).cast("B" if len(widths) == count else "I"))


def read_head(text: bytes) -> tuple[list[int], bool, int]:
    """Return a row's numbers of postings by field, whether it has no passages, where its postings begin."""
    code, at = read_number(text, 0)
    head, is_bare = divmod(code, 2)
    sizes = [0] * NF
    for field in range(NF - 1):
        if head >> field & 1:
            sizes[field], at = read_number(text, at)
    sizes[NF - 1] = head >> (NF - 1)
    return sizes, bool(is_bare), at


def write_head(sizes: Sequence[int], *, is_bare: bool) -> bytes:
    """Return a row's head."""
    *others, last = sizes
    flags = sum(1 << field for field, size in enumerate(others) if size)
    return pack(((last << (NF - 1) | flags) * 2 + is_bare, *filter(None, others)))


def has_no_passages(sizes: Iterable[int], units: int) -> bool:
    """Tell whether a row goes without passages in an index of so many units."""
    return units >= LARGE and max(sizes) > units // COMMON


def patch_row(row: Row, changes: Sequence[Change], units: int) -> Row | None:
    """Return the row with what units have of its term by now, in an index of so many units.

    None where it would come to have passages, or to be without: what it has of other units is then other too.
    """
    kind = "B" if len(row.widths) * array("I").itemsize == len(row.units) else "I"
    try:
        return _patched(row, changes, units, array(kind, row.widths))
    except OverflowError:  # a posting that does not fit
        return _patched(row, changes, units, array("I", array(kind, row.widths).tolist()))


def _patched(row: Row, changes: Sequence[Change], units: int, widths: array[int]) -> Row | None:
    sizes, is_bare, at = read_head(row.text)
    body = _Body(row.text[at:], array("I", row.units), widths)
    for change in changes:
        start = sum(sizes[: change.field])
        before = len(body.units)
        body = _changed(body, change, (start, start + sizes[change.field]), is_bare=is_bare)
        sizes[change.field] += len(body.units) - before
    if has_no_passages(sizes, units) != is_bare:
        return None
    text = write_head(sizes, is_bare=is_bare) + body.text
    return Row(row.term, text, body.units.tobytes(), body.widths.tobytes())


class _Body(NamedTuple):
    """A row's postings."""

    text: bytes
    units: array[int]
    widths: array[int]


def _changed(body: _Body, change: Change, bounds: tuple[int, int], *, is_bare: bool) -> _Body:
    """Change one posting, and the gap of the next; `bounds` are the field's in the list of postings."""
    text, unit = body.text, change.unit
    start, end = bounds
    at = bisect_left(body.units, unit, start, end)
    follow = at + (at < end and body.units[at] == unit)
    before = body.units[at - 1] if at > start else 0
    left = sum(body.widths[:at])
    right = left + sum(body.widths[at:follow])
    gap = b""
    rest = right
    if follow < end:
        value, rest = read_number(text, right)
        since = before if change.posting is None else unit
        gap = code_of((body.units[follow] - since) * 2 + value % 2)
        body.widths[follow] += len(gap) - (rest - right)
    piece = b""
    if change.posting is not None:
        piece = _piece(unit - before, change.posting, has_places=change.field in PLACED and not is_bare)
    body.units[at:follow] = array("I", [unit] if piece else [])
    body.widths[at:follow] = array(body.widths.typecode, [len(piece)] if piece else [])
    return body._replace(text=b"".join((text[:left], piece, gap, text[rest:])))


def _piece(gap: int, posting: Posting, *, has_places: bool) -> bytes:
    count, places = posting
    return pack(
        (gap * 2 + (count > 1), *((count - 2,) if count > 1 else ()), *(places if has_places else ()))
    )
