"""Who may ask: only pages that this server sent.

Any website can make a reader's browser send requests to 127.0.0.1, and by changing what its own name
resolves to (DNS rebinding) read the answers too. Such requests carry the website's name as their
Host or Origin; so both must be this machine's own.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# As a host is to send them (see netlify.toml): a page that breaks these rules is to break here first.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Of files that an archive brought, which may be pages of somebody else: no script of theirs runs, no form is
# sent, no window opened. Without scripts they can keep the site's origin, by which their pictures load.
FOREIGN_POLICY = (
    "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_loopback(host: str) -> bool:
    """Tell whether an address or name is this machine's own, which nobody else can reach."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_own_name(name: str, bound: str) -> bool:
    """Tell whether a name in a Host header can be this server's, bound to an address.

    Rebinding needs a name, so where the server is open to a network every numeric address will do.
    """
    name = name.lower()
    if is_loopback(name):
        return True
    if is_loopback(bound):
        return False
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name in {bound.lower(), socket.gethostname().lower()}
    return True


class Guard:
    """Refuses foreign requests; puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self._app = app
        self._bound = bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers["Cache-Control"] = "no-store"
            await send(message)

        refusal = self.refusal(Headers(scope=scope), scope["method"])
        if refusal:
            await PlainTextResponse(refusal + "\n", 403)(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)

    def refusal(self, headers: Headers, method: str) -> str:
        """Return why a request is refused; empty where it is not."""
        host = headers.get("host", "")
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            name = ""
        if not is_own_name(name, self._bound):
            return "This server answers only to its own name."
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return "This server answers only its own pages."
        if method not in ("GET", "HEAD") and headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return "This server answers only its own pages."
        return ""
