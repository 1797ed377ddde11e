"""Pages and the search index, made beside each other by processes of their own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, groupby

import msgspec

from sitegen.build.entities import UnitKey, keys_of_entities
from sitegen.build.gather import Gathered
from sitegen.build.outputs import Outputs
from sitegen.build.pages import MadePage, Studio, iter_made, offer_made
from sitegen.build.search import make_search
from sitegen.build.session import Session
from sitegen.build.workers import SMALL, LocalWorkers, Workers
from sitegen.disk.aside import can_fork, working_aside
from sitegen.disk.memo import Taken
from sitegen.disk.memo_apart import MemoApart
from sitegen.disk.written import Written
from sitegen.record import Record, encode_record
from sitegen.render.flaw import Flaw
from sitegen.search.config import SearchConfig
from sitegen.site.plan import PageTask

MOST = 2_000  # documents: beyond, what both take up of memory at once would be felt
PAGES_FROM = 2_000  # documents: a few pages of a smaller archive are made as soon as processes are forked
PAGES_LEAST = 4  # fewer are, too
PAGES_MOST = 2  # processes, which take some 10 ms each to begin


class _Index(Record, frozen=True):
    """What was made: the units that are no documents, the files that were staged, and what is to be kept."""

    units: list[UnitKey]
    files: dict[str, Written]
    taken: Taken


_indexes = msgspec.msgpack.Decoder(_Index)
_pages = msgspec.msgpack.Decoder(list[MadePage])


@contextmanager
def making_search(
    session: Session, gathered: Gathered, config: SearchConfig, outputs: Outputs
) -> Iterator[tuple[Workers, Callable[[], list[UnitKey]]]]:
    """Begin with the search index where that gains anything; give the workers left, and what has it done.

    That offers the index's files to `outputs`, and returns the units that are no documents, in order. It is
    to be called once, with all pages made.
    """

    def make(session: Session, outputs: Outputs) -> list[UnitKey]:
        assert gathered.whole is not None
        units = keys_of_entities(gathered.whole, session.memo)
        make_search(session, [*map(UnitKey, gathered.keys.values()), *units], config, outputs)
        return units

    is_wanted = session.workers.count > 1 and SMALL <= len(gathered.keys) <= MOST
    if outputs.standing or not (is_wanted and can_fork()):
        yield session.workers, lambda: make(session, outputs)
        return

    def work() -> bytes:
        memo, own = MemoApart(session.memo), Outputs(outputs.before, outputs.standing, outputs.staging)
        units = make(dataclasses.replace(session, memo=memo), own)
        return encode_record(_Index(units, own.added(), memo.taken()))

    session.memo.flush()
    with working_aside(work, is_wanted=True) as result:

        def take() -> list[UnitKey]:
            index = _indexes.decode(result())
            session.memo.take(index.taken)
            for route, written in index.files.items():
                outputs.add(route, written)
            return index.units

        # One process more than there are processors takes longer, in all and by the clock.
        yield LocalWorkers(session.workers.count - 1) if session.workers.is_local else session.workers, take


@contextmanager
def making_pages(
    session: Session,
    studio: Studio,
    tasks: Sequence[PageTask],
    keys: Mapping[str, bytes],
    contents: Mapping[str, bytes],
    outputs: Outputs,
) -> Iterator[Callable[[], list[Flaw]]]:
    """Begin with a few pages where that gains anything, and give a function that has them done.

    That offers them to `outputs` under their keys, by their routes, and returns what templates did wrong. It
    is to be called once. `contents` are the documents' memo keys.
    """
    is_much = len(contents) >= PAGES_FROM and len(tasks) >= PAGES_LEAST
    count = min(PAGES_MOST, session.options.processes - 1) if is_much else 0
    known = {task.route: outputs.known(task.route) for task in tasks}

    def make(tasks: list[PageTask]) -> bytes:
        return encode_record([*chain.from_iterable(iter_made(studio, tasks, known, contents, session))])

    session.memo.flush()
    with ExitStack() as stack:
        aside = [
            stack.enter_context(working_aside(partial(make, part), is_wanted=count > 0))
            for part in _parted(tasks, max(count, 1))
        ]
        yield lambda: [flaw for made in aside for flaw in offer_made(_pages.decode(made()), keys, outputs)]


def _parted(tasks: Sequence[PageTask], count: int) -> list[list[PageTask]]:
    """Part tasks, leaving pages of one entity together: they share most of the work."""
    parts: list[list[PageTask]] = [[] for _ in range(count)]
    for at, (_, same) in enumerate(groupby(tasks, key=lambda task: (task.kind, task.id))):
        parts[at % count] += same
    return [part for part in parts if part]
