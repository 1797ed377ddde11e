"""What is not to be left half done is not, and the signal counts after it."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from sitegen.disk.stops import stops_deferred


def _stopped_twice(done: list[str]) -> None:
    with stops_deferred():
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        done.append("the rest")


def _stopped_and_failed() -> None:
    with stops_deferred():
        os.kill(os.getpid(), signal.SIGINT)
        raise LookupError


def test_a_stop_waits_and_then_counts() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _stopped_twice(done)
    assert done == ["the rest"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_fails_meanwhile_is_still_told() -> None:
    with pytest.raises(KeyboardInterrupt) as stopped:
        _stopped_and_failed()
    assert isinstance(stopped.value.__context__, LookupError)


def test_a_signal_without_a_handler_of_ours_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stops_deferred():
        assert signal.getsignal(signal.SIGTERM) == before


def test_other_threads_are_not_concerned() -> None:
    handlers = []

    def work() -> None:
        with stops_deferred():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGINT)]
