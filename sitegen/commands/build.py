"""`sitegen build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.build import BuildOptions, build_site, severity_of
from sitegen.build.collector import collector_paused
from sitegen.commands.new_files import write_report
from sitegen.commands.options import (
    archive_argument,
    cache_option,
    executor_option,
    format_option,
    jobs_option,
    no_cache_option,
    strict_option,
)
from sitegen.commands.output import ERRORS, progress, tell, tell_waiting


@click.command()
@archive_argument
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that the site is put into.  [default: build; in an archive's own folder ../build]",
)
@strict_option
@format_option
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was done to a file, as JSON.",
)
@cache_option
@no_cache_option
@jobs_option
@executor_option
@collector_paused()  # up to the end of the process, which needs no last look at all it made
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: Path,
    out: Path | None,
    strict: bool,  # noqa: FBT001
    form: str,
    report: Path | None,
    cache: Path | None,
    no_cache: bool,  # noqa: FBT001
    jobs: int | None,
    executor: str,
) -> None:
    """Build the site of ARCHIVE (default: content).

    With errors in the archive nothing is written: the site that stood before stays as it is.
    """
    if out is None:  # beside the archive, which a site cannot be put into
        out = Path("..", "build") if archive == Path() else Path("build")
    options = BuildOptions(
        archive=archive, out=out, cache=cache, no_cache=no_cache, jobs=jobs, executor=executor, strict=strict
    )
    with progress() as step:
        result = build_site(options, step, tell_waiting)
    tell(archive, [d for d in result.diagnostics if severity_of(d) != "advice"], form)
    if report is not None:
        write_report(report, result.report())
    if form == "text":
        click.echo(result.summary(), err=True)
    sys.exit(ERRORS if result.has_failed else 0)
