"""Views → HTML. Templates are compiled once; the names they meet are `view`, `site` and the messages."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jinja2 import Template, TemplateError, UndefinedError

from sitegen.render.environment import RecordEnvironment, make_environment
from sitegen.render.flaw import TemplateFailure, flaw_from_error
from sitegen.render.shown import show_invisible
from sitegen.site.shell import Shell
from sitegen.words.words import Words


class Renderer:
    """Compiled templates in one interface language. `own` names those that an archive brought."""

    def __init__(self, environment: RecordEnvironment, own: Collection[str] = ()) -> None:
        self._environment = environment
        self._templates: dict[str, Template] = {}
        self.own = frozenset(own)

    def template(self, name: str) -> Template:
        """Return a template by its name below the templates' folder.

        Raises jinja2.TemplateError where it cannot be read.
        """
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
            # Each page begins with a copy of them, which of Jinja's chain of mappings is a slow one.
            found.globals = dict(found.globals)
        return found

    def begin(self) -> None:
        """Give the next page its allowance."""
        self._environment.allowed.begin()


def make_renderer(sources: Mapping[str, str], words: Words, own: Collection[str] = ()) -> Renderer:
    """Return a renderer of templates given as name → source, an archive's own already merged over ours.

    The loader knows these and nothing else: no include can lead to a file.
    """
    return Renderer(make_environment(sources, words, own), own)


def render_page(renderer: Renderer, template: str, view: object, shell: Shell) -> str:
    """Return a page's HTML, in which what nobody sees of authors' strings is shown.

    Raises TemplateFailure where a template of the archive's own fails, whatever it did wrong, and
    jinja2.TemplateError where one of ours names what is not there.
    """
    renderer.begin()
    try:
        html = renderer.template(template).render(view=view, site=shell)
    except Exception as error:
        flaw = flaw_from_error(error, renderer.own) if renderer.own else None
        if flaw is not None:
            raise TemplateFailure(flaw) from error
        if isinstance(error, AttributeError | LookupError | TypeError) and not isinstance(
            error, TemplateError
        ):
            raise UndefinedError(f"{template}: {error}") from error
        raise
    return show_invisible(html)
