"""`sitegen schema`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.archive_ids import read_archive_ids
from sitegen.commands.new_files import replace_files
from sitegen.commands.options import meant_archive
from sitegen.scaffold.editor import FOLDER, modeline, schema_files


@click.command()
@click.option(
    "--archive",
    "-a",
    type=click.Path(path_type=Path, file_okay=False),
    callback=meant_archive,
    help="Put the ids of this archive in, so that editors complete them.",
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"The folder that the schemas are put into.  [default: {FOLDER}]",
)
def schema(archive: Path | None, out: Path | None) -> None:
    """Write JSON Schemas of all that is written in YAML, by which editors complete keys and mark mistakes.

    `sitegen init` writes them with settings for VS Code. Write them again with --archive to have the ids of
    an archive's speakers, claims, figures, topics and documents completed too.
    """
    ids = None if archive is None else read_archive_ids(archive)
    if out is None:
        root, below = Path(), f"{FOLDER}/"
    else:  # a folder that is named may be reached by links, which the usual one below this one may not
        root, below = out, ""
    files = {below + name: data for name, data in schema_files(ids).items()}
    replace_files(root, files)
    for path in files:
        click.echo(root / path)
    line = modeline("PATH/FROM/THE/FILE/TO/sidecar.json")
    click.echo(
        f"An editor that has no settings for them can be told in a file's first line:\n  {line}", err=True
    )
