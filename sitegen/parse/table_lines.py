"""The lines of Markdown's tables: their cells, and which tables do not come out as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal

from sitegen.record import Record

_PIPE: Final = re.compile(r"\\.|\|")
_ALIGN: Final = re.compile(r"(:?)-+(:?)")
_SIDES: Final = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
_MAY_HAVE: Final = re.compile(r"^[ \t>]*+\|?[ \t]*+:?-[-: \t]*+\|[-|: \t]*+$", re.MULTILINE)
_OTHER_BLOCK: Final = re.compile(r" {0,3}(?:>|#{1,6}[ \t]|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|```|~~~)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HOLDER: Final = re.compile(r"[ \t]*(?:(?:>|[-+*]|[0-9]{1,9}[.)])[ \t]+)*")


class Ragged(Record, frozen=True):
    """A line, from 1, of a table that has more cells than the head has; or a head that no table follows.

    A head is none where the line of hyphens below it has another number of cells.
    """

    trouble: Literal["long", "head"]
    line: int
    cells: int
    columns: int


def cells_of(line: str) -> list[str]:
    r"""Return the texts of a row's cells; the pipes at its ends need not be there, and `\|` parts nothing."""
    text = line.strip()
    pipes = [found.start() for found in _PIPE.finditer(text) if found[0] == "|"]
    cells = [text[start + 1 : end].strip() for start, end in pairwise([-1, *pipes, len(text)])]
    first = 1 if pipes and pipes[0] == 0 else 0
    last = len(cells) - 1 if pipes and pipes[-1] == len(text) - 1 else len(cells)
    return cells[first:last]


def aligns_of(line: str) -> tuple[str, ...] | None:
    """Return the alignments ("" for none) that the line below a head gives; None where it is another line."""
    found = [_ALIGN.fullmatch(cell) if cell else None for cell in cells_of(line)]
    if not any(found) or any(one is None and cell for one, cell in zip(found, cells_of(line), strict=True)):
        return None
    return tuple(_SIDES[one[1], one[2]] if one else "" for one in found)


def is_row(line: str) -> bool:
    """Tell whether a line goes on with the table above it."""
    if _OTHER_BLOCK.match(line):
        return False
    return line.strip().startswith("|") or len(cells_of(line)) > 1


def find_ragged(text: str) -> Iterator[Ragged]:
    """Yield the lines of a Markdown text's tables that do not fit, in order; code between fences has none."""
    if not _MAY_HAVE.search(text):
        return
    columns = 0  # of the table that the line before belongs to
    before = ""
    for number, line in _lines(text):
        cells = len(cells_of(line))
        if columns and is_row(line):
            if cells > columns:
                yield Ragged("long", number, cells, columns)
            continue
        columns = 0
        if "|" in line and "|" in before and (aligns := aligns_of(line)):
            head = len(cells_of(before))
            if head == len(aligns):
                columns = head
            else:
                yield Ragged("head", number - 1, head, len(aligns))
        before = line


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of each line and what stands in it, in a list or a quotation; of code nothing."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _FENCE.match(line)
        if found and (not fence or (found[1].startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else found[1]
            yield number, ""
        elif fence:
            yield number, ""
        else:
            yield number, _HOLDER.sub("", line, count=1) if "|" in line else line
