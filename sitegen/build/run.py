"""A build from beginning to end, and a check, which is a build without its pages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module

import msgspec

from sitegen.build.cache import damage_of, open_cache
from sitegen.build.collector import collector_paused
from sitegen.build.look import Look, look_at
from sitegen.build.options import BuildOptions, BuildResult, Step, stops
from sitegen.build.outputs import standing_files
from sitegen.disk.aside import MANY, working_aside
from sitegen.disk.files import Files
from sitegen.disk.listing import read_file
from sitegen.disk.manifest import Manifest, load_manifest, manifest_path, save_manifest
from sitegen.disk.output import look_at_output, refuse_foreign, refuse_overlap
from sitegen.disk.output_lock import hold_output
from sitegen.record import encode_record

SAME_FOLDER = "another build is at work on the same folder; waiting for it"


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
    refuse_overlap(options.archive, options.out)
    refuse_foreign(options.out)
    with (
        collector_paused(),
        open_cache(options.cache_folder, tell) as cache,
        hold_output(options.out, partial(tell, SAME_FOLDER)),
    ):
        path = manifest_path(cache, options.archive, options.out) if cache else None
        damaged = damage_of(cache, tell)
        manifest = load_manifest(path, damaged) if path else Manifest()
        with _looking_at_output(options, manifest) as find_on_disk:
            # Importing what builds takes about as long as either look, if it is not in vain.
            look = look_at(options.archive, manifest, options.processes, _import_what_builds)
            if not look.is_as(manifest):
                _import_what_builds()
            on_disk = find_on_disk()
        now = _manifest_if_done(options, manifest, look, on_disk)
        if now is not None:
            if path and now is not manifest:
                save_manifest(path, now)
            result = _result_of(options, now)
        else:
            from sitegen.build.anew import build_anew  # noqa: PLC0415 - takes longer than finding out
            from sitegen.build.made import Before  # noqa: PLC0415

            standing = standing_files(manifest, on_disk, partial(read_file, options.out))
            result = build_anew(options, look, Before(manifest, path, standing, on_disk), step, damaged)
    return msgspec.structs.replace(result, seconds=time.perf_counter() - started)


def _import_what_builds() -> None:
    """Import also what parses documents: mostly one of them is what has changed."""
    for module in ("anew", "source"):
        import_module(f"sitegen.build.{module}")


@contextmanager
def _looking_at_output(options: BuildOptions, manifest: Manifest) -> Iterator[Callable[[], Files]]:
    """Look at the output folder, beside this process where it holds many files; give what asks for them."""
    known = manifest.written.files

    def look() -> bytes:
        found = look_at_output(options.out)
        return b"" if found.is_as(known) else encode_record(found)

    is_wanted = options.processes > 1 and len(known) > MANY
    with working_aside(look, is_wanted=is_wanted) as result:

        def find() -> Files:
            told = result()
            return msgspec.msgpack.decode(told, type=Files) if told else known

        yield find


def _manifest_if_done(
    options: BuildOptions, manifest: Manifest, look: Look, on_disk: Files
) -> Manifest | None:
    """Return the manifest, brought up to what disks show now, where there is nothing to do; else None.

    Where times alone are new it is another one: with this the next build need not read the same files again.
    """
    if (
        not manifest.is_complete
        or stops(manifest.diagnostics, strict=options.strict)
        or not look.is_as(manifest)
    ):
        return None
    written, seen = manifest.written, manifest.seen
    if on_disk != written.files:
        standing = standing_files(manifest, on_disk, partial(read_file, options.out))
        if not len(standing) == len(written.files) == len(on_disk):
            return None
        written = standing
    if look.files.files != seen.files or not seen.is_settled():
        seen = look.files
    if written is manifest.written and seen is manifest.seen:
        return manifest
    return msgspec.structs.replace(manifest, written=written, seen=seen)


def _result_of(options: BuildOptions, manifest: Manifest) -> BuildResult:
    return BuildResult(
        diagnostics=manifest.diagnostics,
        has_failed=False,
        counts=manifest.counts,
        unchanged=len(manifest.written.files),
        out=options.out,
    )


def check_archive(
    options: BuildOptions, step: Step = _quiet, tell: Callable[[str], None] = _silent
) -> BuildResult:
    """Read, parse, anchor, connect and check the archive, and try its own templates; write only the cache."""
    from sitegen.build.anew import gather_alone  # noqa: PLC0415
    from sitegen.build.made import counts_of_whole  # noqa: PLC0415

    started = time.perf_counter()
    with open_cache(options.cache_folder, tell) as cache:
        look = look_at(options.archive, Manifest())
        gathered, flawed = gather_alone(options, look, cache, step, damage_of(cache, tell))
    return BuildResult(
        diagnostics=(*gathered.diagnostics, *flawed),
        has_failed=bool(flawed) or stops(gathered.diagnostics, strict=options.strict),
        counts=counts_of_whole(gathered.whole),
        seconds=time.perf_counter() - started,
    )
