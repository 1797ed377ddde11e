"""Known-item queries: a page is chosen, words are drawn from it, and search ought to lead back to it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.search.unit import SearchUnit

KINDS = ("title words", "passage words", "one inflected", "one typo", "last word cut")
_words = re.compile("[a-z]{4,}").findall


class Query(NamedTuple):
    kind: str
    text: str
    unit: int  # the number of the page that it is about


def make_queries(units: Sequence[SearchUnit], each: int, seed: int = 17) -> list[Query]:
    """Return as many queries of each kind; passage queries are three rarer words of one passage."""
    chance = random.Random(seed)
    found = Counter(word for unit in units for word in set(_words(_text(unit))))
    titles = Counter(_key(unit.title) for unit in units)
    queries: list[Query] = []
    for kind in KINDS:
        made = 0
        while made < each:
            number = chance.randrange(len(units))
            words = _draw(kind, units[number], found, titles, len(units), chance)
            if words:
                queries.append(Query(kind, " ".join(words), number))
                made += 1
    return queries


def _key(title: str) -> tuple[str, ...]:
    """Return a title as it can be asked for: "Notes on 1.2" and "Notes on 1.3" are the same question."""
    return tuple(sorted(set(_words(title.lower()))))


def _text(unit: SearchUnit) -> str:
    return " ".join([unit.title, *(text for _, text in unit.passages)]).lower()


def _draw(
    kind: str,
    unit: SearchUnit,
    found: Counter[str],
    titles: Counter[tuple[str, ...]],
    count: int,
    chance: random.Random,
) -> list[str] | None:
    if kind == "title words":
        words = _sample(unit.title, found, count // 4, chance)
        return words if len(words) > 1 and titles[_key(unit.title)] == 1 else None
    words = _sample(chance.choice(unit.passages)[1], found, count // 12, chance)
    return _spoil(kind, words, chance) if len(words) == 3 else None


def _sample(text: str, found: Counter[str], most: int, chance: random.Random) -> list[str]:
    words = sorted({word for word in _words(text.lower()) if found[word] <= most})
    return chance.sample(words, min(3, len(words)))


def _spoil(kind: str, words: list[str], chance: random.Random) -> list[str] | None:
    if kind == "one inflected":
        words[0] = words[0][:-1] if words[0].endswith("s") else words[0] + "s"
    elif kind == "one typo":
        long = [at for at, word in enumerate(words) if len(word) > 5]
        if not long:
            return None
        words[long[0]] = _misspell(words[long[0]], chance)
    elif kind == "last word cut":
        if len(words[2]) < 6:
            return None
        words[2] = words[2][:-2]
    return words


def _misspell(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    if chance.random() < 0.5:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
