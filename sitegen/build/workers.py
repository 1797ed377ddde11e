"""Run chunks of work here, in other processes, or on a cluster: the same results in the same order."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sitegen import DISTRIBUTION, __version__
from sitegen.disk.environment import EnvironmentFailure

if TYPE_CHECKING:
    from concurrent.futures import Future

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Loaded = TypeVar("Loaded")
Result = TypeVar("Result")

SMALL = 200  # items: below this, starting processes costs more than it saves
CAN_FORK = hasattr(os, "fork")  # not on Windows
CHUNKS_EACH = 8  # per worker: small enough to even out, large enough that sending them costs nothing
CHUNK_MOST = 200  # items: bounds the bytes under way at once


class Workers(Protocol):
    """Where work is done.

    `run` gives the function's result for each chunk of items, in order. The function gets `shared`
    (sent to every worker once) and a chunk of what `load` makes of the items; `load` runs here, just
    before a chunk is sent, so that only what is under way is in memory.
    """

    count: int
    is_local: bool  # whether workers see this machine's disk

    def run(
        self,
        function: Callable[[Shared, list[Loaded]], Result],
        shared: Shared,
        items: Sequence[Item],
        load: Callable[[Item], Loaded],
    ) -> Iterator[Result]: ...


class LocalWorkers:
    """Processes forked from this one when there is work, so that they share its memory; or none."""

    is_local = True

    def __init__(self, jobs: int) -> None:
        self.count = jobs

    def run(
        self,
        function: Callable[[Shared, list[Loaded]], Result],
        shared: Shared,
        items: Sequence[Item],
        load: Callable[[Item], Loaded],
    ) -> Iterator[Result]:
        if self.count == 1 or len(items) < SMALL or not CAN_FORK:
            for chunk in _chunks(items, 1):
                yield function(shared, [load(item) for item in chunk])
            return
        # Here, for they take a while to import, and a rebuild may need no other process.
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

        # One item here: what is found out once a process, such as patterns compiled, the others then inherit.
        first: Future[Result] = Future()
        first.set_result(function(shared, [load(items[0])]))
        global _shared  # noqa: PLW0603 - what a forked process is to find without being sent it
        _shared = shared
        gc.collect()
        gc.freeze()  # what is here now is never collected, so workers never copy its pages
        lifeline = os.pipe()
        try:
            context = multiprocessing.get_context("fork")
            with ProcessPoolExecutor(
                self.count, mp_context=context, initializer=_end_with_parent, initargs=lifeline
            ) as pool:
                yield from _in_order(
                    self.count,
                    lambda chunk: pool.submit(_run_forked, function, [load(item) for item in chunk]),
                    _chunks(items[1:], self.count),
                    first,
                )
        except BrokenProcessPool as error:
            raise EnvironmentFailure(
                "a process of this build was ended by the system, as happens where memory runs out; "
                "build with fewer --jobs"
            ) from error
        finally:
            for end in lifeline:
                os.close(end)
            gc.unfreeze()
            _shared = None


_shared: Any = None


def _end_with_parent(reader: int, writer: int) -> None:
    """End this process as soon as the one it was forked from is gone: killed, that could not end it.

    Else it would wait for work for ever, and hold the locks of a build that is no more.
    """
    os.close(writer)  # which now only the other holds
    threading.Thread(target=_wait_and_exit, args=(reader,), daemon=True).start()


def _wait_and_exit(reader: int) -> None:
    os.read(reader, 1)
    os._exit(1)


def _run_forked(function: Callable[[Any, list[Item]], Result], chunk: list[Item]) -> Result:
    return function(_shared, chunk)


def _in_order(
    count: int,
    submit: Callable[[list[Item]], Future[Result]],
    chunks: Iterable[list[Item]],
    *begun: Future[Result],
) -> Iterator[Result]:
    """Keep a bounded number of chunks under way, so that memory does not grow with the archive.

    What has begun comes before the chunks.
    """
    waiting = deque(begun)
    try:
        for chunk in chunks:
            waiting.append(submit(chunk))
            if len(waiting) >= 3 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


class DaskWorkers:
    """A Dask cluster, through its `concurrent.futures` interface."""

    is_local = False

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - dask.distributed has no types
        self._client = client
        self.count = max(1, sum(client.ncores().values()))

    def run(
        self,
        function: Callable[[Shared, list[Loaded]], Result],
        shared: Shared,
        items: Sequence[Item],
        load: Callable[[Item], Loaded],
    ) -> Iterator[Result]:
        there = self._client.scatter([shared], broadcast=True, hash=False)[0]
        pool = self._client.get_executor(pure=False)
        yield from _in_order(
            self.count,
            lambda chunk: pool.submit(function, there, [load(item) for item in chunk]),
            _chunks(items, self.count),
        )


def _chunks(items: Sequence[Item], count: int) -> Iterator[list[Item]]:
    size = max(1, min(CHUNK_MOST, -(-len(items) // (count * CHUNKS_EACH))))
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional package
    except ImportError as error:
        raise EnvironmentFailure(
            "--executor dask://… needs the package 'distributed': "
            f"pip install '{DISTRIBUTION}[dask]=={__version__}'"
        ) from error
    try:
        client = Client(  # type: ignore[no-untyped-call]
            address.replace("dask://", "tcp://", 1), timeout="10s", set_as_default=False
        )
    except OSError as error:
        raise EnvironmentFailure(f"no Dask scheduler answers at {address}") from error
    with client:
        yield DaskWorkers(client)


@contextmanager
def _local(jobs: int) -> Iterator[Workers]:
    yield LocalWorkers(jobs)


def open_workers(jobs: int, executor: str) -> AbstractContextManager[Workers]:
    """Return where to work: `executor` is empty for this machine, or `dask://HOST:PORT`."""
    if not executor:
        return _local(jobs)
    if executor.startswith("dask://"):
        return _dask(executor)
    raise EnvironmentFailure(f"no executor {executor!r}; there is dask://HOST:PORT")
