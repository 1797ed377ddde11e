"""Reading an archive's documents for their locks, and writing a lock: what `lock` and `reanchor` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.build.documents import Settings
from sitegen.build.source import Anchored, SourceBytes, anchor_source, load_source
from sitegen.build.workers import Workers
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules.folders import LOCK_WITHOUT_DOCUMENT
from sitegen.disk.environment import EnvironmentFailure
from sitegen.disk.listing import list_archive, read_file
from sitegen.parse.layout import SourceFiles, layout_from_paths
from sitegen.parse.records import parse_site
from sitegen.reanchor.standing import Standing, find_standings


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """An archive's documents and settings; `alone` are the findings on locks without a document."""

    path: Path
    documents: tuple[SourceFiles, ...]
    settings: Settings
    alone: tuple[Diagnostic, ...]

    def load(self, files: SourceFiles) -> SourceBytes:
        """Return what a document's files hold."""
        return load_source(files, lambda path: read_file(self.path, path))

    def anchor(self, source: SourceBytes) -> Anchored:
        """Return a document with its passages."""
        return anchor_source(source, self.settings)


def open_archive(path: Path) -> OpenedArchive:
    """List an archive. Raises `EnvironmentFailure` where there is none.

    Without a sound site.yaml its language counts as English: that decides no passage.
    """
    listing = list_archive(path)
    if "site.yaml" not in listing.paths:
        raise EnvironmentFailure(f"{str(path)!r} is no archive: it has no site.yaml")
    layout, problems = layout_from_paths(listing.paths)
    site, _ = parse_site(read_file(path, "site.yaml"), "site.yaml")
    alone = tuple(d for d in problems if d.code == LOCK_WITHOUT_DOCUMENT.code)
    return OpenedArchive(path, layout.documents, Settings(site.language if site else "en"), alone)


def read_standings(
    opened: OpenedArchive, documents: Sequence[SourceFiles], workers: Workers
) -> list[Standing]:
    """Return how the lock of each of the documents stands."""
    chunks = workers.run(find_standings, opened.settings, documents, opened.load)
    return [standing for chunk in chunks for standing in chunk]


def find_documents(opened: OpenedArchive, wanted: str) -> Sequence[SourceFiles]:
    """Return the document of an id, or named by one of its files; all where `wanted` is empty.

    Raises `EnvironmentFailure` where there is no such document.
    """
    if not wanted:
        return opened.documents
    names = {wanted, wanted.removeprefix(f"{opened.path.as_posix()}/")}
    found = [f for f in opened.documents if names & {f.id, f.text, f.sidecar, f.lock}]
    if not found:
        raise EnvironmentFailure(f"there is no document {wanted!r} in {str(opened.path)!r}")
    return found
