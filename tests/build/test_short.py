"""The short way: where only what no other page shows was edited, the rebuild still equals a clean build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, BuildResult, build_site

FILES = {
    "site.yaml": "title: A valley\n",
    "speakers.yaml": "mayor: {name: The mayor}\nclerk: {name: The clerk}\n",
    "claims.yaml": (
        "open: {text: The bridge was open., contradicts: [shut], topics: [bridge],"
        " evidence: [{document: log, annotation: n1}]}\n"
        "shut: {text: The bridge was shut.}\n"
    ),
    "figures.yaml": "crossed: {label: Who crossed, unit: people}\n",
    "documents/log.txt": "The bridge was shut, said the clerk. 400 crossed it.\n\nIt rained.\n",
    "documents/log.yaml": (
        "title: A log\ndate: 2001-05-04\nannotations:\n"
        "  - {id: n1, quote: The bridge was shut, speaker: clerk, claim: {id: shut}, note: Doubtful.}\n"
        "  - {id: n2, quote: 400 crossed it, figure: {id: crossed, value: 400}}\n"
    ),
    "documents/letter.md": "# A letter\n\nIt was open, the mayor writes, and 500 crossed.\n",
    "documents/letter.yaml": (
        "title: A letter\ndate: 2001-05-06\nlanguage: en\nannotations:\n"
        "  - {id: n1, quote: It was open, speaker: mayor, claim: {id: open}}\n"
        "  - {id: n2, quote: 500 crossed, speaker: mayor, figure: {id: crossed, value: 500}}\n"
    ),
    "documents/lettre.txt": "Il était ouvert, écrit le maire.\n",
    "documents/lettre.yaml": (
        "title: Une lettre\ndate: 2001-05-06\nlanguage: fr\ntranslation_of: letter\nannotations:\n"
        "  - {id: n1, quote: Il était ouvert, speaker: mayor, claim: {id: open}}\n"
    ),
}
# What is edited: file, old words, new words; the pages that then differ, or None where others may as well.
EDITS: list[tuple[str, str, str, set[str] | None]] = [
    ("log.yaml", "Doubtful", "Certain", {"documents/log.html"}),
    ("log.txt", "It rained", "It snowed", {"documents/log.html"}),
    ("letter.md", "writes", "wrote", {"documents/letter.html", "parallel/lettre.html"}),
    ("lettre.txt", "écrit", "dit", {"documents/lettre.html", "parallel/lettre.html"}),
    ("log.txt", "The bridge was shut", "“The bridge was shut”", {"documents/log.html"}),
    ("log.yaml", "note: Doubtful.", "note: 'See [it](documents/letter).'", {"documents/log.html"}),
    ("log.yaml", "{id: shut}", "{id: shut, stance: denies}", None),
    ("letter.yaml", "500}", "600}", None),
    ("letter.yaml", "quote: It was open", "quote: It was", None),
    ("letter.yaml", "A letter", "The letter", None),
    ("lettre.yaml", "translation_of: letter\n", "", None),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "content"


def build(archive: Path, *, clean: bool = False) -> BuildResult:
    out = archive.parent / ("clean" if clean else "build")
    return build_site(BuildOptions(archive=archive, out=out, no_cache=clean, jobs=1))


def iter_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


@pytest.mark.parametrize(("name", "old", "new", "pages"), EDITS)
def test_an_edit_gives_what_a_clean_build_gives(
    archive: Path, name: str, old: str, new: str, pages: set[str] | None
) -> None:
    assert not build(archive).has_failed
    path = archive / "documents" / name
    before = path.read_text(encoding="utf-8")
    for text in (before.replace(old, new), before, before.replace(old, new)):
        path.write_text(text, encoding="utf-8")
        again, clean = build(archive), build(archive, clean=True)
        assert again.diagnostics == clean.diagnostics
        assert again.counts == clean.counts
        assert dict(iter_files(archive.parent / "build")) == dict(iter_files(archive.parent / "clean"))
        written = {route for route in again.written if route.endswith(".html")}
        assert pages is None or written == pages


def test_an_edit_that_has_something_to_tell_is_told(archive: Path) -> None:
    assert not build(archive).has_failed
    path = archive / "documents" / "log.yaml"
    path.write_text(path.read_text().replace("Doubtful.", "'See [it](documents/nowhere).'"))
    assert [problem.code for problem in build(archive).diagnostics] == ["R013"]
    path.write_text(path.read_text().replace("nowhere", "letter"))
    assert build(archive).diagnostics == build(archive, clean=True).diagnostics
