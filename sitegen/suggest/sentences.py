"""Sentences and quotations of a block of text, as spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sitegen.model.archive import Span

# Opening marks with those that close them. A straight mark opens where no word ends before it.
PAIRS = (
    ("“", "”"), ("„", "“”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("〈", "〉"), ("‟", "”"),
    ("‘", "’"), ("‚", "‘’"), ('"', '"'), ("''", "''"),
)  # fmt: skip
LONGEST = 4_000  # characters of a quotation inside one block; an unclosed mark must not swallow a page

OPENING = frozenset(opening for opening, _ in PAIRS)
CLOSING = frozenset(mark for _, closing in PAIRS for mark in closing)
_CLOSES = dict(PAIRS)
_FLAT = ('"', "''", "‘", "‚")  # marks that do not stand inside one another
_OPEN = re.compile("|".join(re.escape(opening) for opening, _ in PAIRS))
# A semicolon ends what one voice says too: "the council speaks of 340; the Red Cross counted 412".
_END = re.compile(r"(?:[.!?…؟۔。！？]+[\"'”’»›“)\]]*|[;؛；])(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Prof|Sen|Rep|Gov|No|vs|etc|cf|p|M|MM|Mme|т|г|гг|стр|им|ул)"
    r"|\b[A-ZА-ЯЁ]|\b[a-z]\.[a-z]|\bU\.S|\bU\.N)\.$"
)


def iter_sentences(text: str) -> Iterator[Span]:
    """Yield the spans of the sentences of a block, and of what semicolons part in them."""
    start = 0
    for end in _END.finditer(text):
        if end[0] == "." and _SHORT.search(text, max(start, end.end() - 8), end.end()):
            continue
        if text[start : end.end()].strip():
            yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def iter_quotations(text: str, next_block: str = "") -> Iterator[Span]:
    """Yield the spans of what stands between quotation marks, the marks left out; outermost ones only.

    Where the next block opens anew with the mark that nothing closes in this one, the quotation goes on
    there, and here reaches to the end.
    """
    at = 0
    ends = _Ends(text)
    while (opening := _OPEN.search(text, at)) is not None:
        at = opening.end()
        if not _is_opening(text, opening):
            continue
        end = ends.find(opening[0], opening.end())
        if end is not None:
            if text[opening.end() : end].strip():
                yield opening.end(), end
            at = end + 1
        elif next_block.startswith(opening[0]):
            yield opening.end(), len(text.rstrip())
            return


def _is_opening(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark opens: an apostrophe, a closing mark and inches stand behind a word."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not before.isalnum() and bool(after) and (not after.isspace() or mark[0] in "«»")


class _Ends:
    """Where the quotations of a text end, by their opening mark: each mark's are found once, in one go."""

    __slots__ = ("_ends", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[str, dict[int, int] | list[int]] = {}

    def find(self, opening: str, start: int) -> int | None:
        """Return where the closing mark of a quotation stands that starts there, None where it has none."""
        ends = self._ends.get(opening)
        if ends is None:
            make = _closings if opening in _FLAT else _paired
            ends = self._ends[opening] = make(self._text, opening)
        if isinstance(ends, dict):
            end = ends.get(start)
        else:
            n = bisect_left(ends, start)
            end = ends[n] if n < len(ends) else None
        return end if end is not None and end < start + LONGEST else None


def _paired(text: str, opening: str) -> dict[int, int]:
    """Return where what each opening mark begins ends, marks inside marks paired first."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for mark in re.finditer(f"[{opening}{_CLOSES[opening]}]", text):
        if mark[0] == opening:
            waiting.append(mark.end())
        elif waiting:
            ends[waiting.pop()] = mark.start()
    return ends


def _closings(text: str, opening: str) -> list[int]:
    """Return where marks close that do not stand inside their own kind; an apostrophe does not close."""
    closing = "(?='')" if opening == "''" else f"[{_CLOSES[opening]}]"
    if opening in "‘‚":
        closing += r"(?![^\W_])"
    return [mark.start() for mark in re.finditer(closing, text)]
