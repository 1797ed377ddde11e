"""A build from beginning to end, and a check, which is a build without its pages."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from msgspec.structs import replace as replace_fields

from sitegen.build.cache import open_cache
from sitegen.build.gather import gather
from sitegen.build.look import Look, look_at
from sitegen.build.make import make_files
from sitegen.build.options import BuildOptions, BuildResult, stops
from sitegen.build.outputs import Outputs, removed_files, standing_files
from sitegen.build.session import Session, Step
from sitegen.build.workers import default_jobs, open_workers
from sitegen.disk.listing import read_file
from sitegen.disk.manifest import Manifest, Written, load_manifest, manifest_path, save_manifest
from sitegen.disk.memo import Memo
from sitegen.disk.output import clear_staging, look_at_output, move_in, refuse_foreign, swap_in
from sitegen.model.whole import Whole


def _quiet(_what: str, _done: int, _total: int) -> None:
    pass


def _silent(_words: str) -> None:
    pass


def build_site(
    options: BuildOptions, step: Step = _quiet, tell: Callable[[str], None] = _silent
) -> BuildResult:
    """Build the archive's site into `options.out`, making only what does not stand there already.

    `step` is told how far the work is, `tell` what a person should know while waiting. With findings
    that stop the build nothing is written. Raises `EnvironmentFailure`.
    """
    started = time.perf_counter()
    refuse_foreign(options.out)
    with open_cache(options.cache_folder, tell) as cache:
        path = manifest_path(cache, options.archive, options.out) if cache else None
        manifest = load_manifest(path) if path else Manifest()
        look = look_at(options.archive, manifest)
        on_disk = look_at_output(options.out)
        standing = standing_files(manifest, on_disk, partial(read_file, options.out))
        if _is_done(options, manifest, look, standing, on_disk):
            result = _result_of(options, manifest)
        else:
            result = _build(options, look, manifest, path, standing, on_disk, step)
    return replace(result, seconds=time.perf_counter() - started)


def _is_done(
    options: BuildOptions,
    manifest: Manifest,
    look: Look,
    standing: Mapping[str, Written],
    on_disk: Mapping[str, tuple[int, int]],
) -> bool:
    return (
        manifest.is_complete
        and manifest.inputs == look.inputs
        and len(standing) == len(manifest.outputs) == len(on_disk)
        and not stops(manifest.diagnostics, strict=options.strict)
    )


def _result_of(options: BuildOptions, manifest: Manifest) -> BuildResult:
    return BuildResult(
        diagnostics=manifest.diagnostics,
        has_failed=False,
        counts=manifest.counts,
        unchanged=len(manifest.outputs),
        out=options.out,
    )


def _build(
    options: BuildOptions,
    look: Look,
    manifest: Manifest,
    path: Path | None,
    standing: Mapping[str, Written],
    on_disk: Mapping[str, tuple[int, int]],
    step: Step,
) -> BuildResult:
    jobs = options.jobs or default_jobs()
    with Memo(path.parent if path else None) as memo, open_workers(jobs, options.executor) as workers:
        session = Session(options, look, memo, workers, step)
        gathered = gather(session)
        if gathered.whole is None or stops(gathered.diagnostics, strict=options.strict):
            memo.save()
            return BuildResult(gathered.diagnostics, has_failed=True, out=options.out)
        outputs = Outputs(manifest.outputs, standing, clear_staging(options.out))
        try:
            flawed = make_files(session, gathered, outputs)
        except BaseException:
            shutil.rmtree(outputs.staging, ignore_errors=True)
            raise
        memo.save()
    if flawed:
        shutil.rmtree(outputs.staging, ignore_errors=True)
        return BuildResult((*gathered.diagnostics, *flawed), has_failed=True, out=options.out)
    removed = removed_files(on_disk, outputs.files)
    after = Manifest(
        inputs=look.inputs,
        looked_at=look.looked_at,
        files=look.seen,
        outputs=outputs.files,
        diagnostics=gathered.diagnostics,
        counts=counts_of(gathered.whole),
    )
    if path and manifest.is_complete:  # should this be cut short, the next build is to trust nothing
        save_manifest(path, replace_fields(manifest, is_complete=False))
    if len(outputs.written) == len(outputs.files):
        swap_in(outputs.staging, options.out)
    else:
        move_in(outputs.staging, options.out, outputs.written, removed)
    if path:
        save_manifest(path, replace_fields(after, is_complete=True))
    return BuildResult(
        diagnostics=gathered.diagnostics,
        has_failed=False,
        counts=after.counts,
        written=tuple(sorted(outputs.written)),
        removed=removed,
        unchanged=len(outputs.files) - len(outputs.written),
        out=options.out,
    )


def check_archive(
    options: BuildOptions, step: Step = _quiet, tell: Callable[[str], None] = _silent
) -> BuildResult:
    """Read, parse, anchor, connect and check the archive; write nothing but the cache."""
    started = time.perf_counter()
    with open_cache(options.cache_folder, tell) as cache:
        look = look_at(options.archive, Manifest())
        jobs = options.jobs or default_jobs()
        with Memo(cache) as memo, open_workers(jobs, options.executor) as workers:
            gathered = gather(Session(options, look, memo, workers, step))
            memo.save()
    return BuildResult(
        diagnostics=gathered.diagnostics,
        has_failed=stops(gathered.diagnostics, strict=options.strict),
        counts=counts_of(gathered.whole),
        seconds=time.perf_counter() - started,
    )


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
