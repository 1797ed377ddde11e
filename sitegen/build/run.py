"""A build from beginning to end, and a check, which is a build without its pages."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from sitegen.build.cache import open_cache
from sitegen.build.gather import Gathered, Step, gather
from sitegen.build.look import Look, look_at
from sitegen.build.options import BuildOptions, BuildResult, stops
from sitegen.build.outputs import make_outputs
from sitegen.build.tool import tool_digest
from sitegen.build.workers import default_jobs, open_workers
from sitegen.disk.manifest import Manifest, load_manifest, manifest_path, save_manifest
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
    """Build the archive's site into `options.out`, making only what its inputs do not already stand for.

    `step` is told how far the work is, `tell` what a person should know while waiting. With findings
    that stop the build nothing is written. Raises `EnvironmentFailure`.
    """
    started = time.perf_counter()
    refuse_foreign(options.out)
    with open_cache(options.cache_folder, tell) as cache:
        path = manifest_path(cache, options.archive, options.out) if cache else None
        manifest = load_manifest(path) if path else Manifest()
        look = look_at(options.archive, manifest)
        if _is_done(options, manifest, look):
            return BuildResult(
                diagnostics=manifest.diagnostics,
                has_failed=stops(manifest.diagnostics, strict=options.strict),
                counts=manifest.counts,
                unchanged=len(manifest.outputs),
                seconds=time.perf_counter() - started,
                out=options.out,
            )
        jobs = options.jobs or default_jobs()
        with Memo(cache) as memo, open_workers(jobs, options.executor) as workers:
            gathered = gather(options, look, memo, workers, step)
            if gathered.whole is None or stops(gathered.diagnostics, strict=options.strict):
                memo.save()
                return BuildResult(
                    diagnostics=gathered.diagnostics,
                    has_failed=True,
                    seconds=time.perf_counter() - started,
                    out=options.out,
                )
            staging = clear_staging(options.out)
            outputs = make_outputs(options, look, gathered, manifest, memo, workers, step)
            memo.save()
        ...


def check_archive(
    options: BuildOptions, step: Step = _quiet, tell: Callable[[str], None] = _silent
) -> BuildResult:
    """Read, parse, anchor, connect and check the archive; write nothing but the cache."""
    started = time.perf_counter()
    with open_cache(options.cache_folder, tell) as cache:
        look = look_at(options.archive, Manifest())
        jobs = options.jobs or default_jobs()
        with Memo(cache) as memo, open_workers(jobs, options.executor) as workers:
            gathered = gather(options, look, memo, workers, step)
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
