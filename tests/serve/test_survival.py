"""What goes wrong while a site is served is told, and ends nothing: the next edit builds again."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from sitegen.serve.patience import PatientProtocol
from tests.serve.running import Running, run_server, write_archive
from tests.serve.test_server import Events, request

ROUTE = "documents/bridge.html"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with run_server(write_archive(tmp_path / "content")) as server:
        yield server


def edit(running: Running, words: str) -> None:
    path = running.path("documents/bridge.txt")
    path.write_text(path.read_text() + f"\n{words}\n")


def hide_cache(running: Running) -> Callable[[], None]:
    """A file where the cache's folder should be: no build can begin."""
    cache = running.archive.parent / "cache"
    hidden = cache.rename(cache.with_name("hidden"))
    cache.touch()

    def mend() -> None:
        cache.unlink()
        hidden.rename(cache)

    return mend


def leave_no_room(running: Running) -> Callable[[], None]:  # noqa: ARG001
    """Let the system refuse to write more than nothing, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(("harm", "words"), [(hide_cache, "File exists"), (leave_no_room, "File too large")])
def test_a_build_that_fails_is_told_and_the_next_edit_builds(
    running: Running, harm: Callable[[Running], Callable[[], None]], words: str
) -> None:
    events = Events(running, ROUTE, 1)
    events.next()
    path = running.path("documents/bridge.txt")
    harmed = path.with_name("new~")
    harmed.write_text(path.read_text() + "\nHarmed.\n")
    mend = harm(running)
    try:
        harmed.replace(path)
        told = events.next()
        assert words in str(told["problem"])
    finally:
        mend()
    assert words in "\n".join(running.said)
    status, page, _ = request(running, f"/{ROUTE}")
    assert (status, b"Harmed" in page) == (200, False)
    edit(running, "Mended.")
    while events.next()["problem"]:
        pass
    page = request(running, f"/{ROUTE}")[1]
    assert b"Harmed" in page
    assert b"Mended" in page
    events.close()


def test_an_archive_that_is_swapped_for_another_is_watched(running: Running) -> None:
    """As `git worktree` or a person does who puts another folder in its place."""
    events = Events(running, ROUTE, 1)
    events.next()
    archive, aside = running.archive, running.archive.with_name("aside")
    archive.rename(aside)
    archive.symlink_to(archive.name)  # and in between it leads nowhere
    while not events.next()["problem"]:
        pass
    archive.unlink()
    aside.rename(archive)
    while events.next()["problem"]:
        pass
    edit(running, "After it came back.")
    while b"After it came back" not in request(running, f"/{ROUTE}")[1]:
        events.next()
    events.close()


def test_connections_that_ask_nothing_are_closed(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "patience", 0.5)
    place = urlsplit(running.address)
    head = f"POST /_annotate/save HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: 99\r\n"
    begun = [b"", b"GET / HT", head.encode(), f"{head}\r\n{{".encode()]
    listening = Events(running, ROUTE, 0)
    listening.next()
    opened = [socket.create_connection((place.hostname or "", place.port or 0), 20) for _ in begun]
    for each, data in zip(opened, begun, strict=True):
        each.sendall(data)
    for each in opened:
        while each.recv(1000):  # an answer may come first; then it ends
            pass
        each.close()
    edit(running, "Still listening.")
    assert listening.next()["reload"]
    listening.close()


def test_a_terminal_that_takes_no_more_words_stops_nothing(tmp_path: Path) -> None:
    """Its pipe is full from the beginning, and nobody reads it."""
    archive = write_archive(tmp_path / "content")
    for n in range(3):  # each build says so much
        (archive / f"notes-{n}.doc").write_text("x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while os.write(writer, b"x" * 1000):
            pass
    os.set_blocking(writer, True)
    command = [sys.executable, "-m", "sitegen", "serve", str(archive), "--port", str(port), "--no-cache"]
    process = subprocess.Popen(command, stderr=writer, stdout=writer)
    os.close(writer)
    running = Running(f"http://127.0.0.1:{port}/", archive, [])
    try:
        _wait_for(running, b"The bridge")
        for words in ("One edit.", "Another edit."):
            edit(running, words)
            _wait_for(running, words.encode())
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        os.close(reader)


def _wait_for(running: Running, words: bytes) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if words in request(running, f"/{ROUTE}")[1]:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(words)


def test_nothing_is_left_open_at_the_end(tmp_path: Path) -> None:
    """Of requests that have not come whole by then, and of connections that come at that very moment."""
    archive = write_archive(tmp_path / "content")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("ignore")
        gc.collect()  # what a test before this one left open is not asked about
        warnings.simplefilter("always")
        for _ in range(5):
            stop = Event()
            with run_server(archive) as running:
                callers = [Thread(target=_call, args=(running, stop)) for _ in range(3)]
                for caller in callers:
                    caller.start()
                request(running, "/")
            stop.set()
            for caller in callers:
                caller.join()
            gc.collect()
    assert [str(each.message) for each in caught] == []


def _call(running: Running, stop: Event) -> None:
    """Open connections as long as somebody listens, and begin a request on every second one."""
    place = urlsplit(running.address)
    opened: list[socket.socket] = []
    while not stop.is_set() and len(opened) < 200:
        try:
            opened.append(socket.create_connection((place.hostname or "", place.port or 0), 20))
            if len(opened) % 2:
                opened[-1].sendall(b"POST / HTTP/1.1\r\nContent-Le")
        except OSError:
            break
        stop.wait(0.001)
    stop.wait(60)
    for each in opened:
        each.close()
