"""What the live scripts say, in the site's language.

The scripts name every message by its English words: `t("Undo")`. The page hands them the
translations; a language without a catalogue, and English, need none.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from sitegen.build.tool import packaged_templates
from sitegen.words.direction import direction
from sitegen.words.words import Words, languages, words_for

ASSETS = "assets/annotator/"
_CALL = re.compile(r'\bt\(\s*("(?:[^"\\]|\\.)*")')
_LANGUAGE = re.compile(rb'<html\b[^>]*?\slang="([\w-]+)"')


def language_of_page(data: bytes) -> str:
    """Return the language that a page says it is in; English where it says none."""
    found = _LANGUAGE.search(data[:4096])
    return found[1].decode() if found else "en"


def interface_words(language: str) -> Words:
    """Return the words in which the annotator speaks on a site of a language: English where it has none."""
    primary = language.partition("-")[0].lower()
    return words_for(language if primary in languages() else "en")


@lru_cache(maxsize=8)
def facts_of_language(language: str) -> dict[str, str]:
    """Return what a page tells its scripts about their own language: its tag, direction and messages."""
    words = interface_words(language)
    told = {message: words.gettext(message) for message in script_messages()}
    changed = {message: text for message, text in told.items() if text != message}
    messages = json.dumps(changed, ensure_ascii=False, separators=(",", ":"))
    return {"language": words.language, "direction": direction(words.language), "words": messages}


@lru_cache(maxsize=1)
def script_messages() -> tuple[str, ...]:
    """Return the messages of all live scripts, in their order."""
    scripts = (data.decode() for path, data in packaged_templates().items() if _is_script(path))
    found = (json.loads(call[1]) for script in scripts for call in _CALL.finditer(script))
    return tuple(dict.fromkeys(found))


def _is_script(path: str) -> bool:
    return path.startswith(ASSETS) and path.endswith(".js")
