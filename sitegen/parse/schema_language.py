"""Language tags (BCP 47): their form, and what was meant where somebody wrote a language's name."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.diagnostics.rules.keys import INVALID_LANGUAGE
from sitegen.parse.schema_values import refuse

# RFC 5646, section 2.1, without the grandfathered tags and the longer languages, of which none is registered.
_LANGUAGE = re.compile(
    r"""(?: [a-z]{2,3} (?: -[a-z]{3} ){0,3}            # language, extensions (no longer one is registered)
            (?: -[a-z]{4} )?                           # script
            (?: -(?: [a-z]{2} | [0-9]{3} ) )?          # region
            (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*  # variants
            (?: -[0-9a-wyz] (?: -[a-z0-9]{2,8} )+ )*   # extensions
            (?: -x (?: -[a-z0-9]{1,8} )+ )? )
        | x (?: -[a-z0-9]{1,8} )+""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@lru_cache(maxsize=1024)
def read_language(value: str) -> str:
    """Return a well-formed BCP 47 tag."""
    tag = value.strip()
    if not _LANGUAGE.fullmatch(tag):
        meant = _language_meant(tag)
        way_out = f"Did you mean '{meant}'?" if meant else "Write a tag such as en, de, ar or pt-BR."
        refuse(INVALID_LANGUAGE, f"'{tag}' is not a language tag", way_out)
    return tag


def _language_meant(tag: str) -> str:
    """Return the tag for an underscore form or for a language's name in English or in itself, or nothing."""
    if _LANGUAGE.fullmatch(tag.replace("_", "-")):
        return tag.replace("_", "-")
    from babel import Locale, localedata  # noqa: PLC0415 - only for the words of an error

    name = tag.casefold()
    for code in sorted(localedata.locale_identifiers()):
        if "_" not in code:
            locale = Locale.parse(code)
            if name in {(locale.english_name or "").casefold(), (locale.display_name or "").casefold()}:
                return code
    return ""
