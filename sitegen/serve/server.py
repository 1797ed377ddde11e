"""Listening: one socket, on this machine alone unless told otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from sitegen.disk.environment import EnvironmentFailure
from sitegen.serve.live import Live, make_app
from sitegen.serve.patience import PatientProtocol
from sitegen.serve.rebuild import Rebuilder
from sitegen.serve.saying import SayingHandler

PORT = 8321
TRIED = 20  # ports after the usual one, for a second archive served beside the first


def open_socket(host: str, port: int | None) -> socket.socket:
    """Return a socket bound to a port: the one named, or (None) the first free of the usual ones."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reason = ""
    for candidate in range(PORT, PORT + TRIED) if port is None else (port,):
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, candidate))
            opened.listen()
        except OSError as error:
            opened.close()
            reason = f"cannot listen on {host}, port {candidate}: {error.strerror}; name another with --port"
            continue
        return opened
    raise EnvironmentFailure(reason)


def address_of(opened: socket.socket) -> str:
    """Return the address of a bound socket's site."""
    host, port = opened.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


class Server(uvicorn.Server):
    """Serves a site and builds it again at every change, until it is told to exit."""

    def __init__(self, live: Live, rebuilder: Rebuilder) -> None:
        self._live = live
        self._rebuilder = rebuilder
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        app = make_app(live)
        app.router.lifespan_context = self._lifespan
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            log_config=None,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            server_header=False,
        )
        super().__init__(config)
        log = logging.getLogger("uvicorn")
        log.handlers, log.propagate = [SayingHandler(rebuilder.say)], False

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._stop, self._loop = asyncio.Event(), asyncio.get_running_loop()
        watching = asyncio.create_task(self._rebuilder.watch(self._stop))
        try:
            yield
        finally:
            self._stop.set()
            await watching

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections: also those whose answers were not done in the time that is given them."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            transport: asyncio.Transport = connection.transport
            transport.abort()
        await asyncio.sleep(0)  # for what each does when it is closed

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End waiting streams first: they would hold the server open."""
        self._end_streams()
        super().handle_exit(sig, frame)  # exits at once if it had been told before

    def leave(self) -> None:
        """Ask the server to exit, from any thread."""
        self._end_streams()
        self.should_exit = True

    def _end_streams(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        assert self._stop is not None
        self._stop.set()
        self._closing = asyncio.ensure_future(self._live.changes.close())


def serve_until_stopped(server: Server, opened: socket.socket, say: Callable[[str], None]) -> None:
    """Serve until interrupted."""
    say(f"serving {address_of(opened)} - stop with Ctrl+C")
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[opened])
