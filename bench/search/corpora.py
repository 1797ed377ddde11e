"""Pages to search: generated text of any size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from sitegen.parse.edtf import parse_period
from sitegen.search.results import day_of
from sitegen.search.unit import Facets, SearchUnit


def _unit(number: int, title: str, paragraphs: list[str], facets: Facets) -> SearchUnit:
    year, month, day = 1990 + number % 35, 1 + number % 12, 1 + number % 28
    return SearchUnit(
        ref=f"documents/d{number}.html",
        kind="document",
        title=title,
        language="en",
        date=f"{year}-{month:02}-{day:02}",
        day=day_of(parse_period(f"{year}-{month:02}-{day:02}")),
        passages=tuple((f"p_{at}", text) for at, text in enumerate(paragraphs, 1)),
        facets=replace(facets, years=(str(year),)),
    )


STOP_TEXT = "the of and to in a is that for it as was with be by on not he his but at are this have or"
ONSET_TEXT = "b bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sk sl st t tr v w z"
CODA_TEXT = "   b ck d g l m n nd nt p r rd s st t x"
ENDING_TEXT = "  s ed ing er ly ness ation able ive ment al"
STOP, ONSETS, CODAS, ENDINGS = (text.split(" ") for text in (STOP_TEXT, ONSET_TEXT, CODA_TEXT, ENDING_TEXT))
NUCLEI = ("a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oa", "ou")
TYPES = 60_000


def generated_units(count: int, seed: int = 7) -> Iterator[SearchUnit]:
    """Yield units of Zipf-distributed text, about 440 words each in ten passages."""
    chance = random.Random(seed)
    words = _words(chance)
    cumulative = list(accumulate(1 / (rank + 2.7) ** 1.02 for rank in range(len(words))))
    for number in range(count):
        topic = chance.choices(words, cum_weights=cumulative, k=18)
        paragraphs = [_paragraph(chance, words, cumulative, topic) for _ in range(10)]
        facets = Facets((f"speaker-{number % 97}",), (f"topic-{number % 23}",))
        yield _unit(number, " ".join(chance.sample(topic, 4)).title(), paragraphs, facets)


def _paragraph(chance: random.Random, words: list[str], cumulative: list[float], topic: list[str]) -> str:
    tokens = [
        chance.choice(STOP)
        if draw < 0.42
        else chance.choice(topic)
        if draw < 0.56
        else chance.choices(words, cum_weights=cumulative)[0]
        for draw in (chance.random() for _ in range(chance.randint(25, 63)))
    ]
    return " ".join(tokens).capitalize() + "."


def _words(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < TYPES:
        syllables = chance.choice((1, 1, 2, 2, 2, 3))
        root = "".join(
            chance.choice(ONSETS) + chance.choice(NUCLEI) + chance.choice(CODAS) for _ in range(syllables)
        )
        for ending in chance.sample(ENDINGS, chance.choice((1, 1, 2, 3))):
            if 3 <= len(root + ending) <= 16:
                found.setdefault(root + ending)
    words = list(found)[:TYPES]
    chance.shuffle(words)
    return words
