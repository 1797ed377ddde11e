"""The language of a text, guessed from its script and its commonest words. A guess, and told as one.

A library that knows a hundred languages needs megabytes of models; here a person reads the guess
and corrects it. So the few dozen commonest words of languages with much published text do, and where no
language is clearly ahead none is named.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

SAMPLE = 20_000  # characters that are looked at
FEWEST = 3  # common words seen before a language is named
LEAD = 1.3  # times as many as of the language that comes second
SHARE = 0.3  # of the letters: a script that has this much decides, so that a few names do not

_STOP_WORDS: Final[dict[str, str]] = {
    "en": "the of and to in is that was for on with as by at from were are been which had said not it",
    "fr": "le la les des et est une dans que qui pour sur pas par avec au sont aux cette été ont du il mais",
    "de": "der die das und ist nicht von den mit dem ein eine für auf des sich auch es im wird zu wurde bei",
    "es": "el los las y que una por con para del se su como pero más fue ha en este sus está al lo muy",
    "it": "il di che è per una con non della sono del nel alla più anche ha gli si le dei delle come",
    "pt": "o os as que um uma para com não por mais dos da do foi em se ao pela são seu sua mas",
    "nl": "de het een van en dat niet zijn voor met op te die werd door ook aan er naar uit maar om",
    "pl": "się nie na jest że do z w i to jak przez od po za był ale oraz są dla ich tym tego",
    "tr": "ve bir bu için ile da de olarak daha çok olan gibi ne sonra kadar olduğu dedi en değil ancak",
    "sv": "och att det som en är på av för med den till inte ett har de om var från men vid så",
    "ru": "и в не на что с по как это из к от для было его был но за они мы у которые также так",
    "uk": "і в не на що з та як це до від для було його але за у які також є або про ще",
    "bg": "и в не на че с по за от като това се да са беше но към или при има",
    "ar": "في من على ان إلى الى أن عن التي الذي هذا هذه مع ما لا كان كما قال بعد بين وقد",
    "fa": "در به از که را با این است و برای آن یک خود تا کرد بر هم نیز شد می",
    "ur": "کے کی میں اور سے کا کو ہے نے پر کہ یہ ہیں بھی اس تھا نہیں ایک",
    "he": "של את על לא הוא כי גם עם זה היא אל או יותר אבל היה מה כל",
}
_SCRIPTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("ja", "\u3040-\u30ff", ""),  # kana before Han, which Japanese writes too
    ("ko", "\uac00-\ud7af\u1100-\u11ff", ""),
    ("zh", "\u4e00-\u9fff", ""),
    ("el", "\u0370-\u03ff", ""),
    ("hi", "\u0900-\u097f", ""),
    ("th", "\u0e00-\u0e7f", ""),
    ("ka", "\u10a0-\u10ff", ""),
    ("hy", "\u0530-\u058f", ""),
    ("he", "\u0590-\u05ff", "he"),
    ("ar", "\u0600-\u06ff", "ar fa ur"),
    ("ru", "\u0400-\u04ff", "ru uk bg"),
)
# Letters that one of these languages has and the other has not; words with them count as common ones do.
# Other languages have them too, beside letters of their own: words with such a letter count against both.
_OWN_LETTERS: Final[dict[str, tuple[str, str]]] = {
    "ru": ("ыэё", r"(?![а-яё])[\u0400-\u04ff]"),
    "uk": ("іїєґ", r"(?![а-щьюяіїєґ])[\u0400-\u04ff]"),
}
_LATIN: Final = "en fr de es it pt nl pl tr sv"
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """Return the BCP 47 tag of the language that a text is probably in; empty where none is likely."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if not letters:
        return ""
    for tag, range_, languages in _SCRIPTS:
        if len(re.findall(f"[{range_}]", sample)) >= SHARE * letters:
            return tag if " " not in languages else _by_words(words, languages)
    return _by_words(words, _LATIN)


def _by_words(words: list[str], languages: str) -> str:
    counts = Counter(words)
    scores = sorted(
        (
            (sum(counts[word] for word in _STOP_WORDS[tag].split()) + _own_words(counts, tag), tag)
            for tag in languages.split()
        ),
        key=lambda pair: -pair[0],
    )
    (best, tag), (second, _) = scores[0], scores[1]
    return tag if best >= FEWEST and best >= LEAD * second else ""


def _own_words(counts: Counter[str], tag: str) -> int:
    """Return how many words have a letter of this language alone, less those with one that it has not."""
    if tag not in _OWN_LETTERS:
        return 0
    own, foreign = (
        re.compile(letters) for letters in ("[" + _OWN_LETTERS[tag][0] + "]", _OWN_LETTERS[tag][1])
    )
    return sum(
        (bool(own.search(word)) - bool(foreign.search(word))) * count for word, count in counts.items()
    )
