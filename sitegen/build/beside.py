"""Pages and the search index, made beside each other by processes of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from sitegen.build.entities import UnitKey, keys_of_entities
from sitegen.build.gather import Gathered
from sitegen.build.outputs import Outputs
from sitegen.build.search import make_search
from sitegen.build.session import Session
from sitegen.build.workers import SMALL, LocalWorkers, Workers
from sitegen.disk.aside import can_fork, working_aside
from sitegen.disk.memo import Taken
from sitegen.disk.memo_apart import MemoApart
from sitegen.disk.written import Written
from sitegen.record import Record, encode_record
from sitegen.search.config import SearchConfig

MOST = 2_000  # documents: beyond, what both take up of memory at once would be felt


class _Index(Record, frozen=True):
    """What was made: the files that were staged, and what is to be kept."""

    files: dict[str, Written]
    taken: Taken


_indexes = msgspec.msgpack.Decoder(_Index)


@contextmanager
def making_search(
    session: Session, gathered: Gathered, config: SearchConfig, outputs: Outputs
) -> Iterator[tuple[Workers, Callable[[], None]]]:
    """Begin with the search index where that gains anything; give the workers left, and what has it done.

    That offers the index's files to `outputs`. It is to be called once, with all pages made.
    """

    def make(session: Session, outputs: Outputs) -> None:
        assert gathered.whole is not None
        units = keys_of_entities(gathered.whole, session.memo)
        make_search(session, [*map(UnitKey, gathered.keys.values()), *units], config, outputs)

    is_wanted = session.workers.count > 1 and SMALL <= len(gathered.keys) <= MOST
    if outputs.standing or not (is_wanted and can_fork()):
        yield session.workers, lambda: make(session, outputs)
        return

    def work() -> bytes:
        memo, own = MemoApart(session.memo), Outputs(outputs.before, outputs.standing, outputs.staging)
        make(dataclasses.replace(session, memo=memo), own)
        return encode_record(_Index(own.added(), memo.taken()))

    session.memo.flush()
    with working_aside(work, is_wanted=True) as result:

        def take() -> None:
            index = _indexes.decode(result())
            session.memo.take(index.taken)
            for route, written in index.files.items():
                outputs.add(route, written)

        # One process more than there are processors takes longer, in all and by the clock.
        yield LocalWorkers(session.workers.count - 1) if session.workers.is_local else session.workers, take
