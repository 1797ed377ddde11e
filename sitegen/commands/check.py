"""`sitegen check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.build import BuildOptions, check_archive
from sitegen.commands.options import (
    archive_argument,
    cache_option,
    format_option,
    jobs_option,
    no_cache_option,
    strict_option,
)
from sitegen.commands.output import ERRORS, progress, tell, tell_waiting


@click.command()
@archive_argument
@strict_option
@format_option
@cache_option
@no_cache_option
@jobs_option
def check(
    archive: Path,
    strict: bool,  # noqa: FBT001
    form: str,
    cache: Path | None,
    no_cache: bool,  # noqa: FBT001
    jobs: int | None,
) -> None:
    """Report everything that is wrong or could be better in ARCHIVE (default: content); write no site."""
    options = BuildOptions(archive=archive, cache=cache, no_cache=no_cache, jobs=jobs, strict=strict)
    with progress() as step:
        result = check_archive(options, step, tell_waiting)
    tell(archive, result.diagnostics, form)
    if form == "text":
        click.echo(result.summary(), err=True)
    sys.exit(ERRORS if result.has_failed else 0)
