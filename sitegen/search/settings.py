"""What the browser must know of the text pipeline, written by the build: no value stands twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sitegen.search.chinese import CHINESE, SIMPLIFIED, TRADITIONAL
from sitegen.search.fold import INVISIBLE, LETTERS, MARKS
from sitegen.search.stemmers import DEFAULTS, ENGLISH, LANGUAGES, SCRIPTS, UNKNOWN
from sitegen.search.terms import ELISIONS, LONGEST, SPACELESS, STOP_WORDS
from sitegen.text.folding import DIVIDED


def make_text_settings(languages: Iterable[str]) -> dict[str, Any]:
    """Return the settings of the text pipeline for an archive whose documents have these languages."""
    own = sorted(set(languages))
    is_chinese = any(language in CHINESE for language in own)
    return {
        "divided": DIVIDED,
        "invisible": INVISIBLE.pattern,
        "marks": MARKS.pattern,
        "letters": [[chr(int(code)), instead] for code, instead in LETTERS.items()],
        "spaceless": SPACELESS,
        "chinese": list(CHINESE) if is_chinese else [],
        "traditional": TRADITIONAL if is_chinese else "",
        "simplified": SIMPLIFIED if is_chinese else "",
        "stop": " ".join(sorted(STOP_WORDS)),
        "elisions": " ".join(sorted(ELISIONS)),
        "longest": LONGEST,
        "english": ENGLISH,
        "scripts": [list(pair) for pair in SCRIPTS],
        "defaults": DEFAULTS,
        "languages": {language: list(LANGUAGES.get(language, UNKNOWN)) for language in own},
    }
