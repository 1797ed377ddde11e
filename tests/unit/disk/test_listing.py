"""Files are read when they may have changed, and links do not lead outside."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sitegen.disk.aside import MANY
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.files import Files
from sitegen.disk.listing import MAX_DEPTH, list_archive, list_below
from sitegen.disk.seen import RACY_NANOSECONDS, Seen, Sight, see_files

NOT_READ = b"not read again: "


def look(root: Path, known: Seen = Seen(), looked_at: int = 0) -> Seen:  # noqa: B008 - it cannot be changed
    sight = see_files(root, list_archive(root).paths, known, looked_at)
    assert not sight.diagnostics
    return sight.seen


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


def listed(archive: Path) -> list[tuple[str, str]]:
    return sorted((d.code, d.place.path) for d in list_archive(archive).diagnostics)


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / ".c").symlink_to(".c")
    assert listed(tmp_path) == [("F101", "a"), ("F101", "b")]


def test_links_out_are_told_by_hidden_names_too(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "documents").mkdir(parents=True)
    (archive / "documents/.flood.yaml.1").symlink_to("../../outside")
    (archive / "documents/old~").symlink_to(tmp_path)
    (archive / ".folder").symlink_to("/")
    (archive / "documents/.#flood.yaml").symlink_to("ann@valley.1234:56")  # as Emacs notes whose file it is
    assert listed(archive) == [
        ("F114", name) for name in (".folder", "documents/.flood.yaml.1", "documents/old~")
    ]


def test_what_is_hidden_in_static_is_told_but_for_what_systems_leave(tmp_path: Path) -> None:
    for path in ("static/.well-known", "static/a/.git", "documents", "pages"):
        (tmp_path / path).mkdir(parents=True)
    for path in (
        *("static/.well-known/security.txt", "static/a/.htaccess", "static/a.png", "documents/.notes"),
        *("static/.DS_Store", "static/._a.png", "static/a/.gitkeep", "static/a/.b.swp", "static/a~", ".env"),
    ):
        (tmp_path / path).write_text("")
    assert listed(tmp_path) == [("F115", "static/.well-known"), ("F115", "static/a/.htaccess")]
    assert sorted(list_archive(tmp_path).paths) == ["static/a.png"]


def test_a_link_to_a_hidden_file_leads_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("")
    (tmp_path / "a.txt").symlink_to(".git/config")
    (tmp_path / "b.txt").symlink_to("draft~")
    assert listed(tmp_path) == [("F102", "a.txt"), ("F102", "b.txt")]


def test_what_is_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "static").mkdir()
    os.mkfifo(tmp_path / "static/pipe")
    os.mkfifo(tmp_path / ".pipe")
    with socket.socket(socket.AF_UNIX) as opened:
        monkeypatch.chdir(tmp_path / "static")  # the name of a socket may not be long
        opened.bind("socket")
    assert listed(tmp_path) == [("F101", "static/pipe"), ("F101", "static/socket")]


def test_folders_too_deep_are_told(tmp_path: Path) -> None:
    path = tmp_path.joinpath("documents", *"d" * MAX_DEPTH)
    path.mkdir(parents=True)
    for place in (path / "a.txt", path.parent / "a.txt"):
        place.write_text("")
    assert [path.count("/") for path in list_archive(tmp_path).paths] == [MAX_DEPTH]
    assert listed(tmp_path) == [("F101", "/".join(["documents", *"d" * MAX_DEPTH]))]


def test_names_with_line_ends_are_listed_whole(tmp_path: Path) -> None:
    (tmp_path / "a\nb").mkdir()
    (tmp_path / "a\nb/c\n.txt").write_text("")
    assert list_archive(tmp_path).paths == ["a\nb/c\n.txt"]


@pytest.mark.parametrize("folder", ["speakers", "speakers/deep", "absent", "link", "outside", "file.yaml"])
def test_what_lies_below_a_folder_is_listed(tmp_path: Path, folder: str) -> None:
    (tmp_path / "speakers/deep").mkdir(parents=True)
    for path in ("speakers/b.yaml", "speakers/deep/a.yaml", "speakers/.c.yaml", "file.yaml"):
        (tmp_path / path).write_text("")
    (tmp_path / "link").symlink_to("speakers")
    (tmp_path / "outside").symlink_to("/etc")
    paths = [path for path in sorted(list_archive(tmp_path).paths) if path.startswith(f"{folder}/")]
    assert list_below(tmp_path, folder) == paths


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
    assert see_files(many, paths, Seen(), 0, jobs) == Sight(first)
    known = marked(first.files, later(first))
    assert see_files(many, paths, known, 0, jobs).seen.digests == NOT_READ * len(paths)
    held = {paths[0]: paths[0].encode(), paths[-1]: paths[-1].encode()}
    assert see_files(many, paths, known, 0, jobs, hold=held).held == held
    assert len(see_files(many, paths, marked(first.files, 0), 0, jobs, hold=()).held) == len(
        paths
    )  # all are other


@pytest.mark.parametrize(("jobs", "count", "times"), [(1, MANY + 10, 0), (2, MANY + 10, 1), (2, MANY, 0)])
def test_where_other_processes_read_this_one_has_time(many: Path, jobs: int, count: int, times: int) -> None:
    done: list[None] = []
    see_files(many, list_archive(many).paths[:count], Seen(), 0, jobs, lambda: done.append(None))
    assert len(done) == times


def test_a_file_that_goes_after_it_was_listed_is_not_there(many: Path) -> None:
    paths = list_archive(many).paths
    gone = paths[-1]  # another process than this one is to look at it
    (many / gone).unlink()
    sight = see_files(many, paths, Seen(), 0, 2)
    assert list(sight.seen.files.iter_paths()) == paths[:-1]
    assert sight.diagnostics == ()
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
