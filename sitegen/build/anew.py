"""What a build does where something has changed: gather, make, put in place.

`run` imports this only then: that nothing has changed is found out without any of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sitegen.build.gather import Gathered, gather
from sitegen.build.look import Look
from sitegen.build.make import make_files
from sitegen.build.options import BuildOptions, BuildResult, Step, stops
from sitegen.build.outputs import Outputs, removed_files
from sitegen.build.session import Session
from sitegen.build.trial import check_pages
from sitegen.build.workers import default_jobs, open_workers
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.disk.manifest import Manifest, Written, save_manifest
from sitegen.disk.memo import DamagedMemo, Memo
from sitegen.disk.output import clear_staging, move_in, swap_in
from sitegen.model.whole import Whole

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier build left: its manifest, and what of it still stands.

    `path` is where the manifest lies, or None where nothing is kept; `on_disk` is what the output folder
    holds, by size and time.
    """

    manifest: Manifest
    path: Path | None
    standing: Mapping[str, Written]
    on_disk: Mapping[str, tuple[int, int]]


def build_anew(options: BuildOptions, look: Look, before: Before, step: Step) -> BuildResult:
    """Make what does not stand there already, and put it in place."""
    cache = before.path.parent if before.path else None
    with _open_session(options, look, cache, step) as session:
        gathered, outputs, flawed = _mending(session, lambda: _make(session, before))
    if outputs is None or gathered.whole is None:
        return BuildResult((*gathered.diagnostics, *flawed), has_failed=True, out=options.out)
    after = Manifest(
        inputs=look.inputs,
        looked_at=look.looked_at,
        files=look.seen,
        outputs=outputs.files,
        diagnostics=gathered.diagnostics,
        counts=counts_of(gathered.whole),
        is_complete=True,
    )
    removed = removed_files(before.on_disk, outputs.files)
    _put_in_place(options.out, before, outputs, removed)
    if before.path:
        save_manifest(before.path, after)
    return BuildResult(
        diagnostics=gathered.diagnostics,
        has_failed=False,
        counts=after.counts,
        written=tuple(sorted(outputs.written)),
        removed=removed,
        unchanged=len(outputs.files) - len(outputs.written),
        out=options.out,
    )


def _make(session: Session, before: Before) -> tuple[Gathered, Outputs | None, tuple[Diagnostic, ...]]:
    """Gather, and make the files; there are none where findings stop the build."""
    gathered = gather(session)
    if gathered.whole is None or stops(gathered.diagnostics, strict=session.options.strict):
        return gathered, None, ()
    outputs = Outputs(before.manifest.outputs, before.standing, clear_staging(session.options.out))
    try:
        flawed = make_files(session, gathered, outputs)
    except BaseException:
        shutil.rmtree(outputs.staging, ignore_errors=True)
        raise
    if flawed:
        shutil.rmtree(outputs.staging, ignore_errors=True)
        return gathered, None, flawed
    return gathered, outputs, ()


@contextmanager
def _open_session(options: BuildOptions, look: Look, cache: Path | None, step: Step) -> Iterator[Session]:
    jobs = options.jobs or default_jobs()
    with Memo(cache) as memo, open_workers(jobs, options.executor) as workers:
        yield Session(options, look, memo, workers, step)


def _mending(session: Session, work: Callable[[], Result]) -> Result:
    """Do the work; once more where kept results turn out to be damaged. Keep the results."""
    try:
        result = work()
    except DamagedMemo:
        session.memo.drop_damaged()
        result = work()
    session.memo.save()
    return result


def _put_in_place(out: Path, before: Before, outputs: Outputs, removed: tuple[str, ...]) -> None:
    """Replace the site, or change it file by file; after one cut short the next build trusts nothing."""
    if before.path and before.manifest.is_complete:
        save_manifest(before.path, replace(before.manifest, is_complete=False))
    if len(outputs.written) == len(outputs.files):
        swap_in(outputs.staging, out)
    else:
        move_in(outputs.staging, out, outputs.written, removed)


def gather_alone(
    options: BuildOptions, look: Look, cache: Path | None, step: Step
) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    """Do all but making files, keeping the results; return also what a build's pages would find."""
    with _open_session(options, look, cache, step) as session:
        return _mending(session, lambda: _gather_and_try(session))


def _gather_and_try(session: Session) -> tuple[Gathered, tuple[Diagnostic, ...]]:
    gathered = gather(session)
    if gathered.whole is None or stops(gathered.diagnostics, strict=session.options.strict):
        return gathered, ()
    return gathered, check_pages(session, gathered)


def counts_of(whole: Whole | None) -> dict[str, int]:
    """Return what an archive holds, in the words of the summary."""
    if whole is None:
        return {}
    return {
        "document": len(whole.documents),
        "annotation": len(whole.statements),
        "speaker": len(whole.speakers),
        "claim": len(whole.claims),
        "figure": len(whole.figures),
        "contested figure": sum(account.is_contested for account in whole.figures.values()),
    }
