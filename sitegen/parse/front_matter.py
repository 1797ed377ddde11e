"""Front matter: what programs write at the head of a Markdown file, between two lines of hyphens (or pluses).

An editorial page begins with its own. A source may begin with that of the program it was exported from: it
is no part of what a reader is shown, and it may fill the sidecar. A source that begins with a line of
hyphens, and goes on with words, has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sitegen.record import Record

_YAML: Final = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML: Final = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Every line of a front matter begins a key, goes on with one (indented, an item), or is empty or a comment.
_KEYS: Final = {
    _YAML: re.compile(r"""(?:"[^"\r\n]+"|'[^'\r\n]+'|[^\W\d][\w-]*(?:[ .][\w-]+){0,2}) ?:(?:[ \t]|$)"""),
    _TOML: re.compile(r"[\w.\"'-]+[ \t]*=|\["),
}
_GOES_ON: Final = re.compile(r"[ \t]|-[ \t]|#|[\]}]|\s*$")


class FrontMatter(Record, frozen=True):
    """The front matter of a source: what it says by key, as words, and the Markdown after it.

    `lines` is how many lines it has, its first and last one too.
    """

    text: str
    lines: int
    inner: str
    is_toml: bool


def front_matter(text: str) -> tuple[str, str] | None:
    """Return a page's YAML and its Markdown, None where it does not begin with front matter.

    The YAML begins with the line of hyphens, so that places in it are places in the file.
    """
    found = _YAML.match(text)
    return None if found is None else (text[: found.end(1)], text[found.end() :])


def source_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter of a Markdown source, None where it has none."""
    pattern = _YAML if text.startswith("---") else _TOML if text.startswith("+++") else None
    found = pattern and pattern.match(text)
    if not pattern or not found or not _is_written(found[1], _KEYS[pattern]):
        return None
    return FrontMatter(text[found.end() :], found[0].rstrip().count("\n") + 1, found[1], pattern is _TOML)


def without_front_matter(text: str) -> str:
    """Return what a reader is shown of a Markdown source."""
    found = source_front_matter(text) if text[:3] in ("---", "+++") else None
    return text if found is None else found.text


def _is_written(inner: str, key: re.Pattern[str]) -> bool:
    lines = inner.splitlines()
    has_key = False
    for line in lines:
        if key.match(line):
            has_key = True
        elif not _GOES_ON.match(line) or (not has_key and not line.startswith("#")):
            return False
    return has_key


def values_of(found: FrontMatter) -> Mapping[str, object]:
    """Return what a front matter says, by key; nothing where it is not valid."""
    if found.is_toml:
        import tomllib  # noqa: PLC0415 - few sources have one

        try:
            return tomllib.loads(found.inner)
        except tomllib.TOMLDecodeError:
            return {}
    from sitegen.parse.yaml import parse_yaml  # noqa: PLC0415 - few sources have one

    value, _ = parse_yaml(found.inner.encode(), "")
    return value if isinstance(value, dict) else {}
