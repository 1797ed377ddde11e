"""The vocabulary by length in UTF-16 units: what near spellings and inner wildcards need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sitegen.search.artifact import Artifact, name_of, script_of
from sitegen.search.front_lines import front_lines

LONG: Final = 20  # UTF-16 units: terms beyond share one file
NAME: Final = 4


def by_length(terms: Iterable[str]) -> dict[int, list[str]]:
    """Return terms by the length that their file has, in order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for term in terms:
        length = len(term) if term.isascii() else len(term.encode("utf-16-be")) // 2
        found[length if length <= LONG else LONG + 1].append(term)
    return dict(sorted(found.items()))


def make_word_file(length: int, terms: Sequence[str]) -> tuple[str, Artifact]:
    """Return the file of the terms of a length, and its name."""
    data = script_of(f"v{length}", "\n".join(front_lines(terms)))
    name = f"{length}-{name_of(data, NAME)}"
    return name, Artifact(f"search/v/{name}.js", data)
