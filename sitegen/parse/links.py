"""Which addresses a source may link to, and how they stand in markup.

http, https and mailto, and what is relative to the page. Everything else (`javascript:`, `data:`)
is no link: the page shows its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

LinkRewriter = Callable[[str], str | None]  # None: the words are shown without a link

_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_FIRST_PART: Final = re.compile(r"[^/?#]*")


def is_allowed_link(url: str) -> bool:
    """Tell whether a percent-encoded address is http, https, mailto or relative."""
    first = _FIRST_PART.match(url)
    head = "" if first is None else first[0]
    return ":" not in head or head.partition(":")[0].lower() in _SCHEMES


def is_relative_link(url: str) -> bool:
    """Tell whether an allowed address stays on the site: no scheme, and no host after `//`."""
    first = _FIRST_PART.match(url)
    return ":" not in ("" if first is None else first[0]) and not re.match(r"[/\\]{2}", url)
