"""Circles in mappings from ids to next ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.cycles import iter_cycles

IDS = "abcdef"


def test_circles_begin_with_their_first_id() -> None:
    steps = {"a": "c", "b": "c", "c": "d", "d": "b", "e": "e", "f": "gone"}
    assert list(iter_cycles(steps)) == [("b", "c", "d"), ("e",)]


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from([*IDS, "", "gone"])))
def test_exactly_what_leads_back_is_in_a_circle(steps: dict[str, str]) -> None:
    def leads_back(start: str) -> bool:
        at = steps[start]
        for _ in steps:
            if at == start:
                return True
            at = steps.get(at, "")
        return False

    found = [name for cycle in iter_cycles(steps) for name in cycle]
    assert sorted(found) == sorted(name for name in steps if leads_back(name))
