"""The command line. Imports what a command needs when it runs, so that `--help` is immediate."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen import __version__
from sitegen.disk.environment import EnvironmentFailure

if TYPE_CHECKING:
    from sitegen.build import BuildResult
    from sitegen.diagnostics.diagnostic import Diagnostic

FORMATS = ("text", "json", "github", "sarif")
ERRORS, FAILURE = 1, 2
PATIENCE = 1.0  # seconds before a progress bar is worth its flicker


class _Commands(click.Group):
    """Turns a broken environment into one sentence and exit code 2; a bug is not caught."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EnvironmentFailure as failure:
            click.echo(f"sitegen: {failure}", err=True)
            ctx.exit(FAILURE)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Make a website of sources and what is said about them.

    An archive is a folder with a site.yaml, documents with their sidecars, and registries of
    speakers, claims and figures. `sitegen build` finds every quoted passage, or says exactly why it
    cannot, and writes pages that any host can serve and any browser can open from a folder.
    """


archive_argument = click.argument(
    "archive", default="content", type=click.Path(path_type=Path, file_okay=False)
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
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


@main.command()
@archive_argument
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default="build",
    show_default=True,
    help="The folder that the site is put into.",
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
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: Path,
    out: Path,
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
    from sitegen.build import BuildOptions, build_site, severity_of  # noqa: PLC0415

    options = BuildOptions(
        archive=archive, out=out, cache=cache, no_cache=no_cache, jobs=jobs, executor=executor, strict=strict
    )
    with _progress() as step:
        result = build_site(options, step)
    _tell(archive, [d for d in result.diagnostics if severity_of(d) != "advice"], form)
    if report is not None:
        _write_report(report, result)
    if form == "text":
        click.echo(result.summary(), err=True)
    sys.exit(ERRORS if result.has_failed else 0)


@main.command()
@archive_argument
@strict_option
@format_option
@cache_option
@no_cache_option
@jobs_option
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: Path,
    strict: bool,  # noqa: FBT001
    form: str,
    cache: Path | None,
    no_cache: bool,  # noqa: FBT001
    jobs: int | None,
) -> None:
    """Report everything that is wrong or could be better in ARCHIVE (default: content); write no site."""
    from sitegen.build import BuildOptions, check_archive  # noqa: PLC0415

    options = BuildOptions(archive=archive, cache=cache, no_cache=no_cache, jobs=jobs, strict=strict)
    with _progress() as step:
        result = check_archive(options, step)
    _tell(archive, result.diagnostics, form)
    if form == "text":
        click.echo(result.summary(), err=True)
    sys.exit(ERRORS if result.has_failed else 0)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE (a code such as Q001, or a name) means and how to mend it; without one, list all."""
    from sitegen.diagnostics.rules import RULES, find_rule  # noqa: PLC0415
    from sitegen.diagnostics.tell_rules import render_rule, render_rule_list  # noqa: PLC0415

    if rule is None:
        click.echo(render_rule_list(RULES))
        return
    found = find_rule(rule)
    if found is None:
        raise EnvironmentFailure(f"there is no rule {rule!r}; `sitegen explain` lists all")
    click.echo(render_rule(found))


def _tell(archive: Path, diagnostics: Iterable[Diagnostic], form: str) -> None:
    from sitegen.diagnostics.tell import render_diagnostics  # noqa: PLC0415

    prefix = archive.as_posix().rstrip("/") + "/"
    color = sys.stderr.isatty() and form == "text"
    told = render_diagnostics(tuple(diagnostics), form, prefix, color=color)
    if told:
        click.echo(told, err=form == "text")


def _write_report(path: Path, result: BuildResult) -> None:
    try:
        path.write_bytes(result.report())
    except OSError as error:
        raise EnvironmentFailure(f"cannot write {str(path)!r}: {error.strerror}") from error


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function (what, done, total) that draws a bar on a terminal once work takes long."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    started = time.monotonic()
    shown = ""

    def step(what: str, done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - started < PATIENCE or not total:
            return
        filled = round(30 * done / total)
        shown = f"{what:<10} [{'#' * filled}{'-' * (30 - filled)}] {done:,} of {total:,}"
        click.echo(f"\r{shown}\x1b[K", nl=False, err=True)

    yield step
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)
