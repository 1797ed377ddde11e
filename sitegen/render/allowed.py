"""`Allowed`: what an archive's own templates may reach, and how much they may make.

Templates come with an archive, from whoever sent it. What they may use is listed here by name: fields of the
records that a page is made of, a few methods of strings, lists and mappings, filters, tests and functions.
What is not listed is refused, whatever it is called and however its name is spelt. `Guarded` puts calls of
these functions in the place of Jinja's own operations; the packaged templates are compiled without them.

A page has an allowance too: what is written, repeated, joined and gone round counts against it, so that no
few lines fill a disk or run for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from decimal import Decimal
from functools import partial, wraps
from types import BuiltinMethodType, GeneratorType, MethodType, NoneType
from typing import Any, Final

import msgspec
from jinja2 import Environment, Undefined, pass_context
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.utils import Cycler, Joiner, Namespace, _PassArg
from markupsafe import Markup

# For one page: characters written or made. What else is done counts as many as could be written in its time,
# and a build is held for a second or two at most. Prices are of the slowest of each kind, as measured.
ALLOWANCE: Final = 100_000_000
ROUND: Final = 20  # what going round a loop counts for, besides what is written there
CALL: Final = 500  # what a call of a macro, a block or a loop within itself counts for
INCLUSION: Final = 2_000  # what an included template counts for: it is not counted itself where it is ours
ONE: Final = 50  # what a number, or nothing, counts for where it is written
MESSAGE: Final = 600  # what a message, or a number written as the language does, counts for
TEST: Final = 60  # what a test of a part counts for
STEP: Final = 40  # what each part of a path counts for, as of `map(attribute="a.b")`
MISSED: Final = 200  # where there is no such part
NAME: Final = 200  # what a template's name counts for where several are looked for
PART: Final = 5  # what each part of a list counts for where the list is compared or put into another
STEEP: Final = 1_000  # where work grows as the square of a text, this part of it counts
DEEPEST: Final = 50  # lists within lists
LONGEST_RANGE: Final = 100_000
WIDEST: Final = 1_000  # columns, lines or digits asked of a filter
DEEPEST_INDENT: Final = 8  # columns by which each level of JSON is moved in
ESCAPED: Final = 5  # characters that one becomes where it is escaped
_BITS: Final = 512  # of a whole number

FILTERS: Final = frozenset(
    [
        *("abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape"),
        *("filesizeformat", "first", "float", "forceescape", "format", "groupby", "indent", "int", "items"),
        *("join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr"),
        *("replace", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string"),
        *("striptags", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "urlencode"),
        *("urlize", "wordcount", "wordwrap", "xmlattr"),
    ]
)
_OF_WRITTEN: Final = frozenset(  # those that would write out anything at all
    [
        *("capitalize", "center", "e", "escape", "forceescape", "indent", "lower", "safe", "string"),
        *("striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap"),
    ]
)
_OF_WRITTEN_PARTS: Final = frozenset(["urlencode", "xmlattr"])  # of texts, or of mappings of texts
TESTS: Final = frozenset(
    [
        *(
            "boolean",
            "defined",
            "divisibleby",
            "escaped",
            "even",
            "false",
            "filter",
            "float",
            "in",
            "integer",
        ),
        *("iterable", "lower", "mapping", "none", "number", "odd", "sameas", "sequence", "string", "test"),
        *("true", "undefined", "upper", "eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<="),
        *("gt", "greaterthan", ">", "ge", ">="),
    ]
)
FUNCTIONS: Final = frozenset(
    [
        *("_", "gettext", "ngettext", "pgettext", "npgettext", "number"),
        *("range", "dict", "cycler", "joiner", "namespace"),
    ]
)
_MESSAGES: Final = ("gettext", "ngettext", "pgettext", "npgettext")
_OF_TEXT: Final = frozenset(
    [
        *("capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii"),
        *("isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower"),
        *("lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition"),
        *("rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper"),
    ]
)
_OF_LOOP: Final = frozenset(
    [
        *("changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem"),
        *("previtem", "revindex", "revindex0"),
    ]
)
METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: _OF_TEXT,
    Markup: _OF_TEXT,
    list: frozenset(["count", "index"]),
    tuple: frozenset(["count", "index"]),
    dict: frozenset(["get", "items", "keys", "values"]),
    LoopContext: _OF_LOOP,
    Cycler: frozenset(["current", "next", "reset"]),
    BlockReference: frozenset(["super"]),
}
_PRODUCTS: Final = frozenset(  # methods that may compare all of a text with all of what is sought
    ["lstrip", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "strip"]
)
_INTO_PARTS: Final = frozenset(["partition", "rpartition", "rsplit", "split", "splitlines"])
_TAKEN_APART: Final = frozenset(  # filters that make something of each character of a text
    [
        *("batch", "groupby", "join", "list", "map", "max", "min", "reject", "rejectattr", "select"),
        *("selectattr", "slice", "sort", "sum", "unique"),
    ]
)
_PER_CHARACTER: Final[Mapping[str, int]] = {  # of filters that take longer than to write the text
    **dict.fromkeys(("title", "urlize", "wordwrap"), ROUND),
    **dict.fromkeys(("capitalize", "lower", "striptags", "upper", "urlencode", "wordcount"), PART),
}
_PER_PART: Final[Mapping[str, int]] = {  # of those that compare parts with each other
    **dict.fromkeys(("dictsort", "groupby", "sort", "unique"), 100),
}
_PER_CALL: Final[Mapping[str, int]] = {"filesizeformat": MESSAGE, "urlize": MESSAGE, "wordwrap": MESSAGE}
_OF_NUMBERS: Final = frozenset(["divisibleby", "even", "odd"])  # tests: `%` of a text is another thing
_FIRST: Final[Mapping[_PassArg | None, Callable[[Context], tuple[Any, ...]]]] = {  # what a filter asks for
    None: lambda context: (),  # noqa: ARG005
    _PassArg.context: lambda context: (context,),
    _PassArg.eval_context: lambda context: (context.eval_ctx,),
    _PassArg.environment: lambda context: (context.environment,),
}
_MAPPING: Final[dict[str, str]] = {}
_VIEWS: Final = (type(_MAPPING.keys()), type(_MAPPING.values()), type(_MAPPING.items()))
_SERIES: Final = frozenset([list, tuple, dict, *_VIEWS])
_SIZED: Final = frozenset([str, Markup, range])  # what is in them is not looked at one by one
_NUMBERS: Final = (int, float, bool, Decimal)
_WRITTEN: Final = frozenset([str, Markup, NoneType, *_NUMBERS])
_PLACE: Final = re.compile(r"%(?:%|(?:\(\w+\))?[-+ 0#]*\d{0,2}(?:\.\d{1,2})?[sdifFeEgGxXo])", re.ASCII)
_PLACE_OF_MESSAGE: Final = re.compile(r"%(?:%|\(\w+\)s)", re.ASCII)


def is_name(name: str) -> bool:
    """Tell whether templates may have such a name at all.

    Python takes ｇ for g in the code that a template becomes, so a name of other letters than A to Z would be
    another name there than the one that was looked at.
    """
    return name.isascii() and not name.startswith("__")


class Allowed:
    """The operations that guarded templates are compiled to, and what is `left` of a page's allowance."""

    def __init__(self) -> None:
        self.left = ALLOWANCE
        self._functions: dict[int, Callable[..., Any]] = {}

    def restrict(self, environment: Environment) -> None:
        """Leave an environment the filters, tests and functions that are listed, each with its bounds."""
        functions: dict[str, Callable[..., Any]] = environment.globals  # type: ignore[assignment]
        functions["range"] = _range
        for name in _MESSAGES:
            functions[name] = self._message(functions[name])
        functions["number"] = self._number(functions["number"])
        own: Mapping[str, Callable[..., Any]] = {
            "batch": self._narrow(environment.filters["batch"]),
            "center": self._narrow(environment.filters["center"]),
            "format": self._format,
            "indent": self._indent(environment.filters["indent"]),
            "int": _int(environment.filters["int"]),
            "join": self._join(environment, environment.filters["join"]),
            "replace": self._replace(environment.filters["replace"]),
            "round": self._narrow(environment.filters["round"]),
            "slice": self._narrow(environment.filters["slice"]),
            "striptags": self._steep(environment.filters["striptags"]),
            "sum": partial(_sum, environment),
            "tojson": self._json(environment.filters["tojson"]),
            "trim": self._trim(environment.filters["trim"]),
            "urlize": self._steep(self._repeated(environment.filters["urlize"])),
            "wordwrap": self._steep(self._repeated(self._narrow(environment.filters["wordwrap"]))),
        }
        for table, names in (
            (environment.filters, FILTERS),
            (environment.tests, TESTS),
            (functions, FUNCTIONS),
        ):
            _keep_only(table, names)
        environment.filters.update(own)
        for name, function in environment.filters.items():
            environment.filters[name] = self._weighed(name, function)
        tests: dict[str, Callable[..., Any]] = environment.tests  # type: ignore[assignment]
        for name, test in tests.items():
            tests[name] = self._tested(name, test)
        self._functions = {id(function): function for function in functions.values()}

    def begin(self) -> None:
        """Give the next page its allowance."""
        self.left = ALLOWANCE

    def spend(self, work: int) -> None:
        """Count work against the page's allowance. Raises SecurityError where it is used up."""
        self.left -= work
        if self.left < 0:
            self.left = 0
            raise SecurityError(f"it makes more than {ALLOWANCE:,} characters, or goes round too often")

    def field(self, owner: Any, name: str) -> Any:  # noqa: ANN401  templates ask anything
        """Return what a template means by `owner.name`."""
        kind = type(owner)
        if name.startswith("_"):
            raise SecurityError(f"templates may not use {name!r} of {_told(owner)}")
        if issubclass(kind, Undefined) or _has_field(owner, name):
            return getattr(owner, name)  # which tells what is undefined
        if kind is TemplateReference:
            return owner[name]
        if name in _methods_of(kind):
            return self._method(owner, name)
        if hasattr(kind, name):
            raise SecurityError(f"templates may not use {name!r} of {_told(owner)}")
        raise AttributeError(f"there is no {name!r} in {_told(owner)}", name=name, obj=owner)

    def item(self, owner: Any, key: Any) -> Any:  # noqa: ANN401
        """Return what a template means by `owner[key]`."""
        if issubclass(type(owner), str | list | tuple | range | Mapping | Undefined | TemplateReference):
            return owner[self.weighed(key)]
        raise SecurityError(f"templates may not use {key!r} of {_told(owner)}")

    def whole(self, owner: Any) -> Any:  # noqa: ANN401
        """Return what a part is cut from."""
        if issubclass(type(owner), str | list | tuple | range):
            self.spend(len(owner))
        elif not issubclass(type(owner), Undefined):
            raise SecurityError(f"nothing can be cut from {_told(owner)}")
        return owner

    def called(self, function: Any) -> Any:  # noqa: ANN401
        """Return what is to be called, if a template may."""
        kind = type(function)
        if kind in {Macro, BlockReference, LoopContext}:
            self.spend(CALL)
            return function
        self.spend(ROUND)
        if kind is Joiner or issubclass(kind, Undefined):
            return function
        if id(function) in self._functions:
            return function
        if kind is partial and function.func in {self._replaced, self._joined, self._taken}:
            return function
        if kind in {BuiltinMethodType, MethodType}:
            owner = function.__self__
            if function.__name__ in _methods_of(type(owner)):
                self.weighed(owner)
                return function
        raise SecurityError(f"templates may not call {_told(function)}")

    def text(self, value: Any) -> Any:  # noqa: ANN401
        """Return what is written into the page, if it is text or a number."""
        kind = type(value)
        if kind is str or kind is Markup:
            self.spend(len(value))
        elif kind in _WRITTEN:
            self.spend(ONE)
        elif not issubclass(kind, Undefined):
            raise SecurityError(f"{_told(value)} is no text: name what of it is to be written")
        return value

    def weighed(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value that is compared, looked up or made part of another: all that is in it counts.

        Lists can hold each other many times over, and so be larger by far than what was written.
        """
        kind = type(value)
        if kind is str or kind is Markup:
            self.spend(len(value))
            return value
        if kind is range:
            self.spend(len(value) * PART)
            return value
        if kind not in _SERIES:
            return value
        level = [value]
        for _ in range(DEEPEST):
            self.spend(sum(len(part) for part in level if type(part) in _SIZED))
            level = [part for series in level if type(series) in _SERIES for part in _parts(series)]
            if not level:
                return value
            self.spend(len(level) * PART)
        raise SecurityError(f"lists within lists, deeper than {DEEPEST}")

    def templates(self, names: Any) -> Any:  # noqa: ANN401
        """Return the name of a template, or several of which the first that is there is taken."""
        if issubclass(type(names), list | tuple):
            self.spend(len(names) * NAME)
        return names

    def plus(self, one: Any, other: Any) -> Any:  # noqa: ANN401
        for value in (one, other):
            if issubclass(type(value), str):
                self.spend(len(value))
            elif issubclass(type(value), list | tuple):
                self.spend(len(value) * PART)
        return _bounded(one + other)

    def minus(self, one: Any, other: Any) -> Any:  # noqa: ANN401
        return _bounded(one - other)

    def times(self, one: Any, other: Any) -> Any:  # noqa: ANN401
        kinds = type(one), type(other)
        if kinds == (int, int):
            _fits(one.bit_length() + other.bit_length())
        elif int in kinds and issubclass(kinds[kinds[0] is int], str | list | tuple):
            series, often = (other, one) if kinds[0] is int else (one, other)
            self.spend(len(series) * max(often, 0) * (1 if issubclass(type(series), str) else PART))
        return one * other

    def power(self, one: Any, other: Any) -> Any:  # noqa: ANN401
        if type(one) is int and type(other) is int:
            _fits(one.bit_length() * abs(other))
        elif type(one) not in _NUMBERS or type(other) not in _NUMBERS or abs(other) > WIDEST:
            raise SecurityError("such a power is not worked out")
        return one**other

    def rest(self, one: Any, other: Any) -> Any:  # noqa: ANN401
        """Return `one % other`, which fills the places of a text as well."""
        if not issubclass(type(one), str):
            return one % other
        if "%" in _PLACE.sub("", one):
            raise SecurityError("a text's places are written as in %s, %d, %(name)s or %02d")
        parts = other if type(other) is tuple else other.values() if type(other) is dict else (other,)
        largest = max((_size(self.text(part)) for part in parts), default=0)
        escaped = ESCAPED if type(one) is Markup else 1
        self.spend(len(one) + one.count("%") * (largest * escaped + MESSAGE) + WIDEST)
        return one % other

    def _method(self, owner: Any, name: str) -> Any:  # noqa: ANN401
        if issubclass(type(owner), str) and name in {"replace", "join"}:
            return partial(self._replaced if name == "replace" else self._joined, owner)
        if issubclass(type(owner), str) and name in _PRODUCTS | _INTO_PARTS:
            return partial(self._taken, name, owner)
        return getattr(owner, name)

    def _replaced(self, text: str, old: str, new: str, count: int = -1) -> str:
        escaped = ESCAPED if type(text) is Markup else 1
        self.spend(len(text) + text.count(old) * len(new) * escaped)
        return text.replace(old, new, count)

    def _taken(self, name: str, text: str, *values: Any, **options: Any) -> Any:  # noqa: ANN401
        """Take a text apart, or something from its ends."""
        sought = max((_size(value) for value in (*values, *options.values())), default=0)
        self.spend(len(text) * (ROUND if name in _INTO_PARTS else 1))
        if name in _PRODUCTS:
            self.spend(len(text) * sought // STEEP)
        return getattr(text, name)(*values, **options)

    def _joined(self, between: str, values: Any) -> str:  # noqa: ANN401
        self.spend(_size(values) * ROUND)
        parts = tuple(values)
        self.spend(sum(_size(self.text(part)) + len(between) for part in parts))
        return between.join(parts)

    def _message(self, said: Callable[..., Any]) -> Callable[..., Any]:
        @pass_context
        def message(context: Context, *parts: Any, **values: Any) -> Any:  # noqa: ANN401
            for value in (*parts, *values.values()):
                self.text(value)
            if any(isinstance(part, str) and "%" in _PLACE_OF_MESSAGE.sub("", part) for part in parts):
                raise SecurityError("a message's places are written as in %(name)s")
            self.spend(MESSAGE)
            places = sum(part.count("%") for part in parts if isinstance(part, str))
            largest = max((_size(value) for value in values.values()), default=0)
            self.spend(places * largest * ESCAPED)
            return said(context, *parts, **values)

        return message

    def _number(self, written: Callable[..., Any]) -> Callable[..., Any]:
        def number(value: Any) -> Any:  # noqa: ANN401
            self.spend(MESSAGE)
            return written(value)

        return number

    def _weighed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that counts the size of what it is given; nothing of it runs before a page."""
        first = _FIRST[getattr(function, "jinja_pass_arg", None)]
        per_call, per_character = ROUND + _PER_CALL.get(name, 0), _PER_CHARACTER.get(name, 0)
        per_part = _PER_PART.get(name, ROUND) if name in _TAKEN_APART or name in _PER_PART else 0

        @pass_context
        def weighed(context: Context, *values: Any, **options: Any) -> Any:  # noqa: ANN401
            self.spend(per_call)
            for value in (*values, *options.values()):
                self.weighed(value)
            if per_part and values:
                self.spend(_size(values[0]) * per_part)
            if per_character and values:
                for value in _parts(values[0]) if type(values[0]) is dict else values[:1]:
                    self.spend(_size(value) * per_character)
            if name in _OF_WRITTEN or name in _OF_WRITTEN_PARTS:
                is_mapping = name in _OF_WRITTEN_PARTS and values and type(values[0]) is dict
                for value in _parts(values[0]) if is_mapping else values[:1]:
                    self.text(value)
            found = function(*first(context), *values, **options)
            if type(found) in {GeneratorType, reversed}:  # nobody could tell how much is in it
                found = list(found)
                self.spend(len(found) * ROUND)
            return found

        return weighed

    def _steep(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter whose work grows faster than its text."""

        @wraps(function)
        def steep(*values: Any, **options: Any) -> Any:  # noqa: ANN401
            self.spend(max((_size(value) ** 2 // STEEP for value in values), default=0))
            return function(*values, **options)

        return steep

    def _tested(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a test that counts what it looks at."""
        first = _FIRST[getattr(function, "jinja_pass_arg", None)]

        @pass_context
        def tested(context: Context, *values: Any) -> Any:  # noqa: ANN401
            self.spend(TEST)
            for value in values:
                self.weighed(value)
                if name in _OF_NUMBERS and type(value) not in _NUMBERS:
                    raise SecurityError(f"{_told(value)} is no number")
            return function(*first(context), *values)

        return tested

    def _narrow(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that is asked for so many columns, lines or digits and no more."""

        @wraps(function)
        def narrow(*values: Any, **options: Any) -> Any:  # noqa: ANN401
            at = 2 if hasattr(function, "jinja_pass_arg") else 1
            for value in (*values[at:], *options.values()):
                if type(value) is int and abs(value) > WIDEST:
                    raise SecurityError(f"{value} is more than {WIDEST}")
            self.spend(WIDEST)
            return function(*values, **options)

        return narrow

    def _repeated(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that puts a text that it is given into many places of another."""

        @wraps(function)
        def repeated(*values: Any, **options: Any) -> Any:  # noqa: ANN401
            given = [v for v in (*values, *options.values()) if issubclass(type(v), str | list | tuple)]
            sizes = [len(v) * (1 if issubclass(type(v), str) else ONE) for v in given]
            self.spend(sum(sizes[:1]) * sum(sizes[1:]))
            return function(*values, **options)

        return repeated

    def _json(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def json(context: Any, value: Any, indent: int | None = None) -> Any:  # noqa: ANN401
            if indent is not None and not 0 <= indent <= DEEPEST_INDENT:
                raise SecurityError(f"{indent} is more than {DEEPEST_INDENT}")
            before = self.left
            self.weighed(value)
            self.spend((before - self.left) * (DEEPEST * DEEPEST_INDENT // PART if indent else ESCAPED))
            return function(context, value, indent)

        return json

    def _trim(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def trim(text: Any, chars: str | None = None) -> Any:  # noqa: ANN401
            self.spend(_size(text) * _size(chars) // STEEP)
            return function(text, chars)

        return trim

    def _indent(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def indent(text: str, width: int | str = 4, first: bool = False, blank: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002  Jinja's
            size = width if type(width) is int else len(str(width))
            self.spend(len(text) * PART)
            self.spend(max(size, 0) * (len(text.splitlines()) + 1))
            return function(text, width, first, blank)

        return indent

    def _format(self, text: Any, *values: Any, **named: Any) -> Any:  # noqa: ANN401
        if values and named:
            raise SecurityError("a text's places have names or none")
        return self.rest(text if issubclass(type(text), str) else str(self.text(text)), named or values)

    def _join(self, environment: Environment, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def join(context: Any, values: Any, between: str = "", attribute: Any = None) -> Any:  # noqa: ANN401
            if attribute is not None:
                values = map(make_attrgetter(environment, attribute), values)
            parts = tuple(values)
            self.spend(sum(_size(self.text(part)) for part in parts) + len(parts) * _size(self.text(between)))
            return function(context, parts, between)

        return join

    def _replace(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def replace(context: Any, text: Any, old: str, new: str, count: int | None = None) -> Any:  # noqa: ANN401
            text = text if issubclass(type(text), str) else str(self.text(text))
            self.spend(text.count(old) * len(new) * ESCAPED)
            return function(context, text, old, new, count)

        return replace


def _keep_only(table: MutableMapping[str, Any], names: frozenset[str]) -> None:
    for name in table.keys() - names:
        del table[name]


def _has_field(owner: Any, name: str) -> bool:  # noqa: ANN401
    """Tell whether a value has something under a name that was given to it to be shown."""
    kind = type(owner)
    if issubclass(kind, msgspec.Struct):
        return name in kind.__struct_fields__ or isinstance(getattr(kind, name, None), property)
    if kind is Namespace or kind is TemplateModule:
        return name in _names_of(owner)
    return issubclass(kind, tuple) and name in getattr(kind, "_fields", ())  # a group's


def _methods_of(kind: type) -> frozenset[str]:
    return METHODS.get(kind) or (METHODS[dict] if issubclass(kind, Mapping) else frozenset())


def _names_of(owner: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the names that a template itself put into a namespace or a module."""
    if type(owner) is Namespace:
        return frozenset(
            n for n in object.__getattribute__(owner, "_Namespace__attrs") if not n.startswith("_")
        )
    return frozenset(name for name in vars(owner) if not name.startswith("_"))


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > LONGEST_RANGE:
        raise SecurityError(f"a range of more than {LONGEST_RANGE:,} numbers")
    return found


def _sum(environment: Environment, values: Any, attribute: Any = None, start: Any = 0) -> Any:  # noqa: ANN401
    if type(start) not in _NUMBERS:
        raise SecurityError("only numbers are summed up")
    parts = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    total = start
    for part in parts:
        total = _bounded(total + part)
    return total


def _int(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def whole(value: Any, default: int = 0, base: int = 10) -> Any:  # noqa: ANN401
        if issubclass(type(value), str) and len(value) > WIDEST:
            raise SecurityError(f"a number of more than {WIDEST} digits")
        return function(value, default, base)

    return whole


def _bounded(value: Any) -> Any:  # noqa: ANN401
    """Return what was worked out. Raises SecurityError for a whole number that is too large."""
    if type(value) is int:
        _fits(value.bit_length())
    return value


def _fits(bits: int) -> None:
    if bits > _BITS:
        raise SecurityError("such a large number is not worked out")


def _parts(series: Any) -> Any:  # noqa: ANN401
    """Return what is in a list; of a mapping, keys and values."""
    return (*series, *series.values()) if type(series) is dict else series


def _size(value: Any) -> int:  # noqa: ANN401
    return len(value) if issubclass(type(value), str | list | tuple | range | dict) else ROUND


def _told(value: Any) -> str:  # noqa: ANN401
    """Return what an author calls a value."""
    kind = type(value)
    if issubclass(kind, str):
        return "a text"
    if issubclass(kind, list | tuple):
        return "a list"
    if issubclass(kind, Mapping):
        return "a mapping"
    return f"a {kind.__name__.strip('_')}"
