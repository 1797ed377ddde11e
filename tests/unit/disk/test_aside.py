"""Work aside comes to what it would have come to here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.disk.aside import working_aside


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


ANOTHER_PROCESS = """
import os
from sitegen.disk.aside import working_aside

with working_aside(lambda: str(os.getpid()).encode(), is_wanted=True) as result:
    other = int(result())
assert other != os.getpid()
try:
    os.waitpid(other, 0)
except ChildProcessError:
    print("gone")
"""
NOBODY_ASKS = """
import os, pathlib, sys
from sitegen.disk.aside import working_aside

told = pathlib.Path(sys.argv[1])

def work():
    told.write_text(str(os.getpid()))
    return bytes(1_000_000)  # more than a pipe holds: it cannot end before somebody reads

with working_aside(work, is_wanted=True):
    while not (told.exists() and told.read_text()):
        pass
try:
    os.waitpid(int(told.read_text()), 0)
except ChildProcessError:
    print("gone")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")
@pytest.mark.parametrize("code", [ANOTHER_PROCESS, NOBODY_ASKS])
def test_another_process_works_and_does_not_stay(code: str, tmp_path: Path) -> None:
    # In a process of its own: here, threads of other tests may keep it from being forked.
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "told")], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("gone\n", "")
