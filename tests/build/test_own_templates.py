"""An archive's own templates cannot run code: a build and a check do not do what they try, and tell it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, check_archive
from sitegen.diagnostics.diagnostic import Diagnostic
from tests.unit.pages.escapes import FAILING, FILES, SHUT, UNREADABLE

PAGE = '{% include "partials/" ~ view.head.canonical.split("/")[-1] %}\n'
SLOW = frozenset(  # tried elsewhere, once: they use up what a page is allowed
    name for name in FAILING if re.search("doubled|repeated|deep|ranges|stripped|sought|^replaced$", name)
)
OURS = "{% macro said() %}{% endmacro %}{% block part %}{% endblock %}"


def write_archive(folder: Path, payloads: dict[str, str]) -> tuple[Path, Path]:
    """Write an archive with a page for each payload; return it and the file that a payload would make."""
    archive, mark = folder / "content", folder / "ran"
    files = {
        "site.yaml": "title: Own\nbase_url: https://example.org/\n",
        "documents/a.txt": "It was so.\n",
        "documents/a.yaml": "title: A\n",
        "templates/pages/page.html": PAGE,
        "templates/ours.html": OURS,
    }
    for name, source in payloads.items():
        files[f"pages/{name}.md"] = f"---\ntitle: {name}\n---\n"
        files[f"templates/partials/{name}.html"] = source.replace("MARK", str(mark))
    for name, text in files.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(text, encoding="utf-8")
    return archive, mark


def told_of(diagnostics: tuple[Diagnostic, ...]) -> dict[str, set[str]]:
    """Return the rules by the payload's name."""
    told: dict[str, set[str]] = {}
    for found in diagnostics:
        if found.place.path.startswith("templates/partials/"):
            assert found.place.line == 1
            assert found.help
            told.setdefault(Path(found.place.path).stem, set()).add(found.code)
    return told


@pytest.mark.parametrize(
    ("payloads", "rules"),
    [
        (SHUT, {"T005"}),
        ({name: source for name, source in FAILING.items() if name not in SLOW}, {"T002", "T005"}),
        (UNREADABLE, {"T001"}),
        (FILES, {"T002", "T003"}),
    ],
)
def test_a_build_and_a_check_run_nothing_and_tell_each(
    tmp_path: Path, payloads: dict[str, str], rules: set[str]
) -> None:
    archive, mark = write_archive(tmp_path, payloads)
    out, cache = tmp_path / "build", tmp_path / "cache"
    checked = told_of(tuple(check_archive(BuildOptions(archive=archive, cache=cache)).diagnostics))
    result = build_site(BuildOptions(archive=archive, out=out, cache=cache))
    assert result.has_failed
    for told in (checked, told_of(tuple(result.diagnostics))):
        assert told.keys() == payloads.keys()
        assert set().union(*told.values()) <= rules
    assert not mark.exists()
    assert not out.exists()


def test_the_same_archive_with_a_harmless_template_is_built(tmp_path: Path) -> None:
    archive, _ = write_archive(tmp_path, {"one": "<p>{{ view.title }}"})
    out = tmp_path / "build"
    assert not build_site(BuildOptions(archive=archive, out=out, cache=tmp_path / "cache")).has_failed
    assert (out / "pages" / "one.html").read_text("utf-8") == "<p>one"
