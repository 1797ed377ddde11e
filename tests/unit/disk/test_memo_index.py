"""An index names what was added to it, whatever was taken out of it before."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from sitegen.disk.memo_index import NEVER, Index, load_index, save_index

KEYS = st.integers(0, 8).map(lambda n: b"%d" % n)
STEPS = st.lists(
    st.tuples(st.just("add"), KEYS, st.integers(0, 1 << 40))
    | st.tuples(st.just("take out"), KEYS, st.just(0))
    | st.tuples(st.just("grow older"), st.just(b""), st.just(0))
    | st.tuples(st.just("drop"), st.just(b""), st.integers(1, 4))
)
Values = tuple[int, int, int, int]


def rows_of(index: Index) -> dict[bytes, Values]:
    return {
        key: (index.numbers[row], index.offsets[row], index.lengths[row], index.checksums[row])
        for key, row in index.rows.items()
    }


@given(steps=STEPS)
def test_it_names_what_is_in_it(steps: list[tuple[str, bytes, int]]) -> None:
    index, expected, ages = Index(), dict[bytes, Values](), dict[bytes, int]()
    for step, key, value in steps:
        if step == "add":
            expected[key], ages[key] = (value % 3, value + 2, value + 3, value + 4), 0
            index.add(key, *expected[key])
        elif step == "take out" and key in expected:
            del expected[key], ages[key], index.rows[key]
        elif step == "grow older":
            ages = {key: age + 1 for key, age in ages.items()}
            index.grow_older()
        elif step == "drop":
            unused = [one for one, age in ages.items() if age >= value]
            if len(index.rows) == len(index.ages):
                assert index.unused(value) == sum(expected[one][2] for one in unused)
            index.drop_unused(value)
            for one in unused:
                del expected[one], ages[one]
            live = dict[int, int]()
            for number, _, length, _ in expected.values():
                live[number] = live.get(number, 0) + length
            assert {number: size for number, size in index.live.items() if size} == live
    assert rows_of(index) == expected
    assert {key: index.ages[row] for key, row in index.rows.items()} == ages


def test_an_age_has_a_highest() -> None:
    index = Index()
    index.add(b"a", 1, 0, 1, 0)
    for _ in range(NEVER + 10):
        index.grow_older()
    index.drop_unused(NEVER)
    assert list(index.rows) == [b"a"]
    index.drop_unused(NEVER - 1)
    assert not index.rows


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    index = Index({1: 100})
    for n in range(5):
        index.add(b"key%d" % n, 1, n, n, n)
    index.grow_older()
    index.add(b"key4", 2, 4, 4, 4)
    del index.rows[b"key3"]
    index.drop_unused(NEVER)
    save_index(tmp_path, index)
    loaded = load_index(tmp_path)
    assert (loaded.packs, loaded.live) == ({1: 100}, {1: 3, 2: 4})
    assert rows_of(loaded) == {b"key%d" % n: (2 if n == 4 else 1, n, n, n) for n in (0, 1, 2, 4)}
    assert list(loaded.ages) == [1, 1, 1, 0]


def test_one_in_which_a_key_stands_twice_is_as_none(tmp_path: Path) -> None:
    index = Index()
    index.add(b"a", 1, 2, 3, 4)
    index.add(b"b", 1, 2, 3, 4)
    save_index(tmp_path, index)
    raw = (tmp_path / "index").read_bytes()[4:].replace(b"\xc4\x01b", b"\xc4\x01a")
    (tmp_path / "index").write_bytes(crc32(raw).to_bytes(4, "little") + raw)
    assert load_index(tmp_path).rows == {}
