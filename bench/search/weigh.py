"""What a first query costs a reader: bytes as they are sent (gzip) and requests, in a real browser."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser

TEXTUAL = (".html", ".js", ".css", ".json")


class Weight(NamedTuple):
    bytes: int
    requests: int
    hits: str


class _Handler(SimpleHTTPRequestHandler):
    sent: list[tuple[str, int]]

    def __init__(self, *arguments: object, sent: list[tuple[str, int]], **options: object) -> None:
        self.sent = sent
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXTUAL:
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.sent.append((self.path, len(data)))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder; give its address and the growing list of what was sent."""
    sent: list[tuple[str, int]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder), sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
    finally:
        server.shutdown()
        server.server_close()


def weigh_query(browser: Browser, folder: Path, query: str) -> Weight:
    """Return what the results page loads for a first query, but for the page itself."""
    with served(folder) as (address, sent):
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}search.html?q={quote(query)}")
        page.wait_for_selector(".search-result .search-text", timeout=60_000)
        page.wait_for_load_state("networkidle")
        hits = page.inner_text(".search-status")
        context.close()
        parts = [size for path, size in sent if not path.startswith("/search.html")]
        return Weight(sum(parts), len(parts), hits)
