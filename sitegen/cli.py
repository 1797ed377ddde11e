"""The command line. A command is loaded when it is run, so that `--help` is immediate."""

from __future__ import annotations

import atexit
import errno
import io
import os
import sys
import threading
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from sitegen import __version__
from sitegen.commands.color import wants_no_color
from sitegen.disk.environment import EnvironmentFailure
from sitegen.text.printable import printable_lines

FAILURE = 2  # exit code where the environment failed; 1 is for errors in the archive

INTERRUPTED = 130  # as shells have it

NO_MEMORY = "memory ran out before this was done; work with fewer --jobs, or let this program have more of it"
# What is said where there is no room for a library, which Python takes for a library that is not there.
_NO_ROOM = ("failed to map segment", "cannot allocate memory", "out of memory")

# Name → what `--help` says of it in a line. Each is the function of that name in `sitegen.commands.NAME`.
COMMANDS = {
    "build": "Build the site of an archive.",
    "check": "Report what is wrong or could be better in an archive.",
    "serve": "Serve the site on this machine, built again at every change.",
    "annotate": "Serve the site, and write annotations on its pages.",
    "diff": "Say in words what changed in meaning between two states of an archive.",
    "explain": "Say what a rule means and how to mend what breaks it.",
    "import": "Bring annotations in from W3C, Hypothesis, brat, TEI or a table.",
    "init": "Make a new archive that builds at once.",
    "new": "Add a document, a speaker, a claim or a figure.",
    "lock": "Write down where each passage stands, for when a source is corrected.",
    "reanchor": "After a source was corrected: find its passages again, and ask where there is doubt.",
    "suggest": "Print drafts of annotations: quotations, reports, numbers.",
    "schema": "Write JSON Schemas, by which editors complete and check YAML.",
}


class _Commands(click.Group):
    """Loads commands by name; turns a broken environment into one sentence. A bug is not caught."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"sitegen.commands.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - for a word that was mistyped

            if near := get_close_matches(args[0], COMMANDS, 1):
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's call
    ) -> click.Context:
        if wants_no_color():
            extra["color"] = False  # commands inherit it; click leaves colours out of all that they print
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EnvironmentFailure as failure:
            click.echo(printable_lines(f"sitegen: {failure}"), err=True)
            ctx.exit(FAILURE)
        except KeyboardInterrupt:
            click.echo("Aborted!", err=True)
            ctx.exit(INTERRUPTED)
        except (MemoryError, ImportError) as error:
            if not _is_of_memory(error):
                raise
            click.echo(f"sitegen: {NO_MEMORY}", err=True)
            ctx.exit(FAILURE)
        except OSError as error:  # a disk that is full, say, where nobody looked for it
            if error.errno == errno.EPIPE:
                raise
            if error.errno == errno.ENOMEM:
                click.echo(f"sitegen: {NO_MEMORY}", err=True)
                ctx.exit(FAILURE)
            about = f": {error.filename!r}" if error.filename else ""
            click.echo(printable_lines(f"sitegen: {error.strerror or error}{about}"), err=True)
            ctx.exit(FAILURE)


def _is_of_memory(error: BaseException) -> bool:
    """Tell whether there was no memory, be it for a library or for what that loads in its turn."""
    if isinstance(error, MemoryError):
        return True
    words = str(error).lower()
    return any(each in words for each in _NO_ROOM)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
def main() -> None:
    """Make a website of sources and what is said about them.

    An archive is a folder with a site.yaml, documents with their sidecars, and registries of
    speakers, claims and figures. `sitegen build` finds every quoted passage, or says exactly why it
    cannot, and writes pages that any host can serve and any browser can open from a folder. A new
    archive is made by `sitegen init`.
    """


def run(name: str | None = None) -> None:
    """Run the command line as a process of its own, and end that without freeing what it holds.

    A build leaves some hundred thousand objects, which the system takes back faster than Python does. By
    then all files are closed and all locks let go. `name` is what help calls the command.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A character that the output's encoding lacks ends no command; standard error is so by itself.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        main(prog_name=name)
    except SystemExit as ended:
        if not isinstance(ended.code, int) or threading.active_count() > 1:
            raise
        atexit._run_exitfuncs()  # noqa: SLF001 - this and what follows is what others rely on of Python's own end
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:  # nobody reads any more, or the disk is full: Python has an end for that
            raise ended from None
        os._exit(ended.code)
