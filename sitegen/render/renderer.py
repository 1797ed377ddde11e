"""Views → HTML. Templates are compiled once; the names they meet are `view`, `site` and the messages.

The loader knows the templates that it was given and nothing else: no include can lead to a file.
Undefined names raise, everything is escaped unless the view made it as HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.meta import find_referenced_templates

from sitegen.digest import digest
from sitegen.site.shell import Shell
from sitegen.words.words import Words


class Renderer:
    """Compiled templates in one interface language."""

    def __init__(self, sources: Mapping[str, str], words: Words) -> None:
        self._environment = Environment(
            loader=DictLoader(dict(sources)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # the sources are values: they cannot change under it
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        i18n = self._environment.install_gettext_callables  # type: ignore[attr-defined]
        i18n(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext)
        self._environment.globals["number"] = words.format_number
        self._sources = dict(sources)
        self._templates: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        """Return a template by its name below the templates' folder.

        Raises jinja2.TemplateError where it, or one that it extends, cannot be read.
        """
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found

    def digest_of(self, name: str) -> bytes:
        """Return a digest of a template and of all that it extends, includes or imports.

        A template that names another by an expression counts as one that may include any of them.
        """
        found: dict[str, str] = {}
        waiting = [name]
        while waiting:
            at = waiting.pop()
            if at in found:
                continue
            found[at] = self._sources[at]
            for other in find_referenced_templates(self._environment.parse(found[at])):
                waiting.extend([other] if other is not None else self._sources)
        return digest(*(part.encode() for pair in sorted(found.items()) for part in pair))


def make_renderer(sources: Mapping[str, str], words: Words) -> Renderer:
    """Return a renderer of templates given as name → source, an archive's own already merged over ours.

    The same templates in the same words are compiled once: `serve` builds again and again.
    """
    return _renderer(tuple(sorted(sources.items())), words)


@lru_cache(maxsize=4)
def _renderer(sources: tuple[tuple[str, str], ...], words: Words) -> Renderer:
    return Renderer(dict(sources), words)


def render_page(renderer: Renderer, template: str, view: object, shell: Shell) -> str:
    """Return a page's HTML. Raises jinja2.TemplateError where a template names what is not there."""
    return renderer.template(template).render(view=view, site=shell)
