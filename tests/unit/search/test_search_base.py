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
from sitegen.search import results, row, rows, shards
from sitegen.search.artifact import Artifact
from sitegen.search.assemble import index_files
from sitegen.search.base import Base, base_from_bytes, find_edits, iter_files, iter_kept
from sitegen.search.columns import columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.counts import count_unit
from sitegen.search.edit import Pieces
from sitegen.search.manifest import make_scripts
from sitegen.search.patch import patch
from sitegen.search.remake import remake_files
from sitegen.search.unit import Facets, SearchUnit

CONFIG = SearchConfig(b"", stemmers=defaultdict(bytes))
WORDS = "city corridor aid convoy talks truce left 300,000 Лавров مفاوضات 😀 ｆｕｌｌ".split(" ")  # noqa: SIM905
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
passages = st.lists(st.tuples(st.sampled_from(["p_1", "p_2"]), texts), max_size=3).map(tuple)
units = st.builds(
    SearchUnit,
    ref=st.sampled_from(["documents/a.html", "documents/b.html"]),
    kind=st.sampled_from(["document", "claim"]),
    title=texts,
    language=st.sampled_from(["en", "ru"]),
    date=st.sampled_from(["", "2016-12-03"]),
    names=st.lists(texts, max_size=2).map(tuple),
    notes=passages,
    passages=passages,
    facets=st.builds(
        Facets,
        speakers=st.lists(st.sampled_from("xy"), max_size=2).map(tuple),
        years=st.sampled_from([(), ("2016",), ("2016", "2017")]),
    ),
    day=st.sampled_from([0, 839_075, (1 << 31) - 1]),
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
        self.counts = [count_unit(unit).counts for unit in units]
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
    stretches = find_edits(before.base, after.keys)
    assert stretches is not None
    kept = {**before.kept, **dict(zip(after.keys, after.counts, strict=True))}
    pieces = Pieces(kept.__getitem__, kept.__setitem__)
    patched = patch(before.base, after.keys, stretches, after.config, pieces)
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


def edited(
    before: Sequence[SearchUnit], edits: Sequence[tuple[int, int, list[SearchUnit]]]
) -> list[SearchUnit]:
    """Return units with some of them gone, at each place of an edit, and others come there."""
    after = list(before)
    for place, gone, come in edits:
        at = place % (len(after) + 1)
        after[at : at + gone] = come
    return after


edits = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 2), st.lists(units, max_size=2)), min_size=1, max_size=3
)


@settings(deadline=None, max_examples=300)
@given(st.lists(units, min_size=1, max_size=8), edits)
def test_a_patched_index_is_that_of_all_counts(
    before: list[SearchUnit], edits: list[tuple[int, int, list[SearchUnit]]]
) -> None:
    after = edited(before, edits)
    if after:
        one, other = Index(before), Index(after)
        size = "as many" if len(before) == len(after) else "other"
        event(f"{size}: patched" if assert_patched(one, other) else f"{size}: made of all units")


@settings(deadline=None)
@given(st.lists(units, min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 7), units), max_size=4))
def test_a_patched_index_with_changed_units_is_that_of_all_counts(
    before: list[SearchUnit], edits: list[tuple[int, SearchUnit]]
) -> None:
    after = list(before)
    for number, unit in edits:
        after[number % len(after)] = unit
    one, other = Index(before), Index(after)
    event("patched" if assert_patched(one, other) else "made of all units")


def long_units(count: int) -> list[SearchUnit]:
    chance = random.Random(5)
    words = [f"{chance.choice('bdfglmnprstж')}{number:x}" for number in range(3_000)]

    def unit(number: int) -> SearchUnit:
        body = [" ".join(chance.choices(words, range(3_000, 0, -1), k=60)) for _ in range(4)]
        return SearchUnit(
            f"documents/{number}.html",
            "document" if number < count // 2 else "claim",
            " ".join(chance.sample(words, 3)),
            "en",
            passages=tuple((f"p_{at}", text) for at, text in enumerate(body)),
            facets=Facets((f"s{number % 7}",)),
        )

    return [unit(number) for number in range(count)]


def test_a_patch_of_long_texts_is_that_of_all_counts() -> None:
    *before, one, two, three, four = long_units(304)
    after = list(before)
    for number, unit in ((0, one), (7, two), (8, three), (299, four)):
        after[number] = unit
    assert_patched_both_ways(before, after)


@pytest.mark.parametrize("at", [0, 1, 150, 299])
def test_units_that_come_and_go_move_all_that_follow(at: int) -> None:
    *before, one, two = long_units(302)
    assert_patched_both_ways(before, [*before[:at], one, *before[at:]])
    assert_patched_both_ways(before, [*before[:at], one, two, *before[at + 1 :]])
    if at + 9 < len(before):  # until others are gone, some lines on
        assert_patched_both_ways(before, [*before[:at], one, *before[at : at + 8], *before[at + 9 :]])


def assert_patched_both_ways(before: Sequence[SearchUnit], after: Sequence[SearchUnit]) -> None:
    one, other = Index(before), Index(after)
    assert one.base != other.base
    assert assert_patched(one, other)
    assert assert_patched(other, one)


def test_a_site_that_comes_to_have_more_results_in_a_file_is_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PER_FILE", ((39, 1), (1 << 62, 3)))
    monkeypatch.setattr(shards, "TARGETS", ((39, 400), (1 << 62, 900)))
    *before, one = long_units(40)
    assert_patched_both_ways(before, [*before[:20], one, *before[20:]])


def test_units_that_move_count_as_gone_and_come() -> None:
    before = long_units(100)
    stretches = find_edits(Index(before).base, Index([before[4], *before[:4], *before[5:]]).keys)
    assert stretches == [(range(0), range(1)), (range(4, 5), range(5, 5))]
    assert_patched_both_ways(before, [before[4], *before[:4], *before[5:]])
    assert_patched_both_ways(before, [*before[:3], before[5], before[4], before[3], *before[6:]])


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


def test_a_row_may_come_to_be_common_or_not_for_others_sake() -> None:
    """It depends on how many units there are."""
    common = [SearchUnit(f"{at}.html", "page", "talks" if at < 3 else "aid", "en") for at in range(8)]
    rare = [*common, SearchUnit("9.html", "page", "aid", "en")]
    assert not assert_patched(Index(common), Index(rare))
    assert not assert_patched(Index(rare), Index(common))


def test_an_index_that_is_small_by_now_is_not_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [SearchUnit(f"{at}.html", "page", "talks", "en") for at in range(3)]
    monkeypatch.setattr(bases, "LEAST", 3)
    assert assert_patched(Index(units), Index([*units[:2], SearchUnit("2.html", "page", "aid", "en")]))
    assert not assert_patched(Index(units), Index([*units[:2], SearchUnit("2.html", "page", "", "en")]))
    assert not assert_patched(Index(units), Index(units[:2]))


def test_a_unit_of_another_kind_begins_a_run() -> None:
    units = [SearchUnit(f"{at}.html", "page", word, "en") for at, word in enumerate(WORDS[:3])]
    assert_patched_both_ways(units, [units[0], SearchUnit("1.html", "topic", "talks", "en"), units[2]])
    assert_patched_both_ways(units, [*units, SearchUnit("3.html", "topic", "talks", "en")])


def test_labels_change_without_a_unit() -> None:
    units = [SearchUnit(f"{at}.html", "page", "t", "en", facets=Facets((f"s{at}",))) for at in range(3)]
    labelled = SearchConfig(b"", labels={"speaker": {"s1": "Lavrov"}})
    assert assert_patched(Index(units), Index(units, labelled))
    assert assert_patched(Index(units, labelled), Index(units))


def test_many_changes_want_a_new_base() -> None:
    index = Index([SearchUnit(f"{number}.html", "page", "talks", "en") for number in range(40)])
    base, keys = index.base, index.keys
    assert find_edits(base, keys) == []
    assert find_edits(base, [*keys[:3], b"other", *keys[4:]]) == [(range(3, 4), range(3, 4))]
    assert find_edits(base, keys[:-1]) == [(range(39, 40), range(39, 39))]
    assert find_edits(base, [b"new", *keys]) == [(range(0), range(1))]
    assert find_edits(base, keys[:10]) is None
    assert find_edits(base, keys[::-1]) is None
