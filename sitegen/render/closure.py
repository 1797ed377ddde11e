"""The closure of a template: itself and all that it extends, includes or imports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from jinja2.meta import find_referenced_templates

from sitegen.digest import digest
from sitegen.render.syntax import SyntaxEnvironment

_SYNTAX = SyntaxEnvironment(autoescape=True, extensions=["jinja2.ext.i18n"])
_NAMING: Final = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
_PLAINLY: Final = re.compile(r"""\{%[-+]?\s*(?:extends|include)\s*(?:"([^"\\]+)"|'([^'\\]+)')\s*[-+]?%\}""")


def digest_of_closure(sources: Mapping[str, str], name: str) -> bytes:
    """Return a digest of a template's closure.

    One that names another by an expression counts as one that may include any. Names without a source
    count by their absence. Raises jinja2.TemplateSyntaxError where it must read the syntax to know.
    """
    return digest(*(part.encode() for pair in sorted(_closure(sources, name).items()) for part in pair))


def names_of_closure(sources: Mapping[str, str], name: str) -> frozenset[str]:
    """Return the templates of a template's closure, itself among them. Raises as `digest_of_closure`."""
    return frozenset(_closure(sources, name))


def _closure(sources: Mapping[str, str], name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found[at] = sources.get(at, "")
        for other in _references(found[at]):
            waiting.extend([other] if other is not None else sources)
    return found


@lru_cache(maxsize=256)
def _references(source: str) -> tuple[str | None, ...]:
    """Return what one template names: it stands in the closure of many.

    Where all names stand plainly, the syntax need not be read; what a comment names is then taken along.
    """
    plain = _PLAINLY.findall(source)
    if len(plain) == len(_NAMING.findall(source)):
        return tuple(double or single for double, single in plain)
    return tuple(find_referenced_templates(_SYNTAX.parse(source)))
