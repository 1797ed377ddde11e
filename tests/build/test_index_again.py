"""A search index that is made again gives the files of a clean build, whatever stood there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from tests.build.generated import tree, write_archive, write_document


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = write_archive(tmp_path, 4)
    build(content)
    return content


def build(content: Path, *, clean: bool = False) -> None:
    out = content.parent / ("clean" if clean else "site")
    build_site(BuildOptions(archive=content, out=out, no_cache=clean, jobs=1))


def assert_clean(content: Path) -> None:
    build(content)
    build(content, clean=True)
    assert tree(content.parent / "site" / "search") == tree(content.parent / "clean" / "search")


@pytest.mark.parametrize("note", ["A convoy of kingfishers.", "Two convoys, and no kingfisher.", ""])
def test_after_a_note(content: Path, note: str) -> None:
    write_document(content, 2, note)
    assert_clean(content)


def test_after_another_name(content: Path) -> None:
    speakers = content / "speakers.yaml"
    speakers.write_text(speakers.read_text().replace("Speaker 1", "Lavrov"))
    assert_clean(content)
    assert "Lavrov" in "".join(path.read_text() for path in (content.parent / "site/search/d").iterdir())


def test_after_somebody_deleted_or_changed_its_files(content: Path) -> None:
    files = sorted((content.parent / "site" / "search").rglob("*.js"))
    for number, path in enumerate(files):
        if number % 2:
            path.unlink()
        else:
            path.write_bytes(b"")
    assert_clean(content)


def test_after_pages_came_and_went(content: Path) -> None:
    claims = content / "claims.yaml"
    few = claims.read_text()
    more = f"a-claim:\n  text: Kingfishers dive.\n{few}"
    for has_document, text in ((True, few), (True, more), (False, more), (False, few)):
        write_document(content, 9, "A convoy of kingfishers.")
        if not has_document:
            for path in content.glob("documents/*9.*"):
                path.unlink()
        claims.write_text(text)
        assert_clean(content)
