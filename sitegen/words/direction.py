"""Which way a language is written."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

# ISO 639 codes of languages whose usual script runs from right to left, and ISO 15924 codes of such scripts.
_LANGUAGES = "ar arc arz ary ckb dv fa glk he iw ji ks lrc mzn nqo pnb prs ps rhg sd skr syr ug ur yi"
_SCRIPTS = "adlm arab armi avst hebr mand mani mend merc nkoo phli phnx prti rohg samr sogd syrc thaa yezi"


@lru_cache(maxsize=1024)
def direction(language: str) -> Direction:
    """Return how a language (BCP 47) is written: its script decides where the tag names one."""
    first, *rest = language.lower().split("-")
    script = next((part for part in rest[:2] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS.split() else "ltr"
    return "rtl" if first in _LANGUAGES.split() else "ltr"
