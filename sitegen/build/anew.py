"""What a build does where something has changed: gather, make, put in place.

`run` imports this only then: that nothing has changed is found out without any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.build.collector import collector_running
from sitegen.build.gather import Gathered, gather
from sitegen.build.look import Look
from sitegen.build.made import Before, Made, counts_of_whole
from sitegen.build.make import make_files
from sitegen.build.options import BuildOptions, BuildResult, Step, stops
from sitegen.build.outputs import Outputs, staging_cleared
from sitegen.build.session import Session, with_settled
from sitegen.build.trial import check_pages
from sitegen.build.workers import open_workers
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.disk.manifest import Manifest, mark_cut_short, save_manifest
from sitegen.disk.memo import DamagedMemo, Memo
from sitegen.disk.output import clear_staging, move_in, swap_in
from sitegen.disk.stops import stops_deferred

Result = TypeVar("Result")


def build_anew(
    options: BuildOptions, look: Look, before: Before, step: Step, damaged: Callable[[], None]
) -> BuildResult:
    """Make what does not stand there already, and put it in place.

    `damaged` is called where a kept result cannot be used.
    """
    with staging_cleared(options.out):
        return _build_anew(options, look, before, step, damaged)


def _build_anew(
    options: BuildOptions, look: Look, before: Before, step: Step, damaged: Callable[[], None]
) -> BuildResult:
    cache = before.path.parent if before.path else None

    def make(session: Session) -> Made:
        return _make(session, before)

    with _open_session(options, look, cache, step, damaged) as session:
        look, made = with_settled(session, lambda session: mending(session, make, damaged))
    outputs = made.outputs
    if outputs is None:
        return BuildResult(made.diagnostics, has_failed=True, out=options.out)
    files = outputs.files()
    after = Manifest(
        tool=look.tool,
        seen=look.files,
        listed=look.listed,
        written=files,
        layout=look.kept_layout,
        diagnostics=made.diagnostics,
        counts=made.counts,
        is_complete=True,
    )
    removed = outputs.removed(before.on_disk)
    with stops_deferred():  # so that the site is one or the other wherever a person ends this process
        _put_in_place(options.out, before, outputs, removed, is_new=len(files) == len(outputs.written))
        if before.path:
            save_manifest(before.path, after)
    return BuildResult(
        diagnostics=made.diagnostics,
        has_failed=False,
        counts=made.counts,
        written=tuple(sorted(outputs.written)),
        removed=removed,
        unchanged=len(files) - len(outputs.written),
        out=options.out,
    )


@collector_running()
def _make(session: Session, before: Before) -> Made:
    """Gather, and make the files; there are none where findings stop the build."""
    gathered = gather(session)
    if gathered.whole is None or stops(gathered.diagnostics, strict=session.options.strict):
        return Made(gathered.diagnostics)
    outputs = Outputs(before.manifest.written, before.standing, clear_staging(session.options.out))
    if flawed := make_files(session, gathered, outputs):
        return Made((*gathered.diagnostics, *flawed))
    return Made(gathered.diagnostics, outputs, counts_of_whole(gathered.whole))


@contextmanager
def _open_session(
    options: BuildOptions, look: Look, cache: Path | None, step: Step, damaged: Callable[[], None]
) -> Iterator[Session]:
    with Memo(cache) as memo, open_workers(options.processes, options.executor) as workers:
        if memo.is_damaged:
            damaged()
        yield Session(options, look, memo, workers, step)


def mending(session: Session, work: Callable[[Session], Result], damaged: Callable[[], None]) -> Result:
    """Do the work; once more where kept results turn out to be damaged. Keep the results."""
    try:
        result = work(session)
    except DamagedMemo:
        damaged()
        session.memo.drop_damaged()
        result = work(session)
    except msgspec.DecodeError:  # the bytes are as somebody put them, and that was no build
        damaged()
        session.memo.drop_all()
        result = work(session)
    session.memo.save()
    return result


def _put_in_place(
    out: Path, before: Before, outputs: Outputs, removed: tuple[str, ...], *, is_new: bool
) -> None:
    """Replace the site, or change it file by file; after one cut short the next build trusts nothing."""
    if before.path and before.manifest.is_complete:
        mark_cut_short(before.path)
    if is_new:
        swap_in(outputs.staging, out)
    else:
        move_in(outputs.staging, out, outputs.written, removed)


def gather_alone(
    options: BuildOptions, look: Look, cache: Path | None, step: Step, damaged: Callable[[], None]
) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    """Do all but making files, keeping the results; return also what a build's pages would find."""
    with _open_session(options, look, cache, step, damaged) as session:
        return with_settled(session, lambda session: mending(session, _gather_and_try, damaged))[1]


def _gather_and_try(session: Session) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    gathered = gather(session)
    if gathered.whole is None or stops(gathered.diagnostics, strict=session.options.strict):
        return gathered, ()
    return gathered, check_pages(session, gathered)
