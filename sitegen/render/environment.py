"""The environment that templates are compiled in: Jinja's, made fast for records and shut against code.

An archive may bring templates. They say what a page looks like and nothing else: names with an
underscore in front are out of reach, and so are those by which Python's frames are reached.
Undefined names raise, everything is escaped unless the view made it as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from warnings import catch_warnings, simplefilter

from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError

from sitegen.render.record_code import RecordCode, escape_value, is_closed
from sitegen.words.words import Words


def make_environment(sources: Mapping[str, str], words: Words) -> Environment:
    """Return the environment of templates given as name → source, in the interface language of `words`."""
    known = dict(sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # The name is given as the file's too, so that an error can be followed to its template.
        return (known[name], name, lambda: True) if name in known else None

    environment = _RecordEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # the sources are values: they cannot change under it
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    environment.settled = words.gettext
    install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext)
    environment.globals["number"] = words.format_number
    del environment.filters["attr"]
    return environment


class _RecordEnvironment(Environment):
    code_generator_class = RecordCode
    escape_value = staticmethod(escape_value)
    settled: Callable[[str], str]  # a message in the interface's language

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for output in template.find_all(nodes.Output):
            output.nodes = [self._settle(node) for node in output.nodes]
        return template

    def _settle(self, node: nodes.Expr) -> nodes.Expr:
        """Return a message without values as the text it comes to, since the language is settled by now."""
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "_":
            message = node.args[0] if len(node.args) == 1 and not node.kwargs else None
            if isinstance(message, nodes.Const) and isinstance(message.value, str):
                return nodes.TemplateData(self.settled(message.value) % {}, lineno=node.lineno)
        return node

    def _compile(self, source: str, filename: str) -> Any:  # noqa: ANN401  Jinja's own
        with catch_warnings():  # what Python thinks of the code made from a template helps no author
            simplefilter("ignore", SyntaxWarning)
            return super()._compile(source, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  filters hand in anything
        if is_closed(attribute):
            raise SecurityError(f"templates may not use {attribute!r}")
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: str | Any) -> Any:  # noqa: ANN401
        if is_closed(argument):
            raise SecurityError(f"templates may not use {argument!r}")
        return super().getitem(obj, argument)
