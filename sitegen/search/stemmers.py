"""Which stemmer a word gets: by the language of its document where that uses the word's script.

A Latin word in a Russian document is stemmed as English, a Cyrillic one in an English document as
Russian. English is Lunr's own Porter; all others are Snowball 3.0.1, in Python from `snowballstemmer`
and in the browser from the same release's JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from sitegen.search.porter import stem_english

ENGLISH: Final = "porter"  # ours; every other name is a Snowball algorithm's
NONE: Final = ""
BASE_STEMMER: Final = "base"  # what all of Snowball's scripts build on

# Language → the script it is written in and its algorithm. Others: Latin script, no stemming.
LANGUAGES: Final = {
    "ar": ("arabic", "arabic"),
    "hy": ("armenian", "armenian"),
    "eu": ("latin", "basque"),
    "ca": ("latin", "catalan"),
    "da": ("latin", "danish"),
    "nl": ("latin", "dutch"),
    "en": ("latin", ENGLISH),
    "eo": ("latin", "esperanto"),
    "et": ("latin", "estonian"),
    "fi": ("latin", "finnish"),
    "fr": ("latin", "french"),
    "de": ("latin", "german"),
    "el": ("greek", "greek"),
    "hi": ("devanagari", "hindi"),
    "hu": ("latin", "hungarian"),
    "id": ("latin", "indonesian"),
    "ga": ("latin", "irish"),
    "it": ("latin", "italian"),
    "lt": ("latin", "lithuanian"),
    "ne": ("devanagari", "nepali"),
    "nb": ("latin", "norwegian"),
    "nn": ("latin", "norwegian"),
    "no": ("latin", "norwegian"),
    "pt": ("latin", "portuguese"),
    "ro": ("latin", "romanian"),
    "ru": ("cyrillic", "russian"),
    "es": ("latin", "spanish"),
    "sv": ("latin", "swedish"),
    "ta": ("tamil", "tamil"),
    "tr": ("latin", "turkish"),
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"), ("cyrillic", NONE)),
    **dict.fromkeys(("ckb", "fa", "ps", "ug", "ur"), ("arabic", NONE)),
    **dict.fromkeys(("he", "yi"), ("hebrew", NONE)),
    **dict.fromkeys(("zh", "ja", "ko", "th", "lo", "km", "my", "ka", "am"), ("other", NONE)),
    **dict.fromkeys(("mr", "sa"), ("devanagari", NONE)),
}
UNKNOWN: Final = ("latin", NONE)

# Where a document's language is written otherwise: the script's best-known stemmer.
DEFAULTS: Final = {
    "latin": ENGLISH,
    "greek": "greek",
    "cyrillic": "russian",
    "arabic": "arabic",
    "armenian": "armenian",
    "devanagari": "hindi",
    "tamil": "tamil",
    "other": NONE,
    "hebrew": NONE,
}

LATIN: Final = "latin"
# By a word's first letter; digits go with Latin, as in "1990s".
SCRIPTS: Final = (
    ("latin", "0-9a-z_\u00c0-\u024f\u1e00-\u1eff"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("cyrillic", "\u0400-\u052f"),
    ("armenian", "\u0530-\u058f"),
    ("hebrew", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("devanagari", "\u0900-\u097f"),
    ("tamil", "\u0b80-\u0bff"),
)
_script = re.compile("|".join(f"(?P<{name}>[{ranges}])" for name, ranges in SCRIPTS)).match


def script_of(word: str) -> str:
    """Return the script of a word's first letter, "other" where it is none of those with a stemmer."""
    found = _script(word)
    return "other" if found is None else str(found.lastgroup)


def algorithm_of(script: str, language: str) -> str:
    """Return the stemmer for a script's words in a document of a language, "" for none."""
    own, algorithm = LANGUAGES.get(language, UNKNOWN)
    return algorithm if own == script else DEFAULTS[script]


@cache
def stemmer_of(algorithm: str) -> Callable[[str], str]:
    """Return the function that stems a word."""
    if algorithm == ENGLISH:
        return stem_english
    if algorithm == NONE:
        return str
    import snowballstemmer  # noqa: PLC0415 - it loads 30 languages

    stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return stem
