"""The environment that templates are compiled in: Jinja's, made fast for records and shut against code.

An archive may bring templates. They say what a page looks like and nothing else: `Guarded` and `Allowed` keep
them to what is listed. Undefined names raise, everything is escaped unless the view made it as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join

from sitegen.render.allowed import MISSED, STEP, Allowed
from sitegen.render.guarded import OPERATIONS, Guarded, PlainNames
from sitegen.render.ready import find_ready, make_ready, name_of_ready
from sitegen.render.record_code import RecordCode, escape_text, escape_value, is_closed
from sitegen.render.settled import Inlined, Settled, names_taken
from sitegen.render.syntax import SyntaxEnvironment, mistake_of_code
from sitegen.words.words import Words

_KEPT: Final = 4096  # numbers and counts that were written before: few pages have others


def make_environment(
    sources: Mapping[str, str], words: Words, own: Collection[str] | None = None
) -> RecordEnvironment:
    """Return the environment of templates given as name → source, in the interface language of `words`.

    `own` names those that an archive brought; without it all count as such.
    """
    known = dict(sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # The name is given as the file's too, so that an error can be followed to its template.
        return (known[name], name, lambda: True) if name in known else None

    environment = RecordEnvironment(
        loader=_Loader(load, name_of_ready(known, words) if own is not None and not own else ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # the sources are values: they cannot change under it
        cache_size=-1,
        extensions=["jinja2.ext.i18n", PlainNames],
    )
    environment.said = words.gettext
    environment.packaged = {} if own is None else {n: known[n] for n in known.keys() - set(own)}
    environment.counted = lru_cache(maxsize=_KEPT, typed=True)(partial(_count, words.ngettext))
    environment.numbered = lru_cache(maxsize=_KEPT, typed=True)(partial(_number, words.format_number))
    install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext)
    environment.globals["number"] = words.format_number
    environment.filters["join"] = _join
    environment.allowed = Allowed()
    if own is None or own:
        environment.allowed.restrict(environment)
        environment.operations = tuple(getattr(environment.allowed, name) for name in OPERATIONS)
    return environment


def compile_packaged(sources: Mapping[str, str], words: Words) -> tuple[str, dict[str, str]]:
    """Return the folder and the modules (name → source) of the packaged templates' code in a language."""
    environment = make_environment(sources, words, ())

    def compile_(name: str) -> str:
        return environment.compile(sources[name], name, name, raw=True)

    return name_of_ready(sources, words), make_ready(compile_, sources)


class _Loader(FunctionLoader):
    """Takes a template's code from the folder `ready` of those that are compiled, and else compiles it."""

    def __init__(self, load: Callable[[str], Any], ready: str) -> None:
        super().__init__(load)
        self._ready = ready

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        code = find_ready(self._ready, name) if self._ready else None
        if code is None:
            return super().load(environment, name, globals)
        module = {"environment": environment, "__file__": name}
        exec(code, module)  # noqa: S102  it is of this package, as all its modules
        return environment.template_class.from_module_dict(environment, module, globals or {})


@pass_eval_context
def _join(context: nodes.EvalContext, values: Any, between: str = "", attribute: str | None = None) -> str:  # noqa: ANN401
    """Join as Jinja does; plain strings without asking each whether it is markup."""
    is_plain = type(values) is tuple and type(between) is str and set(map(type, values)) == {str}
    if is_plain and attribute is None:
        return between.join(values)
    joined: str = do_join(context, values, between, attribute)
    return joined


def _count(said: Callable[[str, str, int], str], singular: str, plural: str, number: int) -> str:
    return said(singular, plural, number) % {"num": number}  # HTML by itself: a message of ours and a number


def _number(written: Callable[[Decimal | int], str], number: Decimal | int) -> str:
    return escape_value(written(number))


class RecordEnvironment(SyntaxEnvironment):
    code_generator_class = RecordCode
    escape_text = staticmethod(escape_text)
    escape_value = staticmethod(escape_value)
    said: Callable[[str], str]  # a message in the interface's language
    counted: Callable[[str, str, int], str]  # the HTML text of a message with a number
    numbered: Callable[[Decimal | int], str]  # and of a number
    packaged: Mapping[str, str]  # sources of templates of ours, which may be compiled into each other
    allowed: Allowed  # what the other templates may do
    operations: tuple[Callable[..., Any], ...] = ()  # its functions, by which they do it, where there are any

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  Jinja's
    ) -> str:
        taken: Collection[str] = ()
        if name in self.packaged:
            Inlined(self._tree_of_packaged).visit(source)
        else:
            taken = names_taken(source)
        Settled(self.said, taken).visit(source)
        if name in self.packaged or not self.operations:
            return super()._generate(source, name, filename, defer_init)
        Guarded(name).visit(source)
        try:
            return super()._generate(source, name, filename, defer_init)
        except TemplateSyntaxError:
            raise
        except Exception as error:
            raise mistake_of_code(error, "", name) from error

    def _tree_of_packaged(self, name: str) -> nodes.Template | None:
        source = self.packaged.get(name)
        return None if source is None else self._parse(source, name, name)

    def _compile(self, source: str, filename: str) -> Any:  # noqa: ANN401  Jinja's own
        with catch_warnings():  # what Python thinks of the code made from a template helps no author
            simplefilter("ignore", SyntaxWarning)
            try:
                return super()._compile(source, filename)
            except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
                if isinstance(error, MemoryError) and filename in self.packaged:
                    raise  # Python's parser has the same error for what is nested too deep, as ours are not
                raise mistake_of_code(error, source, filename) from error

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  filters hand in anything
        if is_closed(attribute):
            raise SecurityError(f"templates may not use {attribute!r}")
        return super().getattr(obj, attribute)  # of ours

    def getitem(self, obj: Any, argument: str | Any) -> Any:  # noqa: ANN401
        """Return a part that a filter is asked for by name or number, as in `map(attribute="name")`."""
        self.allowed.spend(STEP)  # a path can be of any length
        try:
            if isinstance(argument, str) and not isinstance(obj, Mapping):
                return self.allowed.field(obj, argument)
            return self.allowed.item(obj, argument)
        except (AttributeError, LookupError, TypeError):
            self.allowed.spend(MISSED)
            return self.undefined(obj=obj, name=argument)
