"""Start serving: build, listen, tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.build import BuildOptions
from sitegen.serve.changes import Changes
from sitegen.serve.guard import is_loopback
from sitegen.serve.live import Live
from sitegen.serve.rebuild import Rebuilder
from sitegen.serve.saying import saying
from sitegen.serve.server import Server, address_of, open_socket, serve_until_stopped


def start(
    options: BuildOptions,
    host: str,
    port: int | None,
    *,
    say: Callable[[str], None],
    opens: Callable[[str], Any] | None = None,
    annotates: bool = False,
) -> None:
    """Build the site, serve it and keep it up to date until interrupted. Raises `EnvironmentFailure`.

    Nothing waits for what `say` prints.
    """
    opened = open_socket(host, port)
    with saying(say) as tell:
        if not is_loopback(host):
            writes = " and write to it" if annotates else ""
            tell(f"everybody who can reach {host} can read this site{writes}")
        server = make_server(options, host, tell, annotates=annotates)
        if opens is not None:
            opens(address_of(opened))
        serve_until_stopped(server, opened, tell)


def make_server(
    options: BuildOptions, host: str, say: Callable[[str], None], *, annotates: bool = False
) -> Server:
    """Build the site and return its server, not yet listening."""
    changes = Changes(options.out)
    live = Live(changes, host)
    if annotates:
        from sitegen.serve.annotate.live import with_annotator  # noqa: PLC0415 - half of the package

        live = with_annotator(live, options)
    rebuilder = Rebuilder(options, changes, say)
    rebuilder.begin()
    return Server(live, rebuilder)
