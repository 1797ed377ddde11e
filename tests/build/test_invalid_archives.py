"""Every rule has a failing archive, and every failing archive is told line by line.

`tests/archives/invalid/RULE/` is an archive with one kind of mistake; `expected.txt` in it lists what
is found, `CODE path:line` a line, in the order in which it is told. Names that not every system can hold are
given to copies of files alone: `names.txt` lists them, escaped, behind the names that the files have here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, check_archive
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules import RULES, find_rule
from sitegen.text.printable import printable_name

INVALID = Path(__file__).parents[1] / "archives" / "invalid"
ARCHIVES = sorted(path.name for path in INVALID.iterdir() if path.is_dir())


def told(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.code} {printable_name(d.place.path)}:{d.place.line}" for d in diagnostics]


def copy_of(name: str, folder: Path) -> Path:
    """Copy an archive without its `expected.txt` and `names.txt`, which are no part of it."""
    ignored = shutil.ignore_patterns("expected.txt", "names.txt")
    copy = Path(shutil.copytree(INVALID / name, folder / "content", symlinks=True, ignore=ignored))
    names = INVALID / name / "names.txt"
    for line in names.read_text(encoding="ascii").splitlines() if names.exists() else ():
        given, wanted = line.split("  ")
        (copy / given).rename(copy / wanted.encode("ascii").decode("unicode_escape"))
    return copy


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_is_wrong_is_told(name: str, tmp_path: Path) -> None:
    expected = (INVALID / name / "expected.txt").read_text(encoding="utf-8").split("\n")
    options = BuildOptions(archive=copy_of(name, tmp_path), out=tmp_path / "build", no_cache=True)
    result = build_site(options)
    assert told(result.diagnostics) == [line for line in expected if line]
    rule = find_rule(name)
    assert rule is not None, "the folder is named as a rule"
    assert rule.code in {d.code for d in result.diagnostics}
    assert all(d.message and (d.help or d.details) for d in result.diagnostics), "a way out"


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_check_tells_what_a_build_tells(name: str, tmp_path: Path) -> None:
    archive = copy_of(name, tmp_path)
    built = build_site(BuildOptions(archive=archive, out=tmp_path / "build", no_cache=True))
    options = BuildOptions(archive=archive, cache=tmp_path / "cache")
    for checked in (check_archive(options), check_archive(options)):  # the second time from what is kept
        assert checked.diagnostics == built.diagnostics
        assert checked.has_failed == built.has_failed
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "build") == ["cache", "content"]


def test_every_rule_has_its_archive() -> None:
    assert sorted(rule.name for rule in RULES) == ARCHIVES


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_with_errors_leaves_the_site_as_it_was(name: str, tmp_path: Path) -> None:
    archive = copy_of(name, tmp_path)
    out = tmp_path / "build"
    out.mkdir()
    (out / "index.html").write_text('<meta name="generator" content="sitegen 0">', encoding="utf-8")
    before = (out / "index.html").stat()  # its time of access apart, which reading it may move
    result = build_site(BuildOptions(archive=archive, out=out, no_cache=True, strict=True))
    rule = find_rule(name)
    assert rule is not None
    assert result.has_failed == any(find_rule(d.code).severity != "advice" for d in result.diagnostics)  # type: ignore[union-attr]
    if result.has_failed:
        assert [p.name for p in out.iterdir()] == ["index.html"]
        after = (out / "index.html").stat()
        assert (after.st_ino, after.st_size, after.st_mtime_ns) == (
            before.st_ino,
            before.st_size,
            before.st_mtime_ns,
        )
        assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "content"]
