from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import TemplateError

from sitegen.render.flaw import TemplateFailure
from sitegen.render.renderer import make_renderer, render_page
from sitegen.site.plan import Desks, iter_pages, make_view
from sitegen.site.shell import Shell
from sitegen.words.words import words_for
from tests.unit.pages.test_views import TextRow
from tests.unit.pages.whole_of import context_of, small_whole

TEMPLATES = Path(__file__).parents[3] / "templates"
SOURCES = {p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8") for p in TEMPLATES.rglob("*.html")}
VOID = {"meta", "link", "input", "img", "br", "hr", "source", "path", "circle", "line", "rect"}


class Page(HTMLParser):
    """A page's links, ids, headings, and whether its tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert "style" not in values, tag
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, self.getpos()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            super().handle_startendtag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def build(language: str = "en", own: tuple[str, ...] = ()) -> dict[str, str]:
    whole = small_whole(language=language)
    desks = Desks(whole, context_of(whole))
    renderer = make_renderer(SOURCES, words_for(language), own)
    rows = {
        document.id: tuple(
            TextRow(f'<p><mark id="{a.id}">{a.id}</mark></p>', (a.id,)) for a in document.annotations
        )
        for document in whole.archive.documents.values()
    }
    pages = {}
    for task in (task for task in iter_pages(whole) if task.template):
        desk, shell = desks.at(task.route)
        view = make_view(desk, task, rows.get(task.id, ()) if task.kind == "document" else ())
        pages[task.route] = render_page(renderer, task.template, view, shell)
    return pages


@pytest.fixture(scope="module", params=["en", "ar"])
def pages(request: pytest.FixtureRequest) -> dict[str, str]:
    return build(request.param)


def test_tags_close_and_ids_are_unique(pages: dict[str, str]) -> None:
    for route, html in pages.items():
        page = Page(html)
        assert page.open == [], route
        assert len(page.ids) == len(set(page.ids)), route
        assert page.headings.count("h1") == 1, route


def test_headings_leave_no_level_out(pages: dict[str, str]) -> None:
    for route, html in pages.items():
        levels = [int(heading[1]) for heading in Page(html).headings]
        assert all(after - before <= 1 for before, after in pairwise(levels)), route


def test_every_link_inside_the_site_leads_somewhere(pages: dict[str, str]) -> None:
    places = {route: set(Page(html).ids) for route, html in pages.items()}
    for route, html in pages.items():
        for link in Page(html).links:
            if ":" in link or link.endswith(".csv"):
                continue
            at_root = (
                link.removeprefix("/siege/") if route == "404.html" else link
            )  # it is sent at any address
            path, _, fragment = at_root.partition("#")
            parts = route.split("/")[:-1] if path else route.split("/")
            for part in path.split("/") if path else ():
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts)
            assert target in places, f"{route}: {link}"
            assert not fragment or fragment in places[target], f"{route}: {link}"


def test_names_are_escaped_everywhere(pages: dict[str, str]) -> None:
    assert "Bread &amp; &lt;Circuses&gt;" in pages["documents/index.html"]
    for route, html in pages.items():
        assert "<Circuses>" not in html, route


def test_pages_do_not_change_with_the_rest_of_the_archive(pages: dict[str, str]) -> None:
    assert "4 speakers" not in pages["documents/answer.html"]


def test_an_arabic_site_runs_from_right_to_left() -> None:
    html = build("ar")["index.html"]
    assert '<html lang="ar" dir="rtl">' in html
    assert ">Skip to the content<" not in html


def test_a_redirect_leads_on_without_a_script(pages: dict[str, str]) -> None:
    html = pages["documents/old-count.html"]
    assert 'content="0; url=../documents/2016/count.html"' in html
    assert 'rel="canonical" href="https://example.org/siege/documents/2016/count.html"' in html
    assert '<a href="../documents/2016/count.html">' in html


def render(source: str, view: object, **parts: str) -> str:
    """Render a template of an archive's own; `parts` are packaged ones."""
    whole = small_whole()
    shell: Shell = Desks(whole, context_of(whole)).at("index.html")[1]
    renderer = make_renderer({"page.html": source, **parts}, words_for("en"), ["page.html"])
    return render_page(renderer, "page.html", view, shell)


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ view.missing }}",
        "{{ site.scripts['missing.js'] }}",
        "{% include '../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{{ view.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ '{0.__class__}'.format(view) }}",
        "{{ view['__class__'] }}",
        "{{ view|attr('__class__') }}",
        "{{ [view]|map(attribute='__class__')|list }}",
        "{{ (site.menu|map('upper')).gi_frame }}",
    ],
)
def test_templates_reach_what_they_are_given_and_nothing_else(source: str) -> None:
    with pytest.raises((TemplateError, TemplateFailure)):
        render(source, TextRow("<p>", ()))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{{ view.html }}", "&lt;p&gt;"),
        ("{{ view.html|safe }}", "<p>"),
        ("{% set x %}{{ view.html }}{% endset %}{{ x }}", "&lt;p&gt;"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(view.html) }}", "<b>&lt;p&gt;</b>"),
        ("{{ view.starts[0] }}{{ view.starts[:1]|join }}", "aa"),
        ("{{ number(90000) }}", "90,000"),
        ("{{ _('%(x)s apart', x=view.html) }}", "&lt;p&gt; apart"),
        ("{{ ngettext('%(num)s note', '%(num)s notes', 2) }}", "2 notes"),
        ("{{ 3 }}{{ none }}", "3None"),
        ("{{ _('%(x)s of %(y)s', x=number(1204), y=_('<b>')) }}", "1,204 of <b>"),
        ("{{ _('100 %%') }} {{ _('%(x)s %%', x=3) }}", "100 % 3 %"),
        ("{% set x = _('<b>') %}{{ x }}{% set y = _('b') %}{{ y }}", "<b>b"),
        ("{{ ngettext('<i>%(num)s</i>', '<b>%(num)s</b>', 1204) }}", "<b>1204</b>"),
    ],
)
def test_values_are_escaped_once(source: str, html: str) -> None:
    view = TextRow("<p>", ("a",))
    assert render(source, view) == html
    assert render("{% include 'part' %}", view, part=source) == html
    packaged = make_renderer({"page": "{% include 'part' %}", "part": source}, words_for("en"))
    assert packaged.template("page").render(view=view) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("{% macro number(x) %}no. {{ x }}{% endmacro %}{{ number(1204) }}", "no. 1204"),
        ("{% set number = view.html.upper %}{{ number() }}", "&lt;P&gt;"),
        ("{% from 'part' import said as ngettext %}{{ ngettext(1, 2, 3) }}", "123"),
        ("{% import 'part' as _ %}{{ _.said(1, 2, 3) }}", "123"),
        ("{% for _ in view.starts %}{{ _ }}{% endfor %}", "a"),
    ],
)
def test_a_template_may_give_our_names_another_meaning(source: str, html: str) -> None:
    part = "{% macro said(x, y, z) %}{{ x }}{{ y }}{{ z }}{% endmacro %}"
    assert render(source, TextRow("<p>", ("a",)), part=part) == html


def test_a_part_is_given_what_the_page_set_before_it() -> None:
    page = "{% for row in view.starts %}{% set x = row %}{% include 'part' %}{{ x }}{% endfor %}"
    part = "{% set y = x ~ row %}{{ y }}{% set x = 3 %}"
    for own in ([], ["page"], ["part"]):  # compiled into the page, or apart
        renderer = make_renderer({"page": page, "part": part}, words_for("en"), own)
        assert renderer.template("page").render(view=TextRow("", ("a", "b"))) == "aaabbb"


def test_a_message_with_a_place_that_nobody_fills_fails_as_it_did() -> None:
    for source in ("{{ _('%(x)s apart') }}", "{{ _('%d apart') }}"):
        with pytest.raises(TemplateFailure):
            render(source, None)
