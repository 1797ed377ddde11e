"""Templates' code that is kept with the package: the same pages, and never of other templates."""

from __future__ import annotations

import shutil
from importlib import invalidate_caches
from pathlib import Path

import pytest
from jinja2.meta import find_referenced_templates

import hatch_build
import sitegen.render
from sitegen.record import Record
from sitegen.render.closure import names_of_closure
from sitegen.render.environment import compile_packaged, make_environment
from sitegen.render.ready import FOLDER, find_ready, name_of_ready
from sitegen.render.renderer import make_renderer
from sitegen.words.words import languages, words_for

TEMPLATES = Path(__file__).parents[3] / "templates"
SOURCES = {p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8") for p in TEMPLATES.rglob("*.html")}
SMALL = {
    "layouts/base.html": "<title>{% block title %}{% endblock %}</title>{% include 'partials/part.html' %}",
    "partials/part.html": "<p>{{ _('Claims') }}: {{ number(view.count) }}</p>",
    "pages/a-page.html": "{% extends 'layouts/base.html' %}{% block title %}{{ view.name }}{% endblock %}",
}


class View(Record, frozen=True):
    name: str = "<Ada>"
    count: int = 1200


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules are found as the package's own."""
    monkeypatch.setattr(sitegen.render, "__path__", [*sitegen.render.__path__, str(tmp_path)])
    return tmp_path / FOLDER


def keep(kept: Path, language: str = "en") -> None:
    folder, modules = compile_packaged(SMALL, words_for(language))
    (kept / folder).mkdir(parents=True)
    for name, code in modules.items():
        (kept / folder / f"{name}.py").write_text(code.replace("title", "TITLE"), "utf-8")
    invalidate_caches()


def page_of(sources: dict[str, str], language: str = "en", own: tuple[str, ...] = ()) -> str:
    template = make_renderer(sources, words_for(language), own).template("pages/a-page.html")
    return template.render(view=View())


def test_kept_code_makes_the_page_that_its_source_makes(kept: Path) -> None:
    compiled = page_of(SMALL, "fr")
    assert "<title>&lt;Ada&gt;</title>" in compiled
    keep(kept, "fr")
    assert page_of(SMALL, "fr") == compiled.replace("title", "TITLE")


def test_kept_code_is_not_taken_for_another_language(kept: Path) -> None:
    keep(kept, "fr")
    assert page_of(SMALL, "en").startswith("<title>")
    assert page_of(SMALL, "fr").startswith("<TITLE>")


@pytest.mark.parametrize("name", sorted(SMALL))
def test_kept_code_is_not_taken_where_any_template_differs(kept: Path, name: str) -> None:
    keep(kept)
    assert page_of(SMALL).startswith("<TITLE>")
    assert page_of({**SMALL, name: SMALL[name] + " "}).startswith("<title>")


def test_kept_code_is_not_taken_where_an_archive_brings_templates(kept: Path) -> None:
    keep(kept)
    assert page_of(SMALL, own=("partials/part.html",)).startswith("<title>")


def test_a_language_without_messages_shares_the_code_of_english() -> None:
    english, other = words_for("en"), words_for("de")
    assert name_of_ready(SMALL, english) == name_of_ready(SMALL, other)
    assert len({name_of_ready(SMALL, words_for(tag)) for tag in ("en", *languages())}) == 1 + len(languages())


def test_the_hook_writes_what_every_language_asks_for_and_deletes_what_is_old(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    old = tmp_path / hatch_build.COMPILED / "told" / "pages_old.py"
    old.parent.mkdir(parents=True)
    old.touch()
    hatch_build.write_compiled(tmp_path)
    folders = {name_of_ready(SOURCES, words_for(tag)) for tag in ("en", *languages())}
    assert {path.name for path in (tmp_path / hatch_build.COMPILED).iterdir()} == folders
    for folder in folders:
        names = {path.stem for path in (tmp_path / hatch_build.COMPILED / folder).iterdir()}
        assert {"pages_document_html", "layouts_base_html"} <= names


def test_the_hooks_code_is_that_of_the_packaged_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    hatch_build.write_compiled(tmp_path)
    folder = tmp_path / hatch_build.COMPILED
    monkeypatch.setattr(sitegen.render, "__path__", [str(folder.parent)])
    environment = make_environment(SOURCES, words_for("en"), ())
    ready = name_of_ready(SOURCES, words_for("en"))
    for name, source in SOURCES.items():
        found = find_ready(ready, name)
        assert (found is None) == name.startswith("partials/")
        if found is not None:
            compiled = environment.compile(source, name, name)
            assert found.co_names == compiled.co_names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% extends \"a\" %}{%- include 'b' -%}", {"a", "b"}),
        ("{% include 'a' ignore missing %}", {"a"}),
        ("{% include ['a', 'b'] %}", {"a", "b"}),
        ("{% from 'a' import x %}{% import 'b' as y %}", {"a", "b"}),
        ("{% include view.name %}", {"a", "b", "page"}),
        ("{% include 'a' if view.name else 'b' %}", {"a", "b", "page"}),
        ("{{ view.name }} {% block include %}{% endblock %} include 'a'", set()),
    ],
)
def test_the_closure_of_a_template_holds_what_it_names(source: str, names: set[str]) -> None:
    sources = {"page": source, "a": "", "b": ""}
    assert names_of_closure(sources, "page") == {"page"} | names


def test_the_closures_of_packaged_templates_are_what_jinja_says() -> None:
    environment = make_environment(SOURCES, words_for("en"))
    for name, source in SOURCES.items():
        named = {str(other) for other in find_referenced_templates(environment.parse(source))}
        assert named <= names_of_closure(SOURCES, name)
