"""Archives made up at random: the scripts, characters and overlaps of real ones. No word comes twice."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.judge.source import squeeze

SYLLABLES = {  # each of a script's own two letters, so that no word is a part of another
    "de": ["ba", "fü", "gö", "lä", "me", "ni", "ro", "su", "ta", "ße", "Wi", "Zu"],
    "en": ["ba", "co", "di", "fe", "go", "hu", "ka", "lo", "mi", "na", "pe", "ru"],
    "tr": ["bı", "ça", "dü", "ğe", "ır", "İl", "öz", "şu", "ta", "ve", "Yı", "zö"],
    "ru": ["ба", "во", "ги", "дё", "жу", "зы", "ки", "лю", "мя", "не", "пэ", "щи"],
    "ar": ["با", "تي", "جو", "دا", "رو", "سي", "عا", "فو", "كي", "لا", "مو", "ني"],
    "zh": ["天地", "玄黄", "宇宙", "洪荒", "日月", "盈昃", "辰宿", "列张", "寒来", "暑往", "秋收", "冬藏"],
}
MARKS = {"ar": ("،", "؟"), "zh": ("，", "。")}


@dataclass
class Words:
    """Words that never come twice, in a script."""

    language: str
    rng: random.Random
    made: int = 0

    def next(self) -> str:
        syllables = SYLLABLES[self.language]
        n = self.made * 7919 % 12**5
        word = ""
        for _ in range(5):
            n, place = divmod(n, 12)
            word += syllables[place]
        self.made += 1
        assert self.made < 12**5
        return word

    def sentence(self, length: int) -> str:
        comma, stop = MARKS.get(self.language, (",", "."))
        words = [self.next() for _ in range(length)]
        for place in range(2, length - 1, 5):
            words[place] += comma
        if self.rng.random() < 0.4 and length > 4:
            signs = self.rng.choice(["“”", "„“", "«»", '""', "‘’"])
            words[1] = signs[0] + words[1]
            words[3] += signs[1]
        space = "" if self.language == "zh" else " "
        return space.join(words) + stop


@dataclass
class MadeDocument:
    id: str
    ending: str
    data: bytes
    language: str
    text: str  # what a reader sees, before it was hidden in bytes and markup
    annotations: list[dict[str, object]] = field(default_factory=list)


def spoil(text: str, rng: random.Random, *, is_markup: bool = False) -> bytes:
    """Return the text as it comes from the wild: marks, line ends, spaces and accents of any kind."""
    if rng.random() < 0.3:
        text = unicodedata.normalize("NFD", text)
    if rng.random() < 0.5 and not is_markup:
        text = "".join(rng.choice("\u00a0\t ") if c == " " and rng.random() < 0.05 else c for c in text)
    if rng.random() < 0.3 and not is_markup:
        text = text.replace(". ", ".\u200f \u200e")
    if rng.random() < 0.4:
        text = text.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if rng.random() < 0.3 else b"") + text.encode()


def misquote(quote: str, rng: random.Random) -> str:
    """Return the quote as a person types it: other spaces, quotation marks, dashes and accents."""
    way = rng.randrange(6)
    if way == 0:
        return " ".join(quote.split())
    if way == 1:
        return quote.translate(str.maketrans("“”„«»‘’", '"""""' + "''"))
    if way == 2:
        return unicodedata.normalize("NFD", quote)
    if way == 3:
        return unicodedata.normalize("NFC", quote).replace(" ", "\u00a0")
    if way == 4:
        return quote[: len(quote) // 2] + "\u00ad\u200b" + quote[len(quote) // 2 :]
    return quote


def iter_quotes(text: str, rng: random.Random, count: int) -> Iterator[str | list[str]]:
    """Yield quotes over the text: words, sentences, much of it, several pieces, one in the other."""
    ends = [0, *(i for i, c in enumerate(text) if c.isspace()), len(text)]
    if len(ends) < 20:  # without spaces, between any two characters
        ends = list(range(0, len(text), 8))
    last = len(ends) - 1

    def piece(first: int, until: int) -> str:
        return text[ends[first] : ends[until]].strip()

    centre = rng.randrange(15, last - 15)
    for depth in range(11):  # eleven over one word
        yield piece(centre - depth - 1, centre + depth // 2 + 1)
    for _ in range(count):
        first = rng.randrange(last)
        until = min(last, first + 1 + int(rng.expovariate(1 / 12)))
        if quote := piece(first, until):
            yield misquote(quote, rng)
    step = max(2, last // 70)
    pieces = [piece(n, n + 1) for n in range(0, last - step, step)][:68]
    yield [p for p in pieces if p]
    yield piece(last // 10, last - 2)


def only_unique(quote: str | list[str], whole: str) -> str | list[str]:
    """Return the quote without those pieces that stand in the text more than once."""
    if isinstance(quote, list):
        return [piece for piece in quote if whole.count(squeeze(piece)) == 1]
    return quote if whole.count(squeeze(quote)) == 1 else ""


def annotate(document: MadeDocument, rng: random.Random, count: int) -> None:
    """Give a document its annotations."""
    whole = squeeze(document.text)
    quotes = [pieces for q in iter_quotes(document.text, rng, count) if (pieces := only_unique(q, whole))]
    for number, quote in enumerate(quotes):
        entry: dict[str, object] = {"id": f"n{number}", "quote": quote}
        if rng.random() < 0.7:
            entry["speaker"] = rng.choice(["anna", "boris"])
        if rng.random() < 0.3:
            entry["claim"] = {"id": "it-rained", "stance": rng.choice(["asserts", "denies", "questions"])}
        if rng.random() < 0.3:
            entry["note"] = "A *note*."
        document.annotations.append(entry)


def make_plain(language: str, rng: random.Random, size: int) -> MadeDocument:
    words = Words(language, rng)
    paragraphs = []
    for _ in range(size):
        sentences = [words.sentence(rng.randrange(5, 12)) for _ in range(rng.randrange(1, 5))]
        paragraphs.append(rng.choice([" ", " ", "\n"]).join(sentences))
    gap = rng.choice(["\n\n", "\n\n", "\n \t\n\n"])
    text = gap.join(paragraphs)
    return MadeDocument(f"plain-{language}", "txt", spoil(text + "\n", rng), language, text)


def write_archive(folder: Path, documents: list[MadeDocument]) -> None:
    """Write the archive of some documents."""
    (folder / "documents").mkdir(parents=True)
    files = {
        "site.yaml": "title: Made up\n",
        "speakers.yaml": "anna: {name: Anna}\nboris: {name: Boris}\n",
        "claims.yaml": "it-rained: {text: It rained.}\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for document in documents:
        sidecar = {
            "title": document.id,
            "language": document.language,
            "annotations": document.annotations,
        }
        path = folder / "documents" / document.id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f"{path.name}.{document.ending}").write_bytes(document.data)
        path.with_name(f"{path.name}.yaml").write_text(
            yaml.safe_dump(sidecar, allow_unicode=True, sort_keys=False, width=100), encoding="utf-8"
        )
