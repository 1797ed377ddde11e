"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.disk.environment import EnvironmentFailure

FORMS = ("text", "json", "github", "sarif")


def meant_archive(_context: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    """Return the archive's folder; the folder that `init` made around one is not taken for it."""
    if path is None or (path / "site.yaml").is_file():
        return path
    if (path / "content" / "site.yaml").is_file():
        raise EnvironmentFailure(f"{str(path)!r} has no site.yaml; did you mean {str(path / 'content')!r}?")
    return path


archive_argument = click.argument(
    "archive", default="content", type=click.Path(path_type=Path, file_okay=False), callback=meant_archive
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="How findings are told.",
)
cache_option = click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where results are kept between builds.  [default: .sitegen beside the archive]",
)
no_cache_option = click.option("--no-cache", is_flag=True, help="Keep nothing, and start from nothing.")
jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    help="How many processes work.  [default: the processors; one for a small archive]",
)
executor_option = click.option(
    "--executor",
    metavar="dask://HOST:PORT",
    default="",
    help="Work on a Dask cluster in place of this machine.",
)
