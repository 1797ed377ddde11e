"""`Flaw`: what is wrong with a template, and on which of its lines.

Templates that come with an archive are authors' files: a mistake in one is told like any other, with
its file and line. A mistake in the packaged ones is a bug of this program and is raised as such.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError

from sitegen.record import Record
from sitegen.render.guarded import ShutError

REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


class Flaw(Record, frozen=True):
    """`template` is the name below `templates/`; `line` counts from 1. `meant` is what exists instead."""

    kind: Literal["syntax", "shut", "unknown-template", "failed"]
    template: str
    line: int
    message: str
    choices: tuple[str, ...] = ()  # names of which one may have been meant
    name: str = ""  # the name that is not there


class TemplateFailure(Exception):  # noqa: N818 - it carries a finding
    """An archive's own template failed on a page. Its one argument is the flaw."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


def iter_flaws(environment: Environment, sources: Mapping[str, str], own: Collection[str]) -> Iterator[Flaw]:
    """Yield what can be seen without a page: syntax, and templates named that are not there."""
    for name in sorted(own):
        try:
            environment.compile(sources[name], name, name)
            tree = environment.parse(sources[name], name, name)
        except TemplateSyntaxError as error:
            kind: Literal["shut", "syntax"] = "shut" if isinstance(error, ShutError) else "syntax"
            yield Flaw(kind, name, error.lineno, error.message or "it cannot be read")
            continue
        for reference in tree.find_all(REFERENCES):
            if isinstance(reference, nodes.Include) and reference.ignore_missing:
                continue
            target = getattr(reference, "template", None)
            if isinstance(target, nodes.Const) and target.value not in sources:
                message = f"there is no template '{target.value}'"
                yield Flaw(
                    "unknown-template", name, reference.lineno, message, tuple(sources), str(target.value)
                )


def flaw_from_error(error: BaseException, own: Collection[str]) -> Flaw | None:
    """Return which of the templates in `own` an error rose from, and where; None where it was none.

    Of several, it is the innermost: where a partial fails, not the page that includes it.
    """
    found: tuple[str, int] | None = None
    at = error.__traceback__
    while at is not None:
        template = at.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and template.name in own:
            found = (template.name, template.get_corresponding_lineno(at.tb_lineno))
        elif at.tb_frame.f_globals.get("__jinja_exception__") is not None:  # as Jinja rewrote it
            name = at.tb_frame.f_globals.get("__file__")
            found = (str(name), at.tb_lineno) if name in own else found
        at = at.tb_next
    if found is None:
        return None
    choices: tuple[str, ...] = ()
    name = ""
    if isinstance(error, AttributeError) and error.name:
        name = error.name
        choices = tuple(f for f in getattr(type(error.obj), "__struct_fields__", ()) if not f.startswith("_"))
    kind: Literal["shut", "failed"] = "shut" if isinstance(error, SecurityError | ShutError) else "failed"
    return Flaw(kind, *found, _message(error), choices, name)


def _message(error: BaseException) -> str:
    if isinstance(error, AttributeError) and error.name:
        return f"there is no '{error.name}' in what it was asked of"
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    if isinstance(error, RecursionError):
        return "it includes or calls itself without an end"
    said = str(error).strip().split("\n", 1)[0].rstrip(".")
    return said or type(error).__name__
