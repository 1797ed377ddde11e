"""From files to the checked whole: everything of a build but the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from sitegen.build.documents import (
    HEAD,
    Settings,
    head_from_bytes,
    keys_of_documents,
    parse_missing,
)
from sitegen.build.look import Look
from sitegen.build.options import BuildOptions
from sitegen.build.registries import Reader, read_registries, read_site
from sitegen.build.tool import tool_digest
from sitegen.build.workers import Workers
from sitegen.checks import run_checks
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.disk.listing import read_file
from sitegen.disk.memo import Memo
from sitegen.graph import whole_from_archive
from sitegen.model.archive import Archive, Document
from sitegen.model.whole import Whole
from sitegen.record import Record

Step = Callable[[str, int, int], None]


class Gathered(Record, frozen=True):
    """`keys` are the memo keys of the documents' results; `whole` is None where there is no site.yaml to go by."""

    whole: Whole | None
    keys: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def gather(options: BuildOptions, look: Look, memo: Memo, workers: Workers, step: Step) -> Gathered:
    """Read, parse, anchor, connect and check; everything found is in the diagnostics, in file order."""
    read = partial(read_file, options.archive)
    reader = Reader(read, look.seen, memo, tool_digest())
    problems = list(look.diagnostics)
    site, found = read_site(reader)
    problems += found
    if site is None:
        return Gathered(None, {}, _located(problems, look, read))
    archive, found = read_registries(site, look.layout, reader)
    problems += found
    sources = look.layout.documents
    settings = Settings(site.language)
    keys = keys_of_documents(sources, look.seen, settings, tool_digest())
    done = 0
    for count, missing in parse_missing(sources, keys, settings, memo, workers, read):
        done += count
        step("reading", done, missing)
    documents: dict[str, Document] = {}
    for source in sources:
        data = memo.find(keys[source.id] + HEAD)
        assert data is not None, source.id
        head = head_from_bytes(data)
        problems += head.diagnostics
        if head.document is not None:
            documents[source.id] = head.document
    archive = msgspec.structs.replace(archive, documents=documents)
    whole, found = _connect(archive)
    return Gathered(whole, keys, _located([*problems, *found], look, read))


def _connect(archive: Archive) -> tuple[Whole, tuple[Diagnostic, ...]]:
    whole = whole_from_archive(archive)
    return whole, run_checks(archive, whole)


def _located(problems: list[Diagnostic], look: Look, read: Callable[[str], bytes]) -> tuple[Diagnostic, ...]:
    """Give each finding its line and column, reading again only the files that have one; sort them."""
    if not problems:
        return ()
    from sitegen.parse.locate import locate  # noqa: PLC0415 - most builds find nothing

    texts: dict[str, bytes] = {}
    located = []
    for problem in problems:
        path = problem.place.path
        if problem.place.line == 0 and problem.place.keys and path in look.seen:
            if path not in texts:
                texts[path] = read(path)
            located.append(locate(problem, texts[path]))
        else:
            located.append(problem)
    return tuple(
        sorted(set(located), key=lambda d: (d.place.path, d.place.line, d.place.column, d.code, d.message))
    )
