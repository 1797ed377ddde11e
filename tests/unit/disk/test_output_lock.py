"""Two builds and one output folder: one waits, whatever stands there and whatever happened before."""

from __future__ import annotations

import multiprocessing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from sitegen.disk.output import aside_folder, clear_staging, stage_file, swap_in
from sitegen.disk.output_lock import hold_output

FORK = multiprocessing.get_context("fork")
LONG = 20  # seconds until a test gives up
HOME = b'<meta name="generator" content="sitegen 0">'


def no_wait() -> None:
    pytest.fail("nobody else holds the folder")


def hold_until(out: Path, waits: Event, has: Event, may_go: Event) -> None:
    """In another process: hold the folder, say so, and let go when told."""
    with hold_output(out, waits.set):
        has.set()
        may_go.wait(LONG)


def put_site(out: Path) -> None:
    staging = clear_staging(out)
    stage_file(str(staging), "index.html", HOME)
    swap_in(staging, out)


@pytest.mark.parametrize("stands", [True, False])
def test_a_second_process_waits_until_the_first_is_done(tmp_path: Path, *, stands: bool) -> None:
    out = tmp_path / "deep" / "site"
    if stands:
        put_site(out)
    waits, has, may_go = FORK.Event(), FORK.Event(), FORK.Event()
    other = FORK.Process(target=hold_until, args=(out, waits, has, may_go), daemon=True)
    with hold_output(out, no_wait):
        other.start()
        assert waits.wait(LONG)
        put_site(out)  # a swap: the folder of that name is another one now
        assert not has.wait(0.3)
    assert has.wait(LONG)
    may_go.set()
    other.join(LONG)
    assert other.exitcode == 0
    assert (out / "index.html").read_bytes() == HOME
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    assert [path.name for path in out.iterdir()] == ["index.html"]


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    out = tmp_path / "site"
    waits, has, may_go = FORK.Event(), FORK.Event(), FORK.Event()
    other = FORK.Process(target=hold_until, args=(out, waits, has, may_go), daemon=True)
    other.start()
    assert has.wait(LONG)
    other.kill()
    other.join(LONG)
    with hold_output(out, no_wait):
        assert out.is_dir()


def test_a_folder_that_got_nothing_is_gone_again(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "site"
    with hold_output(out, no_wait):
        assert out.is_dir()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    with hold_output(out, no_wait):
        pass
    assert out.is_dir()


def test_a_swap_cut_short_is_undone_first(tmp_path: Path) -> None:
    out = tmp_path / "site"
    put_site(out)
    out.rename(aside_folder(out))
    with hold_output(out, no_wait):
        assert (out / "index.html").read_bytes() == HOME
    assert not aside_folder(out).exists()


def test_sites_side_by_side_do_not_wait(tmp_path: Path) -> None:
    with hold_output(tmp_path / "one", no_wait), hold_output(tmp_path / "two", no_wait):
        pass
