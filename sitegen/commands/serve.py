"""`sitegen serve`, and the options that `annotate` has too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sitegen.build import BuildOptions
from sitegen.commands.options import archive_argument, cache_option, no_cache_option, strict_option
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import list_archive
from sitegen.text.printable import printable_lines

F = Callable[..., Any]


def serving_options(command: F) -> F:
    """Add what all commands that serve have."""
    for option in reversed(
        (
            archive_argument,
            click.option(
                "--port",
                "-p",
                type=click.IntRange(0, 65535),
                help="The port.  [default: 8321, or the next free]",
            ),
            click.option(
                "--host",
                default="127.0.0.1",
                show_default=True,
                help="The address to listen on. Any but a loopback address lets others in.",
            ),
            click.option(
                "--out",
                "-o",
                type=click.Path(path_type=Path, file_okay=False),
                help="Build into this folder.  [default: one in the cache]",
            ),
            click.option("--open", "opens", is_flag=True, help="Open the site in the browser."),
            strict_option,
            cache_option,
            no_cache_option,
        )
    ):
        command = option(command)
    return command


@contextmanager
def building(archive: Path, out: Path | None, **options: Any) -> Iterator[BuildOptions]:  # noqa: ANN401
    """Give the build's options; a folder that nobody named is in the cache, or made for this run alone."""
    build = BuildOptions(archive=archive, **options)
    if not archive.is_dir():
        list_archive(archive)  # raises, and says the way out
    if out is not None and out.resolve().is_relative_to(archive.resolve()):
        raise EnvironmentFailure(f"{str(out)!r} is inside the archive; name a folder outside it with --out")
    cache = build.cache_folder
    if out is not None or cache is not None:
        target = out if out is not None else Path(cache or "", "serve")
        yield BuildOptions(archive=archive, out=target, **options)
        return
    with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
        yield BuildOptions(archive=archive, out=Path(folder) / "site", **options)


@click.command()
@serving_options
def serve(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: Path,
    port: int | None,
    host: str,
    out: Path | None,
    opens: bool,  # noqa: FBT001
    strict: bool,  # noqa: FBT001
    cache: Path | None,
    no_cache: bool,  # noqa: FBT001
) -> None:
    """Serve the site of ARCHIVE (default: content) on this machine, and build it again at every change."""
    from sitegen.serve.start import start  # noqa: PLC0415 - loaded where it is used

    with building(archive, out, strict=strict, cache=cache, no_cache=no_cache) as options:
        start(options, host, port, say=say, opens=click.launch if opens else None)


def say(words: str) -> None:
    """Print a line or more to the terminal."""
    click.echo(printable_lines(words), err=True)
