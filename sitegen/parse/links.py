"""Where the links of a text lead, as somebody else decides."""

from __future__ import annotations

from collections.abc import Callable

LinkRewriter = Callable[[str], str | None]  # None: the words are shown without a link
