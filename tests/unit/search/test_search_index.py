"""Packed rows, shards and the whole index, read back by a reader that knows only their description."""

from __future__ import annotations

import json
import random
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import lunr.index
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr import get_default_builder

from sitegen.search.assemble import WHOLE_INDEX, assemble
from sitegen.search.columns import columns_from_counts
from sitegen.search.config import SearchConfig
from sitegen.search.counts import _count_few, _count_many, count_unit, counts_from_bytes
from sitegen.search.front_code import front_code
from sitegen.search.front_lines import front_lines
from sitegen.search.manifest import MANIFEST
from sitegen.search.numbers import ALPHABET, ENDS, MORE, pack
from sitegen.search.packing import pack_all
from sitegen.search.rows import pack_postings
from sitegen.search.shards import Shard, iter_separators, plan_cuts
from sitegen.search.stock import make_whole_index
from sitegen.search.terms import terms_of
from sitegen.search.unit import FIELD_NAMES, PLACED, Facets, SearchUnit
from tests.cases.read import read_cases

_WORDS = "harbour market river signal night bridge letter window garden winter table music stone"
WORDS = _WORDS.split()


def make_units(count: int, seed: int = 1) -> list[SearchUnit]:
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    return [
        SearchUnit(
            f"documents/d{number}.html",
            "document" if number < count - 2 else "speaker",
            text(4),
            "en",
            ("2016-12-03", "2015", "")[number % 3],
            names=(text(2),) if number % 4 == 0 else (),
            notes=(("n-1", text(9)),) if number % 3 == 0 else (),
            passages=tuple((f"p_{at}", text(20)) for at in range(number % 5)),
            facets=Facets((f"s{number % 2}",), (), "disputed" if number % 2 else ""),
        )
        for number in range(count)
    ]


def numbers_of(packed: str) -> Iterator[int]:
    values = [ALPHABET.index(character) for character in packed]
    at = 0
    while at < len(values):
        value, scale = values[at], MORE
        while values[at] >= ENDS:
            at += 1
            value += values[at] * scale
            scale *= MORE
        at += 1
        yield value


@pytest.mark.parametrize("case", read_cases("packed_numbers"), ids=lambda case: str(case["numbers"])[:30])
def test_numbers_are_packed_as_the_browser_reads_them(case: dict[str, Any]) -> None:
    assert pack(case["numbers"]).decode() == case["packed"]


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_packed_numbers_can_be_read_again(values: list[int]) -> None:
    packed = pack(values)
    assert list(numbers_of(packed.decode())) == values
    assert json.loads(b'"' + packed + b'"') == packed.decode()


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_many_numbers_are_packed_as_each_is(values: list[int]) -> None:
    text, ends = pack_all(np.array(values, dtype=np.int32))
    assert [text[start:end] for start, end in pairwise(ends)] == [pack([value]) for value in values]


def read_row(packed: str) -> list[dict[int, tuple[int, list[int]]]]:
    """Return for each field: unit → frequency, passages."""
    numbers = numbers_of(packed)
    code = next(numbers)
    head, bare = divmod(code, 2)
    last = len(FIELD_NAMES) - 1
    sizes = [next(numbers) if head >> field & 1 else 0 for field in range(last)] + [head >> last]
    fields: list[dict[int, tuple[int, list[int]]]] = []
    for field, size in enumerate(sizes):
        postings: dict[int, tuple[int, list[int]]] = {}
        unit = 0
        for _ in range(size):
            gap = next(numbers)
            count = next(numbers) + 2 if gap & 1 else 1
            unit += gap >> 1
            places: list[int] = []
            more = field in PLACED and not bare
            while more:
                step = next(numbers)
                places.append((places[-1] if places else 0) + (step >> 1))
                more = bool(step & 1)
            postings[unit] = count, places
        fields.append(postings)
    assert next(numbers, None) is None
    return fields


def texts_of(unit: SearchUnit) -> tuple[tuple[str, ...], ...]:
    return (
        (unit.title,),
        unit.names,
        tuple(text for _, text in unit.notes),
        tuple(text for _, text in unit.passages),
    )


def test_rows_say_where_every_term_stands() -> None:
    units = make_units(40)
    columns = columns_from_counts([count_unit(unit).counts for unit in units])
    packed = pack_postings(columns, len(units))
    at = packed.bounds.tolist()
    rows = {
        term: read_row(packed.packed[at[number] : at[number + 1]].decode())
        for number, term in enumerate(columns.terms)
    }
    for number, unit in enumerate(units):
        for field, texts in enumerate(texts_of(unit)):
            expected = Counter(term for text in texts for term in terms_of(text, "en"))
            found = {t: fields[field][number] for t, fields in rows.items() if number in fields[field]}
            assert {term: count for term, (count, _) in found.items()} == expected
            if field in PLACED:
                first = len(unit.passages) if field == 2 else 0
                for term, (_, places) in found.items():
                    assert places == [
                        first + at for at, text in enumerate(texts) if term in terms_of(text, "en")
                    ]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1), unique=True
    )
)
def test_front_coded_terms_can_be_read_again(names: list[str]) -> None:
    terms = sorted(names, key=lambda name: name.encode("utf-16-be"))
    before, read = b"", []
    for line in front_code(terms).split("\n") if terms else []:
        units = ALPHABET.index(line[0]) * 2
        before = before[:units] + line[1:].encode("utf-16-be")
        read.append(before.decode("utf-16-be"))
    assert read == terms
    assert "\n".join(front_lines(terms)) == front_code(terms)


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_very_many_terms_are_front_coded_as_each_is(letter: str) -> None:
    """Up to forty letters are shared; slabs of terms are compared at a time."""
    terms = [letter * size for size in range(1, 60)] + [f"{letter * 38}b{at:07}" for at in range(20_000)]
    assert "\n".join(front_lines(terms)) == front_code(terms)


def test_large_rows_stand_alone_and_leave_ranges_whole() -> None:
    cuts = plan_cuts([10, 10, 900, 10, 10, 80, 15], 100)
    assert cuts.ranges == [(0, 7)]
    assert cuts.alone == [2, 5]


def test_every_range_begins_after_all_terms_before_it() -> None:
    terms = sorted({f"{a}{b}{c}" for a in "abc" for b in "abcdefgh" for c in ("", "x", "xyz")})

    def shard_of(some: list[str]) -> Shard:
        return Shard(some[0], some[-1], "")

    alone = terms[10:60:9]
    ranges = [[t for t in terms[at : at + 7] if t not in alone] for at in range(0, len(terms), 7)]
    firsts = list(iter_separators(list(map(shard_of, ranges)), [shard_of([term]) for term in alone]))
    assert len(firsts) == len(ranges) > 2
    for first, (own, *_) in zip(firsts[1:], ranges[1:], strict=True):
        assert own.startswith(first)
        assert max(term for term in terms if term < own) < first


def test_the_whole_index_is_what_lunr_builds_of_plain_words() -> None:
    """Where both pipelines agree (plain words that both stem alike), so do scores, to the last digit."""
    units = make_units(30)
    builder = get_default_builder()
    builder.ref("ref")
    for name, boost in (("title", 4), ("names", 3), ("notes", 1), ("body", 1)):
        builder.field(name, boost=boost)
    for unit in units:
        texts = dict(zip(FIELD_NAMES, (" ".join(texts) for texts in texts_of(unit)), strict=True))
        builder.add({"ref": unit.ref, **texts})
    stock = builder.build().serialize()
    ours = json.loads(make_whole_index(columns_from_counts([count_unit(unit).counts for unit in units])))
    assert read_stock(ours) == read_stock(stock)


def read_stock(index: dict[str, Any]) -> tuple[Any, Any]:
    names = {row["_index"]: term for term, row in index["invertedIndex"]}
    postings = {
        term: {field: set(row[field]) for field in index["fields"]} for term, row in index["invertedIndex"]
    }
    vectors = {
        ref: {names[int(at)]: score for at, score in zip(flat[::2], flat[1::2], strict=True)}
        for ref, flat in index["fieldVectors"]
        if flat
    }
    return postings, vectors


def test_lunr_for_python_reads_the_whole_index_and_finds_in_it() -> None:
    units = make_units(30)
    data = make_whole_index(columns_from_counts([count_unit(unit).counts for unit in units]))
    index = lunr.index.Index.load(json.loads(data))
    found = {hit["ref"] for hit in index.search("harbour")}
    assert found == {unit.ref for unit in units if "harbour" in " ".join(sum(texts_of(unit), ()))}


def test_a_whole_index_with_emoji_and_astral_letters_stays_in_lunrs_order() -> None:
    unit = SearchUnit("a.html", "page", "𐌰𐌱 ｆｕｌｌ 豈 word 😀smile", "en")
    index = json.loads(make_whole_index(columns_from_counts([count_unit(unit).counts])))
    terms = [term for term, _ in index["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_site_with_next_to_nothing_has_an_index(count: int) -> None:
    files = {
        file.path: file.data
        for file in assemble([count_unit(u).counts for u in make_units(count)], SearchConfig(b""))
    }
    assert MANIFEST in files
    assert json.loads(files[WHOLE_INDEX])["version"] == "2.3.9"


def test_the_same_units_give_the_same_files_and_a_changed_one_changes_few() -> None:
    units = make_units(100)
    before = list(assemble([count_unit(unit).counts for unit in units], SearchConfig(b"")))
    assert list(assemble([count_unit(unit).counts for unit in units], SearchConfig(b""))) == before
    changed = [*units[:-1], SearchUnit(**{**as_fields(units[-1]), "title": "harbour harbour"})]
    after = list(assemble([count_unit(unit).counts for unit in changed], SearchConfig(b"")))
    same = {file.path for file in before if file in after}
    assert any(path.startswith("search/d/") for path in same)
    assert MANIFEST not in same
    named = {file.path: file.data for file in before}
    assert all(
        named.get(file.path, file.data) == file.data
        for file in after
        if file.path not in (MANIFEST, WHOLE_INDEX)
    )


def as_fields(unit: SearchUnit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in unit.__struct_fields__}


@pytest.mark.parametrize(("wish", "written"), [(None, True), (True, True), (False, False)])
def test_the_whole_index_is_written_as_the_site_says(*, wish: bool | None, written: bool) -> None:
    files = assemble([count_unit(u).counts for u in make_units(5)], SearchConfig(b"", whole_index=wish))
    assert (WHOLE_INDEX in {file.path for file in files}) is written


def test_a_large_site_has_a_whole_index_only_where_it_asks_for_it() -> None:
    words = [f"w{number}" for number in range(2_000)]
    units = [
        SearchUnit(f"d{at}.html", "document", "t", "en", passages=(("p_1", " ".join(words)),))
        for at in range(40)
    ]
    counts = [count_unit(unit).counts for unit in units]
    assert WHOLE_INDEX not in {file.path for file in assemble(counts, SearchConfig(b""))}
    assert WHOLE_INDEX in {file.path for file in assemble(counts, SearchConfig(b"", whole_index=True))}


def test_texts_of_a_unit_are_all_its_passages_in_parts_that_its_counts_name() -> None:
    long = tuple((f"p_{at}", f"{at} " + "word " * 150) for at in range(20))
    unit = SearchUnit("a.html", "document", "A", "en", notes=(("n-1", "a note"),), passages=long)
    data, texts = count_unit(unit)
    counts = counts_from_bytes(data)
    read = [json.loads(file.data.decode().partition(",")[2].strip().removesuffix(")")) for file in texts]
    assert [tuple(entry) for part in read for entry in part] == [*unit.passages, *unit.notes]
    assert len(texts) > 3
    assert [first for _, first in counts.texts] == [sum(map(len, read[:at])) for at in range(len(read))]
    assert all(
        name.replace("/", "") in file.path.replace("/", "")
        for (name, _), file in zip(counts.texts, texts, strict=True)
    )


def test_a_script_cannot_be_ended_or_broken_by_a_text() -> None:
    unit = SearchUnit(
        "a.html", "document", 'line\u2028\u2029"\\</script>', "en", passages=(("p_1", "\u2028"),)
    )
    counts, texts = count_unit(unit)
    for file in [*assemble([counts], SearchConfig(b"")), *texts]:
        assert "\u2028" not in file.data.decode() or file.path == WHOLE_INDEX


PIECES = st.lists(
    st.lists(st.sampled_from(["", "a", "b", "a\nb", "c\nd"]), max_size=6), min_size=1, max_size=70
)


@given(PIECES, st.integers(0, 3))
def test_passages_are_counted_alike_however_many_there_are(pieces: list[list[str]], first: int) -> None:
    few, many = _count_few(pieces, first), _count_many(pieces, first)
    assert list(few[0].items()) == list(many[0].items())
    assert few[1] == many[1]


def test_a_long_text_with_new_words_in_every_line_is_counted() -> None:
    # A step for each passage of each term would be ten thousand million of them.
    lines = tuple((f"p_{at}", f"word{at}x also{at}y") for at in range(100_000))
    counts = counts_from_bytes(count_unit(SearchUnit("a.html", "document", "T", "en", passages=lines)).counts)
    terms = counts.terms.split("\n")
    assert len(terms) == 2 * len(lines) + 1
    places = array("I", counts.places)
    assert places[:4].tolist() == [0, 0, 2, 2]
    assert places[-2:].tolist() == [2 * 99_999, 2 * 99_999]
