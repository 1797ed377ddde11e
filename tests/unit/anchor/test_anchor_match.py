"""Places and matching: cases, and the law that every way of searching finds the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.anchor import places as places_module
from sitegen.anchor.fold import fold
from sitegen.anchor.match import Outcome, fold_selector, match_all
from sitegen.anchor.places import Needle, find_places
from sitegen.model.archive import Selector, Span


def passages(text: str, *selectors: Selector | str) -> tuple[str, ...] | str:
    """Return the words found in the text, or the trouble."""
    folded = fold(text)
    pieces = tuple(fold_selector(Selector(exact=s) if isinstance(s, str) else s) for s in selectors)
    (outcome,) = match_all(folded, [pieces])
    if outcome.trouble:
        return f"{outcome.trouble} {outcome.piece}"
    return tuple(text[slice(*folded.source_span(*range_))] for range_ in outcome.ranges)


TEXT = "He said no. She said no, “no”; then… she\nsaid\xa0all."


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        (["He said"], ("He said",)),
        (["said all"], ("said\xa0all",)),
        (["she said all."], ("she\nsaid\xa0all.",)),
        (['"no"'], ("“no”",)),
        (["then..."], ("then…",)),
        (["then."], "absent 0"),  # it would end inside the ellipsis
        (["e said no."], ("e said no.",)),  # inside a word is allowed
        (["SHE"], "absent 0"),
        (["said no"], "several 0"),
        (["  "], "empty 0"),
        ([Selector("said no", prefix="He")], ("said no",)),
        ([Selector("said no", prefix="She ")], ("said no",)),
        ([Selector("said no", suffix=".")], ("said no",)),
        ([Selector("said no", suffix=', "no')], ("said no",)),
        ([Selector("said no", prefix="They")], "context 0"),
        ([Selector("say no", prefix="They")], "absent 0"),
        ([Selector("no", prefix="said", suffix=".")], ("no",)),
        ([Selector("no", prefix="said")], "several 0"),
        ([Selector("no", prefix="said", occurrence=2)], ("no",)),
        ([Selector("no", occurrence=3)], ("no",)),
        ([Selector("no", occurrence=4)], "occurrence 0"),
        (["He", "She"], ("He", "She")),
        (["She", "He"], "order 1"),
        (["He said", "said no, "], ("He said", "said no,")),
        (["She", "said no"], ("She", "said no")),  # order leaves one choice
        (["He", "said no"], "several 1"),
        (["said no", "said no"], ("said no", "said no")),
        (["He said no", "no"], "several 1"),
        (["He", "nowhere"], "absent 1"),
        (["He", ""], "empty 1"),
        (["He said", "d no"], ("He said", "d no")),  # the first "d no" overlaps "He said"
    ],
)
def test_cases(selectors: list[Selector | str], expected: tuple[str, ...] | str) -> None:
    assert passages(TEXT, *selectors) == expected


def test_an_annotation_of_no_piece_has_no_words() -> None:
    assert match_all(fold("a"), [()]) == (Outcome(trouble="empty"),)


def test_occurrences_count_overlapping_places() -> None:
    (outcome,) = match_all(fold("ha ha ha"), [(Selector("ha ha", occurrence=2),)])
    assert outcome.ranges == ((3, 8),)


def test_a_match_ends_between_characters() -> None:
    assert passages("xi\u0302", "xi") == "absent 0"
    assert passages("हिन्दी", "हिन") == "absent 0"
    assert passages("e\u0301a", "é") == ("e\u0301",)


def test_a_piece_that_stands_everywhere_is_not_settled_by_order() -> None:
    assert passages("a " * 1500 + "end", "a", "end") == "several 0"
    assert passages("a " * 1500 + "end a", "end", "a") == ("end", "a")


def test_long_quotes_are_found() -> None:
    quote = "".join(f"word {i} " for i in range(12_000)).strip()
    assert len(quote) > 112_000
    assert passages(f"before {quote} after", quote) == (quote,)


def naive(text: str, needle: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(needle, i)]


@given(st.text("ab", min_size=1, max_size=400), st.data())
def test_all_ways_of_searching_agree(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 60))
    cuts: list[Span] = data.draw(st.lists(spans, min_size=60, max_size=90, unique=True))
    words = {text[at : at + n] for at, n in cuts} | {text[at : at + n] + "b" for at, n in cuts}
    found = find_places(fold(text), {Needle(text=word): 10_000 for word in words})
    assert {needle.text: list(places) for needle, places in found.items()} == {
        w: naive(text, w) for w in words
    }


@pytest.mark.parametrize("patience", [0, 512])
def test_blocks_find_what_searching_finds(patience: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "PATIENCE", patience)
    text = " ".join(str(i * i) for i in range(3_000))
    needles = {Needle(text=text[i : i + n]): 5 for i in range(0, len(text) - 60, 97) for n in (7, 20, 60)}
    found = find_places(fold(text), needles)
    assert all(list(places) == naive(text, n.text)[:5] for n, places in found.items())


def test_many_short_needles_are_found() -> None:
    text = " ".join(str(i * 37 % 1000) for i in range(500))
    words = {text[i : i + n] for i in range(300) for n in (1, 2, 3, 4)}
    found = find_places(fold(text), {Needle(text=word): 3 for word in words})
    assert all(list(places) == naive(text, n.text)[:3] for n, places in found.items())
    assert len(found) == len(words)


def test_no_more_places_than_wanted() -> None:
    assert find_places(fold("a a a"), {Needle(text="a"): 2}) == {Needle(text="a"): (0, 2)}


@pytest.mark.parametrize("count", [3, 999, 1000, 1001, 2500])
@pytest.mark.parametrize(
    ("tail", "pieces", "trouble"),
    [
        ("dam and the end", ("dam", "the", "end"), ""),
        ("dam and the end", ("dam", "the"), ""),
        ("dam and the end", ("the", "dam"), "several"),
        ("dam and end", ("dam", "the"), "order"),
    ],
)
def test_a_piece_that_stands_very_often_is_ordered_by_the_others(
    count: int, tail: str, pieces: tuple[str, ...], trouble: str
) -> None:
    text = "the " * count + tail
    (outcome,) = match_all(fold(text), [tuple(Selector(piece) for piece in pieces)])
    assert outcome.trouble == trouble
    assert [text[start:end] for start, end in outcome.ranges] == ([] if trouble else [*pieces])
    if trouble == "several":
        assert len(outcome.places) == count
