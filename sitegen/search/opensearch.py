"""The description by which a browser offers the site's search in its address field (OpenSearch 1.1)."""

from __future__ import annotations

from html import escape
from typing import Final

from sitegen.text.invisible import drop_invisible

OPENSEARCH: Final = "opensearch.xml"
_SHORT: Final = 16  # characters that the format allows a short name
_LONG: Final = 48


def make_opensearch(title: str, description: str, base_url: str, language: str) -> bytes:
    """Return the description; `base_url` is the site's absolute address with its final slash."""
    title, description = drop_invisible(title), drop_invisible(description)
    name = title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…"
    template = f"{base_url}search.html?q={{searchTerms}}"
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{escape(name)}</ShortName>",
            f"<LongName>{escape(title[:_LONG])}</LongName>",
            f"<Description>{escape((description or title)[:1024])}</Description>",
            f"<Language>{escape(language)}</Language>",
            "<InputEncoding>UTF-8</InputEncoding>",
            f'<Url type="text/html" method="get" template="{escape(template)}"/>',
            "</OpenSearchDescription>",
            "",
        ]
    ).encode()
