"""Work aside comes to what it would have come to here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.disk.aside import can_fork, working_aside


@pytest.mark.parametrize("is_wanted", [True, False])
@pytest.mark.parametrize("size", [0, 1, 1_000_000])
def test_it_gives_what_the_work_comes_to(size: int, is_wanted: bool) -> None:  # noqa: FBT001
    with working_aside(lambda: bytes(size), is_wanted=is_wanted) as result:
        assert result() == bytes(size)


@pytest.mark.parametrize("is_wanted", [True, False])
def test_it_raises_what_the_work_raises(is_wanted: bool) -> None:  # noqa: FBT001
    def fail() -> bytes:
        raise LookupError("nothing there")

    with working_aside(fail, is_wanted=is_wanted) as result, pytest.raises(LookupError, match="nothing"):
        result()


@pytest.mark.skipif(not can_fork(), reason="no process can be forked here")
def test_it_is_another_process_that_works() -> None:
    with working_aside(lambda: str(os.getpid()).encode(), is_wanted=True) as result:
        other = int(result())
    assert other != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(other, 0)


@pytest.mark.skipif(not can_fork(), reason="no process can be forked here")
def test_no_process_stays_where_nobody_asks_what_it_came_to(tmp_path: Path) -> None:
    told = tmp_path / "told"

    def work() -> bytes:
        told.write_text(str(os.getpid()))
        return bytes(1_000_000)  # more than a pipe holds: it cannot end before somebody reads

    with working_aside(work, is_wanted=True):
        while not (told.exists() and told.read_text()):
            pass
    with pytest.raises(ChildProcessError):
        os.waitpid(int(told.read_text()), 0)
