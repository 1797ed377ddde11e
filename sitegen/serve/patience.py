"""The protocol of one connection, which is closed where no whole request comes on it for long."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 30.0  # seconds: a page of ours asks in thousandths of one, a phone on a bad network in a few


class PatientProtocol(H11Protocol):
    """Closes connections that are opened and left, or fed drop by drop, in the head or the body of a request.

    Of uvicorn's own there is a limit for what comes after the first answer alone. An answer takes as long as
    it takes: pages listen for as long as they are open.
    """

    patience = PATIENCE
    _since = 0.0  # when it began to wait for a request
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look = self.loop.call_later(self.patience, self._close_if_late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _close_if_late(self) -> None:
        cycle: Any = self.cycle
        waits = cycle is None or cycle.response_complete or cycle.more_body
        left = self._since + self.patience - self.loop.time() if waits else self.patience
        if left <= 0:
            self.transport.close()
            return
        self._look = self.loop.call_later(left, self._close_if_late)
