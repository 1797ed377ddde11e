"""Names as they are compared: without regard to capitals, accents and what stands between words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")


def fold_name(name: str) -> str:
    """Return a name's words in small letters, with hyphens between them: an id folds to itself."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("'", "").replace("’", "")
    return "-".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))
