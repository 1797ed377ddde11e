"""The closure of a template: itself and all that it extends, includes or imports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from sitegen.digest import digest

_SYNTAX = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])


def digest_of_closure(sources: Mapping[str, str], name: str) -> bytes:
    """Return a digest of a template's closure.

    One that names another by an expression counts as one that may include any. Names without a source
    count by their absence. Raises jinja2.TemplateSyntaxError.
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
    """Return what one template names: it stands in the closure of many."""
    return tuple(find_referenced_templates(_SYNTAX.parse(source)))
