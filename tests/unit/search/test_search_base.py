"""A patched index is the index of all counts, byte for byte."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.digest import digest
from sitegen.search import base as bases
from sitegen.search import rows
from sitegen.search.assemble import SearchConfig, assemble, index_files
from sitegen.search.base import base_from_bytes, encode_base, find_changed, patch_index
from sitegen.search.columns import columns_from_counts
from sitegen.search.counts import count_unit
from sitegen.search.index import Index, index_from_columns
from sitegen.search.unit import Facets, SearchUnit

CONFIG = SearchConfig(b"", stemmers=defaultdict(bytes), whole_index=False)
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
    """Let the least index have a base, and common words that go without passages."""
    monkeypatch.setattr(bases, "LEAST", 0)
    monkeypatch.setattr(rows, "LARGE", 4)


def patched(before: Sequence[SearchUnit], after: Sequence[SearchUnit]) -> Index:
    counts, others = ([count_unit(unit) for unit in some] for some in (before, after))
    columns = columns_from_counts(counts)
    data = encode_base([digest(one) for one in counts], columns, index_from_columns(columns))
    assert data is not None
    base = base_from_bytes(data)
    changed = find_changed(base, [digest(one) for one in others])
    assert changed is not None
    return patch_index(base, {number: others[number] for number in changed})


def files_of(index: Index) -> dict[str, bytes]:
    return {file.path: file.data for file in index_files(index, CONFIG)}


def files_anew(some: Sequence[SearchUnit]) -> dict[str, bytes]:
    return {file.path: file.data for file in assemble([count_unit(unit) for unit in some], CONFIG)}


@settings(deadline=None)
@given(st.lists(units, min_size=1, max_size=8), st.lists(st.tuples(st.integers(0, 7), units), max_size=4))
def test_a_patched_index_is_that_of_all_counts(
    before: list[SearchUnit], edits: list[tuple[int, SearchUnit]]
) -> None:
    after = list(before)
    for number, unit in edits:
        after[number % len(after)] = unit
    assert files_of(patched(before, after)) == files_anew(after)


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
    assert files_of(patched(before, after)) == files_anew(after) != files_anew(before)


def test_many_changes_want_a_new_base() -> None:
    some = [SearchUnit(f"{number}.html", "page", "talks", "en") for number in range(40)]
    counts = [count_unit(unit) for unit in some]
    columns = columns_from_counts(counts)
    keys = [digest(one) for one in counts]
    data = encode_base(keys, columns, index_from_columns(columns))
    assert data is not None
    base = base_from_bytes(data)
    assert find_changed(base, keys) == []
    assert find_changed(base, [*keys[:3], b"other", *keys[4:]]) == [3]
    assert find_changed(base, keys[:-1]) is None
    assert find_changed(base, [*keys, b"new"]) is None
    assert find_changed(base, keys[::-1]) is None


def test_a_small_index_has_no_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "LEAST", 2)
    columns = columns_from_counts([count_unit(SearchUnit("a.html", "page", "talks", "en"))])
    assert encode_base([b"key"], columns, index_from_columns(columns)) is None
