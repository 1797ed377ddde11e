"""The map of the code says what the code says."""

from __future__ import annotations

from tools.code_map import PACKAGE, PAGE, layers, render_map, summary_of


def test_the_map_is_what_the_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_map(), "Run `make docs`."


def test_every_module_is_on_the_map_and_says_what_it_is_for() -> None:
    page = PAGE.read_text(encoding="utf-8")
    modules = [
        path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(PACKAGE / "render" / "compiled")
    ]
    assert [path for path in modules if not summary_of(path)] == []
    members = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules} - {"__init__"}
    assert members == set(layers())
    assert [p.name for p in modules if p.name != "__init__.py" and f"`{p.name}`" not in page] == []
