"""Anchor locks from the archive's folder to the site: written, read by builds, verified in CI."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.build import BuildOptions, build_site, check_archive
from sitegen.cli import main

TEXT = (
    "The mayor said that the bridge was closed. She gave no reason for it.\n\n"
    "Two days later the council met and spoke of the harbour, the market and the old mill.\n\n"
    "The market stayed open that day, although the river rose.\n"
)
SIDECAR = (
    "title: A letter\nannotations:\n"
    "  - {id: closed, quote: the bridge was closed}\n"
    "  - {id: market, quote: The market stayed open}\n"
)


def write(folder: Path, text: str = TEXT, sidecar: str = SIDECAR, name: str = "letter") -> Path:
    """Make or change an archive of one document."""
    documents = folder / "content" / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    (folder / "content" / "site.yaml").write_text("title: A valley\n", encoding="utf-8")
    (documents / f"{name}.txt").write_bytes(text.encode())
    (documents / f"{name}.yaml").write_text(sidecar, encoding="utf-8")
    return folder / "content"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def told(archive: Path) -> list[str]:
    result = check_archive(BuildOptions(archive=archive, no_cache=True))
    return [f"{d.code} {d.place.path}" for d in result.diagnostics]


def lock_of(archive: Path) -> Path:
    return archive / "documents" / "letter.lock.yaml"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive whose lock is up to date."""
    content = write(tmp_path)
    assert run("lock", content).exit_code == 0
    assert told(content) == []
    return content


STALE, WAITING = "Q012 documents/letter.lock.yaml", "Q009 documents/letter.yaml"
OPENING = TEXT.partition("\n\n")[0]
ELSEWHERE = "\nNobody in the village knew for how long, or if the bridge was closed at all.\n"


@pytest.mark.parametrize(
    ("text", "sidecar", "expected", "marked"),
    [
        (TEXT, SIDECAR, [], "that [the bridge"),
        (TEXT.replace("\n", "\r\n"), SIDECAR, [], "that [the bridge"),
        ("\ufeff" + TEXT, SIDECAR, [], "that [the bridge"),
        ("Dear editor,\n\n" + TEXT, SIDECAR, [STALE], "that [the bridge"),
        (TEXT + ELSEWHERE, SIDECAR, [STALE], "that [the bridge"),  # a second place, unlike the first
        (TEXT.replace(OPENING, "A new opening.") + ELSEWHERE, SIDECAR, [WAITING], ""),
        (TEXT.replace(OPENING, "A new opening."), SIDECAR, [WAITING], ""),
        (TEXT.replace("was closed", "is closed"), SIDECAR, [WAITING], ""),
        (
            TEXT.replace(OPENING, "A new opening.") + ELSEWHERE,
            SIDECAR.replace("the bridge", "if the bridge"),
            [STALE],
            "or [if the bridge",
        ),
        (TEXT, SIDECAR.replace("  - {id: closed, quote: the bridge was closed}\n", ""), [STALE], ""),
    ],
)
def test_a_corrected_source(
    archive: Path, tmp_path: Path, text: str, sidecar: str, expected: list[str], marked: str
) -> None:
    write(tmp_path, text, sidecar)
    assert told(archive) == expected
    result = build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True))
    assert result.has_failed == (WAITING in expected)
    if marked:
        page = (tmp_path / "build" / "documents" / "letter.html").read_text(encoding="utf-8")
        before, _, words = marked.partition("[")
        at = page.index('id="closed"')
        assert page[: page.rindex("<mark", 0, at)].rstrip().endswith(before.strip())
        assert page[page.index(">", at) + 1 :].startswith(words)


def test_words_that_a_lock_settles_are_in_doubt_without_it(archive: Path, tmp_path: Path) -> None:
    write(tmp_path, TEXT + ELSEWHERE)
    assert told(archive) == [STALE]
    lock_of(archive).unlink()
    assert told(archive) == ["Q002 documents/letter.yaml"]


def test_what_the_lock_settled_stays_settled_when_it_is_renewed(archive: Path, tmp_path: Path) -> None:
    write(tmp_path, TEXT + ELSEWHERE)
    assert run("lock", archive).exit_code == 0
    assert told(archive) == []


def test_a_lock_is_part_of_what_is_kept_between_builds(archive: Path, tmp_path: Path) -> None:
    options = BuildOptions(archive=archive, out=tmp_path / "build", cache=tmp_path / "cache")
    data = lock_of(archive).read_bytes()
    write(tmp_path, TEXT + ELSEWHERE)
    assert not build_site(options).has_failed
    lock_of(archive).unlink()
    assert build_site(options).has_failed
    lock_of(archive).write_bytes(data)
    assert not build_site(options).has_failed
    lock_of(archive).write_bytes(b"{")
    assert [d.code for d in build_site(options).diagnostics] == ["Q010", "Q002"]


def test_ci_is_told_of_a_lock_that_is_missing_or_stale(tmp_path: Path) -> None:
    content = write(tmp_path)
    missing = run("lock", content, "--check")
    assert (missing.exit_code, lock_of(content).exists()) == (1, False)
    assert "has no anchor lock: 2 new" in missing.output
    assert f"Run `sitegen lock {content}`" in missing.output
    assert "letter.lock.yaml: 2 new" in run("lock", content).output
    current = run("lock", content, "--check")
    assert (current.exit_code, current.output) == (0, "locks: 1 up to date, 0 not up to date\n")
    write(tmp_path, "Dear editor,\n\n" + TEXT)
    before = lock_of(content).read_bytes()
    stale = run("lock", content, "--check", "--format", "github")
    assert stale.exit_code == 1
    assert "2 moved" in stale.output
    assert "::error title=anchor locks::1 not up to date. Run `sitegen lock " in stale.output
    assert lock_of(content).read_bytes() == before
    assert "2 moved" in run("lock", content).output
    assert run("lock", content, "--check").exit_code == 0


def test_building_and_checking_write_nothing_into_the_archive(tmp_path: Path) -> None:
    content = write(tmp_path)
    before = sorted(p.name for p in content.rglob("*"))
    assert run("check", content, "--no-cache").exit_code == 0
    assert run("build", content, "--out", tmp_path / "build", "--no-cache").exit_code == 0
    assert sorted(p.name for p in content.rglob("*")) == before


def test_what_waits_is_left_as_it_is(archive: Path, tmp_path: Path) -> None:
    before = lock_of(archive).read_bytes()
    write(tmp_path, "Dear editor,\n\n" + TEXT.replace("was closed", "is closed"))
    result = run("lock", archive)
    assert result.exit_code == 1
    assert "Q009" in result.output
    assert "sitegen reanchor" in result.output
    assert lock_of(archive).read_bytes() == before


def test_a_document_with_other_errors_keeps_its_lock(archive: Path, tmp_path: Path) -> None:
    before = lock_of(archive).read_bytes()
    write(tmp_path, sidecar=SIDECAR + "  - {id: more, quotes: nothing}\n")
    assert run("lock", archive).exit_code == 1
    assert lock_of(archive).read_bytes() == before


def test_without_annotations_there_is_no_lock(archive: Path, tmp_path: Path) -> None:
    write(tmp_path, sidecar="title: A letter\n")
    assert "removed" in run("lock", archive).output
    assert not lock_of(archive).exists()
    assert run("lock", archive, "--check").exit_code == 0


def test_a_lock_that_lost_its_document_is_told(archive: Path) -> None:
    documents = archive / "documents"
    for ending in ("txt", "yaml"):
        (documents / f"letter.{ending}").rename(documents / f"note.{ending}")
    assert told(archive) == ["F110 documents/letter.lock.yaml"]
    result = run("lock", archive, "--check")
    assert result.exit_code == 1
    assert "F110" in result.output
    (documents / "letter.lock.yaml").rename(documents / "note.lock.yaml")
    assert run("lock", archive, "--check").exit_code == 0


def test_a_lock_that_cannot_be_read_is_an_error(archive: Path) -> None:
    lock_of(archive).write_text("<<<<<<< HEAD\n" + lock_of(archive).read_text(encoding="utf-8"))
    assert told(archive) == ["Q010 documents/letter.lock.yaml"]
    assert run("lock", archive).exit_code == 1
    lock_of(archive).unlink()
    assert run("lock", archive).exit_code == 0
    assert told(archive) == []


def test_locks_do_not_depend_on_how_the_work_is_shared(tmp_path: Path) -> None:
    for n in range(70):
        content = write(tmp_path, TEXT + f"Letter {n}.\n", name=f"letter-{n}")
    assert run("lock", content, "--jobs", "2").exit_code == 0
    shared = {p.name: p.read_bytes() for p in content.rglob("*.lock.yaml")}
    for path in content.rglob("*.lock.yaml"):
        path.unlink()
    assert run("lock", content, "--jobs", "1").exit_code == 0
    assert {p.name: p.read_bytes() for p in content.rglob("*.lock.yaml")} == shared
    assert len(shared) == 70


def test_markdown_is_locked_in_the_text_that_is_read(tmp_path: Path) -> None:
    content = write(tmp_path)
    (content / "documents" / "letter.txt").unlink()
    path = content / "documents" / "letter.md"
    path.write_text(TEXT.replace("bridge was", "bridge *was*"), encoding="utf-8")
    assert run("lock", content).exit_code == 0
    path.write_text("# A heading\n\n" + TEXT.replace("the bridge", "**the bridge**"), encoding="utf-8")
    assert told(content) == [STALE]


def test_no_folder_and_no_archive(tmp_path: Path) -> None:
    assert run("lock", tmp_path / "nothing").exit_code == 2
    assert run("lock", tmp_path).exit_code == 2
    shutil.rmtree(tmp_path)
