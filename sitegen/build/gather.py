"""From files to the checked whole: everything of a build but the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.build.collector import collector_paused
from sitegen.build.documents import (
    HEAD,
    SHOWN,
    Head,
    Results,
    Settings,
    head_from_bytes,
    keys_of_documents,
)
from sitegen.build.findings import located
from sitegen.build.links import check_links
from sitegen.build.meant import with_names
from sitegen.build.missing_documents import parse_missing
from sitegen.build.registries import Reader, read_registries, read_site
from sitegen.build.session import Session
from sitegen.build.sharing import Periods, share_values
from sitegen.build.templates import check_templates
from sitegen.build.tool import tool_digest
from sitegen.build.workers import SMALL
from sitegen.checks.run import run_checks
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.digest import SIZE, digest
from sitegen.disk.memo import Memo
from sitegen.graph.whole import whole_from_archive
from sitegen.model.archive import Archive, Document
from sitegen.model.whole import Whole
from sitegen.record import Record, encode_record


class Gathered(Record, frozen=True):
    """`keys` are the memo keys of the documents' results, `shown` the bytes of what other pages show.

    `whole` is None without a usable site.yaml.
    """

    whole: Whole | None
    keys: dict[str, bytes]
    shown: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


_Made = tuple[Head, bytes]  # and the bytes of what other pages show
DECODED_MOST = 4_000  # documents that a running process holds on to from one build to the next
_decoded_before: dict[bytes, Head] = {}  # by memo key: the next build by this process decodes what differs


def gather(session: Session) -> Gathered:
    """Read, parse, anchor, connect and check; everything found is in the diagnostics, in file order."""
    look, memo = session.look, session.memo
    reader = Reader(session.read, look.seen, memo, tool_digest())
    problems = list(look.diagnostics)
    site, found = read_site(reader)
    problems += found
    problems += check_templates(session)
    if site is None:
        return Gathered(None, {}, {}, located(problems, session))
    archive, found = read_registries(site, look.layout, reader)
    problems += found
    sources = look.layout.documents
    settings = Settings(site.language)
    keys = keys_of_documents(sources, look.seen, settings, tool_digest())
    made: dict[str, _Made] = {}
    periods: Periods | None = None
    for results, missing in parse_missing(sources, keys, settings, session):
        if missing >= SMALL and periods is None:  # so many pages will be made that processes are forked
            periods = {}
        made.update(_decoded(results, periods))  # here, while other processes are at the next
        session.step("reading", len(made), missing)
    return _connect(session, archive, keys, made, periods, problems)


@collector_paused()
def _connect(
    session: Session,
    archive: Archive,
    keys: dict[str, bytes],
    made: Mapping[str, _Made],
    periods: Periods | None,
    problems: list[Diagnostic],
) -> Gathered:
    """Put the documents into the archive, those that were `made` now and the others; connect and check."""
    memo, sources = session.memo, session.look.layout.documents
    documents: dict[str, Document] = {}
    shown: dict[str, bytes] = {}
    decoded: dict[bytes, Head] = {}
    for source in sources:
        head, data = made.get(source.id) or _read(keys[source.id], periods, memo)
        decoded[keys[source.id]] = head
        problems += head.diagnostics
        if head.document is not None:
            documents[source.id], shown[source.id] = head.document, data
    _decoded_before.clear()
    if len(decoded) <= DECODED_MOST:
        _decoded_before.update(decoded)
    archive = msgspec.structs.replace(archive, documents=documents)
    whole = whole_from_archive(archive)
    problems += _check(archive, whole, keys, memo)
    problems += check_links(whole, session.read)
    named = with_names(problems, archive, session.read)
    return Gathered(whole, keys, shown, located(named, session))


@collector_paused()
def _decoded(results: Iterable[Results], periods: Periods | None) -> dict[str, _Made]:
    return {id: (_head(head, periods), shown) for id, head, shown, *_ in results}


def _read(key: bytes, periods: Periods | None, memo: Memo) -> _Made:
    head = _decoded_before.get(key) or _head(memo.need(key + HEAD), periods)
    return head, b"" if head.document is None else memo.need(key + SHOWN)


def _head(data: bytes, periods: Periods | None) -> Head:
    """Decode a head; its values are shared with those of others if there are `periods`."""
    head = head_from_bytes(data)
    if head.document is not None and periods is not None:
        share_values(head.document, periods)
    return head


def _check(archive: Archive, whole: Whole, keys: dict[str, bytes], memo: Memo) -> tuple[Diagnostic, ...]:
    """Run the checks, of documents only those not known to be sound beside the same registries."""
    ids = (archive.speakers, archive.claims, archive.figures)
    names = (encode_record(tuple(entities)) for entities in ids)
    key = digest(b"sound", tool_digest(), archive.site.language.encode(), *names)
    known = memo.find(key) or b""
    kept = {known[at : at + SIZE] for at in range(0, len(known), SIZE)}
    found = run_checks(archive, whole, {id for id in archive.documents if keys[id] in kept})
    unsound = {problem.place.path for problem in found}
    sound = (keys[d.id] for d in archive.documents.values() if d.sidecar not in unsound)
    now = b"".join(sorted(sound))
    if now != known:
        memo.put(key, now)
    return found
