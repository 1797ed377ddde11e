"""Terms: what is written into the index for a text, and asked of it for a query.

A text is folded, then cut into tokens: words, with the parts of hyphenated words and identifiers;
numbers in any grouping; overlapping pairs for scripts that do not write spaces. Each part is stemmed
by its language. The browser does the same (templates/assets/js/search-text.js).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final

from lunr.stop_word_filter import WORDS

from sitegen.search.chinese import CHINESE, TO_SIMPLIFIED
from sitegen.search.fold import fold_text, fold_word
from sitegen.search.stemmers import ENGLISH, LATIN, algorithm_of, script_of, stemmer_of

STOP_WORDS: Final = frozenset(WORDS)  # English ones, as Lunr leaves them out
LONGEST: Final = 64  # characters of a term: beyond, it is no word, and would weigh on the vocabulary


def _marks() -> str:
    r"""Return all combining marks as ranges of a character class: what `\p{M}` is in the browser."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x20000):  # those beyond are variation selectors, which folding removes
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# Scripts that do not write spaces between words: Thai, Lao, Burmese, Khmer; kana; Han.
SPACELESS: Final = (
    "\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17d3\u3005-\u3007\u3040-\u309f\u30a1-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


@cache
def _any_tokens() -> re.Pattern[str]:
    """Compile the pattern of tokens when a text is not plain ASCII: finding all marks takes a while."""
    letter = rf"[\w{_marks()}]"
    return re.compile(
        rf"\d{{1,3}}(?: \d{{3}})+(?![\d])"  # 250 000
        rf"|\d+(?:[.,'’٫٬_]\d+)+"  # 250,000 · 2,50,000 · 3.5 · 03.12.2016
        rf"|{letter}+(?:['’ʼ.·‐-]{letter}+)*"
    )


@cache
def _spaceless() -> re.Pattern[str]:
    """Compile the pattern of runs without spaces: classes of so many letters take a millisecond."""
    return re.compile(f"([{SPACELESS}]+)")


_ASCII_TOKENS: Final = re.compile(  # the same, three times as fast
    r"[a-z_]\w*(?:['.-]\w+)*|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,'_]\d+)+|\w+(?:['.-]\w+)*", re.ASCII
)
_is_number = re.compile(r"\d+(?:[.,'’٫٬_]\d+)+|\d{1,3}(?: \d{3})+").fullmatch
_digits = re.compile(r"\d+")
_DECIMAL: Final = ".,٫"
_joints = re.compile("([.·_‐-])")
_apostrophes = re.compile("[’ʼ]")

# What stands before an apostrophe in French, Italian and Catalan and is no part of the word.
_ELIDED: Final = "l d j m t s n c qu jusqu lorsqu puisqu quoiqu dell all nell dall sull un quest"
ELISIONS: Final = frozenset(_ELIDED.split())


def tokens_of(text: str, language: str) -> list[str]:
    """Return the tokens of a text, folded, as `token_terms` takes them."""
    return tokens_in(fold_text(text, language))


def tokens_in(folded: str) -> list[str]:
    """Return the tokens of a folded text."""
    return (_ASCII_TOKENS if folded.isascii() else _any_tokens()).findall(folded)


def token_terms(token: str, language: str) -> tuple[str, ...]:
    """Return the terms of one token: the whole first, then its parts; none for a stop word."""
    if token.isascii() and token.isalnum() and len(token) <= LONGEST:
        term = plain_term(language)(token)
        return (term,) if term else ()
    if _is_number(token):
        return _number_terms(token)
    terms: list[str] = []
    for number, piece in enumerate([token] if token.isascii() else _spaceless().split(token)):
        if number % 2:
            terms.extend(_pairs(piece, language))
        elif piece:
            terms.extend(_word_terms(piece, language))
    return tuple(terms)


@cache
def plain_term(language: str) -> Callable[[str], str]:
    """Return what gives the term of a token of ASCII letters and digits alone, or "" for a stop word."""
    return partial(_term_by, algorithm_of(LATIN, language))


def terms_of(text: str, language: str) -> list[str]:
    """Return the terms of a text in order."""
    return [term for token in tokens_of(text, language) for term in token_terms(token, language)]


def _number_terms(token: str) -> tuple[str, ...]:
    """Return one term for a number in groups or with decimals, each run of digits for anything else."""
    runs = [fold_word(run) for run in _digits.findall(token)]
    joints = _digits.split(token)[1:-1]
    if joints[0] == " ":  # perhaps two numbers side by side
        return ("".join(runs), *runs)
    groups = _count_groups(runs, joints)
    if groups:
        return (".".join(["".join(runs[: groups + 1]), *runs[groups + 1 :]]),)
    if len(runs) == 2 and joints[0] in _DECIMAL:
        return (".".join(runs),)
    return tuple(runs)


def _count_groups(runs: list[str], joints: list[str]) -> int:
    """Return how many groups follow a number's first digits: 2 in 1,234,567.8; 0 where it has none."""
    same = next((at for at, joint in enumerate(joints) if joint != joints[0]), len(joints))
    rest = joints[same:]
    is_grouped = (
        len(runs[0]) <= 3
        and runs[0][0] != "0"
        and all(len(run) in (2, 3) for run in runs[1:same])
        and len(runs[same]) == 3
        and (not rest or (len(rest) == 1 and rest[0] in _DECIMAL))
    )
    return same if is_grouped else 0


def _pairs(run: str, language: str) -> Iterator[str]:
    """Yield overlapping pairs of letters; one letter alone is itself. Chinese ones are simplified."""
    folded = fold_word(run)
    if language in CHINESE:
        folded = folded.translate(TO_SIMPLIFIED)
    if len(folded) == 1:
        yield folded
    for start in range(len(folded) - 1):
        yield folded[start : start + 2]


def _word_terms(piece: str, language: str) -> Iterator[str]:
    pieces = _joints.split(_apostrophes.sub("'", piece))
    parts = [part for part in map(_bare, pieces[::2]) if part]
    if len(parts) > 1:
        yield _whole(parts, pieces[1::2], language)
        if all(len(part) == 1 for part in parts):  # an acronym with dots
            return
    for part in parts:
        term = _term(part, language)
        if term:
            yield term


def _bare(part: str) -> str:
    """Return a part without its elided article or possessive ending."""
    part = part.strip("'")
    if part.endswith("'s"):
        return part[:-2]
    head, apostrophe, tail = part.partition("'")
    if apostrophe and head in ELISIONS:
        return tail.replace("'", "")
    return part.replace("'", "")


def _whole(parts: list[str], joints: list[str], language: str) -> str:
    """Return one term for a compound: hyphens vanish, dots and underscores name an identifier."""
    if all(len(part) == 1 for part in parts):
        return fold_word("".join(parts))[:LONGEST]
    if any(joint in "._" for joint in joints):
        joint = "_" if "_" in joints else "."
        return fold_word(joint.join(parts))[:LONGEST]
    return _stem("".join(parts)[:LONGEST], language)


def _term(part: str, language: str) -> str:
    part = part[:LONGEST]
    return _term_by(algorithm_of(script_of(part), language), part)


def _term_by(algorithm: str, part: str) -> str:
    return "" if algorithm == ENGLISH and part in STOP_WORDS else _stem_by(algorithm, part)


def _stem(part: str, language: str) -> str:
    return _stem_by(algorithm_of(script_of(part), language), part)


def _stem_by(algorithm: str, part: str) -> str:
    """Return a part's stem without accents; Turkish endings need the vowels as they are written."""
    stem: Callable[[str], str] = stemmer_of(algorithm)
    if algorithm == "turkish":
        return fold_word(stem(part))
    return stem(fold_word(part))
