"""Suggestions for ids that name nothing."""

from __future__ import annotations

import pytest

from sitegen.checks.suggest import SUGGESTIONS_MADE, make_teller

KNOWN = ("sergei-lavrov", "john-kerry", "russian-defence-ministry", "2019/council-minutes")
CASES = [
    ("sergei-lavrow", "no speaker 'sergei-lavrow'; did you mean 'sergei-lavrov'?"),
    ("kerry", "no speaker 'kerry'; did you mean 'john-kerry'?"),
    ("council-minutes", "no speaker 'council-minutes'; did you mean '2019/council-minutes'?"),
    ("minister", "no speaker 'minister'"),
    ("zzz", "no speaker 'zzz'"),
    ("jk", "no speaker 'jk'; did you mean 'john-kerry'?"),
]


@pytest.mark.parametrize(("missing", "message"), CASES)
def test_a_near_id_is_suggested(missing: str, message: str) -> None:
    assert make_teller("speaker", KNOWN, lambda: {"jk": "john-kerry"})(missing) == message


def test_nothing_is_suggested_where_a_whole_registry_is_missing() -> None:
    tell = make_teller("claim", ["bridge-delayed"])
    told = [tell(f"bridge-delaye{n}") for n in range(SUGGESTIONS_MADE + 1)]
    assert told[0] == "no claim 'bridge-delaye0'; did you mean 'bridge-delayed'?"
    assert told[-1] == f"no claim 'bridge-delaye{SUGGESTIONS_MADE}'"
    assert tell("bridge-delaye0") == told[0]
