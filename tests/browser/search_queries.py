"""Random pages and random queries of every kind that Lunr's syntax has."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

from sitegen.search.unit import FIELD_NAMES, SearchUnit

_SYLLABLES = "ba con di er form gra hi in ka lo ment na or pre qui ra st tion un ver y ing ed"
SYLLABLES = _SYLLABLES.split()
_OTHERS = (
    "Лавров книга книги сказал محمد الكتاب كتاب 中国政府 東京都 café naïve 😀smile ｆｕｌｌ 𝒜lpha 𐌰𐌱 key "
    "array try snake_case config.yaml well-known don't 250,000 the of"
)
OTHERS = _OTHERS.split()
SIGNS = set("_.~^:*+- ")


def random_units(count: int, seed: int) -> list[SearchUnit]:
    """Return pages of Zipf-distributed text in several languages, with numbers, emoji and compounds."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(2_000)]
    words += [str(chance.randint(0, 99_999)) for _ in range(40)] + OTHERS
    chance.shuffle(words)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def text(size: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=size))

    def unit(number: int) -> SearchUnit:
        notes = tuple((f"n-{at}", text(9)) for at in range(chance.randint(0, 2)))
        passages = tuple((f"p_{at}", text(chance.randint(1, 60))) for at in range(chance.randint(0, 8)))
        names = (text(2),) if chance.random() < 0.3 else ()
        language = chance.choice(("en", "en", "ru", "ar"))
        title = text(chance.randint(1, 6))
        ref = f"documents/d{number}.html"
        return SearchUnit(ref, "document", title, language, names=names, notes=notes, passages=passages)

    return [unit(number) for number in range(count)]


class Queries:
    """Makes random queries about the terms of a vocabulary."""

    def __init__(self, vocabulary: Sequence[str], frequencies: Sequence[int], seed: int) -> None:
        self.chance = random.Random(seed)
        self.vocabulary = vocabulary
        self._weights = list(accumulate(frequency**0.5 for frequency in frequencies))

    def word(self) -> str:
        for _ in range(100):
            [word] = (
                self.chance.choices(self.vocabulary, cum_weights=self._weights)
                if self.chance.random() < 0.7
                else [self.chance.choice(self.vocabulary)]
            )
            if not SIGNS & set(word):
                return word
        return "word"

    def inflected(self) -> str:
        ending = self.chance.choice(("s", "ing", "ed", "er", "ation")) if self.chance.random() < 0.3 else ""
        return self.word() + ending

    def misspelt(self, word: str) -> str:
        at, letter = self.chance.randrange(len(word)), self.chance.choice("aeiost")
        rest = word[at + 1 :]
        return self.chance.choice(
            (
                word[:at] + rest or "a",
                word[:at] + letter + word[at:],
                word[:at] + letter + rest,
                word[:at] + rest[:1] + word[at] + rest[1:],
            )
        )

    def field(self) -> str:
        return self.chance.choice(FIELD_NAMES) + ":"

    def maybe(self, text: str) -> str:
        return text if self.chance.random() < 0.4 else ""

    def soup(self) -> str:
        pieces = [*"abct ", *"+-*~^:\\ ", "1", "2 ", "title:", "body:"]
        text = "".join(self.chance.choice(pieces) for _ in range(self.chance.randint(1, 12)))
        return text.replace("~2", "~1").replace("~1", "~1 ")


ODD = (
    *("", "*", "-zzqx1", " ", "a\\:b", "foo:bar", "+", "title:", "^3", "~1", "x~", "x^", "x^y", "-", "+-x"),
    *("a:b:c", "title:a b:c", "\\", "x\\", "\\+x", "x~1~1", "x^2^3", "title:+x", "x\u00a0y", "a-b"),
)
KINDS: dict[str, Callable[[Queries], str]] = {
    "one": lambda q: q.inflected(),
    "two": lambda q: f"{q.inflected()} {q.inflected()}",
    "five": lambda q: " ".join(q.inflected() for _ in range(5)),
    "repeated": lambda q: " ".join([q.word()] * 2 + [q.word()]),
    "absent": lambda q: f"zzqx7 {q.word()}",
    "stop word": lambda q: f"the {q.word()} of",
    "field": lambda q: f"{q.field()}{q.word()} {q.word()}",
    "boost": lambda q: f"{q.word()}^{q.chance.randint(0, 12)} {q.word()}",
    "field and boost": lambda q: f"{q.field()}{q.word()}^3 {q.field()}{q.word()}",
    "prefix": lambda q: q.word()[: q.chance.randint(1, 4)] + "*" + q.maybe(" " + q.word()),
    "suffix": lambda q: "*" + q.word()[-3:],
    "inner": lambda q: q.word()[:2] + "*" + q.word()[-1:],
    "both ends": lambda q: f"*{q.word()[1:3]}*",
    "near": lambda q: q.misspelt(q.word()) + "~1" + q.maybe(" " + q.word()),
    "nearer": lambda q: q.misspelt(q.misspelt(q.word() + "ab")) + "~2",
    "near and wild": lambda q: q.word()[:3] + "*~1",
    "near in a field": lambda q: f"{q.field()}{q.misspelt(q.word() + 'x')}~1^2",
    "required": lambda q: f"+{q.word()} {q.word()}" + q.maybe(f" +{q.word()}"),
    "required in a field": lambda q: f"+{q.field()}{q.word()} {q.word()}",
    "required but absent": lambda q: f"+zzqx9 {q.word()}",
    "required stop word": lambda q: f"+the {q.word()}",
    "prohibited": lambda q: f"{q.word()} -{q.word()}" + q.maybe(f" -{q.field()}{q.word()}"),
    "only prohibited": lambda q: f"-{q.word()}" + q.maybe(f" -{q.word()}"),
    "mixed": lambda q: (
        f"+{q.word()} -{q.word()} {q.field()}{q.word()}^3 {q.word()[:4]}* {q.misspelt(q.word())}~1"
    ),
    "required and wild": lambda q: f"+{q.word()[:3]}* {q.word()} -{q.word()[:4]}*",
    "odd": lambda q: q.chance.choice(ODD),
    "soup": Queries.soup,
}
