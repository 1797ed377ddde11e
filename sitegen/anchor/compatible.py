"""The step beyond: a quote that stands in the text only in other forms of the same characters.

Most quotes are found as they are written, and nothing of this is done. For those that are not, the text is
folded once more (see `sitegen.text.folding`): to compatibility forms (NFKC: ligatures, full-width letters),
without what nobody sees, and with the words whole that a line's end divides. Where not even that gives a
place, also without white space between blocks, which some programs leave out where they copy across them.

Found so, a quote is told, with what differs. The law is that of any other: its words stand there, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from sitegen.anchor.characters import FOLDS, WHITE_SPACE, is_extender
from sitegen.anchor.fold import Folded, replace_in
from sitegen.anchor.match import Outcome, match_all
from sitegen.model.archive import Selector, Span
from sitegen.record import Record
from sitegen.text.folding import DASHES, DIVIDED, INVISIBLE

_NOT_THERE: Final = ("absent", "context", "empty")
_SPACE: Final = " " + WHITE_SPACE
_HYPHENS: Final = f"-{DASHES}"
_FOLDS: Final = str.maketrans(FOLDS)
_invisible = re.compile(f"[{INVISIBLE}]+")
_divided = re.compile(DIVIDED)
_compound = re.compile(rf"([^\W\d_]+)[{re.escape(_HYPHENS)}](?=([^\W\d_]+))")
_GAP: Final = rf"[{re.escape(_SPACE)}{INVISIBLE}]+"
_has_line_end = re.compile(r"\n[^\S\n]*\n|\t")
_SHOWN: Final = 6  # letters that are named
_LONGEST: Final = 40  # letters of a word before a hyphen
_word_before = re.compile(r"[^\W\d_]+$")
_word = re.compile(r"[^\W\d_]+")


class Wider(Record, frozen=True):
    """A text folded to compatibility forms, and what of a request's words was found in it.

    `request` are the words as that folding has them, to show with the text.
    """

    folded: Folded
    request: tuple[Selector, ...]
    outcome: Outcome
    is_joined: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source's spans; none where the words have no one place."""
        return tuple([self.folded.source_span(start, end) for start, end in self.outcome.ranges])

    def narrowed(self, folded: Folded) -> tuple[tuple[Selector, ...], Outcome]:
        """Return the request and its outcome as the text folded as usual has them."""
        ranges = tuple([folded.folded_span(*span) for span in self.spans])
        return tuple([Selector(folded.text[start:end]) for start, end in ranges]), Outcome(ranges)


def fold_compatible(text: str, compounds: frozenset[str] = frozenset(), *, is_joined: bool = False) -> Folded:
    """Return the text folded to compatibility forms, with the way back to its own offsets.

    `compounds` are words whose hyphen is their own ("well-known"), in this folding: a line may end at it.
    `is_joined` leaves out the white space between blocks.
    """
    changes: list[tuple[int, int, str]] = []
    for found in _pattern(*_alphabet(text)).finditer(text):
        instead = _instead(text, found, compounds, is_joined=is_joined)
        if instead != found[0]:
            changes.append((found.start(), found.end(), instead))
    return replace_in(text, changes)


@lru_cache(maxsize=2)
def fold_compatible_once(text: str) -> Folded:
    """Return what `fold_compatible` does, kept: many quotes of one text may ask for it."""
    return fold_compatible(text)


def fold_words_compatible(text: str) -> str:
    """Return words to look for in a text that is folded so."""
    return fold_compatible(text).text.strip(" ")


def match_wider(
    text: str, asked: Sequence[Sequence[Selector]], outcomes: Sequence[Outcome]
) -> dict[int, Wider]:
    """Return by its number what was found of each request (selectors as they are written) that had no place.

    Those that stand nowhere in compatibility forms either are left out.
    """
    found: dict[int, Wider] = {}
    left = {
        place: tuple([_compatible(selector) for selector in asked[place]])
        for place, outcome in enumerate(outcomes)
        if outcome.trouble in _NOT_THERE
    }
    if not left:
        return found
    compounds = frozenset(
        f"{m[1]}-{m[2]}" for request in left.values() for s in request for m in _compound.finditer(s.exact)
    )
    tried = [(compounds, False)]
    if compounds:
        tried.append((frozenset(), False))
    tried.append((compounds, True))
    for own, is_joined in tried:
        if not left or (is_joined and not _has_line_end.search(text)):
            break
        folded = fold_compatible(text, own, is_joined=is_joined)
        requests = list(left.values())
        for place, request, outcome in zip([*left], requests, match_all(folded, requests), strict=True):
            if outcome.trouble not in _NOT_THERE:
                found[place] = Wider(folded, request, outcome, is_joined)
                del left[place]
    return found


def differences(wider: Wider, selectors: Sequence[Selector], text: str) -> Iterator[str]:
    """Yield in words in what the passage differs from the quote."""
    passage = "".join(text[start:end] for start, end in wider.spans)
    written = "".join(selector.exact for selector in selectors)
    if _divided.search(passage) or _divided.search(written):
        yield "a word that is divided at the end of a line"
    if wider.is_joined:
        yield "paragraphs that follow one another without a space"
    if len(_invisible.findall(passage)) != len(_invisible.findall(written)):
        yield "characters that nobody sees"
    others = [c for c in dict.fromkeys(passage + written) if (c in passage) != (c in written)]
    forms = [c for c in others if not _invisible.match(c) and c not in FOLDS and _plain(c) != c]
    if forms:
        shown = ", ".join(f"{c} ({_plain(c)})" for c in forms[:_SHOWN])
        yield f"other forms of the same letters: {shown}"


def _compatible(selector: Selector) -> Selector:
    exact, prefix, suffix = (
        fold_words_compatible(words) if words else ""
        for words in (selector.exact, selector.prefix, selector.suffix)
    )
    return Selector(exact, prefix, suffix, selector.occurrence)


def _instead(text: str, found: re.Match[str], compounds: frozenset[str], *, is_joined: bool) -> str:
    """Return what stands for a piece of a text that may have to change."""
    whole = found[0]
    if found.lastgroup == "divided":
        before = _word_before.search(text, max(0, found.start() - _LONGEST), found.start())
        after = _word.match(text, found.end())
        is_own = before and after and f"{_plain(before[0])}-{_plain(after[0])}" in compounds
        return "-" if is_own else ""
    if found.lastgroup == "gap":
        kept = _invisible.sub("", whole)
        return "" if not kept or (is_joined and _has_line_end.search(kept)) else " "
    return _plain(_invisible.sub("", whole))


@lru_cache(maxsize=4096)
def _plain(characters: str) -> str:
    """Return characters in compatibility forms, folded typographically."""
    for _ in range(3):  # a compatibility form may be one that folds, and so on
        plain = unicodedata.normalize("NFKC", characters).translate(_FOLDS)
        if plain == characters:
            break
        characters = plain
    return characters


def _alphabet(text: str) -> tuple[str, str]:
    """Return the marks of a text, and the characters in it that change by themselves."""
    if text.isascii():
        return "", ""
    alphabet = set(text)
    marks = "".join(sorted(c for c in alphabet if is_extender(c)))
    alone = "".join(sorted(c for c in alphabet if c >= "\x80" and _plain(c) != c and c not in _SPACE))
    return marks, alone


@lru_cache(maxsize=64)
def _pattern(marks: str, alone: str) -> re.Pattern[str]:
    """Return the pattern of what to look at in a text with these marks and characters to change."""
    branches = [f"(?P<divided>{DIVIDED})", f"(?P<gap>{_GAP})"]
    if marks:
        branches.append(f"[^{re.escape(_SPACE)}{INVISIBLE}](?:[{INVISIBLE}]*[{re.escape(marks)}])+")
    if alone:
        branches.append(f"[{re.escape(alone)}]")
    return re.compile("|".join(branches))
