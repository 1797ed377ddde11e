"""What the index needs beside the units."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.record import Record


class SearchConfig(Record, frozen=True):
    """What the index needs beside the units.

    `words` are the interface's, by their English source; `labels` how each facet's values are called (and
    "kind" for the kinds). `client` is the search client's code; `stemmers` has the Snowball scripts by
    algorithm, and their common "base".
    """

    client: bytes
    language: str = "en"
    stemmers: Mapping[str, bytes] = {}
    words: Mapping[str, str] = {}
    labels: Mapping[str, Mapping[str, str]] = {}
    whole_index: bool | None = None
