"""What commands print: findings, and how far the work is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from sitegen.commands.color import wants_no_color
from sitegen.diagnostics.diagnostic import Diagnostic

ERRORS = 1  # exit code where the archive has errors
PATIENCE = 1.0  # seconds before a progress bar is worth its flicker


def tell(archive: Path, diagnostics: Iterable[Diagnostic], form: str) -> None:
    """Print findings: as text to the terminal's error stream, in other forms as the output."""
    diagnostics = tuple(diagnostics)
    if not diagnostics and form == "text":
        return
    from sitegen.diagnostics.tell import prefix_of, render_diagnostics  # noqa: PLC0415 - most builds have nothing to tell

    told = render_diagnostics(
        diagnostics, form, prefix_of(archive.as_posix()), color=form == "text" and shows_color()
    )
    if told:
        click.echo(told, err=form == "text")


def shows_color() -> bool:
    """Tell whether the error stream is shown in colours."""
    return sys.stderr.isatty() and not wants_no_color()


def tell_waiting(words: str) -> None:
    """Say what a person should know who sees nothing happen."""
    click.echo(f"sitegen: {words}", err=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
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
        before = len(shown)
        shown = f"{what:<10} [{'#' * filled}{'-' * (30 - filled)}] {done:,} of {total:,}"
        # Spaces wipe what is longer than the new bar: not every terminal obeys escape sequences.
        click.echo(f"\r{shown:<{before}}", nl=False, err=True)

    yield step
    if shown:
        click.echo(f"\r{'':<{len(shown)}}\r", nl=False, err=True)
