"""A memo apart finds what another keeps, and hands over what is put into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.disk.memo import KEPT_BUILDS, Memo
from sitegen.disk.memo_apart import MemoApart


@pytest.mark.parametrize("has_folder", [True, False])
def test_values_are_found_and_handed_over(tmp_path: Path, *, has_folder: bool) -> None:
    with Memo(tmp_path if has_folder else None) as memo:
        memo.put(b"there", b"1")
        memo.flush()
        apart = MemoApart(memo)
        apart.put(b"here", b"2")
        assert [apart.find(key) for key in (b"there", b"here", b"none")] == [b"1", b"2", None]
        assert [apart.keep(key) for key in (b"there", b"here", b"none")] == [True, True, False]
        assert memo.find(b"here") is None
        memo.take(apart.taken())
        assert memo.find(b"here") == b"2"


def test_what_was_asked_for_apart_stays_in_use(tmp_path: Path) -> None:
    with Memo(tmp_path) as memo:
        memo.put(b"a", b"1")
        memo.put(b"b", b"2")
        memo.save()
    for _ in range(KEPT_BUILDS + 1):
        with Memo(tmp_path) as memo:
            apart = MemoApart(memo)
            assert apart.find(b"a") == b"1"
            memo.take(apart.taken())
            memo.save()
    with Memo(tmp_path) as memo:
        assert (memo.find(b"a"), memo.find(b"b")) == (b"1", None)
