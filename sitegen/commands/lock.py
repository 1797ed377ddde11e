"""`sitegen lock`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from sitegen.build.options import default_jobs
from sitegen.build.workers import open_workers
from sitegen.commands.locks import open_archive, read_standings
from sitegen.commands.options import archive_argument, format_option, jobs_option
from sitegen.commands.output import ERRORS, tell
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.shell import shell_word
from sitegen.disk.change import Change, change_files
from sitegen.reanchor.standing import Standing


@click.command()
@archive_argument
@click.option(
    "--check", is_flag=True, help="Write nothing; fail where a lock is missing or not up to date. For CI."
)
@format_option
@jobs_option
def lock(archive: Path, check: bool, form: str, jobs: int | None) -> None:  # noqa: FBT001
    """Write the anchor locks of ARCHIVE (default: content): where each passage stands.

    A lock is written for every document whose passages are all placed beyond doubt. A document with an
    error, or with a passage that waits for a person, keeps the lock it has. Run it before you commit
    annotations, and commit the locks with them: when a source is corrected later, they tell which passages
    are still what was annotated.
    """
    opened = open_archive(archive)
    with open_workers(jobs or default_jobs(), "") as workers:
        standings = read_standings(opened, opened.documents, workers)
    stale = [s for s in standings if s.is_settled and not s.is_current]
    kept = [s for s in standings if not s.is_settled]
    if check:
        tell(archive, [*_errors(kept), *opened.alone, *(s.report() for s in stale)], form)
    else:
        tell(archive, [*_errors(kept), *opened.alone], form)
        for standing in stale:
            change_files(archive, [Change(standing.lock_path, standing.before, standing.data)])
            click.echo(f"{archive / standing.lock_path}: {_what(standing)}")
    if form == "text":
        click.echo(_summary(standings, (stale, kept), archive, is_check=check), err=True)
    elif form == "github" and check and stale:
        click.echo(f"::error title=anchor locks::{len(stale):,} not up to date. {_forgotten(archive)}")
    sys.exit(ERRORS if kept or opened.alone or (check and stale) else 0)


def _forgotten(archive: Path) -> str:
    name = shell_word(str(archive))
    return f"Run `sitegen lock {name}`, look at what it writes, and commit it with the change."


def _errors(kept: Iterable[Standing]) -> list[Diagnostic]:
    return [error for standing in kept for error in standing.errors]


def _what(standing: Standing) -> str:
    if standing.data is None:
        return "removed; nothing is annotated"
    return standing.changes.in_words() or "the document was changed around its passages"


def _summary(
    standings: list[Standing],
    unfinished: tuple[list[Standing], list[Standing]],
    archive: Path,
    *,
    is_check: bool,
) -> str:
    """Return the counts and what to do; `unfinished` are locks out of date, and those that must stay so."""
    stale, kept = unfinished
    fine = len(standings) - len(stale) - len(kept)
    written = "not up to date" if is_check else "written"
    parts = [f"{fine:,} up to date", f"{len(stale):,} {written}"]
    if kept:
        parts.append(f"{len(kept):,} left as they are")
    line = "locks: " + ", ".join(parts)
    if is_check and stale:
        line += f"\n{_forgotten(archive)}"
    if any(s.waiting for s in kept):
        name = shell_word(str(archive))
        line += f"\nWhere a passage waits, run `sitegen reanchor {name}`: it shows what it may be now."
    return line
