"""Sites of several languages, and phrases by the folds of the index: what one language finds, all find."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from sitegen.anchor.resolve import anchor_document
from sitegen.model.archive import Annotation, Selector
from sitegen.model.reading_text import Block, ReadingText
from sitegen.search.unit import SearchUnit
from tests.browser.search_site import passages
from tests.browser.search_stock import load_index, open_bench

CASES = json.loads((Path(__file__).parents[1] / "cases" / "folding.json").read_text(encoding="utf-8"))
ASK = """
async ([queries, texts]) => {
  const results = makeResults(MANIFEST, { files: FILES, load: async () => {} });
  const fetchAll = async (keys) => keys.filter((key) => !FILES.has(key));
  const own = { ...results, fetchAll, fetchStemmers: async () => {} };
  const planner = makePlanner(MANIFEST, makeText(MANIFEST.text), makeIndex(MANIFEST, FILES), own);
  const answers = [];
  for (const query of queries) {
    const found = await planner.search(query);
    const units = found.units.slice(0, found.quoted ? undefined : found.all);
    const holds = ([language, ...passages]) => (found.quoted || []).every(
      (phrase) => passages.some((one) => planner.holdsPhrase(one, phrase, language)));
    answers.push(units.map((unit) => REFS[unit]).filter((ref) => holds(texts[ref])));
  }
  return answers;
}
"""

Ask = Callable[[Sequence[SearchUnit], Sequence[str]], list[list[str]]]


def unit(ref: str, language: str, *texts: str) -> SearchUnit:
    return SearchUnit(f"{ref}.html", "document", ref.title(), language, passages=passages(*texts))


ENGLISH = (
    unit(
        "a",
        "en",
        "The council has paid for the bridge, an eye for an eye; to be or not to be was no question.",
    ),
    unit("b", "en", "Nobody was at the gate when Mr O’Neill’s car came by. It has been there since the war."),
    unit(
        "c",
        "en",
        "About 1,200 people and 300 000 others asked the mayor’s office for a well-known P-8A report.",
    ),
)
OTHERS = (
    unit("f", "fr", "Le maire a dit que la gare est pour tous; on be or to, at for it."),
    unit("g", "de", "Die Brücke war an der Grenze, so hat man es gesagt, was not tut."),
    unit("r", "ru", "Мэр сказал, что the bridge был закрыт."),
    unit("t", "tr", "Köprü ve at kapandı, in on."),
    unit("z", "zh", "市长说桥已经关闭，臺灣的檔案也沒有開放。"),
)
TEXTS = {
    one.ref: [one.language, one.title, *(text for _, text in one.passages)] for one in (*ENGLISH, *OTHERS)
}


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = open_bench(browser)
    yield page
    page.close()


@pytest.fixture
def ask(bench: Page) -> Ask:
    def run(units: Sequence[SearchUnit], queries: Sequence[str]) -> list[list[str]]:
        load_index(bench, units)
        answers: list[list[str]] = bench.evaluate(ASK, [list(queries), TEXTS])
        return answers

    return run


@pytest.mark.parametrize("others", [OTHERS[:1], OTHERS[1:3], OTHERS])
def test_a_document_in_another_language_takes_no_answer_away(
    ask: Ask, others: tuple[SearchUnit, ...]
) -> None:
    rng = random.Random(7)
    queries: list[str] = []
    for _, text in (passage for one in ENGLISH for passage in one.passages):
        words = text.replace(";", " ").replace(",", " ").replace(".", " ").split()
        for _ in range(40):
            start = rng.randrange(len(words) - 1)
            some = words[start : start + rng.randint(1, 5)]
            queries += [" ".join(some), " ".join(rng.sample(words, min(3, len(words))))]
        runs = text.rstrip(".").split()
        for _ in range(40):
            start = rng.randrange(len(runs) - 1)
            queries.append('"' + " ".join(runs[start : start + rng.randint(2, 6)]).strip(",;.") + '"')
    alone, together = ask(ENGLISH, queries), ask((*ENGLISH, *others), queries)
    lost = [
        (query, one, other)
        for query, one, other in zip(queries, alone, together, strict=True)
        if not set(one) <= set(other)
    ]
    assert lost == []
    assert sum(map(len, alone)) > len(queries) / 2


def test_a_word_is_asked_of_the_documents_that_keep_it(ask: Ask) -> None:
    units = (*ENGLISH, OTHERS[0], unit("h", "fr", "Le pont, bridge en anglais."))
    TEXTS["h.html"] = ["fr", "H", "Le pont, bridge en anglais."]
    assert ask(units, ["for the bridge"]) == [["a.html"]]  # `h` is French, and has neither "for" nor "the"
    assert set(ask(units, ["bridge"])[0]) == {"a.html", "h.html"}


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("\"Mr O'Neill's car\"", ["b.html"]),
        ('"the mayor\'s office"', ["c.html"]),
        ('"1200 people"', ["c.html"]),
        ('"300000 others"', ["c.html"]),
        ('"well known"', ["c.html"]),
        ('"known P-8A report"', ["c.html"]),
        ('"office mayor"', []),
        ("p-8", ["c.html"]),
        ("P8 report", ["c.html"]),
        ("p-9", []),
        ('"la gare"', ["f.html"]),
        ('"桥已经"', ["z.html"]),
        ('"已桥经"', []),
        ("*ounci*", ["a.html"]),
        ("*uestion", ["a.html"]),
        ("*fices", ["c.html"]),
        ("台湾", ["z.html"]),
        ("檔案", ["z.html"]),
        ('"台湾的档案"', ["z.html"]),
    ],
)
def test_phrases_and_signs(ask: Ask, query: str, refs: list[str]) -> None:
    assert ask((*ENGLISH, *OTHERS), [query]) == [refs]


def holds(bench: Page, ask: Ask, asked: list[tuple[str, str, str]]) -> list[bool]:
    """Return of (text, phrase, language) whether the text holds the phrase."""
    ask(ENGLISH, [])
    answers: list[bool] = bench.evaluate(
        """(asked) => {
          const planner = makePlanner(MANIFEST, makeText(MANIFEST.text), makeIndex(MANIFEST, FILES), {});
          return asked.map(([text, phrase, language]) => planner.holdsPhrase(text, phrase, language));
        }""",
        asked,
    )
    return answers


def test_the_table_of_foldings_holds_for_phrases(bench: Page, ask: Ask) -> None:
    asked = [(case["text"], case["words"], case["language"]) for case in CASES]
    found = dict(zip((case["why"] for case in CASES), holds(bench, ask, asked), strict=True))
    assert [why for why, is_held in found.items() if not is_held] == []


# Letters of many scripts, with the marks that some write over or under them.
SCRIPTS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fr": "aàâbcçdeéèêfghiîïlmnoôœpqrstuùûü",
    "el": "αάβγδεέζηήθικλμνξοόπρστυύφχψω",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa": "اآبپتجچحدرزسشفقکگلمنوهی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "yi": "אַאָבּגדהוּזחטייִכּלמנסעפּצקרשׂתּ",
    "hi": "कखगघचजझटठडतथदधनपफबभमयरलवशसहािीुूे",
    "ta": "கசடதபறயரலவழளாிீுூ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფ",
    "hy": "աբգդեզէըթժիլխծկհձ",
    "am": "ሀለሐመሠረሰሸቀበተኀነአከወዐዘየደገጠጰጸፀፈፐ",
    "ko": "가나다라마바사아자차카타파하각난닫",
    "zh": "市长说桥已经关闭政府表示谈判",
    "ja": "かきくけこカキクケコ橋市長",
    "th": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮ",
}


FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]


def test_what_a_quote_finds_a_phrase_finds_in_every_script(bench: Page, ask: Ask) -> None:
    rng = random.Random(11)
    asked: list[tuple[str, str, str]] = []
    for language, letters in SCRIPTS.items():
        signs = unicodedata.normalize("NFC", letters)
        for _ in range(25):
            words = ["".join(rng.choices(signs, k=rng.randint(2, 7))) for _ in range(8)]
            words = [
                unicodedata.normalize("NFC", word).lstrip("".join(c for c in signs if is_mark(c))) or "x"
                for word in words
            ]
            start = rng.randrange(5)
            quote = " ".join(words[start : start + 3])
            text = " ".join(words)
            form = rng.choice(FORMS)
            disguise = rng.choice(DISGUISES)
            asked.append((unicodedata.normalize(form, disguise(text)), quote, language))
    found = [is_quote_in(text, quote) for text, quote, _ in asked]
    assert all(found), [case for case, is_found in zip(asked, found, strict=True) if not is_found][:3]
    held = holds(bench, ask, asked)
    assert [case for case, is_held in zip(asked, held, strict=True) if not is_held][:3] == []


def is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def with_soft_hyphens(text: str) -> str:
    return "\u00ad".join(text).replace("\u00ad \u00ad", " ")


def with_line_ends(text: str) -> str:
    """Divide the words of more than four letters, where no mark follows."""
    divided: list[str] = []
    for word in text.split(" "):
        can = len(word) > 4 and not is_mark(word[2])
        divided.append(f"{word[:2]}-\n{word[2:]}" if can else word)
    return " ".join(divided)


def with_other_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0\n")


DISGUISES: list[Callable[[str], str]] = [str, with_soft_hyphens, with_line_ends, with_other_spaces]


def is_quote_in(text: str, quote: str) -> bool:
    annotation = Annotation(id="a", number=1, named=True, selectors=(Selector(quote),))
    reading: Any = ReadingText(text=text, blocks=(Block(span=(0, len(text))),), rows=())
    (_,), findings = anchor_document([annotation], reading, "x.yaml")
    return not {finding.code for finding in findings} & {"Q001", "Q003"}
