"""Sentences and quotations of a block of text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.archive import Span

# Opening marks with those that close them. A straight mark opens where no word ends before it.
PAIRS = (
    ("“", "”"), ("„", "“”"), ("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("〈", "〉"), ("‟", "”"),
    ("‘", "’"), ("‚", "‘’"), ('"', '"'), ("''", "''"),
)  # fmt: skip
LONGEST = 4_000  # characters of a quotation inside one block; an unclosed mark must not swallow a page

_CLOSES = dict(PAIRS)
_OPEN = re.compile("|".join(re.escape(opening) for opening, _ in PAIRS))
_END = re.compile(r"(?:[.!?…؟۔。！？]+[\"'”’»›“)\]]*)(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Prof|Sen|Rep|Gov|No|vs|etc|cf|p|M|MM|Mme|т|г|гг|стр|им|ул)"
    r"|\b[A-ZА-ЯЁ]|\b[a-z]\.[a-z]|\bU\.S|\bU\.N)\.$"
)


def iter_sentences(text: str) -> Iterator[Span]:
    """Yield the spans of the sentences of a block."""
    start = 0
    for end in _END.finditer(text):
        if end[0] == "." and _SHORT.search(text, max(start, end.end() - 8), end.end()):
            continue
        if text[start : end.end()].strip():
            yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def iter_quotations(text: str) -> Iterator[Span]:
    """Yield the spans of what stands between quotation marks, the marks left out; outermost ones only."""
    at = 0
    while (opening := _OPEN.search(text, at)) is not None:
        at = opening.end()
        if not _is_opening(text, opening):
            continue
        end = _find_end(text, opening[0], opening.end())
        if end is not None:
            if text[opening.end() : end].strip():
                yield opening.end(), end
            at = end + 1


def _is_opening(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark opens: an apostrophe, a closing mark and inches stand behind a word."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not before.isalnum() and bool(after) and (not after.isspace() or mark[0] in "«»")


def _find_end(text: str, opening: str, start: int) -> int | None:
    closings = _CLOSES[opening] if opening != "''" else ("''",)
    limit = min(len(text), start + LONGEST)
    depth = 0
    for at in range(start, limit):
        if opening not in {'"', "''", "»"} and text.startswith(opening, at) and opening not in closings:
            depth += opening not in {"‘", "‚"}
        if any(text.startswith(closing, at) for closing in closings):
            after = text[at + 1 : at + 2]
            if opening in {"‘", "‚", "''"} and after.isalnum():
                continue  # an apostrophe
            if depth == 0:
                return at
            depth -= 1
    return None
