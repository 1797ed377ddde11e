"""A server of a small archive, running in a thread of the test's own process."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from sitegen.build import BuildOptions
from sitegen.serve.server import address_of, open_socket
from sitegen.serve.start import make_server

ENGLISH = """\
The bridge was closed on Monday. Officials said that 1,200 people had crossed it before noon.

"Nobody was hurt," the mayor said, "and nobody will be." She did not say when the bridge would open.

A second report gave another number. The bridge was closed, it said, and 900 people had crossed.
"""
ARABIC = """\
أُغلق الجسر يوم الاثنين. وقال مسؤولون إن ١٢٠٠ شخص عبروه قبل الظهر.

وقالت رئيسة البلدية إن أحداً لم يصب بأذى، ولم تذكر متى سيفتح الجسر.
"""
SIDECAR = """\
# about the bridge
title: The bridge
language: en
author: the-editors   # we wrote it

annotations:
  # the first one
  - id: closed
    quote: 'The bridge was closed on Monday'  # in quotation marks
    claim: bridge-closed
# the end
"""


@dataclass(frozen=True)
class Running:
    address: str
    archive: Path
    said: list[str]

    def path(self, name: str) -> Path:
        return self.archive / name

    def read(self, name: str) -> str:
        return self.path(name).read_bytes().decode()


def write_archive(archive: Path) -> Path:
    """Write an archive of an English and an Arabic document."""
    files = {
        "site.yaml": "title: Bridges\n",
        "speakers.yaml": (
            "the-editors:\n  name: The editors\n\n"
            "the-mayor:\n  name: Maria Müller\n  aliases: [the mayor]\n\n"
            "officials:\n  name: Officials   # unnamed\n"
        ),
        "claims.yaml": "bridge-closed:\n  text: The bridge is closed.\n",
        "figures.yaml": "crossed:\n  label: People who crossed\n  unit: people\n",
        "documents/bridge.txt": ENGLISH,
        "documents/bridge.yaml": SIDECAR,
        "documents/jisr.txt": ARABIC,
        "documents/jisr.yaml": "title: الجسر\nlanguage: ar\nannotations: []\n",
    }
    for name, text in files.items():
        path = archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return archive


@contextmanager
def run_server(archive: Path, *, annotates: bool = True) -> Iterator[Running]:
    """Serve an archive while the context lasts."""
    said: list[str] = []
    options = BuildOptions(archive, archive.parent / "out", archive.parent / "cache", jobs=1)
    opened = open_socket("127.0.0.1", 0)
    server = make_server(options, "127.0.0.1", said.append, annotates=annotates)
    thread = Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    try:
        yield Running(address_of(opened), archive, said)
    finally:
        server.leave()
        thread.join(20)
        opened.close()
        assert not thread.is_alive()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let the system refuse to write more, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
