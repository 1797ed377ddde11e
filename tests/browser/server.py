"""A server for one folder under a sub-path, with the headers that `netlify.toml` sets.

It is a process of its own. A thread for each request would be traced for coverage, and of two threads that
begin to be traced at once Python ends one, so that now and then a page was never answered.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[2]
NETLIFY = ROOT / "netlify.toml"


def read_headers(path: str = "/*") -> dict[str, str]:
    """Return the response headers that the host sets for a path pattern."""
    rules = tomllib.loads(NETLIFY.read_text(encoding="utf-8"))["headers"]
    return next(rule["values"] for rule in rules if rule["for"] == path)


def headers_of(path: str, rules: list[dict[str, Any]], *, joins: bool = False) -> dict[str, str]:
    """Return what a host sends with a path.

    Of a header that several rules have it is what the last of them says, or (`joins`) what all of them say.
    """
    found: dict[str, str] = {}
    for rule in rules:
        if fnmatchcase(path, rule["for"]):
            for name, value in rule["values"].items():
                found[name] = f"{found[name]}, {value}" if joins and name in found else value
    # Browsers keep to HTTPS for an hour after one such header, also for other servers on this host.
    found.pop("Strict-Transport-Security", None)
    return found


class SubPathHandler(SimpleHTTPRequestHandler):
    """Serves `directory` under `prefix`; everything outside it is 404."""

    # Keep-alive would hold a thread open for each idle connection of a closed browser context.
    protocol_version = "HTTP/1.0"

    def __init__(
        self, *args: object, prefix: str, joins: bool, rules: list[dict[str, Any]], directory: str
    ) -> None:
        self.prefix = prefix
        self.joins = joins
        self.rules = rules
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "no_such_file")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for what is not there, as hosts do."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.prefix) or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        path = "/" + unquote(urlsplit(self.path).path).removeprefix(self.prefix)
        for name, value in headers_of(path, self.rules, joins=self.joins).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def serve_folder(folder: Path, prefix: str, netlify: Path = NETLIFY, *, joins: bool = False) -> Iterator[str]:
    """Serve `folder` under `prefix` (slashes at both ends) while the context lasts; yield its address."""
    command = [sys.executable, "-m", __name__, str(folder), prefix, str(netlify), "joins" if joins else ""]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}{prefix}"
        finally:
            process.terminate()


def main(folder: str, prefix: str, netlify: str, joins: str) -> None:
    """Serve until the process is ended; the first line of the output is the port."""
    rules = tomllib.loads(Path(netlify).read_text(encoding="utf-8"))["headers"]
    handler = partial(SubPathHandler, prefix=prefix, joins=bool(joins), rules=rules, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        print(server.server_port, flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
