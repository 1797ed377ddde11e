"""A check tries an archive's own templates on the pages that they are part of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, check_archive
from sitegen.diagnostics.diagnostic import Diagnostic

BASE = """<!doctype html>
<title>{{ view.head.title }}</title>
{% block content %}{% endblock %}
"""
CLAIM = """{% extends "layouts/base.html" %}
{% block content %}
{% if view.assessment %}{{ view.assesment }}{% endif %}
{% endblock %}
"""


def write_archive(folder: Path, templates: dict[str, str], assessment: str = "") -> Path:
    archive = folder / "content"
    files = {
        "site.yaml": "title: Own\n",
        "claims.yaml": f"one: {{text: It was so., assessment: '{assessment}'}}\n",
        "documents/a.txt": "It was so.\n",
        "documents/a.yaml": "title: A\nannotations: [{id: so, quote: It was so, claim: one}]\n",
        **{f"templates/{name}": text for name, text in templates.items()},
    }
    for name, text in files.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(text, encoding="utf-8")
    return archive


def check(archive: Path) -> list[Diagnostic]:
    result = check_archive(BuildOptions(archive=archive, cache=archive.parent / "cache"))
    assert result.has_failed == bool(result.diagnostics)
    return list(result.diagnostics)


@pytest.mark.parametrize(
    ("templates", "assessment", "found"),
    [
        ({}, "", []),
        ({"layouts/base.html": BASE}, "", []),
        ({"layouts/base.html": BASE.replace("title", "tilte", 1)}, "", []),  # a tag is no name
        ({"layouts/base.html": BASE.replace("head.title", "head.tilte")}, "", ["layouts/base.html:2"]),
        ({"pages/claim.html": CLAIM}, "", []),  # what it names wrongly it does not come to
        ({"pages/claim.html": CLAIM}, "Seen.", ["pages/claim.html:3"]),
    ],
)
def test_a_name_that_is_not_there_is_told(
    tmp_path: Path, templates: dict[str, str], assessment: str, found: list[str]
) -> None:
    told = check(write_archive(tmp_path, templates, assessment))
    assert [f"{d.place.path.removeprefix('templates/')}:{d.place.line}" for d in told] == found
    assert all(d.code == "T002" for d in told)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "content"]


def test_a_mended_template_is_tried_again(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, {"pages/claim.html": CLAIM}, "Seen.")
    assert len(check(archive)) == len(check(archive)) == 1
    (archive / "templates/pages/claim.html").write_text(CLAIM.replace("assesment", "assessment"))
    assert check(archive) == []


def test_a_site_made_from_own_templates_alone_is_known_as_ours(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, {"layouts/base.html": BASE})
    options = BuildOptions(archive=archive, out=tmp_path / "build", cache=tmp_path / "cache")
    assert not build_site(options).has_failed
    again = build_site(options)  # or it would refuse a folder with files of others
    assert (again.has_failed, again.written) == (False, ())


def test_the_help_names_the_folder_that_the_packaged_templates_are_in(tmp_path: Path) -> None:
    (told,) = check(write_archive(tmp_path, {"partials/footer.html": "{{ site.titel }}"}))
    readme = Path(told.help.partition(" lists")[0])
    assert readme.is_absolute()
    assert readme.name == "README.md"
    assert "footer.html" in readme.read_text("utf-8")
