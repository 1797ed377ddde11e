"""A build that patches the search index it kept gives the files of a clean one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, search
from sitegen.build.outputs import Outputs
from sitegen.build.session import Session
from sitegen.disk.memo_index import load_index
from sitegen.search import base
from sitegen.search.config import SearchConfig
from tests.build.generated import write_archive, write_document


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keep the index of the least archive; return how many units were assembled, build by build."""
    monkeypatch.setattr(base, "LEAST", 0)
    found: list[int] = []
    offer_all = search._offer_all

    def count(session: Session, keys: Sequence[bytes], config: SearchConfig, outputs: Outputs) -> None:
        found.append(len(keys))
        offer_all(session, keys, config, outputs)

    monkeypatch.setattr(search, "_offer_all", count)
    return found


def build(content: Path, out: Path, cache: Path | None) -> None:
    build_site(BuildOptions(archive=content, out=out, cache=cache, no_cache=cache is None, jobs=1))


def search_files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in (site / "search").rglob("*.js")}


def assert_clean(folder: Path) -> None:
    """Compare the site's search files with those of a build without a cache."""
    build(folder / "content", folder / "clean", None)
    assert search_files(folder / "site") == search_files(folder / "clean")
    shutil.rmtree(folder / "clean")


def test_a_patched_index_is_that_of_a_clean_build(tmp_path: Path, assembled: list[int]) -> None:
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "site", tmp_path / "cache")
    del assembled[:]
    for note in ("A convoy of kingfishers.", "Two convoys, and no kingfisher.", ""):
        write_document(content, 2, note)
        build(content, tmp_path / "site", tmp_path / "cache")
        assert not assembled
        assert_clean(tmp_path)
        del assembled[:]


def test_a_registry_changes_what_is_searched(tmp_path: Path, assembled: list[int]) -> None:
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "site", tmp_path / "cache")
    del assembled[:]
    speakers = content / "speakers.yaml"
    speakers.write_text(speakers.read_text().replace("Speaker 1", "Lavrov"))
    build(content, tmp_path / "site", tmp_path / "cache")
    assert not assembled
    assert_clean(tmp_path)


def test_another_folder_gets_all_files_of_the_index_that_is_kept(
    tmp_path: Path, assembled: list[int]
) -> None:
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "elsewhere", tmp_path / "cache")
    write_document(content, 2, "A convoy of kingfishers.")
    build(content, tmp_path / "elsewhere", tmp_path / "cache")
    del assembled[:]
    build(content, tmp_path / "site", tmp_path / "cache")
    assert not assembled
    assert_clean(tmp_path)


def test_files_that_someone_deleted_or_changed_are_made_again(tmp_path: Path, assembled: list[int]) -> None:
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "site", tmp_path / "cache")
    files = sorted((tmp_path / "site" / "search").rglob("*.js"))
    for number, path in enumerate(files):
        if number % 2:
            path.unlink()
        else:
            path.write_bytes(b"")
    build(content, tmp_path / "site", tmp_path / "cache")
    assert len(assembled) == 1
    assert_clean(tmp_path)


def test_pages_come_and_go(tmp_path: Path, assembled: list[int]) -> None:
    content = write_archive(tmp_path, 4)
    build(content, tmp_path / "site", tmp_path / "cache")
    del assembled[:]
    claims = content / "claims.yaml"
    few = claims.read_text()
    more = f"a-claim:\n  text: Kingfishers dive.\n{few}"
    for has_document, text in ((True, few), (True, more), (False, more), (False, few)):
        write_document(content, 9, "A convoy of kingfishers.")
        if not has_document:
            for path in content.glob("documents/*9.*"):
                path.unlink()
        claims.write_text(text)
        build(content, tmp_path / "site", tmp_path / "cache")
        assert not assembled
        assert_clean(tmp_path)
        del assembled[:]


def test_what_edits_replaced_is_let_go_of(tmp_path: Path, assembled: list[int]) -> None:
    content = write_archive(tmp_path, 4)
    speakers = content / "speakers.yaml"
    first = speakers.read_text()
    used = []
    for number in range(10, 14):
        write_document(content, 2, f"A convoy of {number} kingfishers.")
        speakers.write_text(first.replace("Speaker 1", f"Speaker {number}"))
        build(content, tmp_path / "site", tmp_path / "cache")
        ages = load_index(tmp_path / "cache").ages
        used.append(ages.count(0))
    assert len(assembled) == 1
    assert used[0] == used[1] == used[2] == used[3]
