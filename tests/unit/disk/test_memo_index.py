"""An index names what was added to it, whatever was taken out of it before."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from sitegen.disk.memo_index import Index, load_index, save_index

KEYS = st.integers(0, 8).map(lambda n: b"%d" % n)
STEPS = st.lists(
    st.tuples(st.just("add"), KEYS, st.integers(0, 1 << 40))
    | st.tuples(st.just("take out"), KEYS, st.just(0))
    | st.tuples(st.just("drop"), st.just(b""), st.integers(0, 1 << 40))
)


def rows_of(index: Index) -> dict[bytes, tuple[int, ...]]:
    return {key: tuple(column[row] for column in index.columns()) for key, row in index.rows.items()}


@given(steps=STEPS)
def test_it_names_what_is_in_it(steps: list[tuple[str, bytes, int]]) -> None:
    index, expected = Index(), dict[bytes, tuple[int, ...]]()
    for step, key, value in steps:
        if step == "add":
            expected[key] = (value + 1, value + 2, value + 3, value + 4, value)
            index.add(key, *expected[key])
        elif step == "take out" and key in expected:
            del expected[key], index.rows[key]
        elif step == "drop":
            expected = {key: values for key, values in expected.items() if values[-1] > value}
            index.drop_unused(value)
    assert rows_of(index) == expected


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    index = Index(3, {1: 100})
    for n in range(5):
        index.add(b"key%d" % n, 1, n, n, n, n)
    del index.rows[b"key3"]
    index.drop_unused(0)
    save_index(tmp_path, index)
    loaded = load_index(tmp_path)
    assert (loaded.build, loaded.packs) == (3, {1: 100})
    assert rows_of(loaded) == {b"key%d" % n: (1, n, n, n, n) for n in (1, 2, 4)}


def test_one_in_which_a_key_stands_twice_is_as_none(tmp_path: Path) -> None:
    index = Index(3)
    index.add(b"a", 1, 2, 3, 4, 5)
    index.add(b"b", 1, 2, 3, 4, 5)
    save_index(tmp_path, index)
    raw = (tmp_path / "index").read_bytes()[4:].replace(b"\xc4\x01b", b"\xc4\x01a")
    (tmp_path / "index").write_bytes(crc32(raw).to_bytes(4, "little") + raw)
    assert load_index(tmp_path).rows == {}
