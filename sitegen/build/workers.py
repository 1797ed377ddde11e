"""Run chunks of work here, in other processes, or on a cluster: the same results in the same order."""

from __future__ import annotations

import gc
import pickle
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sitegen import DISTRIBUTION, __version__
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.forked import CAN_FORK, Forked, forked, receive, send

if TYPE_CHECKING:
    from concurrent.futures import Future

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Loaded = TypeVar("Loaded")
Result = TypeVar("Result")

SMALL = 200  # items: below this, starting processes costs more than it saves
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
        from concurrent.futures import Future  # noqa: PLC0415 - a rebuild may need no other process

        # One item here: what is found out once a process, such as patterns compiled, the others then inherit.
        first: Future[Result] = Future()
        first.set_result(function(shared, [load(items[0])]))
        gc.collect()
        gc.freeze()  # what is here now is never collected, so workers never copy its pages
        try:
            with _forked_processes(self.count, partial(function, shared)) as submit:
                yield from _in_order(
                    self.count,
                    lambda chunk: submit([load(item) for item in chunk]),
                    _chunks(items[1:], self.count),
                    first,
                )
        finally:
            gc.unfreeze()


@contextmanager
def _forked_processes(
    count: int, work: Callable[[list[Item]], Result]
) -> Iterator[Callable[[list[Item]], Future[Result]]]:
    """Keep processes that do some work; give what lets one of them do it.

    Each has its own pipes, and a thread here that waits for it alone: one that is killed, in the midst of
    sending a result even, leaves nothing that another waits for.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as above

    idle: SimpleQueue[Forked] = SimpleQueue()
    with ExitStack() as stack:
        processes = [stack.enter_context(forked(partial(_answer, work))) for _ in range(count)]
        for process in processes:
            idle.put(process)
        threads = stack.enter_context(ThreadPoolExecutor(count))
        # First of all: whatever the threads still wait for then comes to its end.
        stack.callback(_kill, processes)

        def ask(message: bytes) -> Any:  # noqa: ANN401 - a `Result`
            process = idle.get()
            try:
                answer = process.receive() if process.send(message) else None
            finally:
                idle.put(process)
            if answer is None:
                raise EnvironmentFailure(
                    "a process of this build was ended by the system, as happens where memory runs out; "
                    "build with fewer --jobs"
                )
            result, error = pickle.loads(answer)  # noqa: S301 - from a process that was this one
            if error is not None:
                raise error
            return result

        yield lambda chunk: threads.submit(ask, pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL))


def _kill(processes: Iterable[Forked]) -> None:
    for process in processes:
        process.kill()


def _answer(work: Callable[[list[Item]], Result], reader: int, writer: int) -> None:
    """Do the work for every message, in a process forked for it."""
    while (message := receive(reader)) is not None:
        try:
            answer = pickle.dumps((work(pickle.loads(message)), None), pickle.HIGHEST_PROTOCOL)  # noqa: S301
        except Exception as error:  # noqa: BLE001 - raised where the result is asked for
            answer = pickle.dumps((None, _portable(error)))
        send(writer, answer)


def _portable(error: Exception) -> Exception:
    """Return an exception that can be sent and tells where it was raised, the same one if that can be."""
    where = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:  # noqa: BLE001 - whatever its own methods raise
        return RuntimeError(where)
    error.add_note(where)
    return error


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
