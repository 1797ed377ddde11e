"""A cache that somebody else put there: what no build can have kept is dropped, told once, and made anew."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest

from sitegen.build import BuildOptions, build_site, check_archive
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.manifest import Manifest, load_manifest, save_manifest
from sitegen.disk.memo_index import Index, load_index, save_index

FILES = {
    "site.yaml": "title: Planted\n",
    "claims.yaml": "one: {text: It was so.}\n",
    "speakers.yaml": "ada: {name: Ada, kind: person}\n",
    "documents/a.txt": "It was so.\n",
    "documents/a.yaml": "title: A\nannotations: [{id: so, quote: It was so, claim: one, speaker: ada}]\n",
    "documents/b.txt": "Nothing.\n",
    "documents/b.yaml": "title: B\n",
}


def write_archive(folder: Path) -> BuildOptions:
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return BuildOptions(archive=folder / "content", out=folder / "out", cache=folder / "cache", jobs=1)


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def change_index(change: Callable[[Index], object]) -> Callable[[Path], None]:
    def plant(cache: Path) -> None:
        index = load_index(cache)
        change(index)
        save_index(cache, index)

    return plant


def change_manifest(**changes: object) -> Callable[[Path], None]:
    def plant(cache: Path) -> None:
        (path,) = cache.glob("manifest-*")
        save_manifest(path, msgspec.structs.replace(load_manifest(path), **changes))

    return plant


def set_all(column: str, value: int) -> Callable[[Index], None]:
    def change(index: Index) -> None:
        numbers = getattr(index, column)
        for row in range(len(numbers)):
            numbers[row] = value
        if column == "lengths":
            index.live = {number: value * list(index.numbers).count(number) for number in index.numbers}

    return change


def plant_values(cache: Path) -> None:
    """Put in the place of each value bytes that are no record, with the checksum of these."""
    index = load_index(cache)
    (pack,) = cache.glob("pack-*")
    data = bytearray(pack.read_bytes())
    for row, (offset, length) in enumerate(zip(index.offsets, index.lengths, strict=True)):
        data[offset : offset + length] = b"\xc1" * length
        index.checksums[row] = zlib.crc32(b"\xc1" * length)
    pack.write_bytes(data)
    save_index(cache, index)


PLANTED: dict[str, Callable[[Path], object]] = {
    "a length of a terabyte": change_index(set_all("lengths", 1 << 40)),
    "a length of exabytes": change_index(set_all("lengths", (1 << 62) // 100)),
    "a length below nothing": change_index(set_all("lengths", -5)),
    "a place before the beginning": change_index(set_all("offsets", -1)),
    "a place beyond the end": change_index(set_all("offsets", 1 << 62)),
    "a pack that is not there": change_index(set_all("numbers", 77)),
    "a pack below nothing": change_index(set_all("numbers", -3)),
    "packs without a number more": change_index(lambda index: index.packs.update({(1 << 63) - 1: 1})),
    "a pack without a size": change_index(lambda index: index.packs.update({1: -1})),
    "nothing that lives": change_index(lambda index: index.live.clear()),
    "values that are no records": plant_values,
    "an index of noise": lambda cache: (cache / "index").write_bytes(b"\0" * 99),
    "an index of other things": lambda cache: (cache / "index").write_bytes(
        zlib.crc32(b"\xc0").to_bytes(4, "little") + b"\xc0"
    ),
    "a manifest without counts": change_manifest(counts={}),
    "a manifest of a layout that is none": change_manifest(layout=b"\xc1"),
}
UNSEEN = {"a manifest without counts", "a manifest of a layout that is none"}  # nothing is lost by these


@pytest.mark.parametrize("edits", [False, True], ids=["unchanged", "edited"])
@pytest.mark.parametrize("name", PLANTED)
def test_what_no_build_kept_is_made_anew(tmp_path: Path, name: str, *, edits: bool) -> None:
    options = write_archive(tmp_path)
    assert not build_site(options).has_failed
    PLANTED[name](tmp_path / "cache")
    if edits:
        sidecar = tmp_path / "content" / "documents" / "a.yaml"
        sidecar.write_text(FILES["documents/a.yaml"].replace("title: A", "title: Another"), "utf-8")
    told: list[str] = []
    assert not build_site(options, tell=told.append).has_failed
    assert not check_archive(options, tell=told.append).has_failed
    assert len(told) <= 1  # and never twice
    assert all("damaged" in words and "made anew" in words for words in told)
    clean = msgspec.structs.replace(options, out=tmp_path / "clean", cache=None, no_cache=True)
    assert not build_site(clean).has_failed
    assert files_of(tmp_path / "out") == files_of(tmp_path / "clean")
    again: list[str] = []
    assert not build_site(options, tell=again.append).has_failed
    assert again == []


@pytest.mark.parametrize(
    "name",
    ["a length of a terabyte", "nothing that lives", "values that are no records", "an index of noise"],
)
def test_damage_is_told(tmp_path: Path, name: str) -> None:
    options = write_archive(tmp_path)
    build_site(options)
    PLANTED[name](tmp_path / "cache")
    told: list[str] = []
    check_archive(options, tell=told.append)
    assert len(told) == 1
    assert str(tmp_path / "cache") in told[0]


def test_a_first_build_and_another_release_are_no_damage(tmp_path: Path) -> None:
    options = write_archive(tmp_path)
    told: list[str] = []
    build_site(options, tell=told.append)
    change_manifest(format=1)(tmp_path / "cache")
    index = (tmp_path / "cache" / "index").read_bytes()[4:]
    other = index[:1] + b"\x01" + index[2:]  # the number of its form
    (tmp_path / "cache" / "index").write_bytes(zlib.crc32(other).to_bytes(4, "little") + other)
    build_site(options, tell=told.append)
    assert told == []


@pytest.mark.parametrize("name", ["README", ".gitignore", "pack-1", "pack-2"])
@pytest.mark.parametrize("is_there", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str, *, is_there: bool) -> None:
    options = write_archive(tmp_path)
    outside = tmp_path / "outside"
    if is_there:
        outside.write_text("mine")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / name).symlink_to(outside)
    for title in ("A", "Another", "A third"):
        sidecar = tmp_path / "content" / "documents" / "a.yaml"
        sidecar.write_text(FILES["documents/a.yaml"].replace("title: A", f"title: {title}"), "utf-8")
        assert not build_site(options).has_failed
    assert outside.exists() == is_there
    assert not is_there or outside.read_text() == "mine"


def write_with_rights(path: Path, rights: int) -> None:
    path.write_bytes(b"x")
    path.chmod(rights)


NAMES = ["README", ".gitignore", "lock", "index", "pack-1", "pack-2", "manifest"]
IN_THE_PLACE: dict[str, Callable[[Path], object]] = {
    "an empty folder": lambda path: path.mkdir(),
    "a folder": lambda path: (path / "mine" / "inner").mkdir(parents=True),
    "a pipe": os.mkfifo,
    "a link in a circle": lambda path: path.symlink_to(path),
    "a link to a folder": lambda path: path.symlink_to(path.parent.parent),
    "a file that cannot be read": partial(write_with_rights, rights=0),
    "a file that cannot be written": partial(write_with_rights, rights=0o444),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", IN_THE_PLACE)
def test_whatever_stands_in_the_place_of_a_file_is_no_hindrance(tmp_path: Path, name: str, what: str) -> None:
    options = write_archive(tmp_path)
    assert not build_site(options).has_failed
    cache = tmp_path / "cache"
    place = next(cache.glob("manifest-*")) if name == "manifest" else cache / name
    place.unlink(missing_ok=True)
    IN_THE_PLACE[what](place)
    told: list[str] = []
    for title in ("A", "Another"):
        sidecar = tmp_path / "content" / "documents" / "a.yaml"
        sidecar.write_text(FILES["documents/a.yaml"].replace("title: A", f"title: {title}"), "utf-8")
        assert not build_site(options, tell=told.append).has_failed
        assert not check_archive(options, tell=told.append).has_failed
    is_hindrance = not what.startswith("a file") or os.geteuid() != 0  # who may do all can use those
    if is_hindrance and name != "lock":
        assert told[0].count(repr(place.name)) == 1
    clean = msgspec.structs.replace(options, out=tmp_path / "clean", cache=None, no_cache=True)
    assert not build_site(clean).has_failed
    assert files_of(tmp_path / "out") == files_of(tmp_path / "clean")
    again: list[str] = []
    assert not build_site(options, tell=again.append).has_failed
    assert again == []
    kept = [path.parent.name.split("-")[0] for path in cache.rglob("mine")]
    assert kept == (["aside"] if what == "a folder" else [])


@pytest.mark.parametrize("path", ["cache", "cache/inner"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, path: str) -> None:
    (tmp_path / "cache").write_text("mine")
    options = msgspec.structs.replace(write_archive(tmp_path), cache=tmp_path / path)
    with pytest.raises(EnvironmentFailure, match="cannot keep results in"):
        build_site(options)
    assert (tmp_path / "cache").read_text() == "mine"


def test_a_manifest_that_was_saved_is_no_damage(tmp_path: Path) -> None:
    called: list[int] = []
    save_manifest(tmp_path / "m", Manifest())
    load_manifest(tmp_path / "m", lambda: called.append(1))
    load_manifest(tmp_path / "none", lambda: called.append(1))
    assert called == []
