"""Offsets in a plain text → offsets in its reading text.

The reading text of plain text has the same words; only the white space between them may be other. So
the runs of other characters correspond one to one, and an offset is found by its run.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from sitegen.model.archive import Span

_RUN = re.compile(r"\S+")


def align_texts(text: str, reading: str) -> Callable[[Span], Span | None]:
    """Return the function from spans of a text to spans of its reading text.

    It gives None for a span without words, or one that leads beyond the text.

    Raises ValueError where the texts do not have the same runs.
    """
    if text.startswith("\ufeff"):  # a second byte-order mark: the reading text has neither
        text = f" {text[1:]}"
    if text == reading:
        return lambda span: span if span[1] <= len(text) and text[slice(*span)].strip() else None
    starts, ends = _runs(text)
    there, _ = _runs(reading)
    if len(starts) != len(there):
        raise ValueError("the texts differ in more than white space")

    def aligned(span: Span) -> Span | None:
        start, end = span
        if end > len(text):
            return None
        first = bisect_right(ends, start)
        last = bisect_left(starts, end) - 1
        if first > last:
            return None
        return (
            there[first] + max(0, start - starts[first]),
            there[last] + min(end, ends[last]) - starts[last],
        )

    return aligned


def _runs(text: str) -> tuple[list[int], list[int]]:
    runs = [run.span() for run in _RUN.finditer(text)]
    return [start for start, _ in runs], [end for _, end in runs]
