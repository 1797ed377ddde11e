"""What was edited since the last build: documents and entries of registries, where nothing else was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from msgspec.structs import replace

from sitegen.build.documents import HEAD, PARTS, Settings, head_from_bytes, keys_of_documents
from sitegen.build.ledger import Ledger, ledger_from_bytes
from sitegen.build.links import Link, iter_links_of_document, iter_links_of_entries
from sitegen.build.made import Before
from sitegen.build.missing_documents import parse_missing
from sitegen.build.options import stops
from sitegen.build.registries import Reader, keys_of_registries, read_registries, read_site
from sitegen.build.session import Session
from sitegen.build.tool import tool_digest
from sitegen.checks.run import check_documents
from sitegen.diagnostics.diagnostic import Diagnostic
from sitegen.diagnostics.rules.references import BROKEN_LINK
from sitegen.disk.memo import DamagedMemo
from sitegen.disk.seen import changed_paths
from sitegen.model.archive import Archive, Document
from sitegen.parse.layout import SourceFiles

FEW = 50  # documents: beyond, the whole way costs little more
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Edited:
    """What was edited. The archives are without documents.

    `ledger` tells of the whole as it was, `keys` are the memo keys of all documents as they are, `documents`
    the ids of those that were edited. `links` are in these and in entries that differ. `told` is found in the
    edited documents alone, `told_of_registries` where the registries are read.
    """

    was: Archive
    now: Archive
    ledger: Ledger
    keys_before: Mapping[str, bytes]
    keys: Mapping[str, bytes]
    documents: list[str]
    links: tuple[Link, ...]
    told: tuple[Diagnostic, ...]
    told_of_registries: tuple[Diagnostic, ...]


def find_edited(session: Session, before: Before) -> Edited | None:
    """Return what was edited; None where other files have changed, or documents cannot be read.

    Raises `DamagedMemo` where it is not known any more what registries said.
    """
    look, keys_before = session.look, before.manifest.contents
    reader = Reader(session.read, look.seen, session.memo, tool_digest())
    ledger, (site, _) = _find_ledger(session, before), read_site(reader)
    if ledger is None or site is None:
        return None
    settings, sources = Settings(site.language), _find_changed(session, before, ledger)
    if sources is None:
        return None
    keys = {**keys_before, **keys_of_documents(sources, look.seen, settings, tool_digest())}
    edited = [files for files in sources if keys[files.id] != keys_before[files.id]]
    if len(edited) > FEW:
        return None
    now, told_of_registries = read_registries(site, look.layout, reader)
    documents, told = _parse(session, edited, keys, settings)
    if len(documents) < len(edited):
        return None
    links = [link for document in documents.values() for link in iter_links_of_document(document)]
    told += check_documents(replace(now, documents=documents))
    was = now
    session.memo.let_go(keys_before[id] + part for id in documents for part in PARTS)
    if ledger.registries != look.registries:
        reader_before = replace(reader, read=_missing, seen={**look.seen, **ledger.registries})
        was, _ = read_registries(site, look.layout, reader_before)
        session.memo.let_go(
            keys_of_registries(look.layout, reader_before) - keys_of_registries(look.layout, reader)
        )
        links += iter_links_of_entries(_entries_that_differ(was, now))
    elif not edited:
        return None
    of_edited = list(documents), tuple(links), tuple(told)
    return Edited(was, now, ledger, keys_before, keys, *of_edited, told_of_registries)


def _missing(_: str) -> NoReturn:
    raise DamagedMemo


def _find_ledger(session: Session, before: Before) -> Ledger | None:
    """Return what is known of the last site, where that stands whole and nothing else has changed."""
    manifest = before.manifest
    is_whole = manifest.is_complete and len(before.standing) == len(manifest.written)
    if manifest.tool != session.look.tool:
        return None  # the ledger may be of another form
    if not (manifest.ledger and is_whole) or stops(manifest.diagnostics, strict=session.options.strict):
        return None
    if any(problem.code == BROKEN_LINK.code for problem in manifest.diagnostics):
        return None  # it may lead to a passage that is there now
    data = session.memo.find(manifest.ledger)
    return None if data is None else ledger_from_bytes(data)


def _find_changed(session: Session, before: Before, ledger: Ledger) -> Sequence[SourceFiles] | None:
    """Return the documents that may have changed; None where they are others, or anything else has.

    Where no file came or went it is known which have changed, and of the others nothing need be digested.
    """
    look, manifest = session.look, before.manifest
    sources = look.layout.documents
    if [files.id for files in sources] != list(manifest.contents):
        return None
    changed = changed_paths(manifest.seen, look.files)
    if changed is None:
        return sources if look.rest == ledger.rest else None
    found = [f for f in sources if not changed.isdisjoint((f.text, f.sidecar, f.lock))]
    known = {path for f in found for path in (f.text, f.sidecar, f.lock)}.union(look.registries)
    is_as_it_was = look.kept_layout == manifest.layout and look.listed == manifest.listed
    return found if is_as_it_was and changed <= known else None


def _parse(
    session: Session, edited: Sequence[SourceFiles], keys: Mapping[str, bytes], settings: Settings
) -> tuple[dict[str, Document], list[Diagnostic]]:
    """Parse the edited documents; return those that can be read, and what there is to tell."""
    for _ in parse_missing(edited, keys, settings, session):
        pass
    heads = [head_from_bytes(session.memo.need(keys[files.id] + HEAD)) for files in edited]
    documents = {head.document.id: head.document for head in heads if head.document is not None}
    return documents, [problem for head in heads for problem in head.diagnostics]


def _entries_that_differ(was: Archive, now: Archive) -> Archive:
    """Return an archive of the entries that are new, or otherwise than they were."""

    def differing(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, Entry]:
        return {id: entry for id, entry in after.items() if before.get(id) != entry}

    return replace(
        now,
        speakers=differing(was.speakers, now.speakers),
        claims=differing(was.claims, now.claims),
        figures=differing(was.figures, now.figures),
        topics=differing(was.topics, now.topics),
    )
