"""What an archive's own templates may reach: what is listed, and nothing else however it is spelt."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS as JINJAS_FILTERS
from jinja2.tests import TESTS as JINJAS_TESTS

from sitegen.record import Record
from sitegen.render.allowed import ALLOWANCE, FILTERS, FUNCTIONS, TESTS, is_name
from sitegen.render.environment import make_environment
from sitegen.render.flaw import Flaw, TemplateFailure, iter_flaws
from sitegen.render.renderer import make_renderer, render_page
from sitegen.site.plan import Desks
from sitegen.words.words import words_for
from tests.unit.pages.escapes import FAILING, FILES, SHUT, UNREADABLE
from tests.unit.pages.test_render import SOURCES, build
from tests.unit.pages.whole_of import context_of, small_whole

OURS = "{% macro said(x) %}<b>{{ x }}</b>{% endmacro %}{% block part %}ours{% endblock %}"
PAGE = "own.html"
README = Path(__file__).parents[3] / "templates" / "README.md"


class View(Record, frozen=True):
    title: str = "A <title>"
    count: int = 3
    names: tuple[str, ...] = ("b", "a")
    rows: tuple[Record, ...] = ()


VIEW = View(rows=(View("one", 1), View("two", 2)))


@pytest.fixture(scope="module")
def shell() -> Any:
    whole = small_whole()
    return Desks(whole, context_of(whole)).at("index.html")[1]


def flaws_of(source: str) -> list[Flaw]:
    sources = {PAGE: source, "ours.html": OURS}
    return list(iter_flaws(make_environment(sources, words_for("en")), sources, [PAGE]))


def page_of(source: str, shell: Any, own: tuple[str, ...] = (PAGE,)) -> str:
    renderer = make_renderer({PAGE: source, "ours.html": OURS}, words_for("en"), own)
    return render_page(renderer, PAGE, VIEW, shell)


@pytest.mark.parametrize("name", SHUT)
def test_what_is_out_of_bounds_is_refused_before_a_page(name: str, shell: Any) -> None:
    flaws = flaws_of("\n\n" + SHUT[name].replace("MARK", "mark"))
    assert [(flaw.kind, flaw.template, flaw.line) for flaw in flaws] == [("shut", PAGE, 3)]
    with pytest.raises(TemplateFailure):
        page_of(SHUT[name], shell)


@pytest.mark.parametrize("name", FAILING)
def test_what_is_reached_on_a_page_is_refused_there(name: str, shell: Any) -> None:
    source = FAILING[name]
    assert flaws_of(source) == []
    with pytest.raises(TemplateFailure) as failure:
        page_of("\n\n" + source, shell)
    assert (failure.value.flaw.template, failure.value.flaw.line) == (PAGE, 3)
    assert failure.value.flaw.kind in {"shut", "failed"}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told(name: str, shell: Any) -> None:
    assert [(flaw.kind, flaw.template) for flaw in flaws_of(UNREADABLE[name])] == [("syntax", PAGE)]
    with pytest.raises(TemplateFailure):
        page_of(UNREADABLE[name], shell)


@pytest.mark.parametrize("name", FILES)
def test_no_template_is_a_file(name: str, shell: Any) -> None:
    assert {flaw.kind for flaw in flaws_of(FILES[name])} <= {"unknown-template"}
    with pytest.raises(TemplateFailure):
        page_of(FILES[name], shell)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{ view.title }}|{{ view.title.upper() }}", "A &lt;title&gt;|A &lt;TITLE&gt;"),
        ("{{ view.title|upper|safe }}", "A <TITLE>"),
        ("{{ view.names|sort|join(', ') }}", "a, b"),
        ("{{ view.names[0] }}{{ view.names[-1:]|first }}", "ba"),
        ("{{ view.rows|map(attribute='title')|join('-') }}", "one-two"),
        ("{{ view.rows|selectattr('count', 'gt', 1)|map(attribute='title')|first }}", "two"),
        ("{{ view.rows|sum(attribute='count') }}", "3"),
        ("{% for g in view.rows|groupby('count') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}", "1121"),
        ("{% for x in view.names %}{{ loop.index }}{{ x }}{{ loop.cycle('-', '') }}{% endfor %}", "1b-2a"),
        ("{% for x in [1, [2]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}", "12"),
        ("{% for x in view.rows if x.count > 1 %}{{ x.title }}{% endfor %}", "two"),
        (
            "{% set n = namespace(x=1) %}{% for i in [1, 2] %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}",
            "4",
        ),
        ("{% import 'ours.html' as ours %}{{ ours.said(view.count) }}", "<b>3</b>"),
        ("{% from 'ours.html' import said with context %}{{ said('<') }}", "<b>&lt;</b>"),
        ("{% extends 'ours.html' %}{% block part %}{{ super() }}!{% endblock %}", "ours!"),
        ("{% block a %}x{% endblock %}{{ self['a']() }}", "xx"),
        (
            "{% macro m() %}<i>{{ caller(1) }}</i>{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}",
            "<i>1</i>",
        ),
        ("{% macro m(a, b=2) %}{{ a + b }}{{ varargs|length }}{% endmacro %}{{ m(1, 2, 3) }}", "31"),
        ("{{ 'a' ~ 1 ~ '<' }}{{ '-' * 3 }}{{ 7 % 4 }}{{ 2 ** 3 }}{{ 1 + 2 * 3 }}", "a1&lt;---387"),
        ("{{ '%s of %02d'|format('<', 3) }}{{ '%(a)s' % {'a': 1} }}", "&lt; of 031"),
        ("{{ '<b>%s</b>'|safe|format('<') }}", "<b>&lt;</b>"),
        ("{{ 'x'|center(3) }}|{{ 'a\nb'|indent(2) }}|{{ 2.456|round(1) }}", " x |a\n  b|2.5"),
        (
            "{{ 'a-b'|replace('-', '<') }}{{ 'a-b'.replace('-', '+') }}{{ '-'.join(['a', 'b']) }}",
            "a&lt;ba+ba-b",
        ),
        ("{{ [1, 2, 3]|batch(2)|map('join')|join(' ') }}", "12 3"),
        ("{{ {'a': 1}.items()|first|first }}{{ {'a': 1}['a'] }}{{ {'a': 1}.get('b', 0) }}", "a10"),
        ("{{ {'a': [1]}|tojson }}", '{"a": [1]}'),
        ("{{ site.scripts['site.js'] }}{{ site.menu[0].label }}", "assets/site.jsDocuments"),
        ("{{ view.title|default('x') }}{{ nothing|default('x') }}", "A &lt;title&gt;x"),
        (
            "{{ gettext('%(x)s apart', x='<') }}{{ ngettext('%(num)s', '%(num)ss', view.count) }}",
            "&lt; apart3s",
        ),
        ("{% trans x=view.count %}{{ x }} notes{% endtrans %}", "3 notes"),
        ("{% trans n=view.count %}one{% pluralize %}{{ n }} notes{% endtrans %}", "3 notes"),
        ("{% filter upper %}{{ view.title }}{% endfilter %}", "A &LT;TITLE&GT;"),
        ("{% set x %}{{ view.title }}{% endset %}{{ x }}", "A &lt;title&gt;"),
        ("{% set _x = 1 %}{{ _x }}{% with y = 2 %}{{ y }}{% endwith %}", "12"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.current }}", "aba"),
        ("{% set j = joiner() %}{{ j() }}a{{ j() }}b", "a, b"),
        ("{% autoescape false %}{{ view.title ~ '&' }}{% endautoescape %}", "A <title>&"),
        ("{{ 'ｇi_frame — имя' }}имя{# имя #}", "ｇi_frame — имяимяgi"[:-2]),
        ("{{ none }}{{ true }}{{ 1.5 }}", "NoneTrue1.5"),
    ],
)
def test_what_templates_are_for_is_left_to_them(source: str, html: str, shell: Any) -> None:
    assert flaws_of(source) == []
    assert page_of(source, shell) == html
    if "super" not in source:  # the packaged ones are compiled without guards: to the same
        assert page_of(source, shell, own=("ours.html",)) == html


def test_a_page_has_its_own_allowance(shell: Any) -> None:
    source = "{% for x in range(50000) %}" + "a" * 1000 + "{% endfor %}"
    renderer = make_renderer({PAGE: source}, words_for("en"), [PAGE])
    lengths = [len(render_page(renderer, PAGE, VIEW, shell)) for _ in range(3)]
    assert lengths == [50_000_000] * 3


WORK = {  # what is done, and what it counts for at least: a unit is some ten nanoseconds of a slow machine
    "{% for x in range(1000) %}{% endfor %}": 20_000,
    "{% for x in range(1000) %}{% set y = not not not not not x %}{% endfor %}": 35_000,
    "{% for x in range(1000) %}{% set y = 1 / 3 / 3 / 3 / 3 / 3 %}{% endfor %}": 35_000,
    "{% for x in range(1000) %}{% set y = 1 + 3 + 3 + 3 + 3 + 3 %}{% endfor %}": 200_000,
    "{% for x in range(1000) %}{% if x %}{% set y = x is odd or x is even %}{% endif %}{% endfor %}": 100_000,
    "{% for x in range(1000) %}{% set y = x is odd %}{% endfor %}": 100_000,
    "{% for x in range(1000) %}{% set y = x is none or x is odd or x is even %}{% endfor %}": 250_000,
    "{% for x in range(1000) %}{{ x }}{% endfor %}": 70_000,
    "{% for x in range(1000) %}{{ 1.25e-300 }}{% endfor %}": 70_000,
    "{% for x in range(1000) if x is odd and x is even %}{% endfor %}": 150_000,
    "{% for x in range(1000) if x == 1 or x == 2 or x == 3 %}{% endfor %}": 150_000,
    "{% for x in range(1000) %}{% for y in () %}{% endfor %}{% endfor %}": 100_000,
    "{% for x in range(1000) %}{% set y = loop.cycle(1, 2) %}{% endfor %}": 130_000,
    "{% for x in range(1000) %}{% set y = {'a': 1, 'b': 2} %}{% endfor %}": 150_000,
    "{% set y = range(1000)|select('odd')|list %}": 60_000,
    "{% set y = range(1000)|reject('none')|list %}": 60_000,
    "{% set y = range(1000)|map('string')|map('int')|list %}": 80_000,
    "{% set y = range(1000)|map(attribute='a.b', default=1)|list %}": 200_000,
    "{% set y = range(1000)|sort %}": 100_000,
    "{% set y = range(1000)|unique|list %}": 100_000,
    "{% set y = range(1000)|groupby('mark', default=1) %}": 100_000,
    "{% set y = range(1000)|sum %}": 20_000,
    "{% set y = range(1000)|batch(1)|list %}": 20_000,
    "{% set y = 1.5 in range(100000) %}": 500_000,
    "{% set y = 1.5 is in(range(100000)) %}": 500_000,
    "{% set y = [1] * 10000 %}": 50_000,
    "{% set y = 'a b ' * 1000 %}{% set z = y|title %}": 80_000,
    "{% set y = 'a b ' * 1000 %}{% set z = y|wordwrap(1) %}": 80_000,
    "{% set y = 'a.b ' * 1000 %}{% set z = y|urlize %}": 80_000,
    "{% set y = ['abc:'] * 1000 %}{% set z = 'a b c d'|urlize(extra_schemes=y) %}": 300_000,
    "{% set y = 'a b ' * 1000 %}{% set z = y|urlencode %}": 20_000,
    "{% set y = '%99.99f%99.99f'|format(1e300, 1e300) %}": 1_200,
    "{% for x in range(100) %}{% set y = number(x) %}{% endfor %}": 60_000,
    "{% for x in range(100) %}{{ number(x) }}{% endfor %}": 60_000,
    "{% for x in range(100) %}{{ ngettext('%(num)s a', '%(num)s b', x) }}{% endfor %}": 60_000,
    "{% for x in range(100) %}{% set y = gettext('a' ~ x) %}{% endfor %}": 60_000,
    "{% for x in range(100) %}{% set y = x|filesizeformat %}{% endfor %}": 60_000,
    "{% set y = ['none'] * 1000 %}{% include y ignore missing %}": 200_000,
}


@pytest.mark.parametrize("source", WORK)
def test_whatever_takes_long_counts(source: str, shell: Any) -> None:
    environment = make_environment({PAGE: source}, words_for("en"))
    environment.get_template(PAGE).render(view=VIEW, site=shell)
    assert ALLOWANCE - environment.allowed.left >= WORK[source]


LONG = {
    "values": "{{ view.title }}" * 20_000,
    "a list": "{{ [" + "1," * 40_000 + "] }}",
    "conditions": "{% if view %}x{% endif %}" * 10_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_template_that_takes_long_to_read_is_refused(name: str) -> None:
    (flaw,) = flaws_of(LONG[name])
    assert flaw.kind == "shut"
    assert "more than 30,000 words and signs: make several of it" in flaw.message


def test_a_long_text_in_a_template_is_no_hindrance(shell: Any) -> None:
    text = "Words and <b>signs</b>; 1 + 2. " * 40_000
    assert flaws_of(text) == []
    assert page_of(text, shell) == text


def test_packaged_templates_keep_to_what_is_allowed() -> None:
    assert build(own=tuple(SOURCES)) == build()


def test_the_lists_name_what_jinja_has_and_the_readme_tells_them() -> None:
    assert JINJAS_FILTERS.keys() >= FILTERS
    assert JINJAS_TESTS.keys() >= TESTS
    ours = {"_", "gettext", "ngettext", "pgettext", "npgettext", "number"}
    assert FUNCTIONS - ours <= DEFAULT_NAMESPACE.keys()
    readme = README.read_text("utf-8")
    words = {name for name in FUNCTIONS if name.isidentifier()}
    assert {name for name in words if f"`{name}`" not in readme} == set()
    for title, names in (("Filters", FILTERS), ("Tests", TESTS)):
        listed = re.search(rf"^- \*\*{title}\*\*: (.*?)(?=^- |^$)", readme, re.MULTILINE | re.DOTALL)
        assert listed is not None
        assert set(re.findall(r"`(\w+)`", listed[1])) == {name for name in names if name.isidentifier()}


def test_there_is_nothing_else_in_the_environment() -> None:
    environment = make_environment({}, words_for("en"))
    assert set(environment.filters) == FILTERS
    assert set(environment.tests) == TESTS
    assert set(environment.globals) == FUNCTIONS


CLOSED = ("gi_frame", "f_globals", "format", "format_map", "mro", "__class__", "_private", "gi_code", "title")
WIDE = {
    chr(at): form for at in range(0x80, 0x1FFFF) if len(form := unicodedata.normalize("NFKC", chr(at))) == 1
}
LOOKALIKES: dict[str, list[str]] = {}
for letter, form in WIDE.items():
    LOOKALIKES.setdefault(form, []).append(letter)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """Return a closed name, some of its letters in forms that Python takes for them."""
    name = draw(st.sampled_from(CLOSED))
    return "".join(draw(st.sampled_from([letter, *LOOKALIKES.get(letter, ())])) for letter in name)


@given(disguised())
@example("ｇi_frame")
def test_no_name_that_python_takes_for_another_is_taken(name: str) -> None:
    if name not in CLOSED and name.isidentifier():
        assert not is_name(name)
        for source in (f"{{{{ view.{name} }}}}", f"{{% set {name} = 1 %}}", f"{{{{ dict({name}=1) }}}}"):
            assert [flaw.kind for flaw in flaws_of(source)] == ["shut"]


@given(st.text(min_size=1).filter(str.isidentifier))
def test_names_that_are_taken_are_what_python_makes_of_them(name: str) -> None:
    assert not is_name(name) or unicodedata.normalize("NFKC", name) == name


class Secret:
    """What no view holds; every part of it tells."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)

    def __getitem__(self, key: object) -> object:
        raise AssertionError(key)

    def __call__(self) -> object:
        raise AssertionError


class Holder(Record, frozen=True):
    secret: Secret
    amount: Decimal = Decimal("1.50")


@pytest.mark.parametrize("use", [".x", "['x']", "()", "", "[:1]", "|string", " ~ ''"])
def test_an_object_of_another_kind_is_never_asked(use: str, shell: Any) -> None:
    renderer = make_renderer(
        {PAGE: "{{ view.amount }}{{ [view.secret][0]" + use + " }}"}, words_for("en"), [PAGE]
    )
    with pytest.raises(TemplateFailure) as failure:
        render_page(renderer, PAGE, Holder(Secret()), shell)
    assert not isinstance(failure.value.__cause__, AssertionError)
