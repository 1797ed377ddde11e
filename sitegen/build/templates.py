"""What is wrong with the templates that an archive brings, told as findings about its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from sitegen.build.assets import OTHER, merge_templates
from sitegen.build.session import Session
from sitegen.build.tool import packaged_templates, templates_folder
from sitegen.checks.suggest import find_nearest
from sitegen.diagnostics.diagnostic import Diagnostic, Place, diagnostic
from sitegen.diagnostics.rule import Rule
from sitegen.diagnostics.rules import theme as rules
from sitegen.parse.source import decode_text
from sitegen.render.environment import make_environment
from sitegen.render.flaw import Flaw, iter_flaws
from sitegen.words.words import words_for

ENDINGS = (".html", ".xml")
RULE_OF: dict[str, Rule] = {
    "syntax": rules.TEMPLATE_SYNTAX,
    "shut": rules.TEMPLATE_OUT_OF_BOUNDS,
    "failed": rules.TEMPLATE_FAILED,
    "unknown-template": rules.UNKNOWN_TEMPLATE,
}
HELP_OF = {
    "syntax": "Mend the line; the packaged templates in {folder} show how it is done.",
    "shut": "{folder}/README.md lists what templates may use; anything else is for the program to do.",
    "failed": "{folder}/README.md lists what each template is given.",
    "unknown-template": "Write its path below templates/, such as layouts/base.html.",
}


def own_templates(names: tuple[str, ...]) -> frozenset[str]:
    """Return which of an archive's files below `templates/` are templates and no assets."""
    return frozenset(n for n in names if n.endswith(ENDINGS) and not n.startswith(OTHER))


def check_templates(session: Session) -> tuple[Diagnostic, ...]:
    """Return what can be found without making a page: nothing where the archive brings no templates."""
    layout = session.look.layout
    if not layout.templates:
        return ()
    own = own_templates(layout.templates)
    problems = list(_check_names(layout.templates, own))
    sources: dict[str, str] = {}
    for name, data in merge_templates(layout, session.read).items():
        if name.endswith(ENDINGS):
            text, found = decode_text(data, f"templates/{name}")
            problems += found
            sources[name] = text or ""
    environment = make_environment(sources, words_for("en"))
    problems += [diagnostic_of(flaw, sources) for flaw in iter_flaws(environment, sources, own)]
    problems += _check_used(environment, sources, own)
    return tuple(problems)


def diagnostic_of(flaw: Flaw, sources: Mapping[str, str]) -> Diagnostic:
    """Return the finding that tells a flaw, with the line it is on."""
    lines = sources[flaw.template].split("\n")
    excerpt = lines[flaw.line - 1].rstrip("\r") if 0 < flaw.line <= len(lines) else ""
    column = max(excerpt.find(flaw.name), 0) + 1 if flaw.name else len(excerpt) - len(excerpt.lstrip()) + 1
    end = column + len(flaw.name) if flaw.name and flaw.name in excerpt else 0
    near = find_nearest(flaw.name, flaw.choices) if flaw.name else None
    message = flaw.message + (f"; did you mean '{near}'?" if near else "")
    place = Place(f"templates/{flaw.template}", (), False, flaw.line, column, end, excerpt)  # noqa: FBT003
    return diagnostic(
        RULE_OF[flaw.kind], place, message, HELP_OF[flaw.kind].format(folder=templates_folder())
    )


def _check_names(names: tuple[str, ...], own: frozenset[str]) -> Iterator[Diagnostic]:
    for name in names:
        if name not in own and not name.startswith(OTHER) and name != "README.md":
            yield _not_used(name, "what is no template belongs in templates/assets/ or in static/")


def _check_used(
    environment: Environment, sources: Mapping[str, str], own: frozenset[str]
) -> Iterator[Diagnostic]:
    packaged = packaged_templates()
    named: set[str] = set()
    for source in sources.values():
        try:
            found = set(find_referenced_templates(environment.parse(source)))
        except TemplateSyntaxError:
            continue
        if None in found:  # by an expression: it may be any
            return
        named.update(name for name in found if name is not None)
    for name in sorted(own - packaged.keys() - named):
        near = find_nearest(name, (n for n in packaged if n.endswith(ENDINGS)))
        yield _not_used(
            name, f"rename it to '{near}' if it is to replace that" if near else "include or delete it"
        )


def _not_used(name: str, way_out: str) -> Diagnostic:
    path = f"templates/{name}"
    return diagnostic(
        rules.TEMPLATE_NOT_USED,
        Place(path),
        f"'{path}' takes the place of nothing and is not included",
        way_out,
    )
