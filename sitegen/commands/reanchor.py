"""`sitegen reanchor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.build import BuildOptions, check_archive, severity_of
from sitegen.build.options import default_jobs
from sitegen.build.source import SourceBytes
from sitegen.build.workers import open_workers
from sitegen.commands.locks import OpenedArchive, find_documents, open_archive, read_standings
from sitegen.commands.options import archive_argument, jobs_option
from sitegen.commands.output import ERRORS, tell
from sitegen.commands.reanchor_dialogue import QuitError, ask, tell_question
from sitegen.diagnostics.findings import in_file_order
from sitegen.diagnostics.rules.anchors import PASSAGE_WAITING
from sitegen.diagnostics.shell import shell_word
from sitegen.diagnostics.tell import prefix_of, render_counts
from sitegen.diagnostics.tell_text import render_heading
from sitegen.disk.change import Change, change_files
from sitegen.reanchor.accept import RefusedError, accept
from sitegen.reanchor.question import Question, find_questions
from sitegen.reanchor.standing import Standing, standing_of

LISTED = 8  # ids of moved passages, or errors, that are named


@click.command()
@archive_argument
@click.argument("document", default="")
@click.option(
    "--yes", is_flag=True, help="Ask nothing: accept what is beyond doubt, and leave the rest waiting."
)
@jobs_option
def reanchor(archive: Path, document: str, yes: bool, jobs: int | None) -> None:  # noqa: FBT001
    """After a source was corrected, say which passages moved, and ask about those in doubt.

    For all documents of ARCHIVE (default: content) that have a lock, or for DOCUMENT (an id or a file).
    What is accepted is written into the sidecar, where its quote must change, and into the lock. Without
    a terminal, and without --yes, passages are listed only, and the exit code is 1 where there are any.
    In the end it says which errors still stop the build.
    """
    opened = open_archive(archive)
    files = [f for f in find_documents(opened, document) if f.lock]
    with open_workers(jobs or default_jobs(), "") as workers:
        standings = read_standings(opened, files, workers)
    is_asking = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    left = 0
    try:
        for standing in standings:
            left += _settle(opened, standing, writes=yes or is_asking, is_asking=is_asking)
    except QuitError:
        left += 1
    click.echo(_summary(left, has_locks=bool(files)), err=True)
    _tell_what_stops(archive, jobs)
    sys.exit(ERRORS if left else 0)


def _summary(left: int, *, has_locks: bool) -> str:
    if not has_locks:
        return "no document has a lock; `sitegen lock` writes them"
    return f"{left:,} left" if left else "nothing waits"


def _tell_what_stops(archive: Path, jobs: int | None) -> None:
    """Say in the end whether the archive can be built, and name the errors because of which it cannot."""
    found = check_archive(BuildOptions(archive=archive, jobs=jobs)).diagnostics
    errors = in_file_order(d for d in found if severity_of(d) == "error")
    if not errors:
        click.echo("no error stops the build", err=True)
        return
    click.echo(f"the build is still stopped by {render_counts(errors)}:", err=True)
    prefix = prefix_of(archive.as_posix())
    for error in errors[:LISTED]:
        click.echo(f"  {render_heading(error, prefix=prefix)}", err=True)
    if len(errors) > LISTED:
        click.echo(f"  and {len(errors) - LISTED:,} more", err=True)
    click.echo(f"`sitegen check {shell_word(str(archive))}` shows how to mend them", err=True)


def _settle(opened: OpenedArchive, standing: Standing, *, writes: bool, is_asking: bool) -> int:
    """Tell how a document's passages stand, ask and write where that is wanted; return how much is left."""
    wrong = [error for error in standing.errors if error.code != PASSAGE_WAITING.code]
    if wrong:
        tell(opened.path, wrong, "text")
        click.echo(f"{standing.files.sidecar}: mend these errors first", err=True)
        return 1
    moved = standing.changes.moved
    if moved:
        named = ", ".join(moved[:LISTED]) + (", …" if len(moved) > LISTED else "")
        click.echo(f"{opened.path / standing.files.text}: {len(moved)} moved, beyond doubt: {named}")
    if standing.waiting:
        source = opened.load(standing.files)
        return _ask_all(opened, source, is_asking=is_asking, writes=writes)
    if standing.is_current:
        return 0
    if writes:
        change_files(opened.path, [Change(standing.lock_path, standing.before, standing.data)])
    return 0 if writes else len(moved)


def _ask_all(opened: OpenedArchive, source: SourceBytes, *, is_asking: bool, writes: bool) -> int:
    """Take a person through what waits in a document; return how many passages wait still."""
    left = 0
    asked: set[str] = set()
    while True:
        standing, questions = _look(opened, source)
        unasked = [q for q in questions if q.annotation.id not in asked]
        if not unasked:
            break
        question = unasked[0]
        tell_question(opened.path, source, question, len(asked) + 1, len(asked) + len(unasked))
        asked.add(question.annotation.id)
        spans = ask(question) if is_asking else None
        accepted = None if spans is None else _accepted(opened, source, question, spans)
        left += accepted is None
        source = accepted or source
    if writes and standing.data is not None and not standing.is_current:
        change_files(opened.path, [Change(standing.lock_path, standing.before, standing.data)])
    return left


def _look(opened: OpenedArchive, source: SourceBytes) -> tuple[Standing, tuple[Question, ...]]:
    anchored = opened.anchor(source)
    return standing_of(source, anchored), find_questions(anchored)


def _accepted(
    opened: OpenedArchive, source: SourceBytes, question: Question, spans: tuple[tuple[int, int], ...]
) -> SourceBytes | None:
    """Write a decision into the files and return what they hold now; None where it was refused."""
    try:
        after = accept(source, opened.settings, question.annotation.id, spans)
    except RefusedError as refused:
        click.echo(f"  not written: {refused}; please edit the quote by hand", err=True)
        return None
    files = source.files
    sidecar = Change(files.sidecar, source.sidecar, after.sidecar)
    change_files(opened.path, [sidecar, Change(files.lock, source.lock, after.lock)])
    if after.sidecar != source.sidecar:
        click.echo(f"  written: {opened.path / files.sidecar}, and its lock")
    else:
        click.echo("  the quote is right as it is; written to the lock")
    return after
