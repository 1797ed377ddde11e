"""Files are read when they may have changed, and links do not lead outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.disk.aside import MANY
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files
from sitegen.disk.listing import list_archive
from sitegen.disk.seen import RACY_NANOSECONDS, Seen, changed_paths, see_files

NOT_READ = b"not read again: "


def look(root: Path, known: Seen = Seen(), looked_at: int = 0) -> Seen:  # noqa: B008 - it cannot be changed
    seen, problems = see_files(root, list_archive(root).paths, known, looked_at)
    assert not problems
    return seen


def marked(files: Files, looked_at: int) -> Seen:
    """Return a look after which whatever is not read again is known by its mark."""
    return Seen(files, NOT_READ * len(files), looked_at)


def later(seen: Seen) -> int:
    return seen.files.latest() + RACY_NANOSECONDS + 1


def test_an_old_unchanged_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = look(tmp_path)
    assert look(tmp_path, marked(first.files, later(first))).digests == NOT_READ


def test_of_many_files_those_that_changed_are_read(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    first = look(tmp_path)
    (tmp_path / "b").write_text("another")
    (tmp_path / "d").write_text("new")
    (tmp_path / "c").unlink()
    held = look(tmp_path, marked(first.files, later(first))).by_path()
    assert sorted(held) == ["a", "b", "d"]
    assert held["a"] == NOT_READ
    (tmp_path / "a").write_text("read")
    assert (held["b"], held["d"]) == tuple(look(tmp_path).by_path()[name] for name in "bd")


def test_what_changed_is_told_where_there_are_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    first = look(tmp_path)
    assert changed_paths(first, look(tmp_path)) == set()
    (tmp_path / "b").write_text("B")
    (tmp_path / "c").write_text("C")
    assert changed_paths(first, look(tmp_path)) == {"b", "c"}
    (tmp_path / "a").rename(tmp_path / "d")
    assert changed_paths(first, look(tmp_path)) is None


def test_a_file_changed_within_the_clocks_resolution_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    first = look(tmp_path)
    assert look(tmp_path, marked(first.files, first.files.latest())).digests == first.digests


def test_a_file_whose_time_was_set_back_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    first, status = look(tmp_path), path.stat()
    path.write_text("two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    again = look(tmp_path, Seen(first.files, first.digests, later(first)))
    assert again.digests != first.digests


def test_a_time_beyond_64_bits_is_told_from_another(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    seen = []
    for time in (2**63 + 1, 2**63 + 2):
        try:
            os.utime(path, ns=(time, time))
        except OverflowError:
            pytest.skip("this system knows no such times")
        seen.append(look(tmp_path).files.mtimes)
    assert seen[0] != seen[1]


def test_links_stay_inside(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "documents").mkdir(parents=True)
    (archive / "documents" / "a.txt").write_text("inside")
    (tmp_path / "secret").write_text("outside")
    (archive / "inner").symlink_to("documents/a.txt")
    (archive / "outer").symlink_to("../secret")
    (archive / "folder").symlink_to("documents")
    (archive / "nowhere").symlink_to("gone")
    (archive / ".hidden").write_text("")
    (archive / "draft~").write_text("")
    listing = list_archive(archive)
    assert sorted(listing.paths) == ["documents/a.txt", "inner"]
    assert sorted((d.code, d.place.path) for d in listing.diagnostics) == [
        ("F101", "folder"),
        ("F101", "nowhere"),
        ("F102", "outer"),
    ]


def test_no_folder_is_the_environments_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="no archive folder"):
        list_archive(tmp_path / "gone")


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert look(tmp_path) == Seen()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of more files than one process reads where several may."""
    folder = tmp_path_factory.mktemp("many")
    for n in range(MANY + 10):
        (folder / str(n)).write_bytes(b"%d" % n)
    return folder


@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_several_processes_see_what_one_sees(many: Path, jobs: int) -> None:
    paths = list_archive(many).paths
    first = look(many)
    assert see_files(many, paths, Seen(), 0, jobs) == (first, ())
    assert see_files(many, paths, marked(first.files, later(first)), 0, jobs)[0].digests == NOT_READ * len(
        paths
    )


@pytest.mark.parametrize(("jobs", "count", "times"), [(1, MANY + 10, 0), (2, MANY + 10, 1), (2, MANY, 0)])
def test_where_other_processes_read_this_one_has_time(many: Path, jobs: int, count: int, times: int) -> None:
    done: list[None] = []
    see_files(many, list_archive(many).paths[:count], Seen(), 0, jobs, lambda: done.append(None))
    assert len(done) == times


def test_a_file_that_goes_after_it_was_listed_is_told_of(many: Path) -> None:
    paths = list_archive(many).paths
    gone = paths[-1]  # another process than this one is to look at it
    (many / gone).unlink()
    seen, problems = see_files(many, paths, Seen(), 0, 2)
    assert list(seen.files.iter_paths()) == paths[:-1]
    assert [(d.code, d.place.path) for d in problems] == [("F101", gone)]
    (many / gone).write_bytes(gone.encode())


def test_a_file_that_another_process_cannot_read_is_told_of(many: Path) -> None:
    paths = list_archive(many).paths
    place = many / paths[-1]
    place.unlink()
    place.mkdir()
    with pytest.raises(EnvironmentFailure, match=f"cannot read .*/{place.name}'"):
        see_files(many, paths, Seen(), 0, 2)
    place.rmdir()
    place.write_bytes(place.name.encode())
