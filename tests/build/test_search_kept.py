"""A build that patches the search index it kept gives the files of a clean one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.search import base
from sitegen.search.index import Index
from tests.build.generated import write_archive, write_document


def build(content: Path, out: Path, cache: Path | None) -> None:
    build_site(BuildOptions(archive=content, out=out, cache=cache, no_cache=cache is None, jobs=1))


def search_files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "search").rglob("*.js")}


def test_a_patched_index_is_that_of_a_clean_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LEAST", 0)
    patched: list[int] = []

    def count_patches(before: base.Base, changed: dict[int, bytes]) -> Index:
        patched.append(len(changed))
        return patch(before, changed)

    patch = base.patch_index
    monkeypatch.setattr(base, "patch_index", count_patches)
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "site", tmp_path / "cache")
    write_document(content, 2, "A convoy of kingfishers.")
    build(content, tmp_path / "site", tmp_path / "cache")
    build(content, tmp_path / "clean", None)
    assert search_files(tmp_path / "site") == search_files(tmp_path / "clean")
    assert patched == [1]
