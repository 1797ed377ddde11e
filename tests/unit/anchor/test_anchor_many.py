"""Many quotes of nearly the same words are found without a search of the whole text for each."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from sitegen.anchor.fold import fold
from sitegen.anchor.places import PATIENCE, Needle, find_places

MANY = PATIENCE * 2
SAME = "the clerk of the harbour wrote on that very day before all of the council and its guests that boat "
LINES = {
    "a number in the middle": [f"{SAME}{i} of all that were there lay at the quay" for i in range(MANY)],
    "a number at the end": [f"{SAME * 3}{i}" for i in range(MANY)],
    "a number at the beginning": [f"{i} {SAME * 2}" for i in range(MANY)],
    "a few, many times": [f"{SAME * 2}{i % (MANY // 2)}" for i in range(MANY)],
    "letters without an order": ["".join("ab"[i >> bit & 1] * 9 for bit in range(11)) for i in range(MANY)],
}


@pytest.mark.parametrize("name", LINES)
def test_nearly_equal_quotes_are_not_searched_for_one_by_one(name: str) -> None:
    lines = LINES[name]
    text = fold("\n".join(lines))
    needles = dict.fromkeys([Needle(text=fold(line).text) for line in lines], MANY)
    calls = 0

    def count(_frame: FrameType, event: str, called: object) -> None:
        nonlocal calls
        calls += event == "c_call" and getattr(called, "__name__", "") == "find"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = find_places(text, needles)
    finally:
        sys.setprofile(before)
    searches = calls - sum(map(len, found.values()))  # one more for each place that it finds
    assert searches < len(needles) // 2
    for needle in list(needles)[::97]:
        starts = [at for at in range(len(text.text)) if text.text.startswith(needle.text, at)]
        assert list(found[needle]) == starts
