"""Where nothing has changed a build writes nothing into the site, and notes what disks show by then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, BuildResult, build_site
from sitegen.disk.listing import list_archive
from sitegen.disk.manifest import Manifest, load_manifest, manifest_path
from sitegen.disk.output import look_at_output
from sitegen.disk.seen import Seen, see_files

LONG_AGO = 1_000_000_000_000_000_000  # ns


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    archive = tmp_path / "content"
    (archive / "documents").mkdir(parents=True)
    (archive / "site.yaml").write_text("title: A valley\n")
    (archive / "documents" / "log.txt").write_text("It rained.\n")
    (archive / "documents" / "log.yaml").write_text("title: A log\n")
    built = BuildOptions(archive=archive, out=tmp_path / "site", cache=tmp_path / "cache", jobs=1)
    assert build_site(built).written
    return built


def manifest_of(options: BuildOptions) -> Manifest:
    assert options.cache is not None
    return load_manifest(manifest_path(options.cache, options.archive, options.out))


def is_idle(result: BuildResult) -> bool:
    return bool(result.unchanged) and not (result.written or result.removed or result.has_failed)


def set_times(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


def test_new_times_of_sources_are_noted(options: BuildOptions) -> None:
    set_times(options.archive)
    assert is_idle(build_site(options))
    now = see_files(options.archive, list_archive(options.archive).paths, Seen()).seen
    assert manifest_of(options).seen.files == now.files


def test_new_times_of_the_site_are_noted(options: BuildOptions) -> None:
    set_times(options.out)
    before = manifest_of(options)
    assert is_idle(build_site(options))
    after = manifest_of(options)
    assert after.written.files == look_at_output(options.out)
    assert {r: w.mtime for r, w in after.outputs.items()} == dict.fromkeys(before.outputs, LONG_AGO)
    assert {r: (w.key, w.content) for r, w in after.outputs.items()} == {
        r: (w.key, w.content) for r, w in before.outputs.items()
    }


def test_a_later_look_is_noted_while_a_change_might_not_show(options: BuildOptions) -> None:
    before = manifest_of(options)
    assert not before.seen.is_settled()  # the sources were written just before they were read
    assert is_idle(build_site(options))
    assert manifest_of(options).seen.looked_at > before.seen.looked_at


@pytest.mark.usefixtures("options")
def test_a_copied_archive_and_site_are_idle_too(tmp_path: Path) -> None:
    for name in ("content", "site", "cache"):
        shutil.copytree(tmp_path / name, tmp_path / "copy" / name, copy_function=shutil.copyfile)
    there = tmp_path / "copy"
    copied = BuildOptions(archive=there / "content", out=there / "site", cache=there / "cache", jobs=1)
    assert is_idle(build_site(copied))


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_a_site_that_was_touched_is_mended(options: BuildOptions, harm: str) -> None:
    page = options.out / "documents" / "log.html"
    good = page.read_bytes()
    status = page.stat()
    match harm:
        case "change":
            page.write_bytes(bytes(len(good)))
        case "remove":
            page.unlink()
        case _:
            (options.out / "documents" / "more.html").write_bytes(b"")
    result = build_site(options)
    assert result.written == (() if harm == "add" else ("documents/log.html",))
    assert result.removed == (("documents/more.html",) if harm == "add" else ())
    assert page.read_bytes() == good
    assert (page.stat().st_ctime_ns == status.st_ctime_ns) == (harm == "add")
    assert is_idle(build_site(options))


def test_what_is_wrong_with_a_file_that_is_not_read_is_told(options: BuildOptions, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("")
    (options.archive / "documents" / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert "F102" in {found.code for found in build_site(options).diagnostics}
