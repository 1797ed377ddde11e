"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from sitegen.disk.environment import EnvironmentFailure

FORMS = ("text", "json", "github", "sarif")


def not_around_archive(
    _context: click.Context, _parameter: click.Parameter, path: Path | None
) -> Path | None:
    """Return a folder; the one that `init` made around an archive is not taken for the archive."""
    if path is not None and not _is_archive(path) and _is_archive(path / "content"):
        raise EnvironmentFailure(f"{str(path)!r} has no site.yaml; did you mean {str(path / 'content')!r}?")
    return path


def meant_archive(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """Return the archive's folder: where none is named and `content` is none, the one that a person is in."""
    path = not_around_archive(context, parameter, path)
    if path is None or _is_archive(path) or not _is_archive(Path()):
        return path
    if context.get_parameter_source(parameter.name or "") is ParameterSource.DEFAULT:
        click.echo(f"sitegen: the archive is the folder you are in, {Path.cwd().name!r}", err=True)
        return Path()
    if path.is_dir():
        return path
    unnamed = "" if isinstance(parameter, click.Argument) else f" without {max(parameter.opts, key=len)}"
    raise EnvironmentFailure(
        f"there is no archive folder {str(path)!r}; to take the one you are in, "
        f"write `{context.command_path}`{unnamed}"
    )


def _is_archive(folder: Path) -> bool:
    return (folder / "site.yaml").is_file()


archive_argument = click.argument(
    "archive", default="content", type=click.Path(path_type=Path, file_okay=False), callback=meant_archive
)
archive_option = click.option(
    "--archive",
    "-a",
    default="content",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    callback=meant_archive,
    help="The archive's folder.",
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
