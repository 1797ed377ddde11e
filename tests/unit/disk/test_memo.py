"""The memo keeps what it was given, and treats everything else as not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.disk.memo import KEPT_BUILDS, Memo


def build(folder: Path, asked: dict[bytes, bytes]) -> int:
    """Do as a build does: find what is kept, put what is not; return how much had to be put."""
    made = 0
    with Memo(folder) as memo:
        for key, value in asked.items():
            found = memo.find(key)
            if found is None:
                memo.put(key, value)
                made += 1
            else:
                assert found == value
        memo.save()
    return made


def test_a_value_is_found_by_the_next_build(tmp_path: Path) -> None:
    assert build(tmp_path, {b"a": b"one", b"b": b""}) == 2
    assert build(tmp_path, {b"a": b"one", b"b": b""}) == 0


def test_a_value_is_found_in_the_build_that_put_it(tmp_path: Path) -> None:
    with Memo(tmp_path) as memo:
        for n in range(5):
            memo.put(bytes([n]), b"x" * n)
            assert memo.find(bytes([n])) == b"x" * n


def test_what_was_not_saved_is_not_there(tmp_path: Path) -> None:
    with Memo(tmp_path) as memo:
        memo.put(b"a", b"one")
    with Memo(tmp_path) as memo:
        assert memo.find(b"a") is None


def test_without_a_folder_values_last_as_long_as_the_memo() -> None:
    with Memo(None) as memo:
        memo.put(b"a", b"one")
        memo.save()
        assert memo.find(b"a") == b"one"
        assert memo.keep(b"a")
        assert not memo.keep(b"b")


@given(data=st.data())
def test_damage_is_as_if_the_value_were_not_there(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("memo")
    values = {bytes([n]): bytes([n]) * (n + 1) for n in range(20)}
    build(folder, values)
    victim = data.draw(st.sampled_from(sorted(p for p in folder.iterdir())))
    raw = bytearray(victim.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    match data.draw(st.sampled_from(["flip", "cut", "gone", "foreign"])):
        case "flip":
            raw[at] ^= data.draw(st.integers(1, 255))
            victim.write_bytes(raw)
        case "cut":
            victim.write_bytes(raw[:at])
        case "gone":
            victim.unlink()
        case _:
            victim.write_bytes(data.draw(st.binary()))
    build(folder, values)  # finds only true values (asserted there) and puts the rest
    assert build(folder, values) == 0


def test_a_killed_builds_pack_is_deleted_by_the_next(tmp_path: Path) -> None:
    build(tmp_path, {b"a": b"one"})
    (tmp_path / "pack-9").write_bytes(b"never indexed")
    build(tmp_path, {b"a": b"one"})
    assert not (tmp_path / "pack-9").exists()


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    steady = {b"steady%d" % n: bytes(100) for n in range(10)}
    sizes = []
    for n in range(8 * KEPT_BUILDS):
        build(tmp_path, {**steady, b"changing%d" % n: bytes(1000)})
        sizes.append(sum(p.stat().st_size for p in tmp_path.iterdir()))
    assert max(sizes[4 * KEPT_BUILDS :]) <= max(sizes[: 4 * KEPT_BUILDS])
    assert build(tmp_path, steady) == 0


def test_changing_between_branches_keeps_both(tmp_path: Path) -> None:
    ours, theirs = {b"a": b"one"}, {b"b": b"two"}
    build(tmp_path, ours)
    build(tmp_path, theirs)
    assert build(tmp_path, ours) == 0
    assert build(tmp_path, theirs) == 0
