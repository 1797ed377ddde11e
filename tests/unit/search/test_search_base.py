"""A patched index is the index of all counts: the same base, pieces and files, byte for byte."""

from __future__ import annotations

import random
from array import array
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sitegen.digest import digest
from sitegen.record import encode_record
from sitegen.search import base as bases
from sitegen.search import row, rows, shards
from sitegen.search.artifact import Artifact
from sitegen.search.assemble import index_files
from sitegen.search.base import Base, base_from_bytes, find_changed, iter_files, iter_kept
from sitegen.search.columns import columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit
from sitegen.search.manifest import make_scripts
from sitegen.search.patch import Edit, Pieces, patch
from sitegen.search.remake import remake_files
from sitegen.search.unit import Facets, SearchUnit

CONFIG = SearchConfig(b"", stemmers=defaultdict(bytes))
WORDS = "city corridor aid convoy talks truce left 300,000 Лавров مفاوضات 😀 ｆｕｌｌ".split(" ")  # noqa: SIM905
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
passages = st.lists(st.tuples(st.sampled_from(["p_1", "p_2"]), texts), max_size=3).map(tuple)
units = st.builds(
    SearchUnit,
    ref=st.sampled_from(["documents/a.html", "documents/b.html"]),
    kind=st.just("document"),
    title=texts,
    language=st.sampled_from(["en", "ru"]),
    date=st.sampled_from(["", "2016-12-03"]),
    names=st.lists(texts, max_size=2).map(tuple),
    notes=passages,
    passages=passages,
    facets=st.builds(Facets, speakers=st.lists(st.sampled_from("xy"), max_size=2).map(tuple)),
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the least index be patched, common words go without passages, and shards be small."""
    monkeypatch.setattr(bases, "LEAST", 0)
    monkeypatch.setattr(row, "LARGE", 4)
    monkeypatch.setattr(rows, "LARGE", 4)
    monkeypatch.setattr(shards, "TARGETS", ((1 << 62, 60),))


class Index:
    """An index of units with all that is kept of it."""

    def __init__(self, units: Sequence[SearchUnit], config: SearchConfig = CONFIG) -> None:
        self.config = config
        self.counts = [count_unit(unit) for unit in units]
        self.keys = [digest(one) for one in self.counts]
        self.kept = dict(zip(self.keys, self.counts, strict=True))
        self.files: dict[str, bytes] = {}
        self.base = self.make()

    def make(self) -> Base:
        making = index_files(self.keys, columns_from_counts(self.counts), self.config, self.kept.__setitem__)
        while True:
            try:
                self.add(next(making))
            except StopIteration as end:
                return base_from_bytes(encode_record(end.value))

    def add(self, file: Artifact) -> None:
        self.files[file.path] = file.data

    def scripts(self) -> list[Artifact]:
        return list(make_scripts(self.base, self.config))


def assert_patched(before: Index, after: Index) -> bool:
    """Patch one index into the other and compare; False where it has to be made of all units."""
    changed = find_changed(before.base, after.keys)
    assert changed is not None
    kept = {**before.kept, **dict(zip(after.keys, after.counts, strict=True))}
    edit = Edit(after.keys, {at: (before.counts[at], after.counts[at]) for at in changed})
    pieces = Pieces(kept.__getitem__, kept.__setitem__)
    patched = patch(before.base, edit, after.config, pieces)
    if patched is None:
        return False
    base, files = patched
    assert base == after.base
    assert base_from_bytes(encode_record(base)) == base
    assert all(kept[key] == after.kept[key] for key in iter_kept(base))
    contents = dict(iter_files(base))
    assert contents == {path: digest(data) for path, data in after.files.items()}
    assert all(digest(file.data) == contents[file.path] for file in files)
    fresh = {file.path for file in files}
    old = dict(iter_files(before.base))
    assert {path for path, content in contents.items() if old.get(path) != content} <= fresh
    remade = {file.path: file.data for file in remake_files(base, contents.keys(), after.config, pieces)}
    assert remade == after.files
    assert list(make_scripts(base, after.config)) == after.scripts()
    return True


@settings(deadline=None)
@given(st.lists(units, min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 7), units), max_size=4))
def test_a_patched_index_is_that_of_all_counts(
    before: list[SearchUnit], edits: list[tuple[int, SearchUnit]]
) -> None:
    after = list(before)
    for number, unit in edits:
        after[number % len(after)] = unit
    one, other = Index(before), Index(after)
    event("patched" if assert_patched(one, other) else "made of all units")


def test_a_patch_of_long_texts_is_that_of_all_counts() -> None:
    chance = random.Random(5)
    words = [f"{chance.choice('bdfglmnprst')}{number:x}" for number in range(3_000)]

    def unit(number: int) -> SearchUnit:
        body = [" ".join(chance.choices(words, range(3_000, 0, -1), k=60)) for _ in range(4)]
        return SearchUnit(
            f"documents/{number}.html",
            "document",
            " ".join(chance.sample(words, 3)),
            "en",
            passages=tuple((f"p_{at}", text) for at, text in enumerate(body)),
        )

    before = [unit(number) for number in range(300)]
    after = list(before)
    for number in (0, 7, 8, 299):
        after[number] = unit(number)
    one, other = Index(before), Index(after)
    assert one.files != other.files
    assert assert_patched(one, other)
    assert assert_patched(other, one)


@given(st.lists(st.integers(0, 1000)))
def test_widths_take_one_byte_each_where_that_is_enough(widths: list[int]) -> None:
    kept = row.narrow(array("I", widths))
    assert row.widen(kept, len(widths)).tolist() == widths
    assert len(kept) == len(widths) * (1 if max(widths, default=0) < 256 else array("I").itemsize)


def test_a_posting_with_very_many_passages_comes_and_goes() -> None:
    long = tuple((f"p_{at}", "talks aid") for at in range(300))
    units = [SearchUnit(f"{at}.html", "page", "talks city", "en", passages=(long[0],)) for at in range(3)]
    other = [units[0], SearchUnit("1.html", "page", "talks", "en", passages=long), units[2]]
    assert assert_patched(Index(units), Index(other))
    assert assert_patched(Index(other), Index(units))


def test_a_row_that_comes_to_be_common_is_not_patched() -> None:
    """Its passages in other units would have to go, and in the other direction to come back."""
    rare = [SearchUnit(f"{at}.html", "page", "talks" if at < 2 else "aid", "en") for at in range(6)]
    common = [*rare[:2], SearchUnit("2.html", "page", "talks", "en"), *rare[3:]]
    assert not assert_patched(Index(rare), Index(common))
    assert not assert_patched(Index(common), Index(rare))


def test_an_index_that_is_small_by_now_or_has_units_of_other_kinds_is_not_patched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    units = [SearchUnit(f"{at}.html", "page", "talks", "en") for at in range(3)]
    other = [SearchUnit("0.html", "topic", "talks", "en"), *units[1:]]
    assert not assert_patched(Index(units), Index(other))
    monkeypatch.setattr(bases, "LEAST", 3)
    assert assert_patched(Index(units), Index([*units[:2], SearchUnit("2.html", "page", "aid", "en")]))
    assert not assert_patched(Index(units), Index([*units[:2], SearchUnit("2.html", "page", "", "en")]))


def test_labels_change_without_a_unit() -> None:
    units = [SearchUnit(f"{at}.html", "page", "t", "en", facets=Facets((f"s{at}",))) for at in range(3)]
    labelled = SearchConfig(b"", labels={"speaker": {"s1": "Lavrov"}})
    assert assert_patched(Index(units), Index(units, labelled))
    assert assert_patched(Index(units, labelled), Index(units))


def test_many_changes_want_a_new_base() -> None:
    index = Index([SearchUnit(f"{number}.html", "page", "talks", "en") for number in range(40)])
    base, keys = index.base, index.keys
    assert find_changed(base, keys) == []
    assert find_changed(base, [*keys[:3], b"other", *keys[4:]]) == [3]
    assert find_changed(base, keys[:-1]) is None
    assert find_changed(base, [*keys, b"new"]) is None
    assert find_changed(base, keys[::-1]) is None
