"""The collector is as it was once a step is over, however the step ends."""

from __future__ import annotations

import gc

import pytest

from sitegen.build.collector import collector_paused, collector_running


def test_a_pause_ends_and_may_be_broken() -> None:
    assert gc.isenabled()
    with collector_paused():
        assert not gc.isenabled()
        with collector_running():
            assert gc.isenabled()
            with collector_paused():
                assert not gc.isenabled()
            assert gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_pause_ends_with_a_failure() -> None:
    with pytest.raises(LookupError), collector_paused(), collector_running():
        raise LookupError
    assert gc.isenabled()
