"""`sitegen diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.commands.options import archive_option
from sitegen.commands.output import ERRORS
from sitegen.commands.revisions import open_archive_state
from sitegen.commands.whole import read_whole
from sitegen.diff.diff import diff_wholes
from sitegen.diff.tell import FORMS, render_changes


@click.command()
@click.argument("old")
@click.argument("new", default="")
@archive_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="How changes are told.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where something changed.")
def diff(old: str, new: str, archive: Path, form: str, exit_code: bool) -> None:  # noqa: FBT001
    """Say in words what changed in meaning from OLD to NEW (default: the archive as it stands).

    Each is a folder, a git revision (main, HEAD~1), or REVISION:PATH. Told are documents, annotations,
    claims with their statuses, readings of figures, speakers; not comments, order or quoting.
    """
    with (
        open_archive_state(old, archive) as before,
        open_archive_state(new or str(archive), archive) as after,
    ):
        changes = diff_wholes(read_whole(before, no_cache=True), read_whole(after, no_cache=True))
    click.echo(render_changes(changes, form), nl=False)
    sys.exit(ERRORS if exit_code and changes else 0)
