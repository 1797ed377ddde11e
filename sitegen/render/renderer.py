"""Views → HTML. Templates are compiled once; the names they meet are `view`, `site` and the messages."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, Template, UndefinedError

from sitegen.render.environment import make_environment
from sitegen.site.shell import Shell
from sitegen.words.words import Words


class Renderer:
    """Compiled templates in one interface language."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._templates: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        """Return a template by its name below the templates' folder.

        Raises jinja2.TemplateError where it cannot be read.
        """
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found


def make_renderer(sources: Mapping[str, str], words: Words) -> Renderer:
    """Return a renderer of templates given as name → source, an archive's own already merged over ours.

    The loader knows these and nothing else: no include can lead to a file.
    """
    return Renderer(make_environment(sources, words))


def render_page(renderer: Renderer, template: str, view: object, shell: Shell) -> str:
    """Return a page's HTML. Raises jinja2.TemplateError where a template names what is not there."""
    try:
        return renderer.template(template).render(view=view, site=shell)
    except (AttributeError, LookupError, TypeError) as error:
        raise UndefinedError(f"{template}: {error}") from error
